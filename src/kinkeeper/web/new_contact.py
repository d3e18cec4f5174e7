"""The form by which a contact is taken down at the front door, on one page while somebody talks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID, uuid4

from kinkeeper.frontdoor.kinds import Channel, Consent, ContactReason
from kinkeeper.frontdoor.told import ChildNamed, Referrer, Told
from kinkeeper.kernel.errors import BadInput
from kinkeeper.kernel.moment import lived
from kinkeeper.law.codes import code_set
from kinkeeper.partners.queries import open_agencies
from kinkeeper.web.decision_form import Field, Form
from kinkeeper.web.fields import day_of

CHILDREN: Final = 4
LAST: Final = f"where{CHILDREN}"  # the last question about children
HERE: Final = (
    Channel.TELEPHONE, Channel.FORM, Channel.EMAIL, Channel.IN_PERSON, Channel.OUT_OF_HOURS
)  # fmt: skip
CHANNELS: Final = tuple((one.value, str(one.label)) for one in HERE)
REASONS: Final = tuple((one.value, str(one.label)) for one in ContactReason)
CONSENTS: Final = tuple((one.value, str(one.label)) for one in Consent)


def fields() -> Sequence[Field]:
    """What is asked, in the order people tell it."""
    agencies = tuple((str(one.id), one.name) for one in open_agencies())
    return (
        Field("concern", "What worries them, in their words", missing="Write what worries them"),
        Field("reason", "What is it about?", "select", "Choose what it is about", choices=REASONS),
        *(one for number in range(1, CHILDREN + 1) for one in _child(number)),
        Field("place", "A place or a group of young people, where it is about one", "text"),
        Field("channel", "How did it come?", "radios", "Choose how it came", choices=CHANNELS),
        Field("source", "Who is it from?", "select", "Choose who it is from", choices=_sources()),
        Field("agency", "Their agency, where it is one that is listed", "select", choices=agencies),
        Field("name", "Their name", "text"),
        Field("role", "Their work, or who they are to the child", "text"),
        Field("telephone", "Their telephone", "text"),
        Field("consent", "Do the family know, and agree?", "radios",
              "Say whether the family know and agree", choices=CONSENTS),
        Field("consent_why", "If not, why is it told all the same?",
              hint="Ten characters or more, where the family do not know or do not agree"),
        Field("submission", "", "hidden", first=str(uuid4())),
    )  # fmt: skip


def has_more(form: Form) -> bool:
    """Whether something was written of a second child, or is wrong with it."""
    later = [one.name for place in range(2, CHILDREN + 1) for one in _child(place)]
    return any(form.problems.get(name) or form.values(name) for name in later)


def told(form: Form) -> Told:
    """What was taken down. BadInput names the field that cannot stand."""
    consent = form.value("consent")
    named = [_named(form, number) for number in range(1, CHILDREN + 1)]
    agency = form.value("agency")
    return Told(
        received_at=lived(),
        channel=Channel(form.value("channel")),
        reason=ContactReason(form.value("reason")),
        children=tuple(one for one in named if one),
        concern=form.value("concern"),
        place=form.value("place"),
        consent=Consent(consent) if consent else None,
        consent_why=form.value("consent_why"),
        agency_id=UUID(agency) if agency else None,
        referrer=Referrer(
            name=form.value("name"), role=form.value("role"), telephone=form.value("telephone")
        ),
        referral_source=form.value("source") or None,
        submission=_submission(form),
    )


def _child(place: int) -> tuple[Field, ...]:
    which = "Child" if place == 1 else f"Child {place}"
    return (
        Field(f"forename{place}", f"{which}: first name", "text"),
        Field(f"surname{place}", f"{which}: family name", "text"),
        Field(f"born{place}", f"{which}: date of birth", "date"),
        Field(f"where{place}", f"{which}: address, school or what else is known", "text"),
    )


def _named(form: Form, place: int) -> ChildNamed | None:
    born = day_of(
        form.typed_date(f"born{place}"), "enter a date of birth, or leave it empty", needed=False
    )
    one = ChildNamed(
        forename=form.value(f"forename{place}"),
        surname=form.value(f"surname{place}"),
        born_on=born,
        note=form.value(f"where{place}"),
    )
    return None if one.is_nobody else one


def _sources() -> tuple[tuple[str, str], ...]:
    codes = code_set("cin.referral_source").codes
    return tuple((one.code, one.meaning) for one in codes if one.until is None)


def _submission(form: Form) -> UUID:
    try:
        return UUID(form.value("submission"))
    except ValueError:
        raise BadInput("open the form again: it lost its number", field="concern") from None
