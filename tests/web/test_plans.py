"""Plans and visits on their pages: a plan from its start to its end, a visit on one screen."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinkeeper.casefile.models import Note
from kinkeeper.law.events import UNRETURNED
from kinkeeper.people.models import Person
from kinkeeper.protection.models import Plan, Visit
from tests.protection import strand as told
from tests.protection.strand import Strand
from tests.protection.test_plans import assess
from tests.web.test_early_help import day, press
from tests.web.test_protection import browser

strand = told.strand
pytestmark = pytest.mark.django_db
BEGUN = date(2015, 1, 20)
VISIT = {
    "kind": "assessment", "seen": "alone", "bedroom": "yes", "text": "At home with his mother.",
    "words": "I like the toast.", "worries": "The stairs.",
    "visit": "019a0000-0000-7000-8000-00000000000a",
}  # fmt: skip
NEED = {
    "need": "Fed each morning", "outcome": "He eats before school", "action": "Breakfast club",
    "who": "Sam Roe",
}  # fmt: skip


@pytest.fixture
def child(make: Any) -> Person:
    """A child."""
    found: Person = make(Person, born_on=date(2015, 1, 5))
    return found


def test_a_plan_is_begun_met_about_and_shown(strand: Strand) -> None:
    """Each page by who answers for it; what is done and what is different stand apart."""
    assess(strand)
    manager, here = browser(strand.manager), f"/children/{strand.child.id}/plans/"
    by, review = day("by_when", BEGUN), day("review_by", BEGUN + timedelta(28))
    begun = {"consent": "Mother", "contingency": "Meet."} | by | review | day("on", BEGUN)
    assert press(manager, f"{here}start/", "do", **NEED, **begun).status_code == 302
    step = Plan.objects.get().needs.get().actions.get()
    done = press(manager, f"{here}done/", "keep", what=str(step.id), **day("on", BEGUN))
    assert done.status_code == 302
    page = manager.get(here).content.decode()
    for words in ("He eats before school", "1 of 1", "Nobody has said yet", "Record a visit"):
        assert words in page


def test_a_visit_and_the_childs_words_are_one_screen_and_kept_once(strand: Strand) -> None:
    """Sent twice it is one visit and one note; then it is listed."""
    worker, here = browser(strand.lead.user), f"/children/{strand.child.id}/visit/"
    assert "Assessment" in worker.get(here).content.decode()
    first, sent = (press(worker, here, "keep", **VISIT, **day("held_on", BEGUN)) for _ in range(2))
    assert [one.status_code for one in (first, sent)] == [302, 302]
    visit, note = Visit.objects.get(), Note.objects.get()
    assert (visit.seen_alone, visit.bedroom_seen, visit.worker) == (True, True, strand.lead)
    assert note.texts.get().childs_words == "I like the toast."
    assert "Visit for an assessment" in worker.get(sent.url).content.decode()


def test_a_visit_that_contradicts_itself_keeps_nothing(strand: Strand) -> None:
    """Neither visit nor note: the form comes back with what was typed."""
    worker, here = browser(strand.lead.user), f"/children/{strand.child.id}/visit/"
    typed = VISIT | {"seen": "not:refused"} | day("held_on", BEGUN)
    sent = press(worker, here, "keep", **typed)
    assert sent.status_code == 422
    assert "I like the toast." in sent.content.decode()
    assert (Visit.objects.count(), Note.objects.count()) == (0, 0)


def test_who_may_record_no_visit_has_neither_link_nor_form(strand: Strand) -> None:
    """The chair writes notes, and has no plan to visit under: one rule stands before both."""
    strand.on_plan()
    for user, may in ((strand.lead.user, True), (strand.chair, False)):
        client, here = browser(user), f"/children/{strand.child.id}/"
        assert (f"{here}visit/" in client.get(f"{here}plans/").content.decode()) == may
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"{here}visit/").status_code == (200 if may else 404)
        assert len(captured) <= 40


def test_the_next_visit_that_is_due_is_on_the_page(
    strand: Strand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the clock of the plan, above those that were made."""
    since = dict.fromkeys(UNRETURNED, date(2014, 1, 1))
    monkeypatch.setattr("kinkeeper.facts.bundles.kept_since", lambda _: since)
    strand.on_plan()
    page = browser(strand.lead.user).get(f"/children/{strand.child.id}/plans/").content.decode()
    due = page.split("Visits due")[1].split("Bedroom seen")[0]
    assert "Child protection visit" in due
