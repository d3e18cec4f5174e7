"""What a load does to a closed record is in that record's own access log."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps

from kinkeeper.access import audit
from kinkeeper.access.models import AuditEntry, Restriction
from kinkeeper.kernel.moment import today
from kinkeeper.returns.loading.report import Report
from tests.returns.census_text import child, group, referral

Loading = Callable[..., Report]
Census = Callable[..., Path]
FIRST = referral("2025-05-01", ReferralSource="2A")
SAME, OTHER = FIRST.replace("2A", "5C"), referral("2025-09-01", ReferralSource="2A")
PLAN = group("CINPlanDates", CINPlanStartDate="2025-10-01")


@pytest.fixture
def closed(loading: Loading, census: Census, granted: Callable[..., Any]) -> UUID:
    """The first of two children, whose record has been closed since it was loaded."""
    loading(census(child("A1", FIRST), child("B2", FIRST)))
    found = apps.get_model("people.PersonIdentifier").objects.get(value="A1").person_id
    Restriction.objects.create(
        person_id=found,
        reason="danger",
        review_on=today() + timedelta(days=30),
        set_by=granted("director"),
    )
    return UUID(str(found))


def noted() -> list[tuple[UUID | None, dict[str, Any]]]:
    """Each closed record that a load touched, and what the audit says of it."""
    return list(AuditEntry.objects.filter(verb="loaded").values_list("person_id", "details"))


def test_a_load_before_a_record_was_closed_is_of_nobody(closed: UUID) -> None:
    """Its one entry tells of the files; a record that is open has none of its own."""
    assert noted() == []


def test_a_load_that_touches_a_closed_record_says_so(
    closed: UUID, loading: Loading, census: Census
) -> None:
    """Once, with how many of its records are new and how many changed."""
    details = referral("2025-09-01", PLAN, ReferralSource="2A")
    report = loading(census(child("A1", SAME, details), child("B2", SAME, OTHER)))
    assert noted() == [(closed, {"load": str(report.load_id), "new": 2, "changed": 1})]
    assert audit.verify().whole


def test_a_load_that_changes_nothing_of_it_says_nothing(
    closed: UUID, loading: Loading, census: Census
) -> None:
    """The same file again, or news of another child, is no change to a closed record."""
    loading(census(child("A1", FIRST), child("B2", SAME, OTHER)))
    assert noted() == []


def test_a_restriction_lifted_is_none(closed: UUID, loading: Loading, census: Census) -> None:
    """From the day it is lifted the record is like any other."""
    by = Restriction.objects.get().set_by
    Restriction.objects.update(lifted_on=today(), lifted_by=by)
    loading(census(child("A1", SAME), child("B2", SAME)))
    assert noted() == []


def test_a_load_that_cannot_be_noted_is_undone(
    closed: UUID, loading: Loading, census: Census, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The entry and the change are one: neither is without the other."""

    def fails(entries: Sequence[audit.Entry]) -> None:
        if any(one.verb == "loaded" for one in entries):
            raise audit.AuditUnavailable

    monkeypatch.setattr(audit, "write", fails)
    with pytest.raises(audit.AuditUnavailable):
        loading(census(child("A1", SAME), child("B2", SAME)))
    assert not apps.get_model("frontdoor.HelpEpisode").objects.filter(referral_source="5C").exists()
