"""An assessment that is approved answers its clock: dated, with its factors, in the child's open case."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from kinkeeper.chronology.models import Event
from kinkeeper.chronology.save import save
from kinkeeper.duties.models import Duty
from kinkeeper.frontdoor.actions import Assessed, record_assessment
from kinkeeper.frontdoor.kinds import AssessmentKind
from kinkeeper.frontdoor.models import Assessment, AssessmentFactor, HelpEpisode
from kinkeeper.kernel.errors import NotAllowed, Refused
from kinkeeper.kernel.moment import today
from kinkeeper.practice import actions
from kinkeeper.practice.models import Paper
from kinkeeper.workforce.models import Allocation, Worker
from tests.practice.conftest import ASSESSMENT, WHOLE, signed, standing, write

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
DAYS = timedelta(days=1)


@pytest.fixture
def director(granted: Make) -> Any:
    """Somebody who may approve."""
    return granted("director")


@pytest.fixture
def case(child: Any, director: Any) -> HelpEpisode:
    """The child's open case, ten days old."""
    one = HelpEpisode(person=child, referred_on=today() - 10 * DAYS)
    save(one, by=director)
    return one


@pytest.fixture
def sent(child: Any, granted: Make, make: Make) -> Paper:
    """An assessment written and signed by the child's worker."""
    author = granted("social_worker")
    worker = make(Worker, full_name=author.full_name, user=author)
    make(Allocation, person=child, worker=worker, started_on=today() - 9 * DAYS)
    paper = actions.begin(child=child.id, form=ASSESSMENT, by=author)
    write(paper, author, WHOLE)
    signed(paper, author)
    return paper


def assessed(ago: int = 0) -> Assessed:
    """An assessment begun some days ago and authorised today."""
    return Assessed(
        kind=AssessmentKind.CHILD_AND_FAMILY,
        begun_on=today() - ago * DAYS,
        authorised_on=today(),
        factors=["1A"],
    )


def test_what_is_approved_is_the_assessment_of_the_case(
    case: HelpEpisode, sent: Paper, director: Any
) -> None:
    """Its dates and factors, the event under the case, and the clock is answered at once."""
    owed = Duty.objects.get(clock="assessment_complete")
    assert (owed.anchor_on, owed.met_on) == (case.referred_on, None)
    actions.approve(paper=sent, by=director)
    row = Assessment.objects.get(episode=case)
    assert (row.started_on, row.authorised_on, row.recorded_by) == (today(), today(), director.id)
    assert list(AssessmentFactor.objects.values_list("code", flat=True)) == WHOLE["factors"]
    assert Event.objects.get(kind="assessment_authorised").under == case.id
    assert Duty.objects.get(clock="assessment_complete").met_on == today()


def test_without_an_open_case_it_is_not_approved(sent: Paper, director: Any) -> None:
    """The refusal says what is missing and what to do; the form waits, and nothing was written."""
    with pytest.raises(Refused, match="No case of this child is open") as refused:
        actions.approve(paper=sent, by=director)
    assert (refused.value.missing, refused.value.who_can_waive) == ("an open case", "nobody")
    assert "Decide on the referral first" in refused.value.do
    assert (standing(sent), Assessment.objects.exists()) == ("sent", False)


def test_it_is_authorised_once(case: HelpEpisode, child: Any, director: Any) -> None:
    """A second authorisation changes neither its day nor its factors, and makes no second one."""
    first = record_assessment(child=child.id, assessed=assessed(ago=3), by=director)
    Assessment.objects.update(authorised_on=today() - DAYS)
    again = record_assessment(child=child.id, assessed=assessed(ago=3), by=director)
    assert (again.pk, again.authorised_on) == (first.pk, today() - DAYS)
    assert (Assessment.objects.count(), AssessmentFactor.objects.count()) == (1, 1)


def test_one_that_is_under_way_is_ended(case: HelpEpisode, child: Any, director: Any) -> None:
    """Whether begun here or read from a file: the day it was begun on stays."""
    began = Assessment(person=child, episode=case, started_on=today() - 5 * DAYS)
    save(began, by=director)
    row = record_assessment(child=child.id, assessed=assessed(ago=2), by=director)
    assert (row.pk, row.started_on) == (began.pk, today() - 5 * DAYS)


def test_it_began_with_the_referral_at_the_earliest(
    case: HelpEpisode, child: Any, director: Any, granted: Make
) -> None:
    """A form begun before it is counted from the referral; and only who authorises records it."""
    row = record_assessment(child=child.id, assessed=assessed(ago=30), by=director)
    assert row.started_on == case.referred_on
    with pytest.raises(NotAllowed):
        record_assessment(child=child.id, assessed=assessed(), by=granted("social_worker"))
