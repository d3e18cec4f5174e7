"""A demonstration over the city: the people who sign in are some of its workers."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Exists, F, OuterRef
from rich.progress import Progress
from tests.cli.alike import filled, kinds_of, replay, rows_of
from tests.standing import written_once

from kinkeeper.access import closing, glass, output_queries
from kinkeeper.access.queries import who_named
from kinkeeper.cli import city_authority, demonstration
from kinkeeper.duties.queries import Scope, Wanted, worklist
from kinkeeper.frontdoor.kinds import ContactOutcome, Step
from kinkeeper.frontdoor.states import Taken, check
from kinkeeper.kernel import moment
from kinkeeper.practice.queries import working
from kinkeeper.workforce.queries import own_children

TODAY = demonstration.TODAY[demonstration.CITY]
PROTECTED = ("HarmSuspicion", "StrategyRecord", "PlanTerms", "ConferenceView", "ListEnquiry")
# What is written both ways, and the column that says of what kind a row is.
BOTH_WAYS = {
    "frontdoor.ContactGroup": "", "frontdoor.Contact": "", "frontdoor.ContactStep": "kind",
    "frontdoor.EnquiryRequest": "basis", "frontdoor.EnquiryAnswer": "kind",
    "earlyhelp.EarlyHelp": "", "earlyhelp.HelpStep": "step", "earlyhelp.Consent": "said",
    "earlyhelp.Responsible": "part", "earlyhelp.FamilyTeamMember": "",
    "earlyhelp.FamilyAssessment": "", "earlyhelp.PlanItem": "whose", "earlyhelp.ItemOutcome": "",
    "earlyhelp.Handover": "direction", "earlyhelp.LevelSet": "point",
    "practice.Paper": "", "practice.Answer": "question", "practice.Submission": "",
    "practice.PaperStep": "step",
}  # fmt: skip


@pytest.fixture(scope="module")
def started(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """A first start over a city small enough for a test."""
    folder: Path = tmp_path_factory.mktemp("data")
    small = partial(city_authority.make, size=0.02)

    def start() -> Path:
        with Progress(disable=True) as progress, pytest.MonkeyPatch.context() as patch:
            patch.setattr(city_authority, "make", small)
            demonstration.prepare(progress, folder=folder, wanted=demonstration.CITY)
        return folder

    with written_once(django_db_blocker, start):
        yield folder


@pytest.fixture
def shown(started: Path, db: None) -> Path:
    """The data folder of that start."""
    return started


def test_who_signs_in_has_work_that_day(shown: Path) -> None:
    """The social worker has children, and the manager her team's open duties."""
    assert TODAY
    assert demonstration.today(shown) == TODAY
    with moment.held(TODAY):
        assert own_children(who=who_named("social-worker"))
        team = Wanted(scope=Scope.TEAM)
        assert worklist(who=who_named("team-manager"), wanted=team, as_at=TODAY).total
        assert own_children(who=who_named("reviewing-officer"))
        assert own_children(who=who_named("personal-adviser"))


def test_access_is_shown_alive(shown: Path) -> None:
    """A record opened in an emergency, a section closed, and a document to check, each for the manager."""
    with moment.held(TODAY):
        manager = who_named("team-manager")
        assert glass.waiting(manager) == (1, 0)
        (document,) = output_queries.to_check(manager)
        assert document.recipient == "court"
        assert closing.restrictions_to_review(who_named("information-governance-officer"))


def test_protection_is_shown_alive(shown: Path) -> None:
    """A suspicion that waits, an enquiry, and a plan with its dissent, of which an agency asked."""
    rows = {name: apps.get_model(f"protection.{name}").objects for name in PROTECTED}
    assert {name: found.count() > 0 for name, found in rows.items()} == dict.fromkeys(
        PROTECTED, True
    )
    assert rows["HarmSuspicion"].filter(answer=None).exists()
    assert rows["ListEnquiry"].get().on_list


def test_they_are_called_what_is_printed(shown: Path) -> None:
    """A child's lead worker is the person one signs in as."""
    with moment.held(TODAY):
        child = own_children(who=who_named("social-worker"))[0]
    assert child.worker == "Priya Fennimore"


