"""Numbers as they are kept: without spaces, in capitals, and only when they can be right."""

import re

from kinkeeper.kernel.errors import BadInput

_POSTCODE = re.compile(r"^([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})$")
_SAID = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9][A-Z]{2})\b")
_SHAPES = {
    "upn": re.compile(r"^[A-Z][0-9]{11}[0-9A-Z]$"),
    "former_upn": re.compile(r"^[A-Z][0-9]{11}[0-9A-Z]$"),
    "uln": re.compile(r"^[0-9]{10}$"),
}


def tidy_number(kind: str, value: str) -> str:
    """The number as it is kept; BadInput when it cannot be one of its kind."""
    tidy = "".join(value.split()).upper() if kind in {"nhs", "uln", *_SHAPES} else value.strip()
    shape = _SHAPES.get(kind)
    if not tidy or (shape and not shape.match(tidy)) or (kind == "nhs" and not is_nhs(tidy)):
        raise BadInput("this cannot be right", field=kind, do="Check the number and type it again.")
    return tidy


def is_nhs(value: str) -> bool:
    """Whether ten digits hold the check digit of an NHS number (modulus 11)."""
    if not re.fullmatch(r"[0-9]{10}", value):
        return False
    weighed = sum(int(digit) * (10 - place) for place, digit in enumerate(value[:9]))
    return (11 - weighed % 11) % 11 == int(value[9])


def postcode_in(said: str) -> str | None:
    """The last postcode in what somebody said, as it is kept; None where they said none."""
    found = _SAID.findall(said.upper())
    return " ".join(found[-1]) if found else None


def tidy_postcode(value: str) -> str:
    """`m160ab` as `M16 0AB`; BadInput when it cannot be a postcode."""
    found = _POSTCODE.match("".join(value.split()).upper())
    if not found:
        raise BadInput(
            "this is not a UK postcode", field="postcode", do="Check it or leave it out."
        )
    return f"{found[1]} {found[2]}"
