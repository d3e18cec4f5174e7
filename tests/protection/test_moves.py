"""Children on plans who move, stay for a time, grow up or die; and agencies that ask about the list."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kinkeeper.casefile.models import Alert
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.kernel.moment import today
from kinkeeper.people.models import PersonName
from kinkeeper.protection import actions
from kinkeeper.protection.kinds import ConferenceDecision, PlanEnd, TakesPart
from kinkeeper.protection.models import ListEnquiry, Plan
from kinkeeper.protection.told_of_harm import Asks, Ended, Stays
from tests.protection import strand as told
from tests.protection.strand import Make, Strand

strand = told.strand
MAY = date(2015, 5, 5)
STAYS = Stays(authority="Coventry", contact="Duty 024", category="NEG", started_on=MAY)
ASKS = Asks(
    name="Jamie Stone", born_on=date(2015, 5, 5), agency=TakesPart.HEALTH, why="A bruise.",
    asker="Dr Lowe, Heartlands", telephone="0121 496 0000",
)  # fmt: skip


def ended(reason: PlanEnd, on: date = MAY) -> Ended:
    """A plan that ends without a conference here."""
    return Ended(reason=reason, on=on, words="Moved to an aunt for good.")


def moved_in(strand: Strand) -> Any:
    """Another authority told this one that the child moved in, and a conference is booked."""
    actions.hear_of_move_in(
        child=strand.child.id, episode=strand.episode.id, authority="Coventry",
        on=date(2015, 3, 2), by=strand.manager,
    )  # fmt: skip
    return strand.book(date(2015, 3, 3), date(2015, 3, 23))


def test_a_move_in_needs_no_discussion_but_its_own_conference(strand: Strand) -> None:
    """The exception: the other authority's notice stands for the enquiry."""
    booking = moved_in(strand)
    assert booking.kind == "transfer_in"
    held = strand.held(date(2015, 3, 23), date(2015, 6, 23))
    actions.hold_conference(booking=booking, held=held, by=strand.chair)
    plan = Plan.objects.get()
    assert plan.started_on == date(2015, 3, 23)
    assert Plan.objects.filter(conference__kind="transfer_in").exists()
    booking.transfer.refresh_from_db()
    assert booking.transfer.received_on == plan.started_on


def test_a_transfer_in_conference_may_make_no_plan(strand: Strand) -> None:
    """Then there is none here, and the notice waits no more."""
    held = strand.held(date(2015, 3, 23), date(2015, 6, 23), decision=ConferenceDecision.NO_PLAN)
    actions.hold_conference(booking=moved_in(strand), held=held, by=strand.chair)
    with pytest.raises(Refused, match="does not follow"):
        strand.book(date(2015, 3, 24), date(2015, 3, 30))


def test_our_plan_stays_until_the_other_authority_met(strand: Strand) -> None:
    """The notice alone ends nothing."""
    plan = strand.on_plan()
    move = actions.tell_of_move_out(
        plan=plan, authority="Leeds", on=date(2015, 4, 1), by=strand.manager
    )
    with pytest.raises(Refused, match="the authority the child moved to"):
        actions.end_plan(plan=plan, ended=ended(PlanEnd.MOVED), by=strand.chair)
    actions.record_received(transfer=move, on=date(2015, 4, 22), by=strand.manager)
    actions.end_plan(plan=plan, ended=ended(PlanEnd.MOVED), by=strand.chair)
    plan.refresh_from_db()
    assert (plan.ended_on, plan.ending.reason) == (MAY, "moved")


def test_a_plan_ends_at_18_and_at_death_by_what_is_on_record(strand: Strand) -> None:
    """Neither is taken on anybody's word, and a conference's reason is a conference's."""
    plan = strand.on_plan()
    for reason, missing in ((PlanEnd.EIGHTEEN, "18 years"), (PlanEnd.DIED, "died")):
        with pytest.raises(Refused, match=missing):
            actions.end_plan(plan=plan, ended=ended(reason), by=strand.chair)
    with pytest.raises(BadInput, match="only a conference"):
        actions.end_plan(plan=plan, ended=ended(PlanEnd.NOT_NEEDED), by=strand.chair)
    strand.child.died_on = MAY
    strand.child.save()
    plan.person.refresh_from_db()
    actions.end_plan(plan=plan, ended=ended(PlanEnd.DIED), by=strand.chair)
    assert plan.ending.reason == "died"


def test_the_chair_and_the_head_of_service_look_between_conferences(strand: Strand) -> None:
    """Each by who owes it."""
    plan = strand.on_plan()
    looked: dict[str, Any] = {"on": MAY, "words": "Two core groups were missed."}
    actions.record_midway(plan=plan, **looked, by=strand.chair)
    with pytest.raises(NotAllowed):
        actions.record_senior_review(plan=plan, **looked, by=strand.manager)
    actions.record_senior_review(plan=plan, **looked, by=strand.head)
    assert plan.checks.count() == 2


def test_a_question_about_the_list_alerts_by_itself(
    strand: Strand, granted: Make, make: Make
) -> None:
    """The lead worker and the chair know at once; the second in a year is told to be the second."""
    strand.on_plan()
    make(PersonName, person=strand.child, forename="Jamie", surname="Stone")
    officer = granted("contact_officer")
    first, second = (actions.enquire_of_list(asks=ASKS, by=officer) for _ in range(2))
    assert (first.on_list, first.earlier, second.earlier) == (True, 0, 1)
    told_to = Alert.objects.filter(person=strand.child).values_list("owner_user", flat=True)
    assert sorted(told_to) == sorted([strand.lead.user_id, strand.chair.id] * 2)


def test_a_child_who_stays_for_a_time_is_on_the_list_and_on_no_plan_of_ours(
    strand: Strand, granted: Make, make: Make
) -> None:
    """Until their stay ends."""
    make(PersonName, person=strand.child, forename="Jamie", surname="Stone")
    stay = actions.list_temporarily(child=strand.child.id, stays=STAYS, by=strand.manager)
    officer = granted("contact_officer")
    assert actions.enquire_of_list(asks=ASKS, by=officer).on_list
    actions.end_temporary(temporary=stay, on=today(), why="Back home.", by=strand.manager)
    assert not actions.enquire_of_list(asks=ASKS, by=officer).on_list
    assert not Plan.objects.exists()


@pytest.mark.parametrize(
    "name", ["Stone", "%", "J* S*", "Jamie Stonehenge-Barrington", "Jamie Smith"]
)
def test_the_list_cannot_be_read_out_by_asking(
    strand: Strand, granted: Make, make: Make, name: str
) -> None:
    """A part of a name, or a pattern, is no question; another family's name finds nobody, and is kept."""
    strand.on_plan()
    make(PersonName, person=strand.child, forename="Jamie", surname="Stone")
    asks, officer = replace(ASKS, name=name), granted("contact_officer")
    if not name.startswith("Jamie"):
        with pytest.raises(BadInput, match="name"):
            actions.enquire_of_list(asks=asks, by=officer)
        return
    assert not actions.enquire_of_list(asks=asks, by=officer).on_list
    assert ListEnquiry.objects.filter(name=name, asked_on=today()).exists()