def test_what_is_written_in_bulk_is_filled_like_what_is_made_by_hand(shown: Path) -> None:
    """Of every table and kind of row that comes both ways: what verbs always fill, bulk fills."""
    lacking, compared = set(), set()
    for label, column in BOTH_WAYS.items():
        by_hand = kinds_of(label, column)
        for row in rows_of(label, "imported"):
            kind = str(getattr(row, column)) if column else ""
            wanted = by_hand.get(kind, set())
            compared |= {label} if wanted else set()
            lacking |= {(label, kind, name) for name in wanted - filled(row)}
    assert lacking == set()
    assert compared == set(BOTH_WAYS)


def test_every_form_of_the_city_went_as_its_rules_let_it(shown: Path) -> None:
    """Nothing that signing asks for is missing, and the day it was approved is the assessment's."""
    papers = rows_of("practice.Paper", "imported")
    for paper in papers[:25]:
        form = working(paper)
        assert (form.missing, form.steps[0].step, form.steps[-1].step) == ((), "begun", "approved")
        assert form.steps[-1].by != form.steps[-2].by != "somebody"
        day = form.steps[-1].at.date()
        of = apps.get_model("frontdoor.Assessment")._default_manager.filter(person=paper.person_id)
        assert of.filter(authorised_on=day).exists()
    assert len(papers) > 20


def test_every_contact_went_as_its_rules_let_it(shown: Path) -> None:
    """The steps of years, in the order of their days, each let by those before it."""
    went: dict[Any, list[Any]] = {}
    for row in rows_of("frontdoor.ContactStep", "imported"):
        went.setdefault(row.contact_id, []).append(row)
    for steps in went.values():
        taken: list[Taken] = []
        for row in sorted(steps, key=lambda one: (one.on, list(Step).index(Step(one.kind)))):
            outcome = ContactOutcome(row.outcome) if row.outcome else None
            check(Step(row.kind), taken, outcome=outcome)
            taken.append(Taken(Step(row.kind), outcome))
    assert len(went) > 1000


def test_a_contact_is_over_when_the_last_step_that_decides_was_taken(shown: Path) -> None:
    """What the queue looks at says the same as the steps."""
    steps = rows_of("frontdoor.ContactStep", "imported")
    sent = {None, ContactOutcome.MASH_ENQUIRY}
    ended = {row.contact_id: row.on for row in steps if row.outcome not in sent}
    contacts = rows_of("frontdoor.Contact", "imported")
    assert {one.id: one.over_on for one in contacts if one.over_on} == ended
    assert 0 < len(ended) < len(contacts)


def test_every_early_help_went_as_its_rules_let_it(shown: Path) -> None:
    """No step of years was taken before what it needs; and steps go up and down."""
    helped = rows_of("earlyhelp.EarlyHelp", "imported")
    for one in helped:
        replay(one)
    handed = {one.direction for one in rows_of("earlyhelp.Handover", "imported")}
    assert len(helped) > 20
    assert handed == {"up", "down"}


def test_agencies_are_asked_in_an_enquiry_and_some_answer_late(shown: Path) -> None:
    """None before its contact was sent to the hub; complete is what all had answered by then."""
    steps, requests, answers = (
        apps.get_model(f"frontdoor.{name}")._default_manager.filter(source="imported")
        for name in ("ContactStep", "EnquiryRequest", "EnquiryAnswer")
    )
    sent = steps.filter(outcome="mash_enquiry", contact=OuterRef("contact"), on=OuterRef("sent_on"))
    over = steps.filter(kind="enquiry_decided", contact=OuterRef("request__contact"))
    assert requests.exists()
    assert not requests.exclude(Exists(sent)).exists()
    assert requests.filter(answers=None).exists()
    late = answers.filter(request__contact__steps__on__lt=F("answered_on"))
    assert not late.filter(Exists(over.filter(research="complete", on__lt=OuterRef("answered_on"))))
    assert answers.filter(answered_on__gt=F("request__sent_on")).exists()
