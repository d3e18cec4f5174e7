"""What every page keeps, whoever reads it."""

import re

from tests.journeys.city.every_page.conftest import Readers
from tests.journeys.city.looking import Seen
from tests.journeys.city.pages import Page
from tests.web.test_weight import MOST, asked_for, sent

PURPOSE = re.compile(r'<p class="(?:govuk-body )?purpose">(.*?)</p>', re.DOTALL)


class Promises:
    """To be kept by each page of a table; the file that has the table says which is `wanted`."""

    def test_it_is_the_page_that_was_asked_for(self, seen: Seen, address: str) -> None:
        """Nothing led elsewhere, and nothing was refused."""
        assert (seen.status, seen.url.endswith(address)) == (200, True), seen.url

    def test_no_fault_is_found(self, seen: Seen) -> None:
        """By axe, on a desk and on a telephone."""
        assert seen.faults == []

    def test_it_never_scrolls_sideways_on_a_telephone(self, seen: Seen) -> None:
        """At 390 pixels everything is in one column."""
        assert seen.sideways == 0

    def test_it_never_scrolls_sideways_at_a_desk(self, seen: Seen) -> None:
        """What is wider than the page scrolls within it."""
        assert seen.sideways_at_a_desk == 0

    def test_it_asks_nothing_of_another_host(self, seen: Seen, city: str) -> None:
        """Whatever a script or a style sheet asks for, it asks of us."""
        assert [url for url in seen.asked if not url.startswith((city, "data:"))] == []

    def test_the_browser_has_nothing_to_complain_of(self, seen: Seen) -> None:
        """The policy stops nothing of ours, and nothing is missing."""
        assert seen.complaints == []

    def test_the_keyboard_begins_with_the_way_to_the_content(self, seen: Seen) -> None:
        """The first step is the skip link, and it comes into sight."""
        assert seen.stops[0]["words"] == "Skip to main content"
        assert seen.stops[0]["seen"]

    def test_the_focus_is_always_seen(self, seen: Seen) -> None:
        """Whatever the keyboard reaches is marked, and on the screen."""
        assert [stop["what"] for stop in seen.stops if not stop["seen"]] == []

    def test_it_says_what_it_is_for(self, seen: Seen) -> None:
        """In one line under its heading, once."""
        said = PURPOSE.findall(seen.text)
        assert len(said) == 1, said
        assert len(said[0].split()) >= 8
        assert said[0].rstrip().endswith((".", "</a>."))

    def test_it_is_light_over_the_city(
        self, wanted: Page, address: str, seen: Seen, readers: Readers, kept: dict[str, int]
    ) -> None:
        """Under 100 kB with everything it asks for, with a city in it too."""
        for one in set(asked_for(seen.text)) - kept.keys():
            kept[one] = sent(readers(wanted.role), one)
        weights = {one: kept[one] for one in asked_for(seen.text)} | {address: seen.weight}
        assert seen.weight, "nothing came"
        assert sum(weights.values()) < MOST, weights
