"""What is told to the front door, as those who work there see it: never of a child closed to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from kinkeeper.access.action import require
from kinkeeper.access.memory import remembered
from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import names
from kinkeeper.access.rules import visible
from kinkeeper.access.who import Asker, as_who
from kinkeeper.frontdoor.contact_queries import (
    CLOSED,
    ContactShown,
    disputed,
    open_to,
    reads_words,
    shown,
    undecided,
    unfound,
)
from kinkeeper.frontdoor.kinds import (
    Channel,
    Consent,
    ContactOutcome,
    ContactReason,
    NotAChild,
    Step,
)
from kinkeeper.frontdoor.models import (
    ChildMatch,
    ChildTold,
    ChildUnmatch,
    Contact,
    ContactGroup,
    ContactStep,
)
from kinkeeper.frontdoor.states import Course, Taken
from kinkeeper.frontdoor.stepping import decided, steps_of
from kinkeeper.kernel.errors import Refused
from kinkeeper.law.codes.coded import Coded, coded
from kinkeeper.partners.queries import agency_names

A_YEAR: Final = timedelta(days=365)
Came = tuple[date, datetime | None, UUID]


@dataclass(frozen=True, slots=True)
class ToldShown:
    """A child as they were named, and who they are here once somebody has said so."""

    id: UUID
    place: int
    forename: str
    surname: str
    born_on: date | None
    age_said: int | None
    address: str
    postcode: str
    note: str
    person_id: UUID | None
    closed: NotAChild | None = None  # what it was instead of a child to be looked for
    closed_why: str = ""

    @property
    def called(self) -> str:
        """The name as it was told."""
        return f"{self.forename} {self.surname}".strip() or "A child not named"


@dataclass(frozen=True, slots=True)
class UndoneShown:
    """A match that was undone."""

    called: str
    matched_by: str
    undone_by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class GroupShown:
    """What was told once: by whom, how, why, of which children, and what was done."""

    id: UUID
    received_on: date
    received_at: datetime | None
    channel: str
    reason: ContactReason
    agency_id: UUID | None
    agency: str | None
    source: Coded | None
    referrer: tuple[str, ...]
    concern: str | None
    place: str | None
    consent: Consent | None
    consent_why: str | None
    entered_why: str | None
    children: tuple[ToldShown, ...]
    contacts: tuple[ContactShown, ...]

    @property
    def unmatched(self) -> tuple[ToldShown, ...]:
        """Children nobody has found or added yet."""
        return tuple(one for one in self.children if one.person_id is None and one.closed is None)

    @property
    def may_be_told(self) -> bool:
        """Whether it is known at all who told it; nobody else can be told what became of it."""
        return bool(self.referrer or self.agency_id or self.source)

    @property
    def is_notice(self) -> bool:
        """Whether it is a domestic abuse notice of the police, which has its own queue."""
        return self.reason is ContactReason.DOMESTIC_ABUSE_POLICE


def groups(who: Asker, *, of: QuerySet[ContactGroup] | None = None) -> QuerySet[ContactGroup]:
    """What the asker may open: nothing that is about a child closed to them, in whatever part.

    `of` says which are asked about: of few, the children of those alone are looked at.
    """
    asker = as_who(who)
    require(asker, Permission.SEE_FRONT_DOOR)
    rows = ContactGroup.objects.all() if of is None else of
    known = visible(asker, Permission.SEE_EXISTS, Contact.objects.filter(pk=OuterRef("pk")))
    closed = Contact.objects.filter(~Exists(known), contact_group=OuterRef("pk"))
    return rows.filter(~Exists(closed))


def waiting_closed(*, who: Asker, opened: int) -> int:
    """How many wait besides those `opened` to the asker: a number, so that none is thought not to be."""
    require(who, Permission.SEE_FRONT_DOOR)
    return len(waiting_ids(as_who(who).on)) - opened


@remembered
def waiting_ids(on: date) -> tuple[UUID, ...]:
    """Everything that waits on the day, whoever may open it: never to be shown."""
    # A place alone waits to be taken up as a context, but holds up no child.
    named = unfound().filter(contact_group__received_on__lte=on)
    late = undecided(on).values("contact_group")
    return tuple(named.values("contact_group").union(late).values_list("contact_group", flat=True))


def one_group(*, who: Asker, group_id: UUID) -> GroupShown | None:
    """One of them; None where there is none the asker may open."""
    of = ContactGroup.objects.filter(pk=group_id)
    return next(iter(_shown(who, groups(who, of=of))), None)


def telling(*, who: Asker, group_id: UUID) -> GroupShown | None:
    """What was told and by whom, for who may read it of every child it is about; else None."""
    rows = Contact.objects.filter(contact_group_id=group_id)
    read = visible(who, Permission.SEE_NARRATIVE, rows).count()
    if not read or read != rows.count():
        return None
    return next(iter(_shown(who, ContactGroup.objects.filter(pk=group_id))), None)


def of_groups(*, who: Asker, ids: Collection[UUID]) -> tuple[GroupShown, ...]:
    """Those of these that the asker may open."""
    return _shown(who, groups(who, of=ContactGroup.objects.filter(pk__in=ids)))


def about_places(*, who: Asker) -> tuple[GroupShown, ...]:
    """Those that are about a place or a group, the latest first."""
    of = ContactGroup.objects.filter(place__isnull=False, received_on__lte=as_who(who).on)
    return _shown(who, groups(who, of=of).order_by("-received_on", "-id"))


def places_alone(*, who: Asker) -> tuple[GroupShown, ...]:
    """Those of them that name no child, so that no child's queue holds them; the first first."""
    named = ChildTold.objects.filter(contact_group=OuterRef("pk"))
    made = Contact.objects.filter(contact_group=OuterRef("pk"))
    alone = ContactGroup.objects.filter(~Exists(named), ~Exists(made), place__isnull=False)
    of = ContactGroup.objects.filter(pk__in=list(alone.values_list("pk", flat=True)))
    return _shown(who, groups(who, of=of).order_by("received_on", "id"))


