"""Early help goes from consent to its end; nothing is skipped, and the four clocks run."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from kinkeeper.chronology.models import Event
from kinkeeper.duties.models import Duty
from kinkeeper.earlyhelp import actions
from kinkeeper.earlyhelp.kinds import Ending, Result, Said, State
from kinkeeper.earlyhelp.models import Consent, EarlyHelp, HelpStep, PlanItem
from kinkeeper.earlyhelp.queries import days_to_help, listed, seen, shown
from kinkeeper.earlyhelp.reading import standing
from kinkeeper.earlyhelp.told import Asked, Ended, Reviewed
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from tests.earlyhelp.conftest import LEAD, RATED, Make, agreed, day, found, item

pytestmark = pytest.mark.django_db


def test_it_goes_from_consent_to_outcomes(planned: EarlyHelp, worker: Any) -> None:
    """Each step is one event of the child, on its own day, in the thread of this early help."""
    told = Reviewed(held_on=day(), came="All", progress="Better.")
    actions.record_review(early_help=planned, reviewed=told, by=worker)
    need = PlanItem.objects.get()
    actions.record_outcome(item=need, result=Result.MET, on=day(), words="Sleeps.", by=worker)
    over = Ended(ending=Ending.NEEDS_MET, on=day(), words="She sleeps.")
    actions.end_early_help(early_help=planned, ended=over, by=worker)
    kinds = Event.objects.filter(key=planned.id).order_by("id").values_list("kind", flat=True)
    steps = "allocated lead_contacted assessed planned reviewed ended"
    assert list(kinds) == [f"early_help_{step}" for step in steps.split()]
    assert standing(planned).state is State.ENDED
    assert (
        seen(who=worker, early_help_id=planned.id) is None
    )  # who led it reaches the child no more


def test_its_clocks_run(planned: EarlyHelp) -> None:
    """The talk with the lead and the signature are in time; a review is due six weeks after the plan."""
    duties = {one.clock: one for one in Duty.objects.filter(person_id=planned.person_id)}
    assert duties["eh_allocation"].met_on == day(5)
    assert duties["eh_assessment"].met_on == day(3)
    assert duties["eh_review"].due_on == day(-42)


def test_without_consent_nothing_goes_on(helped: EarlyHelp, worker: Any) -> None:
    """The guard names what is missing, and that nobody may let it go."""
    actions.record_consent(early_help=helped, agreed=agreed(Said.WITHDRAWN, 6), by=worker)
    with pytest.raises(Refused, match="the family's consent is missing") as refused:
        actions.name_lead(early_help=helped, lead=LEAD, on=day(5), by=worker)
    assert refused.value.who_can_waive == "nobody"
    assert not HelpStep.objects.filter(step="name_lead").exists()
    actions.record_consent(early_help=helped, agreed=agreed(ago=5), by=worker)
    actions.name_lead(early_help=helped, lead=LEAD, on=day(5), by=worker)


def test_a_family_is_not_assessed_before_its_lead_is_spoken_to(
    helped: EarlyHelp, worker: Any
) -> None:
    """And what was refused leaves nothing behind, not even the level it would have set."""
    actions.name_lead(early_help=helped, lead=LEAD, on=day(7), by=worker)
    with pytest.raises(Refused, match="spoken to"):
        actions.assess(early_help=helped, assessed=found(), rated=RATED, by=worker)
    assert standing(helped).level_assessed is False


def test_a_guard_is_let_go_by_another_who_may(
    assessed: EarlyHelp, worker: Any, decider: Any
) -> None:
    """A plan without a team: not by who coordinates it; by who decides, with the reason kept."""
    actions.add_plan_item(early_help=assessed, item=item(), by=worker)
    with pytest.raises(Refused, match="team around the family") as refused:
        actions.agree_plan(early_help=assessed, on=day(), by=worker)
    assert "team manager" in refused.value.who_can_waive
    with pytest.raises(NotAllowed):
        actions.let_go(early_help=assessed, guard="team", reason="One agency.", by=worker)
    with pytest.raises(Refused, match="Nobody may let this go"):
        actions.let_go(early_help=assessed, guard="consent", reason="No.", by=decider)
    actions.let_go(early_help=assessed, guard="team", reason="One agency.", by=decider)
    actions.agree_plan(early_help=assessed, on=day(), by=worker)


def test_it_does_not_end_with_needs_left_open(planned: EarlyHelp, worker: Any) -> None:
    """What came of each need is told first."""
    over = Ended(ending=Ending.NO_CONTACT, on=day(), words="Nobody answers.")
    with pytest.raises(Refused, match="what came of each need"):
        actions.end_early_help(early_help=planned, ended=over, by=worker)


def test_the_plan_holds_an_adults_need_and_says_which_adult(
    assessed: EarlyHelp, worker: Any
) -> None:
    """One plan for the family: a need of an adult is not written as the child's."""
    with pytest.raises(BadInput, match="which adult"):
        actions.add_plan_item(early_help=assessed, item=item(whose="adult"), by=worker)
    mothers = item(whose="adult", whose_name="Mother", need="Help with her mood.")
    actions.add_plan_item(early_help=assessed, item=mothers, by=worker)
    (kept,) = shown(who=worker, early_help=assessed).items
    assert kept.whose_words == "An adult's: Mother"


