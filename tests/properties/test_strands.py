"""Whatever is done in whatever order, a child's case, protection and way to court agree with each other.

The invariants are those of the field's practice: no plan without a conference that made it, nothing
recorded is lost, no case closes over what goes on, and a refusal says what is missing and who may waive it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Q
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from kinkeeper.chronology.guards import CLOSE_EPISODE, held_up
from kinkeeper.chronology.models import Event
from kinkeeper.court.closing import GOES_ON
from kinkeeper.court.models import LegalCase, LegalPlanning, LegalStep
from kinkeeper.court.reading import course
from kinkeeper.duties.models import Duty
from kinkeeper.frontdoor.actions.assessing import Assessed, record_assessment
from kinkeeper.frontdoor.kinds import AssessmentKind
from kinkeeper.frontdoor.models import HelpEpisode
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.law.events import UNRETURNED
from kinkeeper.protection.kinds import PlanKind
from kinkeeper.protection.models import (
    AbuseCategoryPeriod,
    ConferenceBooking,
    ConferenceHeld,
    HarmSuspicion,
    Plan,
    PlanTerms,
    Section47Enquiry,
    StrategyDiscussion,
)
from kinkeeper.protection.reading import standing
from kinkeeper.protection.states import Harm, OnPlan
from tests.properties.life import STEPS, Life
from tests.protection import strand as told
from tests.protection.strand import REFERRED, Strand

strand = told.strand
KEPT = (
    Event, HarmSuspicion, StrategyDiscussion, Section47Enquiry, ConferenceBooking, ConferenceHeld,
    Plan, LegalCase, LegalPlanning, LegalStep,
)  # fmt: skip
CLOSING = "case_is_closed"
CHOICES = some.lists(
    some.tuples(some.integers(0, 9999), some.integers(0, 9)), min_size=12, max_size=20
)
TO_A_PLAN = (
    "in_need_plan_begins", "harm_is_suspected", "discussion_begins_an_enquiry",
    "enquiry_asks_for_a_conference", "conference_is_booked", "in_need_plan_ends",
    "conference_makes_a_plan", "conference_is_booked", "review_goes_on",
)  # fmt: skip
TO_COURT = (
    "planning_is_asked_for", "planning_decides_to_go_before_court", "letter_is_sent",
    "proceedings_are_issued", "proceedings_end",
)  # fmt: skip
OUT = ("conference_is_booked", "review_ends_the_plan", "case_is_closed")
A_FEW = settings(
    max_examples=8,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
    phases=[Phase.generate],
)
NOTHING_TO_DO = (
    BadInput,
    Plan.DoesNotExist,
    ConferenceBooking.DoesNotExist,
    Section47Enquiry.DoesNotExist,
)


@pytest.fixture(autouse=True)
def _recorded_here_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """This authority has recorded all of it for years, so that every clock runs."""
    since = dict.fromkeys(UNRETURNED, REFERRED - timedelta(365))
    monkeypatch.setattr("kinkeeper.facts.bundles.kept_since", lambda _: since)


@contextmanager
def undone() -> Iterator[None]:
    """What is done here is undone at the end, so that the next example begins anew."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def rows() -> list[int]:
    """How many rows there are of each kind."""
    return [model.objects.count() for model in KEPT]


def try_it(life: Life, step: str) -> bool:
    """Whether the step was taken; a refusal names what is missing, who may waive it, and keeps nothing."""
    before, refused = rows(), None
    try:
        with transaction.atomic():
            getattr(life, step)()
    except NOTHING_TO_DO:
        pass
    except Refused as found:
        refused = found
    else:
        return True
    assert rows() == before, step
    if isinstance(refused, NotAllowed):
        assert HelpEpisode.objects.exclude(closed_on=None).exists(), "nobody's reach ends before"
    elif refused is not None:
        assert refused.missing, step
        assert refused.who_can_waive, step
    return False


def assess(life: Life) -> None:
    """The assessment on which a child in need plan rests."""
    told = Assessed(kind=AssessmentKind.CHILD_AND_FAMILY, begun_on=REFERRED, authorised_on=REFERRED)
    record_assessment(child=life.strand.child.id, assessed=told, by=life.strand.manager)


def check_plan(life: Life) -> None:
    """A child protection plan that goes on has its conference, category, lead worker and next review."""
    for plan in Plan.objects.filter(kind=PlanKind.CHILD_PROTECTION, ended_on=None):
        assert ConferenceHeld.objects.filter(
            conference=plan.conference_id, decision="plan"
        ).exists()
        assert AbuseCategoryPeriod.objects.filter(plan=plan, ended_on=None).count() == 1
        assert PlanTerms.objects.filter(plan=plan).latest("on", "id").lead_id == life.strand.lead.id
        runs = Q(ended_on=None) | Q(ended_on__gt=life.on)
        runs &= Q(met_on=None, superseded_on=None, due_on__gt=plan.started_on)
        assert Duty.objects.filter(runs, clock__in=("rcpc_first", "rcpc_next")).exists()
    assert Plan.objects.filter(ended_on=None).count() <= 1


def check_closing(life: Life) -> None:
    """A case that is closed has nothing that goes on; one over which something goes on may not close."""
    stands, legal = standing(life.strand.child.id), course(life.strand.child.id).state
    goes_on = (
        stands.harm is not Harm.NOTHING
        or stands.plan is OnPlan.NOW
        or Plan.objects.filter(ended_on=None).exists()
        or legal in GOES_ON
    )
    case = HelpEpisode.objects.get(pk=life.strand.episode.pk)
    assert (held_up(CLOSE_EPISODE, case.pk) is not None) == goes_on
    assert case.closed_on is None or not goes_on


def seen() -> tuple[set[Any], set[Any]]:
    """What has been told so far, and each duty that was met, with its day."""
    events = Event.objects.values_list("id", "kind", "record_id", "happened_on")
    duties = Duty.objects.exclude(met_on=None).values_list("clock", "thread", "step", "met_on")
    return set(events), set(duties)


def order(choice: int) -> list[str]:
    """In which order steps are tried: any; of twelve times closing comes first once, and else last."""
    steps = Random(choice).sample(STEPS, len(STEPS))  # noqa: S311 - an order, not a secret
    return sorted(steps, key=lambda step: (step == CLOSING) is bool(choice % 12))


@A_FEW
@given(choices=CHOICES)
def test_the_strands_agree_whatever_is_done(strand: Strand, choices: list[tuple[int, int]]) -> None:
    """Each turn takes the first step that may be taken, some days on, until the case is closed."""
    with undone():
        life = Life(strand, REFERRED)
        assess(life)
        for choice, days in choices:
            life.on += timedelta(days)
            told, met = seen()
            taken = next((step for step in order(choice) if try_it(life, step)), None)
            now_told, now_met = seen()
            assert (told <= now_told, met <= now_met) == (True, True)
            check_plan(life)
            check_closing(life)
            if taken in {None, CLOSING}:
                break


def test_the_steps_lead_from_suspicion_to_the_end_of_a_plan(strand: Strand) -> None:
    """Each can be taken in its turn: what is tried above is not refused for want of something else."""
    life = Life(strand, REFERRED)
    assess(life)
    for step in (*TO_A_PLAN, *TO_COURT, *OUT):
        life.on += timedelta(1)
        assert try_it(life, step), step
        check_plan(life)
        check_closing(life)
    assert HelpEpisode.objects.get(pk=strand.episode.pk).closed_on == life.on