def contact_for(*, who: Asker, contact_id: UUID) -> Contact | None:
    """The contact of one child, in a group that the asker may open."""
    found = Contact.objects.select_related("contact_group").filter(pk=contact_id).first()
    return found if found is not None and opens(who, found.contact_group_id) else None


def opens(who: Asker, group_id: UUID) -> bool:
    """Whether the asker may open what was told."""
    return groups(who, of=ContactGroup.objects.filter(pk=group_id)).exists()


def groups_of(*, who: Asker, contacts: Collection[UUID]) -> dict[UUID, UUID]:
    """By contact, the group it is of, where the asker may open it; ids of anything else are absent."""
    rows = Contact.objects.filter(pk__in=contacts, contact_group__in=groups(who))
    return dict(rows.values_list("id", "contact_group_id"))


def decided_already(*, who: Asker, contact_id: UUID, kind: Step) -> Refused | None:
    """Who made this decision before, and when, for whoever may open the contact but came second."""
    contact = contact_for(who=who, contact_id=contact_id)
    return decided(kind, steps_of(contact)) if contact else None


def moved(*, who: Asker, contact_id: UUID) -> UUID | None:
    """What was told, of a contact found to be of another child; None where the asker may not open it."""
    found = Contact.every.exclude(withdrawn_at=None).filter(pk=contact_id).first()
    group = found.contact_group_id if found else None
    return group if group and opens(who, group) else None


def child_told(*, who: Asker, child_id: UUID) -> ChildTold | None:
    """A child as told, in a group that the asker may open."""
    found = ChildTold.objects.select_related("contact_group").filter(pk=child_id).first()
    return found if found is not None and opens(who, found.contact_group_id) else None


def match_of(*, who: Asker, child_id: UUID) -> ChildMatch | None:
    """Who a child told of is said to be, where that stands and the asker may open what was told."""
    found = ChildMatch.objects.filter(child_id=child_id, undone=None).select_related("child")
    match = found.first()
    return match if match is not None and opens(who, match.child.contact_group_id) else None


