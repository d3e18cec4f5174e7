"""Reports of a check saved from the browser, and what the audit has of looks."""

import pytest
from django.test import Client

from kinkeeper.access.models import (
    AuditEntry,
)
from kinkeeper.people.models import Person
from kinkeeper.returns.models import ReturnRun
from tests.returns.running.conftest import FAULTY
from tests.web.runs.conftest import FORMS, check, pages, saved, text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("form", FORMS)
def test_a_closed_child_is_in_no_export(form: str, closed: ReturnRun, analyst: Client) -> None:
    """In none of its forms; the other child is."""
    said = saved(analyst, closed, form)
    assert "KID2" not in said
    assert "KID1" in said or form == "rules.csv"


@pytest.mark.parametrize("form", FORMS)
def test_a_report_is_saved_and_audited_first(form: str, child: Person, analyst: Client) -> None:
    """From what was kept, with the rule, the child and what to do; and who took it is known."""
    run = check(analyst, FAULTY)
    answer = analyst.get(f"/returns/runs/{run.id}/report/{form}")
    assert "attachment" in answer["Content-Disposition"]
    assert form.endswith("xlsx") or b"101" in answer.content
    told = AuditEntry.objects.get(verb="exported").details
    assert (told["run"], told["form"], told["shown"]) == (str(run.id), form, [str(child.id)])
    assert text(analyst, f"/returns/runs/{run.id}/report/other.doc", 404)


def test_an_export_that_cannot_be_audited_is_not_made(
    analyst: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is not there before the audit is."""
    run = check(analyst, FAULTY)
    monkeypatch.setattr("kinkeeper.returns.run_reports.audit.exported", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        analyst.get(f"/returns/runs/{run.id}/report/findings.csv")


def test_every_look_at_a_child_is_in_the_audit(child: Person, analyst: Client) -> None:
    """Lists with whom they showed; the child's own page as a read of the record."""
    run = check(analyst, FAULTY)
    listing, own = pages(run)[1], pages(run)[4]
    text(analyst, listing)
    assert AuditEntry.objects.get(verb="listed").details["shown"] == [str(child.id)]
    text(analyst, own)
    assert AuditEntry.objects.filter(verb="read", person_id=child.id).exists()
