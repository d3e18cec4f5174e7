"""Changes of a rule that no return could notice, and why; by the rule's code."""

SSDA903: dict[str, dict[str, str]] = {
    "411": {"never": "whether the placement is inside is worked out from this very comparison"},
}
CIN: dict[str, dict[str, str]] = {}
