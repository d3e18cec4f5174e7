"""Records to check: in order, and each with one thing wrong."""

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from kinkeeper.care.models import CarePeriod, LegalStatusPeriod, Placement
from kinkeeper.chronology.save import save
from kinkeeper.frontdoor.models import Assessment, HelpEpisode
from kinkeeper.kernel.ids import uuid7
from kinkeeper.people.models import Person, PersonIdentifier
from kinkeeper.protection.models import AbuseCategoryPeriod, Conference, Plan, Section47Enquiry
from kinkeeper.reviews.models import Review
from kinkeeper.workforce.models import Allocation, Worker

TODAY, SPRING, JUNE = date(2026, 11, 23), date(2026, 3, 2), date(2026, 6, 1)
Told = Callable[[Person], Any]
Create = Callable[..., Any]


def stored(model: type[Any], **facts: Any) -> Any:
    """A row, of which nobody is told."""
    return model.objects.create(**facts)


def announced(model: type[Any], **facts: Any) -> Any:
    """A row saved as the product saves it: its events are recorded and its duties worked out."""
    return save(model(**facts), by=SimpleNamespace(id=uuid7()))


def held(create: Create = stored) -> None:
    """One row of every kind of record, about somebody whose case is long over and in order."""
    child = create(Person, born_on=date(2000, 5, 5))
    of: dict[str, Any] = {"person": child}
    days = {"started_on": date(2015, 6, 1), "ended_on": date(2015, 7, 1)}
    case = create(HelpEpisode, **of, referred_on=date(2015, 6, 1), closed_on=date(2015, 9, 1))
    create(Assessment, **of, episode=case, started_on=case.referred_on, authorised_on=JUNE)
    create(Section47Enquiry, **of, episode=case, conference_needed=False, **days)
    held_on = date(2015, 6, 1)
    conference = create(Conference, **of, episode=case, kind="initial", held_on=held_on)
    plan = create(Plan, **of, episode=case, conference=conference, kind="cp", **days)
    create(AbuseCategoryPeriod, plan=plan, category="NEG", **days)
    care = create(CarePeriod, **of, **days)
    create(LegalStatusPeriod, **of, care_period=care, code="C2", **days)
    create(Placement, **of, care_period=care, kind="U6", **days)
    create(Review, **of, kind="cla", care_period=care, held_on=held_on)
    worker = create(Worker, full_name="Ann Lee")
    create(Allocation, **of, worker=worker, role="lead", **days)


def child(create: Create = stored, **given_: Any) -> Person:
    """A child with a date of birth and nothing else."""
    made: Person = create(Person, **{"born_on": date(2023, 5, 5), **given_})
    return made


def case(person: Person, create: Create = stored, **given_: Any) -> HelpEpisode:
    """A referral, open unless told otherwise."""
    made: HelpEpisode = create(HelpEpisode, person=person, **{"referred_on": SPRING, **given_})
    return made


def in_care(person: Person, **given_: Any) -> CarePeriod:
    """A time in care with its legal status, placement and review."""
    care = CarePeriod.objects.create(person=person, **{"started_on": JUNE, **given_})
    of: dict[str, Any] = {"person": person, "care_period": care}
    LegalStatusPeriod.objects.create(**of, code="C2", started_on=care.started_on)
    Placement.objects.create(**of, kind="U6", started_on=care.started_on)
    Review.objects.create(**of, kind="cla", held_on=care.started_on)
    led(person)
    return care


def led(person: Person) -> None:
    """A lead worker."""
    worker = Worker.objects.create(full_name="Ann Lee")
    Allocation.objects.create(person=person, worker=worker, role="lead", started_on=SPRING)


def unled(p: Person) -> None:
    case(p)


def undated(p: Person) -> None:
    Person.objects.filter(id=p.id).update(born_on=None)


def unborn(expected_on: date) -> Told:
    def told(p: Person) -> None:
        Person.objects.filter(id=p.id).update(born_on=None, expected_on=expected_on)

    return told


