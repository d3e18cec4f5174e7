"""What the component macros print: plain frozen shapes, no queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kinkeeper.web.charts import Drawing
from kinkeeper.web.due import Due, Tone


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; `current` marks where the reader stands."""

    name: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """The one thing a panel lets the reader do; `hidden` finishes it for a screen reader."""

    words: str
    url: str
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A status in words with its tone."""

    words: str
    tone: Tone = "note"


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a summary; absent words are printed as "Nothing recorded".

    What is `never_printed` is for the screen alone, such as a protected address.
    """

    name: str
    words: str | None
    url: str = ""
    never_printed: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that opens the list behind it, when the reader may see that list.

    `partly`: some of what it would count was not run, so that a nought would be false.
    """

    number: int
    words: str
    url: str = ""
    late: bool = False
    partly: bool = False

    @property
    def shown(self) -> str:
        """The number, with what was not run; "Not run" where nothing else is left to be told."""
        if not self.partly:
            return f"{self.number:,}"
        return f"{self.number:,}, rest not run" if self.number else "Not run"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a worklist: its sort link, and how it is sorted now."""

    name: str
    url: str = ""
    sorted: str = ""
    figure: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: words, a link, a due date or a status. `under` is a quiet second line; `tags` follow."""

    words: str | None = None
    url: str = ""
    hidden: str = ""
    under: str = ""
    due: Due | None = None
    tone: Tone | None = None
    tags: Sequence[Tag] = ()
    head: bool = False
    label: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One task."""

    cells: Sequence[Cell]
    late: bool = False


@dataclass(frozen=True, slots=True)
class Worklist:
    """The one list of the house: caption, total above, columns, rows."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    total: str = ""


@dataclass(frozen=True, slots=True)
class Gaps:
    """What a list of a child's duties leaves out; an address is empty where it is not the reader's."""

    uncounted: int = 0
    uncounted_url: str = ""
    waiting_url: str = ""


@dataclass(frozen=True, slots=True)
class Absent:
    """The words for an empty list."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Moment:
    """An item of a timeline. A time that is not known is not printed."""

    title: str
    when: str
    machine_date: str = ""
    by: str = ""
    text: str = ""
    url: str = ""
    significant: bool = False
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A titled run of a timeline, usually a year."""

    title: str
    items: Sequence[Moment]


@dataclass(frozen=True, slots=True)
class NextDate:
    """The next thing that statute asks for."""

    what: str
    due: Due


@dataclass(frozen=True, slots=True)
class Banner:
    """Who a record is about, in the order people need it on the telephone."""

    name: str
    lines: Sequence[str]
    strands: Sequence[Tag] = ()
    people: Sequence[Fact] = ()
    next: NextDate | None = None
    overdue: NextDate | None = None  # what has been overdue for longest
    sections_closed: str = ""  # whose duties are left out, whether there are any or not
    known_as: str = ""
    notices: Sequence[str] = ()
    alerts: Sequence[Tag] = ()
    alerts_failed: bool = False
    restricted: bool = False
    action: Action | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a task is on a list: a sentence, then the clock, its dates and its source."""

    what: str
    sentence: str
    facts: Sequence[Fact]


@dataclass(frozen=True, slots=True)
class Piece:
    """One drawing of a chart: its name where there are several, and its words for who cannot see it."""

    name: str
    label: str
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of the house: the finding, a sentence, the drawings, their table, where it comes from.

    Without a table there is nothing to be drawn: the sentence says why.
    """

    id: str
    title: str
    sentence: str
    drawings: Sequence[Piece]
    table: Worklist | None
    source: str
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure at the top of a board: its number, its change in words, its line."""

    title: str
    number: str
    url: str
    change: str
    line: Drawing
