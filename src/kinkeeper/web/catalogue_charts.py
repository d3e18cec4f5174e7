"""Every chart in every state, with invented numbers; demonstrations only."""

from __future__ import annotations

from typing import Final

from kinkeeper.web import charts
from kinkeeper.web.charts import Bar, Drawing, Limit, Part, Point, Range
from kinkeeper.web.parts import Cell, Chart, Column, Headline, Link, Piece, Row, Worklist

MONTHS: Final = (
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
    "Jan",
    "Feb",
    "Mar",
)
IN_TIME: Final = (71.0, 68.0, 64.0, 66.0, 59.0, None, None, 52.0, 49.0, 47.0, 44.0, 41.0, 40.0)
BEFORE: Final = (70.0, 72.0, 71.0, 69.0, 74.0, 73.0, 70.0, 72.0, 71.0, 70.0, 72.0, 71.0, 71.0)
REASON: Final = "No record here holds a visit."
STRANDS: Final = (
    ("Early help", None),
    ("Children in need", 4_812),
    ("Child protection plans", 1_204),
    ("Looked after", 1_880),
    ("Care leavers", 611),
)
HOMES: Final = (
    ("Foster care", 1_390),
    ("Children's homes or secure", 201),
    ("Supported or independent living", 96),
    ("With parents", 118),
    ("Placed for adoption", 44),
    ("Anywhere else", 31),
)
LINES: Final = (
    ("Months, with a gap", charts.line([*map(Point, MONTHS, IN_TIME)], unit="%")),
    (
        "With the year before and a target",
        charts.line(
            [Point(m, v, before=b) for m, v, b in zip(MONTHS, IN_TIME, BEFORE, strict=True)],
            unit="%",
            limit=Limit(90, "Target: 90% by March", target=True),
        ),
    ),
    (
        "With a limit, and a month not over",
        charts.line(
            [Point(m, 12 + n, so_far=n == 12) for n, m in enumerate(MONTHS)],
            limit=Limit(18, "Limit: 18 children"),
        ),
    ),
    ("One month", charts.line([Point("Mar", 7)])),
    ("None at all", charts.line([Point(month, 0) for month in MONTHS])),
    ("Not run", charts.line([Point(month, None, REASON) for month in MONTHS])),
)
OTHERS: Final = (
    (
        "Bars, one not run",
        charts.bars([Bar(n, v, "No early help has been recorded.") for n, v in STRANDS]),
    ),
    (
        "A bar that is late",
        charts.bars([Bar("Assessment team 2", 14, late=True), Bar("Team 3", 0)]),
    ),
    ("Shares", charts.shares([Part(name, number) for name, number in HOMES])),
    (
        "Shares, not run",
        charts.shares([Part("Foster care", None, "No placement has been recorded.")]),
    ),
    (
        "Ranges",
        charts.ranges(
            [
                Range("March 2026", 4, 14, 21, 31, 17.6),
                Range("March 2027", 2, 15, 24, 38, 19.2),
                Range("Team without workers", None, None, None, None, None, "Nobody leads here."),
            ],
            limit=(25, "Limit: 25"),
        ),
    ),
)


def pieces() -> list[Piece]:
    """Each drawing under its name."""
    return [_piece(name, drawn) for name, drawn in (*LINES, *OTHERS)]


def whole() -> Chart:
    """A figure as the overview has it: the finding, a sentence, the drawing, its table, its source."""
    rows = [
        Row((Cell(month, head=True), Cell("Not run" if value is None else f"{value:.0f}%")))
        for month, value in reversed(list(zip(MONTHS, IN_TIME, strict=True)))
    ]
    table = Worklist("Month by month", (Column("Month"), Column("In time", figure=True)), rows)
    return Chart(
        "example",
        "Conferences in 15 days fell to 40% in March, from 71% a year before",
        "20 of 50 were held in time. Two months are not known.",
        [_piece("", LINES[0][1])],
        table,
        "Records of this service. As at 31 March 2027.",
        Link("By district and team", "/catalogue/components/"),
    )


def headlines() -> list[Headline]:
    """Figures at the top of a board."""
    line = charts.spark([12, 14, 13, None, 17, 21])
    return [
        Headline(
            "Children looked after",
            "1,880",
            "/catalogue/work/",
            "6 more than at the end of February",
            line,
        ),
        Headline(
            "Children in need", "4,812", "", "The same as in February", charts.spark([3, 3, 3])
        ),
        Headline("Visits on time", "Not run", "", REASON, charts.spark([])),
        Headline(
            "Scrutiny sees", "c", "", "Kept back: so small a number would point at people.", line
        ),
    ]


def _piece(name: str, drawn: Drawing) -> Piece:
    return Piece(name, f"{name or 'Example'}, drawn from invented numbers", drawn)