def was_undone(*, who: Asker, child_id: UUID) -> bool:
    """Whether a match of a child told of was undone, in a group that the asker may open."""
    child = child_told(who=who, child_id=child_id)
    return child is not None and ChildUnmatch.objects.filter(match__child=child).exists()


def undone_of(*, who: Asker, group_id: UUID) -> tuple[UndoneShown, ...]:
    """Every match of a child told of that was undone: by whom and why; not whose record it was."""
    rows = ChildUnmatch.objects.filter(match__child__contact_group=group_id)
    found = list(rows.select_related("match__child").order_by("at"))
    if not found or not opens(who, group_id):
        return ()
    by = names({user for one in found for user in (one.by, one.match.by)})
    return tuple(
        UndoneShown(
            called=_child(one.match.child, None).called,
            matched_by=by.get(one.match.by, ""),
            undone_by=by.get(one.by, ""),
            at=one.at,
            reason=one.reason,
        )
        for one in found
    )


def group_for(*, who: Asker, group_id: UUID) -> ContactGroup | None:
    """What was told once, as the verbs take it, where the asker may open it."""
    return groups(who, of=ContactGroup.objects.filter(pk=group_id)).first()


def counts_before(
    *, who: Asker, of: Collection[ContactShown], reason: ContactReason | None = None
) -> dict[UUID, int]:
    """By contact, how many came about its child in the year before it, earlier that day too.

    With a reason, those alone that came for it.
    """
    rows = Contact.objects.filter(person__in={one.person_id for one in of})
    found = visible(who, Permission.SEE_EXISTS, rows.filter(reason=reason) if reason else rows)
    came: dict[UUID, list[Came]] = {}
    for row in found.values_list("person_id", "received_on", "received_at", "id"):
        person, on, at, number = row
        came.setdefault(person, []).append((on, at, number))
    return {one.id: sum(_before(two, one) for two in came.get(one.person_id, ())) for one in of}


def _before(came: Came, one: ContactShown) -> bool:
    """Whether a contact came before this one, and within a year; of one moment, by their numbers."""
    on, at, number = came
    if on != one.received_on:
        return one.received_on - A_YEAR <= on < one.received_on
    if at and one.received_at and at != one.received_at:
        return at < one.received_at
    return number < one.id


def untold(*, who: Asker) -> QuerySet[Contact]:
    """Contacts decided, of which whoever made them was neither told nor is it said why not."""
    steps = ContactStep.objects.filter(contact=OuterRef("pk"))
    said = steps.filter(kind__in=(Step.REFERRER_TOLD, Step.NOT_TOLD))
    decided = steps.filter(kind__in=(Step.DECIDED, Step.ENQUIRY_DECIDED))
    asker = as_who(who)
    rows = Contact.objects.filter(Exists(decided), ~Exists(said))
    waits = undecided(asker.on).values("pk")
    return _opened(asker, rows.exclude(pk__in=waits)).order_by("received_on", "id")


def not_taken(*, who: Asker) -> QuerySet[Contact]:
    """Contacts sent to the worker of an open case, which nobody there has taken."""
    steps = ContactStep.objects.filter(contact=OuterRef("pk"))
    sent = steps.filter(outcome="open_case")
    taken = steps.filter(kind=Step.ACKNOWLEDGED)
    rows = Contact.objects.filter(Exists(sent), ~Exists(taken))
    return _opened(who, rows).order_by("received_on", "id")


def disagreeing(*, who: Asker) -> QuerySet[Contact]:
    """Contacts of which an agency disagrees with what was decided, and nobody has answered."""
    return _opened(who, disputed(as_who(who).on)).order_by("received_on", "id")


def for_early_help(*, who: Asker, since: date) -> QuerySet[Contact]:
    """Contacts of which early help was decided from a day on."""
    decided = ContactStep.objects.filter(outcome=ContactOutcome.EARLY_HELP, on__gte=since)
    rows = Contact.objects.filter(pk__in=decided.values("contact"), over_on__gte=since)
    return _opened(who, rows).order_by("received_on", "id")


