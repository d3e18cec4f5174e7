"""Code sets of the SSDA903 return about adoption, earlier permanence and leaving care."""

from kinkeeper.law.codes.code_set import Code, CodeSet
from kinkeeper.law.codes.ssda903_sources import CHECKS, STANDARD

IN_TOUCH = CodeSet(
    "ssda903.IN_TOUCH",
    "Whether the authority is in touch",
    (
        Code("YES", "In touch"),
        Code("NO", "Not in touch"),
        Code("DIED", "Died after leaving care"),
        Code("REFU", "Young person refuses contact"),
        Code("NREQ", "No longer requires services"),
        Code(
            "RHOM",
            "Returned to live with parents or someone with parental responsibility for 6 "
            "months or more",
        ),
    ),
    source=STANDARD,
)

ACTIV = CodeSet(
    "ssda903.ACTIV",
    "Main activity of the care leaver",
    (
        Code("F1", "Full time higher education"),
        Code("P1", "Part time higher education"),
        Code("F2", "Full time education other than higher"),
        Code("P2", "Part time education other than higher"),
        Code("F4", "Full time apprenticeship"),
        Code("P4", "Part time apprenticeship"),
        Code("F5", "Full time training or employment (not apprenticeship)"),
        Code("P5", "Part time training or employment (not apprenticeship)"),
        Code("G4", "Not in education, employment or training: illness or disability"),
        Code("G5", "Not in education, employment or training: other"),
        Code("G6", "Not in education, employment or training: pregnancy or parenting"),
        Code("0", "Not known or does not apply", note="inferred from checks 344 and 345"),
    ),
    source=STANDARD,
)

ACCOM = CodeSet(
    "ssda903.ACCOM",
    "Accommodation of the care leaver",
    (
        Code("B1", "With parent(s) or relative(s), suitable"),
        Code("B2", "With parent(s) or relative(s), unsuitable"),
        Code("C1", "Community home or other residential care, suitable"),
        Code("C2", "Community home or other residential care, unsuitable"),
        Code("D1", "Semi-independent, transitional accommodation, suitable"),
        Code("D2", "Semi-independent, transitional accommodation, unsuitable"),
        Code("E1", "Supported lodgings, suitable"),
        Code("E2", "Supported lodgings, unsuitable"),
        Code("G1", "Gone abroad, suitable"),
        Code("G2", "Gone abroad, unsuitable"),
        Code("H1", "Deported, suitable"),
        Code("H2", "Deported, unsuitable"),
        Code("K1", "Ordinary lodgings, suitable"),
        Code("K2", "Ordinary lodgings, unsuitable"),
        Code("R1", "Residence not known, suitable"),
        Code("R2", "Residence not known, unsuitable"),
        Code("S2", "No fixed abode / homeless, unsuitable"),
        Code("T1", "Foyer and similar, suitable"),
        Code("T2", "Foyer and similar, unsuitable"),
        Code("U1", "Independent living, suitable"),
        Code("U2", "Independent living, unsuitable"),
        Code("V1", "Emergency accommodation, suitable"),
        Code("V2", "Emergency accommodation, unsuitable"),
        Code("W1", "Bed and breakfast, suitable"),
        Code("W2", "Bed and breakfast, unsuitable"),
        Code("X2", "In custody, unsuitable"),
        Code("Y1", "Other, suitable"),
        Code("Y2", "Other, unsuitable"),
        Code("Z1", "With former foster carer(s), suitable"),
        Code("Z2", "With former foster carer(s), unsuitable"),
        Code("0", "Not known or does not apply", note="inferred from checks 344 and 345"),
    ),
    source=STANDARD,
)

SEX_ADOPTR = CodeSet(
    "ssda903.SEX_ADOPTR",
    "Sex of the adopters",
    (
        Code("M1", "Single male"),
        Code("F1", "Single female"),
        Code("MM", "Male couple"),
        Code("FF", "Female couple"),
        Code("MF", "Male/female couple"),
    ),
    source=STANDARD,
)

LS_ADOPTR = CodeSet(
    "ssda903.LS_ADOPTR",
    "Legal status of the adopters",
    (
        Code("L0", "Single adopter"),
        Code("L11", "Different-gender married couple"),
        Code("L12", "Same-gender married couple"),
        Code("L2", "Civil partnership couple"),
        Code("L3", "Different-gender unmarried couple"),
        Code("L4", "Same-gender couple not married or in a civil partnership"),
    ),
    source=STANDARD,
)

NB_ADOPTR = CodeSet(
    "ssda903.NB_ADOPTR",
    "Number of adopters",
    (
        Code("1", "One adopter"),
        Code("2", "Two adopters"),
    ),
    source=CHECKS,
)

FOSTER_CARE = CodeSet(
    "ssda903.FOSTER_CARE",
    "Whether adopted by the current foster carers",
    (
        Code("0", "Not adopted by the current foster carer(s)"),
        Code("1", "Adopted by the current foster carer(s)"),
    ),
    source=CHECKS,
)

REASON_PLACED_CEASED = CodeSet(
    "ssda903.REASON_PLACED_CEASED",
    "Why the child is no longer placed for adoption",
    (
        Code("RD1", "The child's needs changed after the decision"),
        Code("RD2", "The court did not make a placement order"),
        Code("RD3", "Prospective adopters could not be found"),
        Code("RD4", "Any other reason"),
    ),
    source=STANDARD,
)

PREV_PERM = CodeSet(
    "ssda903.PREV_PERM",
    "Previous permanence option",
    (
        Code("P1", "Adoption", section="adoption"),
        Code("P2", "Special guardianship order"),
        Code("P3", "Residence order or child arrangements order"),
        Code("P4", "Unknown"),
        Code("Z1", "No previous permanence option"),
    ),
    source=STANDARD,
)

LA_PERM = CodeSet(
    "ssda903.LA_PERM",
    "Authority of the previous permanence option",
    (
        Code("999", "Not known", note="inferred from check 633"),
        Code("WAL", "Wales"),
        Code("SCO", "Scotland"),
        Code("NIR", "Northern Ireland"),
        Code("NUK", "Outside the United Kingdom", note="inferred from check 633"),
    ),
    source=CHECKS,
    pattern="[0-9]{3}",
    pattern_meaning="English authority, by its three-digit code",
)

CODE_SETS = (
    IN_TOUCH,
    ACTIV,
    ACCOM,
    SEX_ADOPTR,
    LS_ADOPTR,
    NB_ADOPTR,
    FOSTER_CARE,
    REASON_PLACED_CEASED,
    PREV_PERM,
    LA_PERM,
)
