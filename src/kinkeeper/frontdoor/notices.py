"""Notices of domestic abuse that the police send in bulk: read whole, then taken whole or not at all."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from kinkeeper.frontdoor.kinds import LONGEST_WORDS, Channel, ContactReason
from kinkeeper.frontdoor.told import ChildNamed, Referrer, Told
from kinkeeper.kernel.errors import KinkeeperError
from kinkeeper.kernel.moment import LONDON, lived, today

NOTICE: Final = ("reference", "happened_at", "concern", "risk", "officer_name", "officer_telephone")
CHILD: Final = ("forename", "surname", "born_on", "age", "address", "postcode", "note")
COLUMNS: Final = (*NOTICE, *(f"child_{name}" for name in CHILD))
NEEDED: Final = ("reference", "happened_at", "concern")
RISKS: Final = ("", "standard", "medium", "high")
MOST_NOTICES: Final = 5_000
MOST_CHILDREN: Final = 20
MOST_TOLD: Final = 20  # faults that are printed; the rest are counted
LONGEST: Final = {"reference": 60, "concern": LONGEST_WORDS - 200, "child_postcode": 12}
LONGEST_OF_REST: Final = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong: in which file, row and field, and what. It repeats no value."""

    file: str
    row: int
    field: str
    reason: str

    def __str__(self) -> str:
        where = [self.file, f"row {self.row}" if self.row else "", self.field]
        return f"{', '.join(part for part in where if part)}: {self.reason}"


