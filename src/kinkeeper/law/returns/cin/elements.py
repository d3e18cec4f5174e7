"""Reads a census element by element: nothing in it is passed by without a word.

What no census has is told once a shape, with its first line and how often. A child that would be
lost with it refuses the file: one outside Children, under another name, or two in one Child.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns.cin.fields import CHILD, HEADER, Group
from kinkeeper.law.returns.cin.plain import ID, UNDER
from kinkeeper.law.returns.fields import Table
from kinkeeper.law.returns.open import Opened
from kinkeeper.law.returns.problems import Problem
from kinkeeper.law.returns.typed import ROW

EXPORT_AGAIN: Final = "Export the census from the case system again."
_KEY: Final = "LAchildID"
_CHILDREN: Final = "Children"
_NOT_OURS: Final = "not an element of the census"
_NOT_HERE: Final = "not an element of this group"
_TWICE: Final = "given more than once; the first is used"
_TEXT: Final = "text stands between its elements"
_MARKED: Final = "it has attributes, which no element of a child has"
_IN_HEADER: Final = frozenset(
    {"CollectionDetails", "Source", "Content", "CBDSLevels", "CBDSLevel"}
)  # which hold values or say what is collected
_A_CHILD: Final = frozenset({CHILD.tag.casefold(), _CHILDREN.casefold()})
_OF_A_CHILD: Final = _A_CHILD | {
    tag.casefold()
    for tag in (_KEY, *CHILD.wrappers, *CHILD.inside, *CHILD.inside["CINdetails"].inside)
}

Row = dict[str, object]


@dataclass(slots=True)
class Collected:
    """The header and the rows of text as they are met, and what no census has."""

    file: Opened
    header: dict[str, str] = field(default_factory=dict)
    rows: defaultdict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    strangers: dict[tuple[str, str, str], list[int]] = field(default_factory=dict)
    count: int = 0

    def add(self, table: Table, row: Row, *, line: int, under: int | None) -> int:
        self.count += 1
        row |= {ID: self.count, UNDER: under, ROW: line}
        self.rows[table.id].append(row)
        return self.count

    def strange(self, table: str, element: etree._Element, why: str) -> None:
        self.strangers.setdefault((table, str(element.tag), why), []).append(_line(element))

    def text_in(self, table: str, element: etree._Element) -> None:
        """Tell of text beside the elements that this one holds."""
        if _says(element.text) or any(_says(inner.tail) for inner in element):
            self.strange(table, element, _TEXT)

    def told(self) -> Iterator[Problem]:
        """Each shape of what no census has, once."""
        for (table, tag, why), lines in self.strangers.items():
            times = "" if len(lines) == 1 else f" ({len(lines)} times)"
            do = "Nothing, unless it was meant to be read: it is left out."
            yield Problem(
                self.file.name, lines[0], table, tag[:40], "", why + times, do, "nothing"
            )  # fmt: skip


def collect(file: Opened) -> Collected:
    """Everything one census file holds. Raises BadInput where a child would be lost."""
    to = Collected(file)
    try:
        for element in _children(to):
            _group(element, CHILD, to, child="", under=None)
    except etree.XMLSyntaxError as error:
        raise BadInput(
            "the XML is cut short or damaged", file=file.name, row=error.lineno, do=EXPORT_AGAIN
        ) from error
    _refuse_other_collections(to)
    return to


def _children(to: Collected) -> Iterator[etree._Element]:
    """Each Child in turn, freed once it has been read; what stands around them is told."""
    reading = _reading(to.file)
    _, root = next(reading)
    _refuse_other_root(to.file, root)
    depth, seen = 0, set[str]()
    for event, element in reading:
        depth += 1 if event == "start" else -1
        if event == "start":
            continue
        above = element.getparent()
        if depth == 1 and above is not None and above.tag == _CHILDREN:
            if element.tag == CHILD.tag:
                yield element
            else:
                _unknown(element, "", to)
            _forget(element, to)
        elif depth == 0:
            _beneath_the_root(element, seen, to)
            _forget(element, to)
        elif depth < 0:
            to.text_in("", element)


def _reading(file: Opened) -> Iterator[tuple[str, etree._Element]]:
    """The elements of the file as they begin and end; nothing is fetched or expanded."""
    reading = etree.iterparse(
        io.BytesIO(file.text.encode()),
        events=("start", "end"),
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return iter(reading)


def _beneath_the_root(element: etree._Element, seen: set[str], to: Collected) -> None:
    tag = str(element.tag)
    if tag == "Header" and tag not in seen:
        _header(element, to)
        _refuse_other_collections(to)
    elif tag == _CHILDREN:
        to.text_in("", element)
    else:
        _unknown(element, "", to, why=_TWICE if tag in seen else _NOT_OURS)
    seen.add(tag)


def _header(element: etree._Element, to: Collected) -> None:
    for inner in element.iter():
        tag = str(inner.tag)
        if tag in HEADER.names and tag not in to.header:
            to.header[tag] = (inner.text or "").strip()
        elif tag in HEADER.names:
            to.strange(HEADER.id, inner, _TWICE)
        elif inner is not element and tag not in _IN_HEADER:
            _unknown(inner, HEADER.id, to)
        elif len(inner) or inner is element:
            to.text_in(HEADER.id, inner)


def _unknown(element: etree._Element, table: str, to: Collected, *, why: str = _NOT_OURS) -> None:
    """Tell of an element no census has; one that holds a child, or may be one, refuses the file."""
    _refuse_lost(element, to, signs=_OF_A_CHILD)
    to.strange(table, element, why)


def _forget(element: etree._Element, to: Collected) -> None:
    """Free an element that has been read, and those before it, once what stands after them is told."""
    element.text = None
    del element[:]
    above = element.getparent()
    while above is not None and element.getprevious() is not None:
        if _says(above[0].tail):
            to.strange("", above, _TEXT)
        del above[0]


def _refuse_lost(element: etree._Element, to: Collected, *, signs: frozenset[str]) -> None:
    for one in element.iter():
        if _called(one) in signs:
            raise BadInput(
                f"{_named(one)} stands where no census has it, so a child may be lost: "
                "children are read as Child in Children in Message",
                file=to.file.name,
                row=_line(one),
                do=EXPORT_AGAIN,
            )


def _called(element: etree._Element) -> str:
    """The name of an element, whatever its namespace and capitals."""
    return _named(element).casefold()


def _named(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2][:40]


def _refuse_other_root(file: Opened, root: etree._Element) -> None:
    if root.tag != "Message":
        raise BadInput(
            "this XML is not a children in need census: its first element is not Message",
            file=file.name,
            row=_line(root),
            do="Give the census file the case system exported.",
        )


def _refuse_other_collections(to: Collected) -> None:
    if to.header.get("Collection") != "CIN":
        raise BadInput(
            "this XML does not say that it is a CIN collection",
            file=to.file.name,
            field="Collection",
            do="Load the children in need census; SSDA903 is read from CSV.",
        )


def _group(
    element: etree._Element, group: Group, to: Collected, *, child: str, under: int | None
) -> None:
    """One row of a group, then the rows of what it holds, each under it."""
    held = list(_unwrapped(element, group, to))
    key = next((one for one in held if one.tag == _KEY), None) if group is CHILD else None
    if key is not None:
        child = key.text or ""
        _plain(key, group, to)
    row: Row = {_KEY: child}
    own = to.add(group.table, row, line=_line(element), under=under)
    for inner in held:
        if inner is not key:
            _inside(inner, group, row, to, own=own)


def _unwrapped(element: etree._Element, group: Group, to: Collected) -> Iterator[etree._Element]:
    to.text_in(group.table.id, element)
    _unmarked(element, group, to)
    for inner in element:
        if inner.tag in group.wrappers:
            yield from _unwrapped(inner, group, to)
        else:
            yield inner


def _inside(inner: etree._Element, group: Group, row: Row, to: Collected, *, own: int) -> None:
    tag, child = str(inner.tag), str(row[_KEY])
    if deeper := group.inside.get(tag):
        _group(inner, deeper, to, child=child, under=own)
    elif table := group.repeated.get(tag):
        _plain(inner, group, to)
        to.add(table, {_KEY: child, tag: inner.text}, line=_line(inner), under=own)
    elif tag in group.single and tag not in row:
        _plain(inner, group, to)
        row[tag] = inner.text
    else:
        _left_out(inner, group, child, to)


def _left_out(inner: etree._Element, group: Group, child: str, to: Collected) -> None:
    """Tell what is not read of a group, unless a child would be lost with it."""
    if inner.tag == _KEY and (inner.text or "").strip() != child.strip():
        raise BadInput(
            "two children stand in one Child, which gives two different LAchildIDs",
            file=to.file.name,
            row=_line(inner),
            field=_KEY,
            do=EXPORT_AGAIN,
        )
    _refuse_lost(inner, to, signs=_A_CHILD)
    again = inner.tag in group.single or (inner.tag == _KEY and group is CHILD)
    to.strange(group.table.id, inner, _TWICE if again else _NOT_HERE)


def _plain(value: etree._Element, group: Group, to: Collected) -> None:
    """Tell of whatever a value has beside its text."""
    _unmarked(value, group, to)
    for inner in value:
        _refuse_lost(inner, to, signs=_A_CHILD)
        to.strange(group.table.id, inner, _NOT_HERE)


def _unmarked(element: etree._Element, group: Group, to: Collected) -> None:
    if element.attrib:
        to.strange(group.table.id, element, _MARKED)


def _says(text: str | None) -> bool:
    return bool(text and text.strip(" \t\r\n"))


def _line(element: etree._Element) -> int:
    line: Any = element.sourceline  # the stubs know no type for it
    return int(line or 0)
