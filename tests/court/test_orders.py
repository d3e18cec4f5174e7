"""Orders that hold for a time: their length by law, what is told before they end, and what became of them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kinkeeper.access.services import operator
from kinkeeper.access.who import who_is
from kinkeeper.casefile.models import Alert
from kinkeeper.chronology.guards import CLOSE_EPISODE, held_up
from kinkeeper.court import actions
from kinkeeper.court.kinds import FinalOrder, OrderEnd, OrderKind
from kinkeeper.court.lapsing import tell_lapsing
from kinkeeper.court.models import TimedOrder
from kinkeeper.court.orders import conclude_order, extend_order, record_order
from kinkeeper.court.queries import court
from kinkeeper.court.told import Concluded, Made, Ordered
from kinkeeper.duties.models import Duty
from kinkeeper.frontdoor.models import HelpEpisode
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.law.events import UNRETURNED
from kinkeeper.law.lapses import DAYS_BEFORE
from kinkeeper.people.calendar import entries
from tests.court import strand as told
from tests.court.strand import ISSUED, Strand

strand = told.strand
EPO, ICO = OrderKind.EMERGENCY, OrderKind.INTERIM_CARE
LAST = ISSUED + timedelta(7)  # the eighth day, the first among them
DAY = timedelta(1)


@pytest.fixture(autouse=True)
def _recorded_here_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """This authority has recorded all of it for years, so that every clock runs."""
    since = dict.fromkeys(UNRETURNED, date(2014, 1, 1))
    monkeypatch.setattr("kinkeeper.facts.bundles.kept_since", lambda _: since)


def order(strand: Strand, kind: OrderKind = EPO, ends_on: date | None = LAST) -> TimedOrder:
    """An order of the day of issue."""
    made = Made(kind=kind, on=ISSUED, ends_on=ends_on)
    return record_order(child=strand.child.id, made=made, by=strand.worker)


def conclude(strand: Strand, held: TimedOrder) -> TimedOrder:
    """The order is replaced."""
    how = Concluded(on=ISSUED + DAY, how=OrderEnd.REPLACED, words="An interim care order.")
    return conclude_order(order=held, concluded=how, by=strand.worker)


def owed(strand: Strand, clock: str) -> Any:
    """The day of the duty of a clock, and the day on which it was met."""
    rows = Duty.objects.filter(person=strand.child, clock=clock).order_by("step")
    return list(rows.values_list("due_on", "met_on"))


def test_an_emergency_order_holds_eight_days_and_seven_more(strand: Strand) -> None:
    """With the day it was made among them; a day longer is refused, and so is a second extension."""
    with pytest.raises(BadInput, match="13 May 2014"):
        order(strand, ends_on=LAST + DAY)
    held = order(strand)
    assert owed(strand, "epo_expiry") == [(LAST, None)]
    with pytest.raises(BadInput, match="20 May 2014"):
        extend_order(order=held, on=LAST, ends_on=LAST + 8 * DAY, by=strand.worker)
    extend_order(order=held, on=LAST, ends_on=LAST + 7 * DAY, by=strand.worker)
    assert owed(strand, "epo_expiry") == [(LAST, LAST), (LAST + 7 * DAY, None)]
    with pytest.raises(Refused, match="extended once"):
        extend_order(order=held, on=LAST, ends_on=LAST + 7 * DAY, by=strand.worker)


def test_an_interim_order_is_owed_on_the_day_the_court_set(strand: Strand) -> None:
    """And met once it is replaced; of one without a day nothing is owed."""
    held = order(strand, ICO, ISSUED + 28 * DAY)
    assert owed(strand, "ico_expiry") == [(ISSUED + 28 * DAY, None)]
    conclude(strand, held)
    assert owed(strand, "ico_expiry") == [(ISSUED + 28 * DAY, ISSUED + DAY)]
    order(strand, OrderKind.INTERIM_SUPERVISION, None)
    assert len(owed(strand, "ico_expiry")) == 1


@pytest.mark.parametrize("left", [20, 15, *DAYS_BEFORE, 0, -1])
def test_it_is_told_before_it_ends_and_after(strand: Strand, left: int) -> None:
    """To the worker and the team, once a stage, at 14, 7, 3 and 1 days, and when the day has gone."""
    held = order(strand, ICO, ISSUED + 28 * DAY)
    on = ISSUED + (28 - left) * DAY
    by = who_is(operator().pk)
    for _ in range(2):
        tell_lapsing(on=on, by=by)
    told_of = Alert.objects.filter(kind="order_lapses", person=strand.child)
    assert told_of.count() == (0 if left > 14 else 2)
    conclude(strand, held)
    assert tell_lapsing(on=on, by=by) == 0


def test_each_stage_is_told_and_a_night_that_did_not_run_is_made_up_for(strand: Strand) -> None:
    """From 28 days before to the day after, but for the night of the seventh: four stages and the end."""
    order(strand, ICO, ISSUED + 28 * DAY)
    for day in (d for d in range(31) if d != 21):
        tell_lapsing(on=ISSUED + day * DAY, by=who_is(operator().pk))
    reasons = Alert.objects.filter(owner_user=strand.worker).order_by("raised_at", "id")
    assert len(reasons) == len(DAYS_BEFORE) + 1
    assert "nobody has recorded what became of it" in reasons[4].reason


def test_it_holds_the_case_open_and_is_in_the_calendar(strand: Strand) -> None:
    """Until what became of it is recorded, once, by who works with the child."""
    held, case = order(strand), HelpEpisode.objects.get(person=strand.child).id
    assert "court order" in str(held_up(CLOSE_EPISODE, case))
    found = entries(who=strand.worker, people=[strand.child.id], first=LAST, last=LAST)
    assert "Last day: emergency protection order" in [one.what for one in found]
    conclude(strand, held)
    assert held_up(CLOSE_EPISODE, case) is None
    with pytest.raises(Refused, match="recorded already"):
        conclude(strand, held)
    (shown,) = court(who=strand.worker, person_id=strand.child.id).orders
    assert (shown.how, shown.last) == (OrderEnd.REPLACED.label, LAST)


def test_an_interim_order_ends_with_its_proceedings(strand: Strand) -> None:
    """By the final order, which takes its place; one made outside them stays for somebody to conclude."""
    outside = order(strand)
    strand.before()
    strand.issue()
    held = order(strand, ICO, ISSUED + 28 * DAY)
    over = Ordered(on=ISSUED + DAY, order=FinalOrder.CARE, words="A care order.")
    actions.end_proceedings(child=strand.child.id, ordered=over, by=strand.manager)
    for row in (held, outside):
        row.refresh_from_db()
    assert (held.concluded_on, held.how) == (over.on, OrderEnd.REPLACED)
    assert outside.concluded_on is None


def test_only_who_works_with_the_child_records_it(strand: Strand, granted: Any) -> None:
    """A worker of another child may not, and an order without its day is no emergency order."""
    made = Made(kind=EPO, on=ISSUED, ends_on=LAST)
    with pytest.raises(NotAllowed):
        record_order(child=strand.child.id, made=made, by=granted("social_worker"))
    with pytest.raises(BadInput, match="the day on which it ends"):
        order(strand, ends_on=None)
    order(strand)
    with pytest.raises(Refused, match="recorded already"):
        order(strand)


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_on": None},
        {"ends_on": ISSUED - DAY},
        {"kind": "other"},
        {"concluded_on": ISSUED},
        {"kind": "so", "extended_on": ISSUED, "extended_to": LAST},
    ],
)
def test_the_database_refuses_what_cannot_be(strand: Strand, wrong: dict[str, Any]) -> None:
    """By direct statement too: no day, an end before the beginning, a kind, an end without words."""
    row = {"person": strand.child, "kind": "epo", "made_on": ISSUED, "ends_on": LAST}
    with pytest.raises(IntegrityError), transaction.atomic():
        TimedOrder.objects.bulk_create([TimedOrder(**{**row, **wrong})])
