"""Stepping up and down: the receiver answers, everybody meets, and nothing falls between."""

from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from kinkeeper.access.models import Team, TeamMember
from kinkeeper.chronology.guards import CLOSE_EPISODE, held_up, refuse_if_held_up
from kinkeeper.chronology.models import Event
from kinkeeper.earlyhelp import actions
from kinkeeper.earlyhelp.kinds import Said, State
from kinkeeper.earlyhelp.models import EarlyHelp, Handover, HandoverAnswer
from kinkeeper.earlyhelp.queries import not_accepted, one_handover
from kinkeeper.earlyhelp.reading import standing
from kinkeeper.earlyhelp.relationships import EARLY_HELP, OFFERED
from kinkeeper.earlyhelp.told import Met, Offered
from kinkeeper.frontdoor.models import HelpEpisode
from kinkeeper.kernel.errors import NotAllowed, Refused
from kinkeeper.kernel.moment import today
from tests.earlyhelp.conftest import LEAD, RATED, Make, day

pytestmark = pytest.mark.django_db
MET = Met(held_on=day(), came="Mother, Asha Pole, the social worker", family_came=True)


@pytest.fixture
def social_care(granted: Make) -> Any:
    """Who decides that the case can step down."""
    return granted("director")


@pytest.fixture
def episode(make: Make, child: Any) -> HelpEpisode:
    """The case of the child."""
    found: HelpEpisode = make(HelpEpisode, person=child, referred_on=day(90))
    return found


def offered(**changed: Any) -> Offered:
    """A step down, agreed to by the mother."""
    told = {
        "reason": "The plan is done.",
        "lead": LEAD,
        "family_agrees": True,
        "family_by": "Mother",
    }
    return Offered(**{**told, "decided_on": day(2), "rated": RATED, **changed})


@pytest.fixture
def down(child: Any, episode: HelpEpisode, social_care: Any, worker: Any) -> Handover:
    """A step down offered to the early help worker."""
    told = offered(to_user=worker.id)
    return actions.offer_step_down(child=child.id, episode=episode.id, offered=told, by=social_care)


def test_a_step_down_that_is_accepted_is_early_help(down: Handover, worker: Any) -> None:
    """Agreed to, coordinated and led from that day; what the family said came with it."""
    actions.answer_handover(handover=down, accepted=True, on=day(1), by=worker)
    helped = EarlyHelp.objects.get(handover=down)
    stands = standing(helped)
    assert (stands.state, stands.consent, stands.lead) == (State.ALLOCATED, Said.GIVEN, True)
    told = Event.objects.filter(key__in=[helped.id, down.episode_id]).order_by("id")
    assert [one.kind for one in told] == ["step_down_decided", "early_help_allocated"]


def test_the_case_closes_only_once_all_have_met(
    down: Handover, episode: HelpEpisode, worker: Any, social_care: Any
) -> None:
    """While it waits, and after it is accepted, until the meeting is held: nobody may waive it."""
    for missing in ("the receiver's answer", "a held handover meeting"):
        with pytest.raises(Refused, match=missing) as refused:
            refuse_if_held_up(CLOSE_EPISODE, episode.id)
        assert refused.value.who_can_waive == "nobody"
        if missing == "the receiver's answer":
            actions.answer_handover(handover=down, accepted=True, on=day(1), by=worker)
    actions.record_handover_meeting(handover=down, met=MET, by=social_care)
    assert held_up(CLOSE_EPISODE, episode.id) is None


def test_a_refusal_leaves_the_case_where_it_was(
    down: Handover, episode: HelpEpisode, worker: Any
) -> None:
    """With its reason; the case is held up no more, for it is not being stepped down."""
    actions.answer_handover(
        handover=down, accepted=False, reason="No lead has time.", on=day(), by=worker
    )
    assert held_up(CLOSE_EPISODE, episode.id) is None
    assert not EarlyHelp.objects.exists()


