"""A child's strands over the years, in parallel: the drawing, and the same as a table beneath it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.access.who import Who
from kinkeeper.care import queries as care
from kinkeeper.chronology.queries import Happening
from kinkeeper.frontdoor.queries import EpisodeShown, episodes
from kinkeeper.protection.queries import PlanShown, enquiries, plans
from kinkeeper.web import words
from kinkeeper.web.drawings.strips import Lane, Mark, MarkKind, Span, Strip, strip
from kinkeeper.web.presenters.legal import in_words
from kinkeeper.web.presenters.story import SIGNIFICANT, anchor, area
from kinkeeper.web.presenters.tables import over

CLOSED: Final = "A section of the record that is not open to you"
NOTHING: Final = "Nothing recorded"
NOTHING_OPEN: Final = "Nothing recorded that is open to you"
WORKERS: Final = "Workers"
THE_CHILD: Final = "The child"
# On which strand the story marks what it tells of, by what that is about.
LANE_OF: Final = {
    "help": "Involvement",
    "protection": "Protection",
    "court": "Legal status",
    "care": "Care",
    "missing": "Care",
    "adoption": "Permanence",
    "workers": WORKERS,
    "notes": THE_CHILD,
    "child": THE_CHILD,
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: `id` is where its mark in the drawing leads."""

    id: str
    lane: str
    start: str
    end: str
    what: str


@dataclass(frozen=True, slots=True)
class StripShown:
    """The drawing, what it says to somebody who does not see it, and the same as a table."""

    id: str
    title: str
    drawn: Strip
    said: str
    lines: tuple[Line, ...]


def of_story(
    who: Who,
    person_id: UUID,
    happenings: Sequence[Happening],
    whose: Mapping[int, str] | None = None,
) -> StripShown:
    """The six strands, with a mark for each event of the story as the list under it shows them.

    What is of another person than the child has a strand under that person's name.
    """
    marks = marks_of(happenings, whose or {})
    lanes = [replace(lane, marks=marks.pop(lane.name, ())) for lane in strands(who, person_id)]
    lanes += [Lane(name, marks=found) for name, found in marks.items()]
    return shown("strands", "Strands and events", lanes, who.on)


def of_care(who: Who, person_id: UUID) -> StripShown:
    """Legal statuses, placements and times missing, on one axis."""
    of: dict[str, Any] = {"who": who, "person_id": person_id}
    lanes = (
        Lane("Looked after", _periods(care.care_periods(**of))),
        _legal(of),
        Lane("Placement", _placements(care.placements(**of)), empty=_none(of)),
        Lane("Missing", marks=_absences(care.missing_episodes(**of), who.on)),
    )
    return shown("placements", "Legal statuses, placements and times missing", lanes, who.on)


def shown(id_: str, title: str, lanes: Sequence[Lane], on: date) -> StripShown:
    """The drawing and its table: each bar leads to its line, each mark to its entry of the story."""
    told = [_linked(id_, lane, on) for lane in lanes]
    drawn = strip([lane for lane, _ in told], on)
    lines = tuple(line for _, found in told for line in found)
    first = drawn.first.year
    said = f"From {first} to {on.year}: {', '.join(lane.name for lane in lanes)}."
    return StripShown(id_, title, drawn, f"{said} The same is in the table beneath.", lines)


def strands(who: Who, person_id: UUID) -> list[Lane]:
    """Involvement, protection, legal, care, permanence, leaving care: never one status."""
    of: dict[str, Any] = {"who": who, "person_id": person_id}
    planned = plans(**of)
    return [
        Lane("Involvement", [*_episodes(episodes(**of)), *_plans(planned, "cin")]),
        Lane("Protection", [*_enquiries(of), *_plans(planned, "cp")]),
        _legal(of),
        Lane("Care", _periods(care.care_periods(**of))),
        _permanence(who, person_id),
        Lane("Leaving care", _contacts(care.leaving_care(**of), who.on)),
    ]


def _span(what: str, start: date, end: date | None, *, known: bool = True) -> Span:
    return Span(what, what, start, end, known)


def _episodes(found: Sequence[EpisodeShown]) -> Iterator[Span]:
    for one in found:
        # A referral that ended with no further action has no date of closing: it lasted that day.
        end = one.referred_on if one.no_further_action else one.closed_on
        what = "Referral, no further action" if one.no_further_action else one.level_title
        yield _span(what, one.referred_on, end)


def _plans(found: Sequence[PlanShown], kind: str) -> Iterator[Span]:
    for one in found:
        if one.kind == kind:
            harm = ", ".join(words.uncapital(str(c.category)) for c in one.categories)
            what = f"{one.kind_title}: {harm}" if harm else one.kind_title
            yield _span(what, one.started_on, one.ended_on)


def _enquiries(of: Mapping[str, Any]) -> Iterator[Span]:
    for one in enquiries(**of):
        end = one.ended_on or one.conference_held_on
        yield _span("Section 47 enquiry", one.started_on, end or one.started_on)


