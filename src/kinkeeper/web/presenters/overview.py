"""The overview: figures, charts and tables, each number leading to its list where there is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from django.urls import reverse

from kinkeeper.law.sources import SOURCES
from kinkeeper.measures.catalogue import (
    MEASURES,
    STRANDS,
    TOLD_APART,
    Measure,
    declared,
    unit_of,
)
from kinkeeper.measures.figures import WHY_CLOSED, Value
from kinkeeper.measures.queries import Series
from kinkeeper.web import charts, words
from kinkeeper.web.address import Address
from kinkeeper.web.charts.shapes import shown
from kinkeeper.web.parts import Cell, Chart, Column, Headline, Link, Piece, Row, Worklist
from kinkeeper.web.presenters.findings import (
    Finding,
    change,
    finding,
    latest,
    not_before,
    number,
    so_far,
    year_before,
)

SAID = {
    "CN01": "children in need",
    "CP11": "on protection plans",
    "LA02": "looked after",
}
UNPLACED = "none"  # in an address, the children who have had no team
HEADLINES = ("CN01", "CP11", "LA02", "WF14")


@dataclass(frozen=True, slots=True)
class Reading:
    """Who reads, and of where: whether a number leads to its list, and the place it is of."""

    opens: bool
    place: UUID | None = None
    unplaced: bool = False  # of children who have had no team

    def url(self, value: Value) -> str:
        """The list behind a figure, or nothing: of a share, those that it counts, where there are any."""
        if not self.opens or not value.denominator or value.kept_back:
            return ""
        place = UNPLACED if self.unplaced else self.place
        counted = "yes" if value.indicator in TOLD_APART and value.numerator else ""
        asked = {"place": str(place or ""), "counted": counted}
        return str(Address(_behind(value.indicator, value.month), asked))


@cache
def _behind(name: str, month: date) -> str:
    return reverse("behind", args=[name, f"{month:%Y-%m}"])


def headlines(found: Series, reading: Reading) -> list[Headline]:
    """A row of four figures, each with its change and its line."""
    return [_headline(found[name], reading) for name in HEADLINES if name in found]


def _headline(values: Sequence[Value], reading: Reading) -> Headline:
    now = values[-1]
    line = charts.spark([v.value for v in values])
    if now.value is None:
        return Headline(now.one.title, number(now), "", now.why, line)
    return Headline(now.one.title, number(now), reading.url(now), change(values), line)


def cards(found: Series, reading: Reading) -> list[Chart]:
    """The twelve measures, in the order of the work."""
    return [card(one, found, reading) for one in MEASURES]


def card(one: Measure, found: Series, reading: Reading, *, every: bool = False) -> Chart:
    """One measure: its finding, drawn, with the table of its months; `every` indicator or the first."""
    if of_the_whole_alone(found, one):
        return _elsewhere(one)
    of = {name: found.get(name, ()) for name in one.indicators}
    said = _mix_finding(of) if one.shape == "mix" else finding(of[one.indicators[0]], _name(one))
    names = one.indicators if every and one.shape == "line" else one.indicators[:1]
    several = len(names) > 1
    pieces = [_mix(of)] if one.shape == "mix" else [_piece(of[n], named=several) for n in names]
    table = _mix_table(of, reading) if one.shape == "mix" else months_table(of, reading)
    link = Link("By district and team", _measure_url(one, reading))
    return Chart(one.id, said.title, said.sentence, pieces, table, source(of), link)


def of_the_whole_alone(found: Series, one: Measure) -> bool:
    """Whether no number of a measure is told here, since it is a figure of the whole authority alone."""
    last = [found[name][-1] for name in one.indicators if found.get(name)]
    return any(value.closed for value in last) and all(v.closed or v.not_run for v in last)


def _elsewhere(one: Measure) -> Chart:
    """In place of a chart without numbers: why, and where they are."""
    link = Link("The whole authority", reverse("measure", args=[one.id]))
    return Chart(
        one.id, f"{one.title}: of the whole authority alone", WHY_CLOSED, [], None, "", link
    )


def strands(found: Series, reading: Reading) -> Chart:
    """Open work by strand; a child can be in more than one."""
    now = {name: found[name][-1] for name in STRANDS if found.get(name)}
    bars = [charts.Bar(v.one.title, v.value, v.why) for v in now.values()]
    rows = [_strand(value, found[name], reading) for name, value in now.items()]
    columns = (
        Column("Strand"),
        Column("Children", figure=True),
        Column("A year before", figure=True),
    )
    said = [
        f"{number(now[n])} {said_of}" for n, said_of in SAID.items() if n in now and _count(now[n])
    ]
    title = ", ".join(said) or "Open work by strand"
    sentence = "A child can be in more than one strand, so they are not to be added up."
    table = Worklist("Open work by strand", columns, rows)
    drawn = Piece("", "Children in each strand; the table has the numbers", charts.bars(bars))
    return Chart("strands", title, sentence, [drawn], table, source({n: found[n] for n in now}))


def _strand(value: Value, values: Sequence[Value], reading: Reading) -> Row:
    before = year_before(values, value)
    return Row(
        (
            Cell(value.one.title, head=True),
            Cell(
                number(value), url=reading.url(value), hidden=f": list of {value.one.title.lower()}"
            ),
            Cell(number(before) if before else not_before(values, value)),
        )
    )


def _name(one: Measure) -> str:
    """What the finding is about: the first indicator, in the measure's own words where it has some."""
    return one.title if len(one.indicators) == 1 else one.first.title


