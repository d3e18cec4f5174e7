"""A summary of a child's record, as the pieces of a document: each says what it would tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from uuid import UUID

from kinkeeper.access.outputs import Document, Holds, Part, Piece, To, build
from kinkeeper.access.who import Who
from kinkeeper.care.queries import placements
from kinkeeper.people import queries
from kinkeeper.people.guarded import tells, would_say, would_tell
from kinkeeper.people.protected import every_protected
from kinkeeper.web import words
from kinkeeper.web.parts import Fact, NextDate
from kinkeeper.web.presenters import banner, details
from kinkeeper.web.presenters.around import relations
from kinkeeper.web.presenters.tables import over
from kinkeeper.web.scope import Subject
from kinkeeper.workforce.queries import current_workers

WHAT: Final = "summary"
TITLE: Final = "Summary of a record"


def summary(who: Who, subject: Subject, to: To, *, exception: bool) -> Document:
    """The document as its recipient may have it, from what its maker may see."""
    guarded = every_protected(subject.id)
    return build(
        TITLE,
        _parts(who, subject),
        to=to,
        tells=lambda said: tells(guarded, said),
        exception=exception,
    )


def close(who: Who, subject: Subject) -> list[tuple[UUID, Fact]]:
    """Family and others close today, each with their id."""
    rows = queries.relationships_of(who=who, person_id=subject.id)
    now = [row for row in rows if not over(row.ended_on, who.on)]
    ids = [row.other_id if row.person_id == subject.id else row.person_id for row in now]
    return list(zip(ids, relations(who, subject, ended=False), strict=True))


def _parts(who: Who, subject: Subject) -> Iterator[Part]:
    shown = banner.banner(who, subject)
    about = [Fact("Name", shown.name), *details.about(subject)]
    yield Part("Who this is", tuple(_plain(about)))
    involved = ", ".join(one.words for one in shown.strands)
    at_work = banner.workers(current_workers(who=who, person_id=subject.id))
    yield Part("What we are doing", (Piece("Involvement", involved), *_plain(at_work)))
    yield Part("Family and others close", tuple(_close(who, subject)), Holds.OTHERS)
    yield Part("Where they live and have lived", tuple(_addresses(who, subject.id)))
    yield Part("Placements", tuple(_placements(who, subject.id)))
    due = [shown.overdue, shown.next]
    yield Part("What is due", tuple(_due(due)), Holds.INTERNAL)


def _plain(facts: Iterable[Fact]) -> Iterator[Piece]:
    for one in facts:
        if one.words:
            yield Piece(one.name, one.words)


def _close(who: Who, subject: Subject) -> Iterator[Piece]:
    for person_id, fact in close(who, subject):
        yield Piece(fact.name, fact.words or words.NOTHING_RECORDED, Holds.OTHERS, person_id)


def _addresses(who: Who, person_id: UUID) -> Iterator[Piece]:
    guarded = every_protected(person_id)
    for row in queries.addresses_of(who=who, person_id=person_id):
        said = ", ".join(part for part in (*row.lines.splitlines(), row.postcode or "") if part)
        kept = row.protected or would_say(guarded, row)
        holds = Holds.PROTECTED if kept else Holds.WHEREABOUTS
        yield Piece(row.get_kind_display(), said, holds)


def _placements(who: Who, person_id: UUID) -> Iterator[Piece]:
    guarded = every_protected(person_id)
    for one in placements(who=who, person_id=person_id):
        if one.started_on > who.on or not one.postcode:
            continue
        kept = would_tell(guarded, one.postcode, one.started_on, one.ended_on)
        since = words.short_date(one.started_on)
        yield Piece(f"From {since}", one.postcode, Holds.PROTECTED if kept else Holds.WHEREABOUTS)


def _due(found: Iterable[NextDate | None]) -> Iterator[Piece]:
    for one in found:
        if one is not None:
            yield Piece("Due", one.what, Holds.INTERNAL)
