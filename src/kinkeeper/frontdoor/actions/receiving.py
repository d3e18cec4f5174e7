"""Taking what is told, and finding out which child it is about."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Model

from kinkeeper.access.action import action, note, require
from kinkeeper.access.permissions import Permission
from kinkeeper.access.turns import take_turn
from kinkeeper.access.who import Asker, as_who
from kinkeeper.chronology.save import save
from kinkeeper.frontdoor.kinds import LONGEST_WORDS, Consent
from kinkeeper.frontdoor.models import ChildMatch, ChildTold, Contact, ContactGroup
from kinkeeper.frontdoor.open_case import tell_worker
from kinkeeper.frontdoor.stepping import check_not_to_come, day, reason, words
from kinkeeper.frontdoor.told import ChildNamed, ContactMade, Told
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.kernel.moment import now
from kinkeeper.people.actions import add_person, record_address

MOST_CHILDREN = 20
OLDEST = 25  # whoever has left care is helped until then


@action(Permission.RECEIVE_CONTACT)
def receive(*, told: Told, by: Asker) -> ContactGroup:
    """Take what somebody tells. Handed in twice by the same person, it is one contact.

    Nobody is looked for yet: which child it is about is found at the front door. Raises BadInput
    naming the field where nothing is said by which a child, or a place, could be found.
    """
    before = _sent_before(told, by)
    if before is not None:
        return before
    _check(told)
    group = _group(told)
    try:
        with transaction.atomic():
            save(group, by=as_who(by))
    except IntegrityError:  # sent twice at one moment: the other was first
        before = _sent_before(told, by)
        if before is None:
            raise
        return before
    rows = [_child(group, place, one) for place, one in enumerate(told.children)]
    ChildTold.objects.bulk_create(rows)
    note(channel=str(told.channel), children=len(rows), received_on=str(group.received_on))
    return group


@action(Permission.RECORD_CONTACT, on="person")
def match_child(*, child: ChildTold, person: UUID, by: Asker) -> Contact:
    """Say which person here a child is that was told of."""
    return _matched(child, person, by, added=False)


@action(Permission.RECEIVE_CONTACT)
def add_child(*, child: ChildTold, by: Asker) -> Contact:
    """Add a child nobody here knows; look at who is like them first."""
    person = add_person(
        forename=child.forename, surname=child.surname, born_on=child.born_on, by=by
    )
    if child.address or child.postcode:
        _say_where(person, child, by)
    return _matched(child, person.id, by, added=True)


@action(Permission.RECORD_CONTACT, on="child")
def record_contact(*, child: UUID, contact: ContactMade, by: Asker) -> Contact:
    """Record that somebody got in touch about a child who is known."""
    check_not_to_come(contact.received_at)
    return _contact(_group_of(contact, by), child, by)


def _matched(child: ChildTold, person: UUID, by: Asker, *, added: bool) -> Contact:
    take_turn("child told of", child.pk)
    locked = ChildTold.objects.get(pk=child.pk)
    if ChildMatch.objects.filter(child=locked).exists():
        raise Refused(
            "Somebody has said already which child this is.",
            missing="a child not found yet",
            do="Look at the contact again.",
        )
    contact = _contact(ContactGroup.objects.get(pk=locked.contact_group_id), person, by)
    ChildMatch.objects.create(
        child=locked, contact=contact, added=added, by=as_who(by).id, at=now()
    )
    return contact


def _group_of(contact: ContactMade, by: Asker) -> ContactGroup:
    """The group a contact is in: of several children, or handed in twice, it is made once."""
    found = ContactGroup.objects.filter(pk=contact.group).first()
    if found is not None:
        return found
    group = ContactGroup(
        id=contact.group,
        received_on=day(contact.received_at),
        received_at=contact.received_at,
        referral_source=contact.referral_source,
        channel=contact.channel,
        reason=contact.reason,
        concern=words(contact.concern, field="concern"),
    )
    try:
        with transaction.atomic():
            save(group, by=as_who(by))
    except IntegrityError:  # made at the same moment: the other was first
        return ContactGroup.objects.get(pk=contact.group)
    return group


def _contact(group: ContactGroup, person: UUID, by: Asker) -> Contact:
    require(by, Permission.RECORD_CONTACT, person)
    ContactGroup.objects.select_for_update().get(pk=group.pk)  # a child is in it once
    before = Contact.objects.filter(contact_group=group, person_id=person).first()
    if before is not None:
        return before
    made = Contact(
        person_id=person,
        contact_group=group,
        received_on=group.received_on,
        received_at=group.received_at,
        referral_source=group.referral_source,
        channel=group.channel,
        reason=group.reason,
    )
    save(made, by=as_who(by))
    tell_worker(made, by)
    note(channel=str(group.channel), received_on=group.received_on.isoformat())
    return made


def _say_where(person: object, child: ChildTold, by: Asker) -> None:
    try:
        record_address(
            person=person,  # type: ignore[arg-type]
            lines=child.address,
            postcode=child.postcode or None,
            valid_from=child.contact_group.received_on,
            by=by,
        )
    except BadInput:  # a postcode as told that is none: its words stay with what was told
        if child.address:
            record_address(person=person, lines=child.address, by=by)  # type: ignore[arg-type]


def _sent_before(told: Told, by: Asker) -> ContactGroup | None:
    """What was handed in under the same number. Refused where somebody else handed it in."""
    found = ContactGroup.objects.filter(submission=told.submission).first()
    if found is None and told.agency_reference and told.agency_id:
        found = ContactGroup.objects.filter(
            agency_id=told.agency_id, agency_reference=told.agency_reference.strip()
        ).first()
    if found is not None and found.recorded_by != as_who(by).id:
        raise Refused(
            "This form has been sent already.",
            missing="a form that was not sent",
            do="Begin a new one.",
        )
    return found


def _check(told: Told) -> None:
    check_not_to_come(told.received_at)
    if not told.children and not told.place.strip():
        raise BadInput("say which child, or which place or group, it is about", field="children")
    if len(told.children) > MOST_CHILDREN:
        raise BadInput(f"name {MOST_CHILDREN} children at most at once", field="children")
    for number, one in enumerate(told.children, 1):
        if one.is_nobody:
            raise BadInput(
                f"child {number}: say a name, a date of birth or where they live", field="children"
            )
        if one.born_on and one.born_on > day(told.received_at):
            raise BadInput(f"child {number}: the date of birth lies ahead", field="born_on")
        if one.age_said is not None and not 0 <= one.age_said <= OLDEST:
            raise BadInput(f"child {number}: say an age of {OLDEST} or less", field="age_said")
    if told.consent in {Consent.REFUSED, Consent.NOT_SOUGHT}:
        reason(told.consent_why, field="consent_why")


def _group(told: Told) -> ContactGroup:
    return ContactGroup(
        received_on=day(told.received_at),
        received_at=told.received_at,
        referral_source=told.referral_source,
        channel=told.channel,
        reason=told.reason,
        agency_id=told.agency_id,
        agency_reference=_line(ContactGroup, "agency_reference", told.agency_reference) or None,
        referrer_name=_line(ContactGroup, "referrer_name", told.referrer.name),
        referrer_role=_line(ContactGroup, "referrer_role", told.referrer.role),
        referrer_telephone=_line(ContactGroup, "referrer_telephone", told.referrer.telephone),
        referrer_email=_line(ContactGroup, "referrer_email", told.referrer.email),
        concern=words(told.concern, field="concern"),
        place=words(told.place, field="place"),
        consent=told.consent,
        consent_why=words(told.consent_why, field="consent_why"),
        submission=told.submission,
    )


def _child(group: ContactGroup, place: int, named: ChildNamed) -> ChildTold:
    return ChildTold(
        contact_group=group,
        place=place,
        forename=_line(ChildTold, "forename", named.forename) or "",
        surname=_line(ChildTold, "surname", named.surname) or "",
        born_on=named.born_on,
        age_said=named.age_said,
        address=words(named.address, field="address") or "",
        postcode=_line(ChildTold, "postcode", named.postcode) or "",
        note=words(named.note, field="note") or "",
    )


def _line(model: type[Model], field: str, text: str) -> str | None:
    """One line as it is kept. Raises BadInput where it is longer than its column."""
    longest = model._meta.get_field(field).max_length  # type: ignore[union-attr]
    return words(text, field=field, longest=longest or LONGEST_WORDS)
