"""Warnings in words: the line in the banner, the page of them, and the forms to set and end one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

import structlog
from django.db import DatabaseError, transaction
from django.urls import reverse

from kinkeeper.access.who import Who
from kinkeeper.casefile.kinds import WarningKind
from kinkeeper.casefile.queries.warnings import WarningShown, in_force
from kinkeeper.casefile.reviewing import latest_review
from kinkeeper.web import words
from kinkeeper.web.fields import Field, Form, typed_day
from kinkeeper.web.parts import Cell, Column, Row, Tag, Worklist

_log: Final = structlog.get_logger(__name__)
COLUMNS: Final = ("Warning", "What to know", "Since", "Looked at again by", "Status")


@dataclass(frozen=True, slots=True)
class OfBanner:
    """The warnings that hold, or that they could not be read: never the same as none."""

    tags: tuple[Tag, ...] = ()
    failed: bool = False


def of_banner(who: Who, person_id: UUID) -> OfBanner:
    """What the banner says. Whatever else can be read, a warning that cannot is said to be missing."""
    try:
        with transaction.atomic():
            found = in_force(who=who, person_id=person_id)
    except DatabaseError as error:
        _log.error("warnings_unread", kind=type(error).__name__)
        return OfBanner(failed=True)
    return OfBanner(tuple(_tag(*one, today=who.on) for one in found))


def listed(found: Iterable[WarningShown], today: date) -> Worklist:
    """Those that hold, then those that ended; each leads to its own page."""
    rows = [_row(one, today) for one in found]
    total = words.counted(len(rows), "warning")
    return Worklist("Warnings", [Column(name) for name in COLUMNS], rows, total)


def new_form(person_id: UUID, posted: Mapping[str, str], problems: Mapping[str, str]) -> Form:
    """The form that sets a warning."""
    fields = (
        Field("kind", "What is it about?", "radios", value=posted.get("kind", ""),
              options=WarningKind.choices),
        Field("text", "What does somebody who visits have to know?", "area",
              "What happened and when, and what to do. Everybody who sees that this child is known "
              "here sees the kind of warning; these words are for who may read the record",
              posted.get("text", ""), rows=3),
        _review(posted),
    )  # fmt: skip
    action = reverse("warning-new", args=[person_id])
    back = reverse("child-warnings", args=[person_id])
    return Form(fields, action, "Set this warning", problems, cancel=back)


def forms(one: WarningShown, posted: Mapping[str, str], problems: Mapping[str, str]) -> list[Form]:
    """The form that says a warning still holds, and the one that ends it; none once it has ended."""
    if one.ended_on:
        return []
    action = reverse("warning", args=[one.id])
    why = Field("why", "Why does it still hold?", "area", value=posted.get("why", ""), rows=3)
    ended = Field("ended", "Why does it end?", "area", value=posted.get("ended", ""), rows=3)
    return [
        Form((_review(posted), why), action, "It still holds", problems, {"step": "review"}),
        Form((ended,), action, "End this warning", problems, {"step": "end"}),
    ]


def said(one: WarningShown) -> list[tuple[str, str]]:
    """What came of it so far, in order: set, looked at, ended."""
    shown = [(f"Set {words.full_date(one.started_on)} by {one.set_by or 'nobody known'}", one.text)]
    shown += [
        (f"Looked at {words.full_date(each.on)} by {each.by}: still holds", each.why)
        for each in one.reviews
    ]
    if one.ended_on:
        shown.append((f"Ended {words.full_date(one.ended_on)} by {one.ended_by}", one.ended_why))
    return shown


def _review(posted: Mapping[str, str]) -> Field:
    return Field(
        "review", "When is it looked at again?", "date",
        f"No later than {words.full_date(latest_review())}", typed=typed_day(posted, "review"),
    )  # fmt: skip


def _tag(title: str, since: date, review_on: date, *, today: date) -> Tag:
    if review_on < today:
        return Tag(f"{title}: review overdue since {words.short_date(review_on)}", "late")
    since_words = words.short_date(since)
    return Tag(f"{title}, since {since_words}, review by {words.short_date(review_on)}", "soon")


def _row(one: WarningShown, today: date) -> Row:
    late = one.is_overdue(today)
    status = Tag("Review overdue", "late") if late else Tag("Holds", "soon")
    status = Tag("Ended", "plain") if one.ended_on else status
    return Row(
        (
            Cell(one.kind_title, url=reverse("warning", args=[one.id]), head=True, label=False),
            Cell(one.text, label=False),
            Cell(words.short_date(one.started_on), under=one.set_by),
            Cell(words.short_date(one.review_on)),
            Cell(status.words, tone=status.tone, label=False),
        ),
        late=late,
    )