def _piece(values: Sequence[Value], *, named: bool) -> Piece:
    if not values:
        return Piece("", "", charts.line([]))
    one, unit = values[0].one, unit_of(values[0].one)
    if values[-1].five:
        return Piece("", f"{one.title}: the table has the numbers", _spread(values))
    points = [_point(value) for value in values]
    if any(point.before is not None for point in points):
        said = f"{one.title}, month by month, with the year before; the table has the numbers"
        return Piece(one.title if named else "", said, charts.line(points, unit=unit))
    label = f"{one.title}, month by month; the table has the numbers"
    return Piece(one.title if named else "", label, charts.line(points, unit=unit))


def _point(value: Value) -> charts.Point:
    before = value.before.value if value.before else None
    return charts.Point(f"{value.month:%b %Y}", value.value, value.why, so_far(value), before)


def _spread(values: Sequence[Value]) -> charts.Drawing:
    """Now, and a year before."""
    two = [v for v in (year_before(values, values[-1]), values[-1]) if v and v.five]
    return charts.ranges([_range(value) for value in two])


def _range(value: Value) -> charts.Range:
    label = f"{value.month:%B %Y}"
    if not value.five:
        return charts.Range(label, None, None, None, None, None, value.why)
    low, lower, _, upper, high = value.five
    return charts.Range(label, low, lower, upper, high, value.value)


def months_table(of: Mapping[str, Sequence[Value]], reading: Reading) -> Worklist:
    """A row a month, the latest first; a column an indicator."""
    there = {name: values for name, values in of.items() if values}
    columns = [Column("Month"), *(Column(short(name), figure=True) for name in there)]
    months = sorted({v.month for values in there.values() for v in values}, reverse=True)
    by_month = {(v.indicator, v.month): v for values in there.values() for v in values}
    if all(value.not_run for value in by_month.values()):
        silent = [Cell("Not run") for _ in there]
        rows = [Row((Cell(f"All {len(months)} months", head=True), *silent))]
    else:
        rows = [_month(m, [by_month.get((n, m)) for n in there], reading) for m in months]
    return Worklist("Month by month", columns, rows)


def _month(month: date, values: Sequence[Value | None], reading: Reading) -> Row:
    partial = any(v and so_far(v) for v in values)
    head = Cell(f"{month:%b}\u00a0{month.year}{', so far' if partial else ''}", head=True)
    return Row((head, *(number_cell(value, reading) for value in values)))


def number_cell(value: Value | None, reading: Reading) -> Cell:
    """A number that opens its list."""
    if value is None:
        return Cell("None")
    hidden = f"{value.one.title}, {value.month:%B %Y}: list"
    return Cell(_with_spread(value), url=reading.url(value), hidden=hidden)


