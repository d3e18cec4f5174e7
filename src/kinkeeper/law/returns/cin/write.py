"""Writes typed frames as the XML of a children in need census, as `read` takes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final
from xml.sax.saxutils import escape

import polars as pl

from kinkeeper.law.returns.cin.fields import CHILD, DISABILITIES, Group
from kinkeeper.law.returns.cin.read import DATES, ID, UNDER
from kinkeeper.law.returns.fields import Table
from kinkeeper.law.returns.written import as_text

Row = dict[str, Any]
# Which values of a child stand in which part; disabilities stand inside the second.
_IDENTIFIERS: Final = (
    "LAchildID", "UPN", "FormerUPN", "UPNunknown", "PersonBirthDate", "ExpectedPersonBirthDate",
    "GenderCurrent", "Sex", "PersonDeathDate",
)  # fmt: skip
_WRAPPER: Final = {"AssessmentFactors": "FactorsIdentifiedAtAssessment", "CPPreviewDate": "Reviews"}
_HEADER: Final = """<?xml version="1.0" encoding="utf-8"?>
<Message>
<Header>
<CollectionDetails><Collection>CIN</Collection><Year>{year}</Year>\
<ReferenceDate>{reference}</ReferenceDate></CollectionDetails>
<Source><SourceLevel>L</SourceLevel><LEA>{authority}</LEA><SoftwareCode>Kinkeeper</SoftwareCode>\
<Release>1</Release><SerialNo>001</SerialNo><DateTime>{reference}T23:59:59</DateTime></Source>
</Header>
<Children>
"""


def write_cin(frames: Mapping[str, pl.DataFrame], *, year: int, authority: str) -> str:
    """The census to March of `year`. Rows are tied as `read` ties them, by `_id` and `_under`."""
    held = {table.id: _by_owner(frames, table) for table in CHILD.every_table()}
    header = _HEADER.format(year=year, reference=date(year, 3, 31).isoformat(), authority=authority)
    children = "".join(_child(row, held) for row in held[CHILD.table.id][None])
    return f"{header}{children}</Children>\n</Message>\n"


def _by_owner(
    frames: Mapping[str, pl.DataFrame], table: Table
) -> defaultdict[int | None, list[Row]]:
    """The rows of a table, as text, by what they stand under."""
    found: defaultdict[int | None, list[Row]] = defaultdict(list)
    if table.id in frames:
        text = as_text(table, frames[table.id], dates=DATES, yes_no=("true", "false"))
        for row in text.iter_rows(named=True):
            found[row[UNDER]].append(row)
    return found


def _child(row: Row, held: Mapping[str, Mapping[int | None, list[Row]]]) -> str:
    own = held[DISABILITIES.id].get(row[ID], [])
    disabilities = "".join(_tag("Disability", one["Disability"]) for one in own)
    characteristics = _tag("Ethnicity", row["Ethnicity"]) + _around("Disabilities", disabilities)
    parts = [
        _around("ChildIdentifiers", "".join(_tag(name, row[name]) for name in _IDENTIFIERS)),
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
        if one in group.single:
            yield _tag(one, row[one])


def _repeated(
    group: Group, row: Row, held: Mapping[str, Mapping[int | None, list[Row]]]
) -> Iterator[str]:
    for tag, table in group.repeated.items():
        values = "".join(_tag(tag, one[tag]) for one in held[table.id].get(row[ID], []))
        yield _around(_WRAPPER[tag], values)


def _inner(
    group: Group, row: Row, held: Mapping[str, Mapping[int | None, list[Row]]]
) -> Iterator[str]:
    for deeper in group.groups:
        yield from (_group(deeper, one, held) for one in held[deeper.table.id].get(row[ID], []))


def _tag(name: str, value: str | None) -> str:
    return "" if value is None else f"<{name}>{escape(value)}</{name}>"


def _around(name: str, inside: str) -> str:
    return f"<{name}>{inside}</{name}>" if inside else ""
