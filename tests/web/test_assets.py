"""What is served with the pages: ours, licensed, readable."""

import re
from pathlib import Path

import pytest

import kinkeeper.web

STATIC = Path(kinkeeper.web.__file__).parent / "static" / "web"
CSS = (STATIC / "css" / "kinkeeper.css").read_text(encoding="utf-8")
TOKENS = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", CSS))


@pytest.mark.parametrize("brand", ["#1d70b8", "#0b0c0c", "#ffdd00", "GDS Transport", "crown"])
def test_nothing_of_govuks_brand_is_served(brand: str) -> None:
    """The code is free to use outside GOV.UK; the brand is not."""
    assert brand.lower() not in CSS.lower()


def test_nothing_is_asked_of_another_host() -> None:
    """Every address in the style sheet is beside it."""
    addresses = re.findall(r"url\(([^)]*)\)", CSS)
    assert addresses
    assert all(address.startswith('"../fonts/') for address in addresses)


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "paper"),
        ("mute", "paper"),
        ("mute", "wash"),
        ("link", "paper"),
        ("visited", "paper"),
        ("card", "keeper"),
        ("card", "deep"),
        ("late", "late-ground"),
        ("soon", "soon-ground"),
        ("met", "met-ground"),
        ("note", "note-ground"),
        ("restricted", "restricted-ground"),
        ("ink", "focus"),
    ],
)
def test_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    """At least 4.5 to 1."""
    assert contrast(TOKENS[text], TOKENS[ground]) >= 4.5


@pytest.mark.parametrize(
    "licence",
    [
        "fonts/LICENCE-atkinson-hyperlegible-next.txt",
        "vendor/LICENCE-htmx.txt",
        "vendor/LICENCE-govuk-frontend.txt",
        "vendor/README.md",
    ],
)
def test_what_is_not_ours_comes_with_its_licence(licence: str) -> None:
    """Each vendored thing names its terms beside it."""
    assert (STATIC / licence).stat().st_size > 100


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
