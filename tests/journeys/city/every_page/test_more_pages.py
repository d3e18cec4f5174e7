"""Each page of the front door, of early help, of contexts and of those outside; and that none is left out."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.journeys.city.contexts import CONTEXTS
from tests.journeys.city.courting import COURTING
from tests.journeys.city.door import DOOR
from tests.journeys.city.every_page.promises import Promises
from tests.journeys.city.helping import HELPING
from tests.journeys.city.kinsfolk import KINSFOLK
from tests.journeys.city.outside import NO_PAGES_OUTSIDE, OUTSIDE
from tests.journeys.city.pages import NO_PAGES, PAGES, Page
from tests.journeys.city.practice import PRACTICE
from tests.journeys.city.protecting import PROTECTING

MORE = (*DOOR, *OUTSIDE, *HELPING, *CONTEXTS, *PROTECTING, *KINSFOLK, *PRACTICE, *COURTING)


@pytest.fixture(scope="module", params=MORE, ids=str)
def wanted(request: pytest.FixtureRequest) -> Page:
    """One page of these tables."""
    page: Page = request.param
    return page


def test_no_page_is_left_out() -> None:
    """Every name in the service's list of addresses is in a table, or is said to be no page."""
    told = {page.name for page in (*PAGES, *MORE)} | {*NO_PAGES, *NO_PAGES_OUTSIDE}
    assert set(_names(get_resolver().url_patterns)) == told


def _names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _names(one.url_patterns)
        elif one.name:
            yield one.name


class TestEachPage(Promises):
    """Of the tables of those pages."""
