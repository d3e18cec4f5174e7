"""The audit: what a row says, what it may not hold, and reads logged before they are shown."""

from datetime import date
from uuid import UUID

import pytest

from kinkeeper.access import audit, request_id
from kinkeeper.access.audit import NOBODY, AuditUnavailable
from kinkeeper.access.chain import EMPTY, ROOT, Head
from kinkeeper.access.models import AuditEntry
from tests.access.conftest import MakeUser

pytestmark = pytest.mark.django_db


def test_an_empty_audit_is_whole() -> None:
    """Before anything is written the chain holds, and its head is the root."""
    verdict = audit.verify()
    assert verdict.whole
    assert (verdict.entries, audit.head()) == (0, EMPTY)


def test_entries_count_without_gaps_and_follow_one_another() -> None:
    """Each entry carries the hash of the one before; the first, the root."""
    for _ in range(3):
        audit.record(by=NOBODY, verb="tried")
    rows = list(AuditEntry.objects.order_by("id"))
    assert [row.id for row in rows] == [1, 2, 3]
    assert [row.previous_hash for row in rows] == [ROOT, rows[0].hash, rows[1].hash]
    assert audit.verify(audit.head()).whole


def test_every_kind_of_detail_is_verified_as_it_was_written(person: UUID) -> None:
    """What the database gives back hashes to what was written, whatever its type or letters."""
    details = {"é": "Zoë 名", "on": date(2026, 1, 2), "who": person, "n": 10**20, "none": None}
    audit.record(by=NOBODY, verb="tried", details={**details, "deep": {"list": [True, {"a": ()}]}})
    assert audit.verify().whole


def test_a_detail_may_not_be_narrative() -> None:
    """Words of a record never reach the audit: a long text is a mistake in the program."""
    with pytest.raises(ValueError, match="no narrative"):
        audit.record(by=NOBODY, verb="tried", details={"text": "x" * 201})
    with pytest.raises(TypeError):
        audit.record(by=NOBODY, verb="tried", details={"ratio": 0.1})


def test_entries_of_one_request_are_found_together() -> None:
    """Everything one request did carries its id; outside one there is none."""
    with request_id.new() as first:
        audit.record(by=NOBODY, verb="tried")
    audit.record(by=NOBODY, verb="tried")
    found = AuditEntry.objects.order_by("id").values_list("request_id", flat=True)
    assert list(found) == [first, ""]


def test_a_search_is_known_but_its_text_is_not(user: MakeUser, person: UUID) -> None:
    """The row holds who was found and a keyed hash, the same for the same words, of the text."""
    one = user("social_worker")
    audit.searched(by=one, text="Maryam  QURESHI", found=[person])
    audit.searched(by=one, text=" maryam qureshi", found=[])
    first, second = AuditEntry.objects.order_by("id")
    assert "maryam" not in str(first.details).casefold()
    assert first.details["text"] == second.details["text"]
    assert first.details["shown"] == [str(person)]


def test_a_read_names_the_person_and_the_page(user: MakeUser, person: UUID) -> None:
    """Whoever is about to be shown a record is in the audit first."""
    audit.read(by=user("director"), person_id=person, page="story")
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.person_id, entry.details) == ("read", person, {"page": "story"})


def test_an_export_says_what_and_how_much(user: MakeUser) -> None:
    """An export is in the audit before the file is made."""
    audit.exported(by=user("performance_analyst"), what="worklist", count=7, details={})
    assert AuditEntry.objects.get().details == {"what": "worklist", "count": 7}


def test_an_entry_that_cannot_be_written_stops_what_it_is_about(
    user: MakeUser, person: UUID, as_app_role: None
) -> None:
    """A row the database refuses ends in a refusal that says what to do, never in silence."""
    audit.record(by=NOBODY, verb="x" * 80)
    with pytest.raises(AuditUnavailable) as refusal:
        audit.record(by=NOBODY, verb="x" * 81)
    assert refusal.value.do


def test_a_head_reads_back_as_it_was_printed() -> None:
    """What is kept elsewhere can be given back; anything else is refused."""
    head = Head(12, "ab" * 32)
    assert Head.parse(f" {head}\n") == head
    for wrong in ("", "12", "x:" + "ab" * 32, "12:short", "12:" + "zz" * 32):
        with pytest.raises(ValueError, match="not a head"):
            Head.parse(wrong)