def _legal(of: Mapping[str, Any]) -> Lane:
    """What is of a closed section is left out, and no empty strand says that there is none."""
    found = _statuses(care.legal_statuses(**of), of["who"].on)
    return Lane("Legal status", found, empty=_none(of))


def _none(of: Mapping[str, Any]) -> str:
    """What an empty strand says from which what tells of adoption is left out."""
    return NOTHING if care.adoption_open(**of) else NOTHING_OPEN


def _statuses(found: Sequence[care.LegalStatusShown], on: date) -> list[Span]:
    return [
        _span(
            in_words(s, lasts=not over(s.ended_on, on)),
            s.started_on,
            s.ended_on,
            known=s.start_known,
        )
        for s in found
    ]


def _periods(found: Sequence[care.CarePeriodShown]) -> list[Span]:
    return [_span("Looked after", p.started_on, p.ended_on, known=p.start_known) for p in found]


def _placements(found: Sequence[care.PlacementShown]) -> list[Span]:
    return [
        _span(str(p.kind or "Not recorded"), p.started_on, p.ended_on, known=p.start_known)
        for p in found
    ]


def _absences(found: Sequence[care.AbsenceShown], on: date) -> list[Mark]:
    return [Mark(_absence(one, on), one.started_on, "missing") for one in found]


def _absence(one: care.AbsenceShown, on: date) -> str:
    back = one.returned_on if one.returned_on and one.returned_on <= on else None
    until = f"until {words.plain_date(back)}" if back else "not yet returned"
    return f"{one.kind_title} from {words.plain_date(one.started_on)}, {until}"


def _permanence(who: Who, person_id: UUID) -> Lane:
    """Adoption; closed, it says the same whether there is anything in it or not."""
    if not may(who, Permission.SEE_ADOPTION, person_id):
        return Lane("Permanence", empty=CLOSED)
    found = care.adoptions(who=who, person_id=person_id)
    return Lane(
        "Permanence",
        [_span("Adoption decided", one.decision_on, one.placed_ceased_on) for one in found],
    )


def _contacts(found: Sequence[care.LeavingCareShown], on: date) -> list[Span]:
    """Each contact on its day, or over the year it is told of."""
    return [_contact(one, on) for one in found]


def _contact(one: care.LeavingCareShown, on: date) -> Span:
    what = f"In touch: {words.uncapital(str(one.in_touch))}" if one.in_touch else "Contact"
    if one.on_date:
        return _span(what, one.on_date, one.on_date)
    start, end = date(one.year_ended - 1, 4, 1), date(one.year_ended, 3, 31)
    return _span(
        f"{what}, in the year to 31 March {one.year_ended}", start, min(end, max(on, start))
    )


def marks_of(
    happenings: Sequence[Happening], whose: Mapping[int, str]
) -> dict[str, tuple[Mark, ...]]:
    """By strand, a mark for each event with a date; it leads to the event in the list."""
    found: dict[str, list[Mark]] = {}
    for one in happenings:
        if one.on is not None:
            said = f"{one.title}, {words.plain_date(one.on)}"
            kind: MarkKind = "turn" if one.kind in SIGNIFICANT else "event"
            url = f"#{anchor(one)}"
            lane = whose.get(one.event_id) or LANE_OF[area(one.kind)]
            found.setdefault(lane, []).append(Mark(said, one.on, kind, url))
    return {name: tuple(marks) for name, marks in found.items()}


def _linked(id_: str, lane: Lane, on: date) -> tuple[Lane, list[Line]]:
    """The strand with each bar and unlinked mark leading to its line, the earliest first."""
    spans = sorted((s for s in lane.spans if s.started_on <= on), key=lambda s: s.started_on)
    marks = sorted((m for m in lane.marks if m.on <= on), key=lambda m: m.on)
    name = f"{id_}-{lane.name.lower().replace(' ', '-')}"
    lines = [_line(f"{name}-{n}", lane.name, span, on) for n, span in enumerate(spans)]
    bars = [
        replace(span, said=_said(span, line), url=f"#{line.id}")
        for span, line in zip(spans, lines, strict=True)
    ]
    ours = [(n, mark) for n, mark in enumerate(marks, len(spans)) if not mark.url]
    lines += [Line(f"{name}-{n}", lane.name, words.short_date(m.on), "", m.said) for n, m in ours]
    places = {n: f"#{name}-{n}" for n, _ in ours}
    dots = [replace(m, url=places.get(n, m.url)) for n, m in enumerate(marks, len(spans))]
    return replace(lane, spans=tuple(bars), marks=tuple(dots)), lines


def _line(id_: str, lane: str, span: Span, on: date) -> Line:
    before = "" if span.start_known else "On or before "
    ended = span.ended_on if span.ended_on and span.ended_on <= on else None
    start = f"{before}{words.short_date(span.started_on)}"
    return Line(id_, lane, start, words.short_date(ended) if ended else "Now", span.words)


def _said(span: Span, line: Line) -> str:
    until = "until now" if line.end == "Now" else f"to {line.end}"
    return f"{span.words}, {words.uncapital(line.start)} {until}"
