"""Writes typed frames as the XML of a children in need census, as `read` takes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final
from xml.sax.saxutils import escape

import polars as pl

from kinkeeper.law.returns.cin.fields import CHILD, DISABILITIES, HEADER, Group
from kinkeeper.law.returns.cin.read import DATES, ID, UNDER
from kinkeeper.law.returns.written import as_text

Row = dict[str, Any]
# Which values of a child stand in which part; disabilities stand inside the second.
IDENTIFIERS: Final = (
    "LAchildID", "UPN", "FormerUPN", "UPNunknown", "PersonBirthDate", "ExpectedPersonBirthDate",
    "GenderCurrent", "Sex", "PersonDeathDate",
)  # fmt: skip
WRAPPER: Final = {"AssessmentFactors": "FactorsIdentifiedAtAssessment", "CPPreviewDate": "Reviews"}
_COLLECTION: Final = ("Collection", "Year", "ReferenceDate")
_SOURCE: Final = ("SourceLevel", "LEA", "SoftwareCode", "Release", "SerialNo", "DateTime")


def write_cin(frames: Mapping[str, pl.DataFrame], *, year: int, authority: str) -> str:
    """The census to March of `year`. Rows are tied as `read` ties them, by `_id` and `_under`."""
    held = {name: _by_owner(rows) for name, rows in text_tables(frames).items()}
    told = header_of(year=year, authority=authority).row(0, named=True)
    collection, source = (
        "".join(_tag(n, told[n]) for n in names) for names in (_COLLECTION, _SOURCE)
    )
    header = _around("CollectionDetails", collection) + _around("Source", source)
    children = "".join(_child(row, held) for row in held[CHILD.table.id][None])
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<Message>\n<Header>{header}</Header>\n'
        f"<Children>\n{children}</Children>\n</Message>\n"
    )


def header_of(*, year: int, authority: str) -> pl.DataFrame:
    """The header of a census written here, a table of one row."""
    stands = date(year, 3, 31).isoformat()
    told = {
        "Collection": "CIN", "Year": str(year), "ReferenceDate": stands, "SourceLevel": "L",
        "LEA": authority, "SoftwareCode": "Kinkeeper", "Release": "1", "SerialNo": "001",
        "DateTime": f"{stands}T23:59:59",
    }  # fmt: skip
    return pl.DataFrame(told).select(HEADER.names)


def text_tables(frames: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Each group's table as text, with its ties; one that is not given has no rows."""
    return {
        table.id: as_text(
            table, frames.get(table.id, _NOTHING), dates=DATES, yes_no=("true", "false")
        )
        for table in CHILD.every_table()
    }


_NOTHING: Final = pl.DataFrame(schema={ID: pl.Int64, UNDER: pl.Int64})


def _by_owner(text: pl.DataFrame) -> defaultdict[int | None, list[Row]]:
    """The rows of a table by what they stand under."""
    found: defaultdict[int | None, list[Row]] = defaultdict(list)
    for row in text.iter_rows(named=True):
        found[row[UNDER]].append(row)
    return found


def _child(row: Row, held: Mapping[str, Mapping[int | None, list[Row]]]) -> str:
    own = held[DISABILITIES.id].get(row[ID], [])
    disabilities = "".join(_tag("Disability", one["Disability"]) for one in own)
    characteristics = _tag("Ethnicity", row["Ethnicity"]) + _around("Disabilities", disabilities)
    parts = [
        _around("ChildIdentifiers", "".join(_tag(name, row[name]) for name in IDENTIFIERS)),
        _around("ChildCharacteristics", characteristics),
        *(
            _group(group, one, held)
            for group in CHILD.groups
            for one in held[group.table.id].get(row[ID], [])
        ),
    ]
    return f"<Child>{''.join(parts)}</Child>\n"


def _group(group: Group, row: Row, held: Mapping[str, Mapping[int | None, list[Row]]]) -> str:
    """One row of a group: its values, what it repeats, and the groups inside it."""
    inside = "".join(
        [*_values(group, row), *_repeated(group, row, held), *_inner(group, row, held)]
    )
    return f"<{group.tag}>{inside}</{group.tag}>"


def _values(group: Group, row: Row) -> Iterator[str]:
    for one in group.table.names:
        if one in group.single and one not in group.late:
            yield _tag(one, row[one])


def _repeated(
    group: Group, row: Row, held: Mapping[str, Mapping[int | None, list[Row]]]
) -> Iterator[str]:
    for tag, table in group.repeated.items():
        values = "".join(_tag(tag, one[tag]) for one in held[table.id].get(row[ID], []))
        yield _around(WRAPPER[tag], values)


def _inner(
    group: Group, row: Row, held: Mapping[str, Mapping[int | None, list[Row]]]
) -> Iterator[str]:
    for deeper in group.groups:
        yield from (_group(deeper, one, held) for one in held[deeper.table.id].get(row[ID], []))
        yield from (_tag(name, row[name]) for name, tag in group.late.items() if tag == deeper.tag)


def _tag(name: str, value: str | None) -> str:
    return "" if value is None else f"<{name}>{escape(value)}</{name}>"


def _around(name: str, inside: str) -> str:
    return f"<{name}>{inside}</{name}>" if inside else ""
