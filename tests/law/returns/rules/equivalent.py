"""Changes of a rule that no return could notice, and why; by the rule's code."""

SSDA903: dict[str, dict[str, str]] = {}
CIN: dict[str, dict[str, str]] = {}