def at_school(reason: str | None) -> Told:
    def told(p: Person) -> None:
        Person.objects.filter(id=p.id).update(born_on=date(2015, 5, 5))
        case(p)
        led(p)
        if reason:
            PersonIdentifier.objects.create(person=p, kind="upn", unknown_reason=reason)

    return told


def two_ids(p: Person) -> None:
    for value in ("L1", "L2"):
        PersonIdentifier.objects.create(person=p, kind="la_child_id", value=f"{value} {p.id}")


def died(p: Person) -> None:
    in_care(p)
    Person.objects.filter(id=p.id).update(died_on=TODAY)


def referred_too_soon(p: Person) -> None:
    case(p, referred_on=date(2022, 7, 1), closed_on=JUNE)


def assessed_after_closure(p: Person) -> None:
    closed = case(p, closed_on=JUNE)
    Assessment.objects.create(person=p, episode=closed, started_on=SPRING)


def assessed_before_referral(p: Person) -> None:
    closed = case(p, closed_on=JUNE)
    days = {"started_on": SPRING - timedelta(days=1), "authorised_on": JUNE}
    Assessment.objects.create(person=p, episode=closed, **days)


def enquiry(needed: bool | None, started_on: date = SPRING) -> Told:
    def told(p: Person) -> None:
        closed = case(p, closed_on=TODAY)
        Section47Enquiry.objects.create(
            person=p, episode=closed, started_on=started_on, conference_needed=needed
        )

    return told


def plan(category: str | None, conference: bool, closed_on: date | None) -> Told:
    def told(p: Person) -> None:
        opened = case(p, closed_on=closed_on)
        led(p)
        made = Plan.objects.create(person=p, episode=opened, kind="cp", started_on=SPRING)
        if category:
            AbuseCategoryPeriod.objects.create(plan=made, category=category, started_on=SPRING)
        if conference:
            Conference.objects.create(person=p, episode=opened, kind="initial", held_on=SPRING)

    return told


def care_without(model: type[Any]) -> Told:
    def told(p: Person) -> None:
        in_care(p)
        model.objects.filter(person=p).delete()

    return told


def care_of_an_adult(p: Person) -> None:
    Person.objects.filter(id=p.id).update(born_on=date(2008, 11, 22))
    in_care(p)
    PersonIdentifier.objects.create(person=p, kind="upn", value="A1")


CASES = [
    (in_care, set()),
    (unled, {"open_without_worker"}),
    (undated, {"no_birth_or_due_date"}),
    (unborn(TODAY - timedelta(days=31)), {"birth_not_recorded"}),
    (unborn(TODAY - timedelta(days=30)), set()),
    (at_school(None), {"no_pupil_number"}),
    (at_school("UN4"), set()),
    (two_ids, {"two_child_ids"}),
    (died, {"open_after_death"}),
    (referred_too_soon, {"referred_before_conception"}),
    (assessed_after_closure, {"assessment_open_after_closure"}),
    (assessed_before_referral, {"assessment_before_referral"}),
    (enquiry(None), {"enquiry_undecided"}),
    (enquiry(needed=True), {"enquiry_undecided"}),
    (enquiry(needed=False), set()),
    (enquiry(None, date(2026, 11, 2)), set()),
    (enquiry(None, date(2026, 10, 30)), {"enquiry_undecided"}),
    (plan("NEG", conference=True, closed_on=None), set()),
    (plan(None, conference=True, closed_on=None), {"plan_without_category"}),
    (plan("NEG", conference=False, closed_on=None), {"plan_without_conference"}),
    (plan("NEG", conference=True, closed_on=JUNE), {"plan_open_after_closure"}),
    (care_without(LegalStatusPeriod), {"no_legal_status"}),
    (care_without(Placement), {"no_placement"}),
    (care_without(Review), {"never_reviewed"}),
    (care_of_an_adult, {"looked_after_at_18"}),
]
