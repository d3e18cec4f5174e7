"""Checks of the records, as an analyst reads them."""

import re
from html import unescape

import pytest

from kinkeeper.duties.finding_models import CheckRun
from kinkeeper.duties.findings import refresh_findings
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def checked(census: None) -> None:
    """The census, with every check asked of it."""
    refresh_findings()


def test_what_was_not_run_stands_apart(checked: None, signed_in: SignIn) -> None:
    """Three lists: to put right, not run with the reason, run and nothing found."""
    page = signed_in("performance_analyst").get("/returns/checks/").content.decode()
    order = [
        page.index(f"{caption}") for caption in ("To put right", "Not run", "Run, nothing found")
    ]
    assert order == sorted(order)


def test_a_number_opens_as_many_findings(checked: None, signed_in: SignIn) -> None:
    """The list behind a count holds that many."""
    client = signed_in("performance_analyst")
    page = client.get("/returns/checks/").content.decode()
    first = re.search(r'href="(/returns/checks/[^"]+/)"', page)
    said = re.search(r'class="figure-cell">\s*(\d+)\s*</td>', page)
    assert first
    assert said
    assert f"{said[1]} finding" in client.get(first[1]).content.decode()


def test_what_was_not_run_never_reads_as_nothing_found(checked: None, signed_in: SignIn) -> None:
    """On its own page too, where its reason stands."""
    client = signed_in("performance_analyst")
    apart = CheckRun.objects.exclude(not_run=None)
    assert apart.exists()
    for one in apart:
        page = client.get(f"/returns/checks/{one.check_id}/").content.decode()
        assert ("Nothing found" in page, ">Not run</h2>" in page) == (False, True), one.check_id
        assert str(one.not_run) in unescape(page)


def test_an_unknown_check_is_not_there(signed_in: SignIn) -> None:
    """An address somebody made up."""
    assert signed_in("performance_analyst").get("/returns/checks/no-such/").status_code == 404


def test_checks_are_closed_to_those_without_loads(signed_in: SignIn) -> None:
    """A social worker sees the findings of her own children on their pages."""
    assert signed_in("social_worker").get("/returns/checks/").status_code == 403