def _with_spread(value: Value) -> str:
    if not value.five:
        return number(value)
    return f"{number(value)} ({shown(value.five[0])} to {shown(value.five[-1])})"


def short(name: str) -> str:
    """An indicator's name as a column has it."""
    one = declared(name)
    return SHORT.get(name, one.title)


SHORT = {
    "AS03R": "From the referral",
    "AS03": "From their start",
    "FD13": "Again within 12 months",
    "RV01": "Looked-after reviews",
    "CP20": "Conferences",
    "RV03": "Looked-after children",
    "CP21": "Children on plans",
    "MS01S": "Went missing",
    "MS01N": "Missing at the end",
    "WF08": "Mean (least to most)",
    "CP07": "In time",
    "WF14": "Children",
    "CP11": "Children",
    "LA02": "Children",
    "FD01": "Contacts",
}


def _mix(of: Mapping[str, Sequence[Value]]) -> Piece:
    now = [values[-1] for values in of.values() if values]
    parts = [charts.Part(v.one.title, _count(v), v.why) for v in now]
    return Piece(
        "", "Shares of the kinds of place; the table has the numbers", charts.shares(parts)
    )


def _count(value: Value) -> float | None:
    return None if value.numerator is None else float(value.numerator)


def _mix_finding(of: Mapping[str, Sequence[Value]]) -> Finding:
    now = [values[-1] for values in of.values() if values]
    there = [v for v in now if v.value is not None]
    if not there:
        why = next((v.why for v in now if v.why), "Nothing is recorded.")
        kept = any(v.kept_back for v in now)
        return Finding(f"Where children live: {'kept back' if kept else 'not run'}", why)
    most = max(there, key=lambda v: v.numerator or 0)
    before = year_before(of[most.indicator], most)
    was = f" A year before it was {shown(before.value or 0.0, '%')}." if before else ""
    return Finding(
        f"{shown(most.value or 0.0, '%')} of placements are {most.one.title.lower()}",
        f"{most.numerator:,} of {most.denominator:,} placements.{was}",
    )


def _mix_table(of: Mapping[str, Sequence[Value]], reading: Reading) -> Worklist:
    columns = (
        Column("Where"),
        Column("Children", figure=True),
        Column("Share", figure=True),
        Column("A year before", figure=True),
    )
    rows = [_mix_row(values, reading) for values in of.values() if values]
    return Worklist("Where children live", columns, rows)


def _mix_row(values: Sequence[Value], reading: Reading) -> Row:
    now = values[-1]
    before = year_before(values, now)
    count = number(now) if now.numerator is None else f"{now.numerator:,}"
    hidden = f"{now.one.title}: list"
    share = "" if now.value is None else shown(now.value, "%")
    was = shown(before.value or 0.0, "%") if before else not_before(values, now)
    url = reading.url(now) if now.numerator else ""
    return Row(
        (
            Cell(now.one.title, head=True),
            Cell(count, url=url, hidden=hidden),
            Cell(share or number(now)),
            Cell(was),
        )
    )


def source(of: Mapping[str, Sequence[Value]]) -> str:
    """Where the figures come from, and the day they are of."""
    cited = [law for name in of if (law := declared(name).law).source is not SOURCES.practice]
    laws = ["Records of this service", *dict.fromkeys(str(law) for law in cited)]
    notes = dict.fromkeys(_note(name) for name in of if _note(name))
    return f"{'; '.join(laws)}.{_as_at(of)} {' '.join(notes)}".strip()


def _as_at(of: Mapping[str, Sequence[Value]]) -> str:
    """The day of the latest figures that are told, and that there are later ones where they are not."""
    told = [v.as_at for values in of.values() if (v := latest(values))]
    if not told:
        return ""
    later = any(v.kept_back and v.as_at > max(told) for values in of.values() for v in values)
    return f" As at {words.plain_date(max(told))}.{' Later months are kept back.' if later else ''}"


def _note(name: str) -> str:
    return declared(name).notes


def _measure_url(one: Measure, reading: Reading) -> str:
    url = reverse("measure", args=[one.id])
    return f"{url}?place={reading.place}" if reading.place else url
