"""Two people about one child at one moment, each on a connection of their own: one wins, one is told."""

from datetime import date, timedelta
from typing import Any

import pytest

from kinkeeper.court import actions as court
from kinkeeper.court.kinds import OrderKind
from kinkeeper.court.models import LegalCase, TimedOrder
from kinkeeper.court.orders import record_order
from kinkeeper.court.told import Done, Made
from kinkeeper.frontdoor.actions import Closing, close_case
from kinkeeper.frontdoor.models import HelpEpisode
from kinkeeper.protection import actions
from kinkeeper.protection.kinds import ConferenceDecision
from kinkeeper.protection.models import ConferenceHeld, HarmSuspicion, Plan
from tests.frontdoor.test_at_once import at_once
from tests.protection import strand as told
from tests.protection.strand import REFERRED, STRATEGY, Strand

strand = told.strand
pytestmark = pytest.mark.django_db(transaction=True)
BOOKED, HELD = date(2014, 12, 31), date(2015, 1, 12)


def told_why(answers: list[Any]) -> list[str]:
    """What those were told who came second."""
    return [one for one in answers if isinstance(one, str)]


def test_harm_is_suspected_once(strand: Strand) -> None:
    """Two managers press at once: one discussion is owed, not two."""
    answers = at_once(*(strand.suspect for _ in range(3)))
    assert len(told_why(answers)) == 2
    assert HarmSuspicion.objects.count() == 1


def test_a_conference_decides_once(strand: Strand) -> None:
    """For a plan and for none: whichever came first holds, and there is one plan or there is none."""
    strand.enquire()
    strand.find(BOOKED)
    booking = strand.book(BOOKED, HELD)
    both = (ConferenceDecision.PLAN, ConferenceDecision.NO_PLAN)
    told = [strand.held(HELD, date(2015, 4, 10), decision=one) for one in both]
    verbs = [
        lambda held=held: actions.hold_conference(booking=booking, held=held, by=strand.chair)
        for held in told
    ]
    assert len(told_why(at_once(*verbs))) == 1
    decided = ConferenceHeld.objects.get().decision
    assert Plan.objects.count() == (decided == ConferenceDecision.PLAN)


def test_a_case_does_not_close_while_harm_is_suspected(strand: Strand) -> None:
    """Closing against suspecting: never both, whichever comes first."""
    closing = Closing(
        on=STRATEGY, reason="RC7", summary="All that was planned is done.", child_seen_on=REFERRED
    )
    at_once(
        strand.suspect,
        lambda: close_case(episode=strand.episode, closing=closing, by=strand.head),
    )
    closed = HelpEpisode.objects.get(pk=strand.episode.pk).closed_on is not None
    assert closed != HarmSuspicion.objects.exists()


def test_a_case_does_not_close_while_court_is_asked_for(strand: Strand) -> None:
    """The same of a legal planning meeting, and of an order."""
    asked = Done(on=STRATEGY, words="Two plans have failed.")
    closing = Closing(
        on=STRATEGY, reason="RC7", summary="All that was planned is done.", child_seen_on=REFERRED
    )
    at_once(
        lambda: court.ask_for_planning(child=strand.child.id, asked=asked, by=strand.manager),
        lambda: close_case(episode=strand.episode, closing=closing, by=strand.head),
    )
    closed = HelpEpisode.objects.get(pk=strand.episode.pk).closed_on is not None
    assert closed != LegalCase.objects.exists()


def test_an_order_is_recorded_once(strand: Strand) -> None:
    """Typed by two from one sheet of paper."""
    made = Made(kind=OrderKind.EMERGENCY, on=STRATEGY, ends_on=STRATEGY + timedelta(7))
    verbs = [
        lambda by=by: record_order(child=strand.child.id, made=made, by=by)
        for by in (strand.manager, strand.lead.user)
    ]
    assert len(told_why(at_once(*verbs))) == 1
    assert TimedOrder.objects.count() == 1