def _opened(who: Asker, rows: QuerySet[Contact]) -> QuerySet[Contact]:
    """Those of them whose group the asker may open."""
    of = ContactGroup.objects.filter(pk__in=rows.values("contact_group"))
    return rows.filter(contact_group__in=groups(who, of=of))


def _shown(who: Asker, rows: QuerySet[ContactGroup]) -> tuple[GroupShown, ...]:
    found = list(rows)
    if not found:
        return ()
    ids = [row.id for row in found]
    called = agency_names(row.agency_id for row in found)
    matches = dict(
        ChildMatch.objects.filter(child__contact_group__in=ids, undone=None).values_list(
            "child_id", "contact__person_id"
        )
    )
    told: dict[UUID, list[ToldShown]] = {}
    named = ChildTold.objects.filter(contact_group__in=ids).exclude(closed__kind=NotAChild.NAMED)
    for child in named.select_related("closed").order_by("place"):
        told.setdefault(child.contact_group_id, []).append(_child(child, matches.get(child.id)))
    made: dict[UUID, list[ContactShown]] = {}
    rows_of = Contact.objects.filter(contact_group__in=ids).order_by("received_on", "id")
    for contact in open_to(who, shown(rows_of)):
        made.setdefault(contact.group_id, []).append(contact)
    each = (_group(row, called, told.get(row.id, []), made.get(row.id, [])) for row in found)
    return tuple(each) if reads_words(who) else tuple(map(_once_over, each))


def _once_over(group: GroupShown) -> GroupShown:
    """What was told, for a role that reads no narrative: its words while it waits, and no longer.

    By those words a child is found; once it is decided, or is about no child, nobody needs them so.
    """
    children = tuple(
        replace(one, closed_why=CLOSED if one.closed else "") for one in group.children
    )
    waits = group.unmatched or not all(is_over(one) for one in group.contacts)
    if waits or not (group.contacts or group.children):
        return replace(group, children=children)
    return replace(
        group,
        children=tuple(replace(one, note="") for one in children),
        concern=group.concern and CLOSED,
        place=group.place and CLOSED,
        consent_why=group.consent_why and CLOSED,
    )


def is_over(contact: ContactShown) -> bool:
    """Whether everything of it is decided: an enquiry that is under way is not."""
    return Course(tuple(Taken(one.kind, one.outcome) for one in contact.steps)).is_over


def _group(
    row: ContactGroup,
    names: dict[UUID, str],
    told: Iterable[ToldShown],
    made: Iterable[ContactShown],
) -> GroupShown:
    referrer = (
        row.referrer_name,
        row.referrer_role,
        row.referrer_telephone,
        row.referrer_email,
    )
    return GroupShown(
        id=row.id,
        received_on=row.received_on,
        received_at=row.received_at,
        channel=str(Channel(row.channel).label),
        reason=ContactReason(row.reason),
        agency_id=row.agency_id,
        agency=names.get(row.agency_id) if row.agency_id else None,
        source=coded("cin.referral_source", row.referral_source),
        referrer=tuple(one for one in referrer if one),
        concern=row.concern,
        place=row.place,
        consent=Consent(row.consent) if row.consent else None,
        consent_why=row.consent_why,
        entered_why=row.entered_why,
        children=tuple(told),
        contacts=tuple(made),
    )


def _child(row: ChildTold, person_id: UUID | None) -> ToldShown:
    closed = getattr(row, "closed", None)
    return ToldShown(
        id=row.id,
        place=row.place,
        forename=row.forename,
        surname=row.surname,
        born_on=row.born_on,
        age_said=row.age_said,
        address=row.address,
        postcode=row.postcode,
        note=row.note,
        person_id=person_id,
        closed=NotAChild(closed.kind) if closed else None,
        closed_why=closed.reason if closed else "",
    )