class NoticesRefused(KinkeeperError):  # noqa: N818  named for what happened
    """Nothing was taken, and this is why."""

    exit_code = 2

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        told = [str(fault) for fault in self.faults[:MOST_TOLD]]
        rest = len(self.faults) - len(told)
        more = [f"and {rest} more"] if rest > 0 else []
        super().__init__(
            "\n".join(["Nothing was taken.", *told, *more]),
            do="Correct these and send all of it again: what was taken before is not taken twice.",
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One child of one notice, as text, and where it stands."""

    number: int
    values: Mapping[str, str]


@dataclass(slots=True)
class Read:
    """What is read so far: the notices, and everything wrong with them."""

    file: str
    told: list[Told] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def wrong(self, row: int, name: str, reason: str) -> None:
        """Note a fault."""
        self.faults.append(Fault(self.file, row, name, reason))


def from_csv(content: bytes, file: str) -> tuple[Told, ...]:
    """The notices of a file with one row a child. Raises NoticesRefused with every fault there is."""
    read = Read(file)
    try:
        rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        header = tuple((name or "").strip() for name in rows.fieldnames or ())
        _check_header(header, read)
        listed = [] if read.faults else list(_rows(rows, header, read))
    except UnicodeDecodeError:
        raise NoticesRefused([Fault(file, 0, "", "is not text in UTF-8")]) from None
    except csv.Error:
        raise NoticesRefused(
            [Fault(file, 0, "", "is not CSV: a quotation mark is left open")]
        ) from None
    return _judged(listed, read)


def from_json(content: bytes, file: str = "") -> tuple[Told, ...]:
    """The notices of a message: one, or a list of them under "notices". Raises as `from_csv`."""
    read = Read(file)
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        raise NoticesRefused([Fault(file, 0, "", "is not JSON")]) from None
    notices = said.get("notices", [said]) if isinstance(said, dict) else None
    if not isinstance(notices, list) or not all(isinstance(one, dict) for one in notices):
        raise NoticesRefused([Fault(file, 0, "notices", "is not a list of notices")])
    listed = [row for number, one in enumerate(notices, 1) for row in _flat(number, one, read)]
    return _judged(listed, read)


def _check_header(header: Sequence[str], read: Read) -> None:
    for name in NEEDED:
        if name not in header:
            read.wrong(1, name, "this column is missing")
    for name in header:
        if name not in COLUMNS or header.count(name) > 1:
            reason = "stands twice" if name in COLUMNS else "is no column of a notice"
            read.wrong(1, name or "(blank)", reason)


def _rows(rows: csv.DictReader[str], header: Sequence[str], read: Read) -> Iterator[Row]:
    for given in rows:
        number = rows.line_num
        values = {
            name: given.get(key) for name, key in zip(header, rows.fieldnames or (), strict=True)
        }
        if None in given or any(value is None for value in values.values()):
            read.wrong(number, "", f"has not the {len(header)} cells of the header")
        elif any(value and value.strip() for value in values.values()):
            yield Row(number, {name: str(value).strip() for name, value in values.items()})


def _flat(number: int, notice: dict[str, Any], read: Read) -> Iterator[Row]:
    """A notice with a list of children as rows of one child each."""
    children = notice.get("children", [])
    if not isinstance(children, list) or not all(isinstance(one, dict) for one in children):
        read.wrong(number, "children", "is not a list of children")
        return
    own = {name: value for name, value in notice.items() if name != "children"}
    for child in children or [{}]:
        values = own | {f"child_{name}": value for name, value in child.items()}
        for name, value in values.items():
            if name not in COLUMNS:
                read.wrong(number, name[:60], "is no field of a notice")
            elif not isinstance(value, str | int) or isinstance(value, bool):
                read.wrong(number, name, "is not text")
        yield Row(number, {name: str(value).strip() for name, value in values.items()})


def _judged(rows: Sequence[Row], read: Read) -> tuple[Told, ...]:
    of: dict[str, list[Row]] = {}
    for row in rows:
        of.setdefault(row.values.get("reference", ""), []).append(row)
    if len(of) > MOST_NOTICES:
        read.wrong(0, "", f"holds more than {MOST_NOTICES:,} notices; send it in parts")
    elif not of and not read.faults:
        read.wrong(0, "", "holds no notice")
    else:
        read.told.extend(told for alike in of.values() if (told := _told(alike, read)))
    if read.faults:
        raise NoticesRefused(read.faults)
    return tuple(read.told)


def _told(rows: Sequence[Row], read: Read) -> Told | None:
    """One notice; None where something is wrong with it."""
    before = len(read.faults)
    first = rows[0].values
    for row in rows:
        _check_row(row, first, read)
    happened = _moment(rows[0], read)
    children = [_child(row, read) for row in rows]
    if len(rows) > MOST_CHILDREN:
        read.wrong(rows[0].number, "reference", f"names more than {MOST_CHILDREN} children")
    if happened is None or len(read.faults) > before:
        return None
    return Told(
        received_at=lived(),
        channel=Channel.NOTICE,
        reason=ContactReason.DOMESTIC_ABUSE_POLICE,
        children=tuple(children),
        concern=_words(first, happened),
        agency_reference=first["reference"],
        referrer=Referrer(
            name=first.get("officer_name", ""), telephone=first.get("officer_telephone", "")
        ),
    )


def _check_row(row: Row, first: Mapping[str, str], read: Read) -> None:
    for name in NEEDED:
        if not row.values.get(name):
            read.wrong(row.number, name, "is missing")
    for name in NOTICE:
        if row.values.get(name, "") != first.get(name, ""):
            read.wrong(row.number, name, "differs from another row of the same reference")
    for name, value in row.values.items():
        _check_text(row.number, name, value, read)
    if row.values.get("risk", "") not in RISKS:
        read.wrong(row.number, "risk", "is none of standard, medium, high")


def _check_text(number: int, name: str, value: str, read: Read) -> None:
    longest = LONGEST.get(name, LONGEST_OF_REST)
    if len(value) > longest:
        read.wrong(number, name, f"is longer than {longest:,} characters")
    if "\x00" in value:
        read.wrong(number, name, "holds a character that is none")


def _moment(row: Row, read: Read) -> datetime | None:
    """When it happened; without a zone, by London's clocks."""
    said = row.values.get("happened_at", "")
    if not said:
        return None
    try:
        found = datetime.fromisoformat(said)
    except ValueError:
        read.wrong(row.number, "happened_at", "is not a date and time, as 2026-11-20 21:15")
        return None
    at = found if found.tzinfo else found.replace(tzinfo=LONDON)
    if at > lived():
        read.wrong(row.number, "happened_at", "lies ahead")
    return at.astimezone(LONDON)


def _child(row: Row, read: Read) -> ChildNamed:
    age = row.values.get("child_age", "")
    if age and not (age.isascii() and age.isdigit() and int(age) < 26):
        read.wrong(row.number, "child_age", "is not an age in years")
        age = ""
    child = ChildNamed(
        forename=row.values.get("child_forename", ""),
        surname=row.values.get("child_surname", ""),
        born_on=_day(row, read),
        age_said=int(age) if age else None,
        address=row.values.get("child_address", ""),
        postcode=row.values.get("child_postcode", "").upper(),
        note=row.values.get("child_note", ""),
    )
    if child.is_nobody:
        read.wrong(row.number, "child_forename", "says of no child who it is")
    return child


def _day(row: Row, read: Read) -> date | None:
    said = row.values.get("child_born_on", "")
    try:
        found = date.fromisoformat(said) if said else None
    except ValueError:
        read.wrong(row.number, "child_born_on", "is not a date, as 2015-03-27")
        return None
    if found and found > today():
        read.wrong(row.number, "child_born_on", "lies ahead")
    return found


def _words(values: Mapping[str, str], happened: datetime) -> str:
    """The notice in its own words, under when it happened and how it was graded."""
    risk = f" Graded {values['risk']} by the police." if values.get("risk") else ""
    when = f"{happened:%A} {happened.day} {happened:%B} {happened.year}, {happened:%H:%M}"
    return f"Happened on {when}.{risk}\n\n{values['concern']}"
