"""What leaves the service, in words: for whom, what was left out, who checked it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.urls import reverse

from kinkeeper.access.output_queries import released
from kinkeeper.access.outputs import MAY_HAVE, Holds, To
from kinkeeper.access.permissions import Permission
from kinkeeper.access.reasons import LONGEST_ALLOWED, CheckOutcome, Recipient
from kinkeeper.access.who import Who
from kinkeeper.kernel.ids import reference
from kinkeeper.practice.printing import Around, plain
from kinkeeper.web import words
from kinkeeper.web.decision_form import Field, Form
from kinkeeper.web.parts import Cell, Column, Fact, Row, Worklist
from kinkeeper.web.presenters.summary import close
from kinkeeper.web.scope import Subject

CHECK: Final = (
    Field(
        "outcome",
        "May it go out?",
        "radios",
        "Choose whether it may go out",
        choices=tuple(CheckOutcome.choices),
    ),
    Field("why", "If not, what must be put right?", hint="It is kept with your name"),
)
NOTHING: Final = [("Recorded", "Nothing recorded")]
WHATS: Final = {"summary": "Summary of a record"}


def fields(who: Who, subject: Subject) -> tuple[Field, ...]:
    """Who is this for?"""
    offered = tuple((str(one), f"{fact.words} ({fact.name})") for one, fact in close(who, subject))
    which = Field(
        "parent",
        "Which parent or carer?",
        "select",
        hint="For a parent or carer only. What the record holds of themselves is theirs to have",
        choices=offered,
    )
    return (
        Field(
            "recipient",
            "Who is this for?",
            "radios",
            "Choose who it is for",
            choices=tuple(Recipient.choices),
        ),
        *([which] if offered else []),
        Field("name", "Their name, and where they work", "text", hint="Not for our own file"),
        Field("purpose", "What is it for?", missing="Say what it is for"),
    )


def exception_fields(on: date) -> tuple[Field, ...]:
    """Which recipient may be told a protected address, why, and until when."""
    kinds = tuple(one for one in Recipient.choices if one[0] != Recipient.OWN_FILE)
    latest = on + timedelta(days=LONGEST_ALLOWED)
    return (
        Field("recipient", "Who may be told it?", "radios", "Choose who may be told", "", kinds),
        Field("name", "Their name, and where they work", "text", "Say by name who may be told"),
        Field("why", "Why must they have it?", missing="Say why they must have it"),
        Field(
            "until_on",
            "Until which day?",
            "date",
            "Enter the day on which it ends",
            f"No later than {words.full_date(latest)}",
            first=latest,
        ),
    )


def to(form: Form, subject: Subject) -> To:
    """For whom, as the form was answered."""
    recipient, parent = Recipient(form.value("recipient")), form.value("parent")
    if recipient == Recipient.CHILD:
        return To(recipient, form.value("name") or "The child or young person", subject.id)
    if recipient == Recipient.PARENT and parent:
        offered = dict(next(one for one in form.fields if one.name == "parent").choices)
        return To(recipient, form.value("name") or offered[parent], UUID(parent))
    return To(recipient, form.value("name"))


def left_out(content: dict[str, dict[str, int]]) -> list[Fact]:
    """What was left out because of whom it is for."""
    return [
        Fact(words.capital(Holds(kind).words), words.counted(number, "line"))
        for kind, number in content["left_out"].items()
    ]


def rules() -> list[Fact]:
    """What each kind of recipient is never given by default."""
    return [
        Fact(
            Recipient(one).label,
            words.capital(words.listed([h.words for h in Holds if h not in MAY_HAVE[one]])),
        )
        for one in Recipient
    ]


def listed(caption: str, found: Iterable[Any]) -> Worklist:
    """Documents, each a link to itself."""
    columns = [Column(one) for one in ("What", "Record", "For", "Made")]
    return Worklist(caption, columns, [_row(one) for one in found])


def page_of(who: Who, one: Any, form: Form) -> dict[str, Any]:
    """One document: as it would go out, for whom, and where it stands."""
    check = getattr(one, "check_made", None)
    waits = check is None and one.recipient != Recipient.OWN_FILE
    return {
        "output": one,
        "document": one.content,
        "facts": facts(one, check),
        "left_out": left_out(one.content),
        "released": released(one),
        "checks": waits and one.made_by_id != who.id and who.permits(Permission.CHECK_OUTPUT),
        "waits": waits,
        "form": form,
        "errors": form.problems,
    }


def facts(one: Any, check: Any) -> list[Fact]:
    """What is kept of a document beside what it says."""
    made = f"{words.full_moment(one.made_at)} by {one.made_by.full_name}"
    found = [Fact("For", recipient(one)), Fact("What it is for", one.purpose), Fact("Made", made)]
    if one.allowed_by:
        found.append(Fact("Protected address allowed by", one.allowed_by.full_name))
    if check is not None:
        when = f"{words.full_moment(check.checked_at)} by {check.checked_by.full_name}"
        found.append(Fact("Checked", f"{check.get_outcome_display()}: {when}"))
        found += [Fact("What must be put right", check.why)] if check.why else []
    return found


def printed(one: Any) -> list[Fact]:
    """What a printed document says of itself."""
    check = getattr(one, "check_made", None)
    checked = [Fact("Checked by", check.checked_by.full_name)] if check else []
    return [
        Fact("For", recipient(one)),
        Fact("Made by", one.made_by.full_name),
        *checked,
        Fact("On", words.full_date(one.made_on)),
    ]


def pdf(one: Any) -> bytes:
    """The document as it was checked, with whom it is for."""
    parts = [
        (part["title"], [(line["name"], line["words"]) for line in part["pieces"]] or NOTHING)
        for part in one.content["parts"]
    ]
    around = Around(
        reference=reference(one.id),
        foot=f"Made for {recipient(one)}",
        facts=[(fact.name, fact.words or "") for fact in printed(one)],
        at=one.made_at,
    )
    return plain(one.content["title"], around, parts)


def recipient(one: Any) -> str:
    """For whom, in words."""
    kind = one.get_recipient_display()
    return f"{one.recipient_name} ({words.uncapital(kind)})" if one.recipient_name else kind


def _row(one: Any) -> Row:
    url = reverse("output", args=[one.id])
    return Row(
        (
            Cell(WHATS.get(one.what, one.what), url=url, head=True, label=False),
            Cell(reference(one.person_id)),
            Cell(recipient(one)),
            Cell(words.full_moment(one.made_at)),
        )
    )
