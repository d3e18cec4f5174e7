"""What is seen of a page in one visit: by axe, on a telephone, by keyboard, and in what it asks for."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

from tests.journeys.axe import faults

TELEPHONE = {"width": 390, "height": 844}
STOPS = 25  # how many steps of the keyboard are looked at
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What has the focus, whether it is marked, and whether any of it is on the screen.
FOCUS = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  const marked = [one, ...one.children].some(each => {
    const style = getComputedStyle(each);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
      || style.boxShadow !== "none" || parseFloat(style.strokeWidth) >= 3;
  });
  const shown = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return {what: one.outerHTML.slice(0, 120), words: one.textContent.trim(), seen: marked && shown,
          nothing: one === document.body};
}"""


@dataclass
class Seen:
    """One page as it was seen."""

    page: Page
    status: int = 0
    faults: list[str] = field(default_factory=list)
    sideways: int = 0
    sideways_at_a_desk: int = 0
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    stops: list[dict[str, Any]] = field(default_factory=list)


def look(page: Page, address: str) -> Seen:
    """Open the page and look at it in each of the ways."""
    seen = Seen(page)
    page.on("request", lambda request: seen.asked.append(request.url))
    page.on("console", lambda line: seen.complaints.append(line.text))
    answer = page.goto(address)
    seen.status = answer.status if answer else 0
    seen.stops = _walk(page)
    seen.faults = faults(page)
    seen.sideways_at_a_desk = page.evaluate(SIDEWAYS)
    page.set_viewport_size(TELEPHONE)  # type: ignore[arg-type]
    seen.sideways = page.evaluate(SIDEWAYS)
    seen.faults += faults(page)
    return seen


def _walk(page: Page) -> list[dict[str, Any]]:
    """What has the focus after each press of Tab, until it leaves the page."""
    stops = []
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop["nothing"]:
            break
        stops.append(stop)
    return stops