def test_a_family_has_one_early_help_at_a_time(
    helped: EarlyHelp, child: Any, decider: Any, worker: Any
) -> None:
    """And so one plan: a second is refused while the first goes on, and not after."""
    asked = Asked(need="More.", need_on=day(), on=day())
    with pytest.raises(Refused, match="goes on for this child already"):
        actions.start(child=child.id, asked=asked, by=decider)
    over = Ended(ending=Ending.DECLINED, on=day(), words="They want no more of it.")
    actions.end_early_help(early_help=helped, ended=over, by=worker)
    actions.start(child=child.id, asked=asked, by=decider)


def test_who_leads_or_coordinates_reaches_the_child(
    helped: EarlyHelp, worker: Any, granted: Make
) -> None:
    """Nobody else of the same role does; who decides asks, and does not read on."""
    other = granted("early_help_worker")
    assert seen(who=worker, early_help_id=helped.id) == helped
    assert [one.id for one in listed(who=worker, mine=True)] == [helped.id]
    assert (seen(who=other, early_help_id=helped.id), listed(who=other, mine=False)) == (None, ())
    with pytest.raises(NotAllowed):
        actions.record_consent(early_help=helped, agreed=agreed(), by=other)


def test_what_was_said_and_done_is_never_changed(helped: EarlyHelp) -> None:
    """Whoever asks, the database refuses; and what happens once is recorded once."""
    for model in (Consent, HelpStep):
        with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic():
            model.objects.update(on=day())
    with pytest.raises(IntegrityError, match="help_step_once"), transaction.atomic():
        HelpStep.objects.create(early_help=helped, person_id=helped.person_id, step="ask", on=day())


def test_days_from_need_to_help_are_counted(helped: EarlyHelp, worker: Any, granted: Make) -> None:
    """From the day the need was known to the talk with the lead; who waits still is told apart."""
    waits = days_to_help(who=granted("director"), since=day(30), until=day())
    assert (waits.helped, waits.median, waits.waiting) == (0, None, 1)
    actions.name_lead(early_help=helped, lead=LEAD, on=day(7), by=worker)
    actions.record_lead_contacted(early_help=helped, on=day(5), by=worker)
    waits = days_to_help(who=granted("director"), since=day(30), until=day())
    assert (waits.helped, waits.median, waits.waiting) == (1, 7, 0)


def test_early_help_works_under_the_serving_role(as_app_role: None, planned: EarlyHelp) -> None:
    """With the rights of the role that serves, every step of it can be taken."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("kinkeeper_app",)
    assert standing(planned).state is State.PLANNED
