"""The form by which a contact is taken down at the front door, on one page while somebody talks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Final
from uuid import UUID, uuid4

from kinkeeper.frontdoor.kinds import Channel, Consent, ContactReason
from kinkeeper.frontdoor.told import ChildNamed, Referrer, Told
from kinkeeper.kernel.errors import BadInput
from kinkeeper.kernel.moment import LONDON, lived, today
from kinkeeper.law.codes import code_set
from kinkeeper.partners.queries import open_agencies
from kinkeeper.people.numbers import postcode_in
from kinkeeper.web.decision_form import Field, Form
from kinkeeper.web.fields import day_of, moment_of

CHILDREN: Final = 4
OLDEST: Final = 26  # years; as in the notices of the police
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
        Field("came", "When did it come? The day", "date", first=today(),
              hint="The day of the call, or the date on which a letter reached us"),
        Field("came_at", "The time of day", "text",
              hint="As on a clock, such as 16:50. Now, where it came today and you leave it empty"),
        Field("entered_why", "If that is more than a working day ago, why is it entered only now?",
              hint="Ten characters or more. The time runs from when it came"),
        Field("channel", "How did it come?", "radios", "Choose how it came", choices=CHANNELS),
        Field("source", "Who is it from?", "select", "Choose who it is from", choices=_sources()),
        Field("agency", "Their agency, where it is one that is listed", "select", choices=agencies),
        Field("name", "Their name", "text"),
        Field("role", "Their work, or who they are to the child", "text"),
        Field("telephone", "Their telephone", "text"),
        Field("email", "Their e-mail", "text"),
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
    at, day_only = _received(form)
    return Told(
        received_at=at,
        day_only=day_only,
        by_hand=True,
        entered_why=form.value("entered_why"),
        channel=Channel(form.value("channel")),
        reason=ContactReason(form.value("reason")),
        children=tuple(one for one in named if one),
        concern=form.value("concern"),
        place=form.value("place"),
        consent=Consent(consent) if consent else None,
        consent_why=form.value("consent_why"),
        agency_id=UUID(agency) if agency else None,
        referrer=Referrer(
            name=form.value("name"),
            role=form.value("role"),
            telephone=form.value("telephone"),
            email=_email(form.value("email")),
        ),
        referral_source=form.value("source") or None,
        submission=_submission(form),
    )


def _received(form: Form) -> tuple[datetime, bool]:
    """When it came, and whether only the day is known. BadInput where that is no time, or lies ahead."""
    typed, now = form.value("came_at"), lived()
    on = form.on("came") or today()
    try:
        at = moment_of(on, typed)
    except BadInput as wrong:
        raise BadInput("enter a time of day, such as 16:50", field="came_at") from wrong
    if on > today() or (at and at > now):
        raise BadInput("enter a time that has come", field="came" if on > today() else "came_at")
    if at is None and on < today():
        return datetime.combine(on, time(), LONDON), True
    return at or now, False


def _child(place: int) -> tuple[Field, ...]:
    which = "Child" if place == 1 else f"Child {place}"
    return (
        Field(f"forename{place}", f"{which}: first name", "text"),
        Field(f"surname{place}", f"{which}: family name", "text"),
        Field(f"born{place}", f"{which}: date of birth", "date"),
        Field(f"age{place}", f"{which}: age in years, where no date of birth is known", "text"),
        Field(f"address{place}", f"{which}: address", "text"),
        Field(f"postcode{place}", f"{which}: postcode", "text"),
        Field(f"where{place}", f"{which}: school, carers or what else is known", "text"),
    )


def _named(form: Form, place: int) -> ChildNamed | None:
    born = day_of(
        form.typed_date(f"born{place}"), "enter a date of birth, or leave it empty", needed=False
    )
    one = ChildNamed(
        forename=form.value(f"forename{place}"),
        surname=form.value(f"surname{place}"),
        born_on=born,
        age_said=_age(form.value(f"age{place}"), f"age{place}"),
        address=form.value(f"address{place}"),
        postcode=_postcode(form.value(f"postcode{place}"), f"postcode{place}"),
        note=form.value(f"where{place}"),
    )
    return None if one.is_nobody else one


def _age(said: str, field: str) -> int | None:
    if said and not (said.isascii() and said.isdigit() and int(said) < OLDEST):
        raise BadInput(f"enter a number of years below {OLDEST}, or leave it empty", field=field)
    return int(said) if said else None


def _postcode(said: str, field: str) -> str:
    if said and postcode_in(said) is None:
        raise BadInput("enter a whole postcode, or write it with the address", field=field)
    return postcode_in(said) or ""


def _email(said: str) -> str:
    if said and not ("@" in said.strip("@") and " " not in said):
        raise BadInput("enter an address of e-mail, or leave it empty", field="email")
    return said


def _sources() -> tuple[tuple[str, str], ...]:
    codes = code_set("cin.referral_source").codes
    return tuple((one.code, one.meaning) for one in codes if one.until is None)


def _submission(form: Form) -> UUID:
    try:
        return UUID(form.value("submission"))
    except ValueError:
        raise BadInput("open the form again: it lost its number", field="concern") from None
