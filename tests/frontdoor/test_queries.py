"""Episodes of help and assessments, as far as the asker may see."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.apps import apps

from kinkeeper.frontdoor import queries
from kinkeeper.frontdoor.models import Assessment, AssessmentFactor, HelpEpisode
from kinkeeper.law.codes.coded import coded
from kinkeeper.workforce.kinds import AllocationRole
from kinkeeper.workforce.models import Allocation, Worker

Make = Callable[..., Any]
NEED = coded("cin.primary_need_code", "N1")
D1, D2, D3 = (date(2025, month, 1) for month in (1, 2, 3))


def test_episodes_hold_their_assessments_and_factors(make: Make, child: Any, granted: Make) -> None:
    """Latest first; each assessment under its own episode, with what it found in words."""
    old = make(HelpEpisode, referred_on=D1, closed_on=D2, closure_reason="RC8")
    make(Assessment, episode=old, started_on=D1, authorised_on=D2)
    make(AssessmentFactor, code="3A")
    make(HelpEpisode, referred_on=D3, primary_need="N1")
    new, past = queries.episodes(who=granted("director"), person_id=child.id)
    assert (new.is_open, new.primary_need, new.assessments) == (True, NEED, ())
    (assessment,) = past.assessments
    assert assessment.authorised_on == D2
    assert [factor.code for factor in assessment.factors] == ["3A"]
    assert assessment.factors[0].meaning != "3A"


def test_nobody_unrelated_sees_episodes(make: Make, child: Any, granted: Make) -> None:
    """A social worker of other children is told nothing at all."""
    make(Assessment)
    who = granted("social_worker")
    assert queries.episodes(who=who, person_id=child.id) == ()
    assert queries.involvement(who=who, person_id=child.id) is None
    assert queries.open_children(who=who) == queries.unallocated(who=who) == ()


def test_the_banner_tells_of_the_open_episode_alone(make: Make, child: Any, granted: Make) -> None:
    """Neither a closed episode nor a referral without further action is involvement."""
    make(HelpEpisode, referred_on=D1, closed_on=D2)
    make(HelpEpisode, referred_on=D2, no_further_action=True)
    who = granted("mash_decision_maker")
    assert queries.involvement(who=who, person_id=child.id) is None
    episode = make(HelpEpisode, referred_on=D3)
    found = queries.involvement(who=who, person_id=child.id)
    assert found == queries.OpenEpisode(child.id, episode.id, "cin", D3)


def test_unallocated_are_the_open_children_without_a_lead_worker(
    make: Make, child: Any, granted: Make
) -> None:
    """A reviewing officer is not a lead worker, and a lead worker who left is none either."""
    waiting = make(apps.get_model("people.Person"))
    for person in (child, waiting):
        make(HelpEpisode, person=person, referred_on=D1)
    make(Worker, full_name="Sam Roe")
    make(Allocation, person=child, role=AllocationRole.LEAD, started_on=D1)
    make(Allocation, person=waiting, role=AllocationRole.LEAD, started_on=D1, ended_on=D2)
    make(Allocation, person=waiting, role=AllocationRole.IRO, started_on=D1)
    who = granted("director")
    assert len(queries.open_children(who=who)) == 2
    assert [row.person_id for row in queries.unallocated(who=who)] == [waiting.id]