def test_only_the_receiver_answers(
    down: Handover, social_care: Any, granted: Make, decider: Any
) -> None:
    """Not who offered it, not another early help worker, not somebody who sees everybody's banner."""
    with pytest.raises(Refused, match="does not answer"):
        actions.answer_handover(handover=down, accepted=True, on=day(), by=social_care)
    with pytest.raises(Refused, match="Only who is asked"):
        actions.answer_handover(handover=down, accepted=True, on=day(), by=decider)
    other = granted("early_help_worker")
    with pytest.raises(NotAllowed):
        actions.answer_handover(handover=down, accepted=True, on=day(), by=other)
    theirs = {"offered_by": social_care.id, "recorded_by": social_care.id}
    with pytest.raises(IntegrityError, match="answered_by_another"), transaction.atomic():
        HandoverAnswer.objects.create(handover=down, answer="accepted", on=day(), **theirs)


def test_a_step_down_needs_the_familys_agreement_and_a_lead(
    child: Any, episode: HelpEpisode, social_care: Any, worker: Any
) -> None:
    """It can be offered without; it cannot be accepted without."""
    for without in ({"family_agrees": None}, {"lead": None}):
        told = offered(to_user=worker.id, **without)
        down = actions.offer_step_down(
            child=child.id, episode=episode.id, offered=told, by=social_care
        )
        with pytest.raises(Refused, match="cannot be accepted"):
            actions.answer_handover(handover=down, accepted=True, on=day(), by=worker)
        actions.take_back(handover=down, on=day(), reason="Not yet.", by=social_care)


def test_the_receiver_sees_what_is_asked_until_they_answer(down: Handover, worker: Any) -> None:
    """And no further into the record than a banner; once refused, nothing."""
    assert one_handover(who=worker, handover_id=down.id)
    assert [one.id for one in not_accepted(who=worker)] == [down.id]
    actions.answer_handover(handover=down, accepted=False, reason="Full.", on=day(), by=worker)
    assert one_handover(who=worker, handover_id=down.id) is None
    assert not_accepted(who=worker) == ()


def test_a_step_up_ends_early_help_only_when_it_is_accepted(
    planned: EarlyHelp, worker: Any, granted: Make, make: Make
) -> None:
    """By a team of social care; needs that are open go with the family."""
    manager, team = granted("team_manager"), make(Team, name="Assessment team")
    make(TeamMember, user=manager, team=team, kind="manager", started_on=day(300))
    up = actions.offer_step_up(
        early_help=planned, offered=offered(to_team=team.id, lead=None), by=worker
    )
    assert (standing(planned).state, standing(planned).offered) == (State.PLANNED, True)
    actions.answer_handover(handover=up, accepted=True, on=day(), by=manager)
    assert standing(planned).state is State.ENDED
    assert Event.objects.filter(kind="early_help_ended").count() == 1
    assert not planned.responsible.filter(ended_on=None).exists()


def test_what_waits_is_on_the_page_of_limbo(down: Handover, worker: Any, social_care: Any) -> None:
    """Until it is answered, and once accepted until the meeting: then it is gone from it."""
    assert [one.stands for one in not_accepted(who=social_care)] == ["Waits for an answer"]
    actions.answer_handover(handover=down, accepted=True, on=day(), by=worker)
    (waits,) = not_accepted(who=social_care)
    assert "meeting has not been held" in waits.stands
    actions.record_handover_meeting(handover=down, met=MET, by=social_care)
    assert not_accepted(who=social_care) == ()


def reached(user: Any, person: UUID) -> list[bool]:
    """By each relationship, whether a user reaches somebody: asked of one, and of a list, alike."""
    found = []
    for one in (EARLY_HELP, OFFERED):
        listed = person in one.people(user.id, today()).values_list("person_id", flat=True)
        assert listed is one.reaches(user.id, person, today())
        found.append(listed)
    return found


def test_the_two_forms_of_each_relationship_agree(
    down: Handover, worker: Any, decider: Any
) -> None:
    """Before the answer and after it, of who is asked and of who is not."""
    person = down.person_id
    assert reached(worker, person) == [False, True]
    actions.answer_handover(handover=down, accepted=True, on=day(1), by=worker)
    assert reached(worker, person) == [True, False]
    assert reached(decider, person) == [False, False]
