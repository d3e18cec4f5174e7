"""Each page of those who work in the authority."""

import pytest

from tests.journeys.city.every_page.promises import Promises
from tests.journeys.city.pages import PAGES, Page


@pytest.fixture(scope="module", params=PAGES, ids=str)
def wanted(request: pytest.FixtureRequest) -> Page:
    """One page of the table."""
    page: Page = request.param
    return page


class TestEachPage(Promises):
    """Of the table of pages."""
