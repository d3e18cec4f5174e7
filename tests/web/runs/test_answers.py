"""Findings answered for: accepted, withdrawn, given to a team."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kinkeeper.access.models import (
    AuditEntry,
    Team,
)
from kinkeeper.jobs.tasks import check_received
from kinkeeper.returns.models import Acceptance, AcceptanceEnd, Assignment, RunChild, RunFinding
from tests.returns.running.conftest import FAULTY, GOOD
from tests.web.conftest import BEFORE
from tests.web.runs.conftest import WHOLE, check, finding, text

pytestmark = pytest.mark.django_db


def test_accepting_is_asked_checked_and_done(analyst: Client) -> None:
    """The reason stands at the row; it is audited; the next check keeps it."""
    run = check(analyst, FAULTY)
    page, told = f"{finding(run)}/accept/", {"reason": "Recorded so by <b>court</b>."}
    assert analyst.post(page, {"step": "check", "reason": " "}).status_code == 422
    checked = analyst.post(page, {"step": "check", **told}).content.decode()
    assert ("Check your answers" in checked, Acceptance.objects.count()) == (True, 0)
    done = analyst.post(page, {"step": "accept", **told})
    assert "Accepted: Recorded so by &lt;b&gt;court&lt;/b&gt;." in text(analyst, done["Location"])
    assert AuditEntry.objects.filter(verb="returns.accept").count() == 1
    again = check(analyst, FAULTY)
    assert "Accepted: Recorded" in text(analyst, f"/returns/runs/{again.id}/rules/101/")


def test_an_acceptance_ends_with_its_values(analyst: Client) -> None:
    """Another wrong value is another finding, and nobody has accepted it."""
    run = check(analyst, FAULTY)
    analyst.post(f"{finding(run)}/accept/", {"step": "accept", "reason": "So it is."})
    again = check(analyst, FAULTY.replace("X,", "Z,", 1))
    assert Acceptance.objects.get().end.because == "changed"
    assert "So it is." not in text(analyst, f"/returns/runs/{again.id}/rules/101/")


def test_a_rule_that_is_not_run_ends_no_acceptance(analyst: Client) -> None:
    """Nothing is known of values that were not sent."""
    run = check(analyst, FAULTY)
    analyst.post(f"{finding(run)}/accept/", {"step": "accept", "reason": "So it is."})
    uasc = b"CHILD,SEX,DOB,DUC\nC9,M,01/01/2010,\n"
    sent = {"return": SimpleUploadedFile("uasc.csv", uasc), "collection": "ssda903", "year": "2026"}
    address = analyst.post("/returns/runs/new/", sent)["Location"]
    check_received(run_id=address.split("/")[3])
    assert not hasattr(Acceptance.objects.get(), "end")
    assert not RunFinding.objects.filter(status="gone").exists()


def test_a_part_ends_no_acceptance_of_the_whole(analyst: Client) -> None:
    """Whether the row is not in the part, or is and has changed: the next whole check decides."""
    run = check(analyst, FAULTY, files=WHOLE)
    analyst.post(f"{finding(run)}/accept/", {"step": "accept", "reason": "So it is."})
    check(analyst, GOOD.replace(",M,", ",Q,"))
    check(analyst, FAULTY.replace("X,", "Z,", 1))
    check(analyst, GOOD, files=WHOLE)  # a whole return, of other children
    assert not hasattr(Acceptance.objects.get(), "end")
    check(analyst, FAULTY.replace("X,", "M,", 1), files=WHOLE)
    assert Acceptance.objects.get().end.because == "changed"


def test_what_the_row_was_not_among_ends_no_acceptance(analyst: Client) -> None:
    """Neither a table of headings alone, which makes no whole return, nor the table's other rows."""
    head, first, *more = WHOLE["episodes.csv"].splitlines(keepends=True)
    whose, bad = first.split(b",")[0], first.replace(b",S,", b",Q,", 1)
    run = check(analyst, FAULTY, files={"episodes.csv": b"".join([head, bad, *more])})
    one = RunFinding.objects.filter(run=run, table="Episodes", child__child=whose.decode())[0]
    told = {"step": "accept", "reason": "So it is."}
    analyst.post(f"/returns/runs/findings/{one.id}/accept/", told)
    others = [row for row in more if not row.startswith(whose)]
    beside = GOOD.replace("KID1", whose.decode())
    for rows in ([], others):
        again = check(analyst, beside, files={"episodes.csv": b"".join([head, *rows])})
        assert (again.whole, AcceptanceEnd.objects.exists()) == (bool(rows), False)


@pytest.mark.parametrize("what", ["accept", "withdraw"])
def test_a_reason_that_cannot_be_kept_is_refused_in_words(what: str, analyst: Client) -> None:
    """A character that is none is asked to be left out, and nothing is kept."""
    run = check(analyst, FAULTY)
    if what == "withdraw":
        analyst.post(f"{finding(run)}/accept/", {"step": "accept", "reason": "So it is."})
    said = {"step": "accept", "reason": "a\x00b"}
    answer = analyst.post(f"{finding(run)}/{what}/", said)
    assert (answer.status_code, "holds a character that" in answer.content.decode()) == (422, True)
    text(analyst, f"/returns/runs/{run.id}/rules/%00/", 404)


def test_withdrawn_it_counts_again(analyst: Client) -> None:
    """What was accepted stays on record; the row asks for an answer anew."""
    run = check(analyst, FAULTY)
    analyst.post(f"{finding(run)}/accept/", {"step": "accept", "reason": "So it is."})
    assert "So it is." in text(analyst, f"{finding(run)}/withdraw/")
    assert analyst.post(f"{finding(run)}/withdraw/", {"reason": " "}).status_code == 422
    done = analyst.post(f"{finding(run)}/withdraw/", {"reason": "The court corrected it."})
    assert "So it is." not in text(analyst, done["Location"])
    end = Acceptance.objects.get().end
    assert (end.because, end.reason) == ("withdrawn", "The court corrected it.")
    assert AuditEntry.objects.filter(verb="returns.withdraw").count() == 1
    assert text(analyst, f"{finding(run)}/withdraw/", 404)


def test_a_rule_and_a_child_are_given_to_a_team(analyst: Client) -> None:
    """One team at a time; what it was given to before ends."""
    run = check(analyst, FAULTY)
    teams = [Team.objects.create(name=n, service="S", started_on=BEFORE) for n in ("One", "Two")]
    whose = RunChild.objects.get(run=run)
    for page in (f"/returns/runs/{run.id}/rules/101/", f"/returns/runs/children/{whose.id}/"):
        assert analyst.post(f"{page}team/", {"team": "none"}).status_code == 422
        for team in teams:
            analyst.post(f"{page}team/", {"team": team.id})
        assert "Two" in text(analyst, page)
        analyst.post(f"{page}team/", {"step": "take"})
        assert "No team" in text(analyst, page)
    assert (Assignment.objects.count(), Assignment.objects.filter(end=None).count()) == (4, 0)
