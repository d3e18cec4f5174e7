"""A check against the one before it: new, gone, still there; whole returns and parts."""

import pytest
from django.test import Client

from kinkeeper.returns.models import RunFinding
from tests.returns.running.conftest import FAULTY, GOOD
from tests.web.runs.conftest import WHOLE, check, text

pytestmark = pytest.mark.django_db


def test_new_gone_and_still_there_are_told_apart(analyst: Client) -> None:
    """By rule, child and values; the first check of a year has nothing to compare with."""
    first = check(analyst, FAULTY, GOOD.replace(",M,", ",Q,"))
    assert "nothing to compare" in text(analyst, f"/returns/runs/{first.id}/changes/")
    second = check(analyst, FAULTY, "KID3,Y,01/01/2012,WBRI,A123456789014,,")
    told = RunFinding.objects.filter(run=second, rule="101")
    assert dict(told.values_list("child__child", "status")) == {
        "KID1": "gone",
        "KID2": "still",
        "KID3": "new",
    }
    gone = text(analyst, f"/returns/runs/{second.id}/changes/?status=gone")
    assert "KID1" in gone
    assert "KID3" not in gone
    assert "KID1" not in text(analyst, f"/returns/runs/{second.id}/rules/101/")


def test_the_season_is_drawn_with_its_table(analyst: Client) -> None:
    """How rows in error went from check to check."""
    first = check(analyst, FAULTY, GOOD.replace(",M,", ",Q,"), files=WHOLE)
    second = check(analyst, GOOD, files=WHOLE)
    check(analyst, FAULTY)
    shown = text(analyst, "/returns/runs/")
    assert f"2025-26, files: rows in error fell from {first.errors} to {second.errors}" in shown
    assert '<svg class="chart"' in shown
    assert "Check by check" in shown


def test_a_part_of_a_return_says_that_it_is_one(analyst: Client) -> None:
    """On its page and in the list; it is compared with the same part, and no chart is drawn of it."""
    first, whole = check(analyst, FAULTY), check(analyst, FAULTY, files=WHOLE)
    second = check(analyst, FAULTY)
    assert (second.before, whole.before) == (first, None)
    said = "Only these tables were given: Header."
    assert said in text(analyst, f"/returns/runs/{second.id}/")
    assert said not in text(analyst, f"/returns/runs/{whole.id}/")
    assert text(analyst, "/returns/runs/").count(said) == 2


def test_files_and_records_are_two_seasons(analyst: Client) -> None:
    """Each with its own chart, and neither compared with the other."""
    files = check(analyst, FAULTY, files=WHOLE)
    records = check(analyst, FAULTY, origin="live")
    assert (records.before, records.whole, files.whole) == (None, True, True)
    shown = text(analyst, "/returns/runs/")
    assert ("2025-26, files:" in shown, "2025-26, the records:" in shown) == (True, True)
