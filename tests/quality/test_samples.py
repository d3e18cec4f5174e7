"""Dip samples: drawn by a stated seed from a stated population, answered once by who was asked."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from kinkeeper.access.models import User
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.frontdoor.models import Assessment, HelpEpisode
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.kernel.moment import today
from kinkeeper.people.models import Person
from kinkeeper.quality import actions, samples
from kinkeeper.quality.actions.sampling import Draw
from kinkeeper.quality.kinds import Population
from kinkeeper.quality.models import DipSample, SampleCase

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


def ago(days: int) -> Any:
    """So many days ago."""
    return today() - timedelta(days=days)


@pytest.fixture
def auditor(granted: Make) -> Any:
    """Who answers."""
    return granted("reviewing_officer")


@pytest.fixture
def drawn(db: None, granted: Make, auditor: Any) -> Callable[..., DipSample]:
    """`drawn(...)`: five of the cases closed without an assessment, of eight closed last week."""
    for number in range(8):
        person = Person.objects.create(born_on=ago(3000))
        told = {"person": person, "referred_on": ago(60), "no_further_action": False}
        case = HelpEpisode.objects.create(closed_on=ago(5), **told)
        if number < 2:
            Assessment.objects.create(episode=case, person=person, started_on=ago(50))
    director = granted("director")

    def draw(**changed: Any) -> DipSample:
        told = {"population": Population.CLOSED_UNASSESSED, "since": ago(30), "until": today()}
        asked = {"number": 5, "seed": 7, "question": "Was the child seen?"}
        one = Draw(**told | asked | {"answerer": auditor.id} | changed)
        return actions.draw_sample(draw=one, by=director)

    return draw


def of(sample: DipSample) -> set[Any]:
    """Which cases were drawn."""
    return set(sample.cases.values_list("of_id", flat=True))


def test_the_same_seed_draws_the_same(drawn: Callable[..., DipSample]) -> None:
    """From the population the rule states, and it says how many there were to draw from."""
    first, again = drawn(), drawn()
    assert (first.of, len(of(first))) == (6, 5)
    assert of(first) == of(again)
    assert drawn(population=Population.CLOSED, number=50).of == 8
    with pytest.raises(BadInput):
        drawn(number=51)


def test_each_is_answered_once_and_the_share_is_told(
    drawn: Callable[..., DipSample], auditor: Any
) -> None:
    """By who was asked, who reads the record until then."""
    sample = drawn(number=2)
    first, second = SampleCase.objects.filter(sample=sample)
    assert may(auditor, Permission.SEE_NARRATIVE, first.person_id)
    actions.answer_case(case=first, yes=True, by=auditor)
    assert not may(auditor, Permission.SEE_RECORD, first.person_id)
    with pytest.raises(Refused, match="answered"):
        actions.answer_case(case=first, yes=True, by=auditor)
    actions.answer_case(case=second, yes=False, words="Never at home.", by=auditor)
    (told,) = samples.samples(who=auditor)
    assert (told.answered, told.share) == (2, 50.0)
    assert samples.waiting(who=auditor) == ()


def test_a_no_says_why(drawn: Callable[..., DipSample], auditor: Any) -> None:
    """And nobody answers but who was asked."""
    case = drawn(number=1).cases.get()
    with pytest.raises(BadInput, match="why not"):
        actions.answer_case(case=case, yes=False, by=auditor)
    with pytest.raises(Refused, match="Who was asked"):
        actions.answer_case(case=case, yes=True, by=User.objects.exclude(pk=auditor.pk).get())
