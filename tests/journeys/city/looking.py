"""What is seen of a page in one visit: by axe, on a telephone, by keyboard, and in what it asks for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from playwright.sync_api import Page, ViewportSize

from tests.journeys.axe import faults

AT_A_DESK: ViewportSize = {"width": 1280, "height": 900}
TELEPHONE: ViewportSize = {"width": 390, "height": 844}
STOPS = 25  # how many steps of the keyboard are looked at
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What has the focus as each press of Tab is let go: whether it is marked, and whether any of it is
# on the screen. The page notes it as it happens, so that nothing is asked between two presses.
NOTE = """() => {
  const stops = window.kinkeeperStops = [];
  const note = one => {
    const box = one.getBoundingClientRect();
    const marked = [one, ...one.children].some(each => {
      const style = getComputedStyle(each);
      return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
        || style.boxShadow !== "none" || parseFloat(style.strokeWidth) >= 3;
    });
    const shown = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return {what: one.outerHTML.slice(0, 120), words: one.textContent.trim(), seen: marked && shown,
            nothing: one === document.body};
  };
  addEventListener("keyup", press => {
    if (press.key === "Tab") stops.push(note(document.activeElement));
  }, true);
}"""
NOTED = "window.kinkeeperStops"


@dataclass
class Seen:
    """One page as it was seen."""

    status: int = 0
    url: str = ""
    text: str = ""
    weight: int = 0  # in bytes, as it was sent
    faults: list[str] = field(default_factory=list)
    sideways: int = 0
    sideways_at_a_desk: int = 0
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    stops: list[dict[str, Any]] = field(default_factory=list)


def look(page: Page, address: str) -> Seen:
    """Open the page and look at it in each of the ways."""
    seen = Seen()
    with (
        _listening(page, "request", lambda request: seen.asked.append(request.url)),
        _listening(page, "console", lambda line: seen.complaints.append(line.text)),
    ):
        _open(page, address, seen)
        _look(page, seen)
    return seen


@contextmanager
def _listening(page: Any, to: str, listener: Callable[[Any], None]) -> Iterator[None]:
    page.on(to, listener)
    try:
        yield
    finally:
        page.remove_listener(to, listener)


def _open(page: Page, address: str, seen: Seen) -> None:
    answer = page.goto(address)
    assert answer, address
    seen.status, seen.url, seen.text = answer.status, page.url, answer.text()
    seen.weight = answer.request.sizes()["responseBodySize"]


def _look(page: Page, seen: Seen) -> None:
    seen.stops = _walk(page)
    seen.faults = faults(page)
    seen.sideways_at_a_desk = page.evaluate(SIDEWAYS)
    page.set_viewport_size(TELEPHONE)
    seen.sideways = page.evaluate(SIDEWAYS)
    seen.faults += faults(page)


def _walk(page: Page) -> list[dict[str, Any]]:
    """What has the focus after each press of Tab, until it leaves the page."""
    page.evaluate(NOTE)
    for _ in range(STOPS):
        page.keyboard.press("Tab")
    return list(takewhile(lambda stop: not stop["nothing"], page.evaluate(NOTED)))
