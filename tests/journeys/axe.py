"""Runs axe-core in a page and fails on any breach of WCAG 2.2, level A or AA."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SOURCE = Path(__file__).with_name("axe.min.js").read_text(encoding="utf-8")
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Of all that axe says only what is broken is carried out of the page.
ASK = "async options => (await window.axe.run(document, options)).violations"


def violations(page: Page) -> list[dict[str, Any]]:
    """What axe finds in the page as it stands; the page's own policy does not stop it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SOURCE)
    options = {"runOnly": {"type": "tag", "values": STANDARD}, "resultTypes": ["violations"]}
    found: list[dict[str, Any]] = page.evaluate(ASK, options)
    return found


def assert_accessible(page: Page) -> None:
    """No violation in the page; otherwise each rule with the elements that break it."""
    lines = faults(page)
    assert not lines, f"{page.url}\n" + "\n".join(lines)


def faults(page: Page) -> list[str]:
    """A line for each rule that is broken, with the elements that break it."""
    return [_line(found) for found in violations(page)]


def _line(found: dict[str, Any]) -> str:
    places = "; ".join(" ".join(map(str, node["target"])) for node in found["nodes"])
    return f"{found['id']} ({found['impact']}): {found['help']} at {places}"
