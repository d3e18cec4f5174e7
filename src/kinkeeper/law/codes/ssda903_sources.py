"""Where the code sets of the SSDA903 return were read."""

STANDARD = (
    "Department for Education, SSDA903 guidance, as the Standard Safeguarding Dataset quotes it"
)
CODE_LISTS = "Department for Education, SSDA903 code lists, as public data models reproduce them"
CHECKS = "Department for Education, SSDA903 checks, as public validators carry them out"
