"""Taking what is told, and finding out which child it is about."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from kinkeeper.access.action import action, note, require
from kinkeeper.access.permissions import Permission
from kinkeeper.access.turns import take_turn
from kinkeeper.access.who import Asker, as_who
from kinkeeper.chronology.listeners import together
from kinkeeper.chronology.save import save
from kinkeeper.frontdoor.closed import tell_of_alike
from kinkeeper.frontdoor.kinds import Consent
from kinkeeper.frontdoor.models import ChildMatch, ChildTold, Contact, ContactGroup
from kinkeeper.frontdoor.naming import MOST_CHILDREN, check_child, check_waits, child_row, line
from kinkeeper.frontdoor.open_case import tell_worker
from kinkeeper.frontdoor.stepping import check_not_to_come, day, is_entered_late, reason, words
from kinkeeper.frontdoor.told import ContactMade, Told
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.kernel.moment import lived
from kinkeeper.people.actions import add_person, record_address
from kinkeeper.people.queries import survivor


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
    rows = [child_row(group, place, one) for place, one in enumerate(told.children)]
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
    told = (child.forename, child.surname, child.address, child.postcode)
    if not any(told) and child.born_on is None:
        raise Refused(
            "Nothing is told by which this child could be known again.",
            missing="a name, a date of birth or an address",
            who_can_waive="nobody",
            do="Read what was told, and add each child that it names to the contact.",
        )
    with together():  # the clocks of a child are set going once
        person = add_person(
            forename=child.forename, surname=child.surname, born_on=child.born_on, by=by
        )
        if child.address or child.postcode:
            _say_where(person, child, by)
        made = _matched(child, person.id, by, added=True)
        tell_of_alike(child, person.id, by)
    return made


@action(Permission.RECORD_CONTACT, on="child")
def record_contact(*, child: UUID, contact: ContactMade, by: Asker) -> Contact:
    """Record that somebody got in touch about a child who is known."""
    check_not_to_come(contact.received_at)
    return _contact(_group_of(contact, by), child, by)


def _matched(child: ChildTold, person: UUID, by: Asker, *, added: bool) -> Contact:
    take_turn("child told of", child.pk)
    locked = ChildTold.objects.get(pk=child.pk)
    check_waits(locked)
    before = ChildMatch.objects.filter(child=locked).count()
    contact = _contact(ContactGroup.objects.get(pk=locked.contact_group_id), person, by)
    ChildMatch.objects.create(
        child=locked,
        number=before + 1,
        contact=contact,
        added=added,
        by=as_who(by).id,
        at=lived(),
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
    _check_kept(person)
    ContactGroup.objects.select_for_update(no_key=True).get(pk=group.pk)  # a child is in it once
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


def _check_kept(person: UUID) -> None:
    if survivor(person) != person:
        raise Refused(
            "This record was merged into another meanwhile.",
            missing="the record that was kept",
            who_can_waive="nobody",
            do="Look for the child again.",
        )


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
        check_child(one, day(told.received_at), f"child {number}: ")
    if told.by_hand and is_entered_late(day(told.received_at)):
        reason(told.entered_why, field="entered_why")
    if told.consent in {Consent.REFUSED, Consent.NOT_SOUGHT}:
        reason(told.consent_why, field="consent_why")


def _group(told: Told) -> ContactGroup:
    return ContactGroup(
        received_on=day(told.received_at),
        received_at=None if told.day_only else told.received_at,
        referral_source=told.referral_source,
        channel=told.channel,
        reason=told.reason,
        agency_id=told.agency_id,
        agency_reference=line(ContactGroup, "agency_reference", told.agency_reference) or None,
        referrer_name=line(ContactGroup, "referrer_name", told.referrer.name),
        referrer_role=line(ContactGroup, "referrer_role", told.referrer.role),
        referrer_telephone=line(ContactGroup, "referrer_telephone", told.referrer.telephone),
        referrer_email=line(ContactGroup, "referrer_email", told.referrer.email),
        concern=words(told.concern, field="concern"),
        place=words(told.place, field="place"),
        consent=told.consent,
        consent_why=words(told.consent_why, field="consent_why"),
        entered_why=words(told.entered_why, field="entered_why"),
        submission=told.submission,
    )
