"""The XML form of the children in need census, element by element, made of its groups."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kinkeeper.law.returns.cin.fields import CHILD, DISABILITIES, HEADER, Group
from kinkeeper.law.returns.cin.read import DATES
from kinkeeper.law.returns.cin.write import IDENTIFIERS, WRAPPER
from kinkeeper.law.returns.fields import Table
from kinkeeper.law.returns.form import Element, Form

_COLLECTION: Final = ("Collection", "Year", "ReferenceDate")
_SOURCE: Final = ("SourceLevel", "LEA", "SoftwareCode", "Release", "SerialNo", "DateTime")


def _value(table: Table, name: str, *, needed: bool = False) -> Element:
    return Element(name, table.field(name), needed=needed)


def _group(group: Group) -> Element:
    """A group's own values, what it repeats within its wrapper, and the groups inside it."""
    names = [name for name in group.table.names if name in group.single - set(group.late)]
    values = [_value(group.table, name) for name in names]
    repeated = [
        Element(WRAPPER[tag], parts=(Element(tag, table.field(tag), many=True),))
        for tag, table in group.repeated.items()
    ]
    return Element(group.tag, parts=(*values, *repeated, *_inner(group)), many=True)


def _inner(group: Group) -> Iterator[Element]:
    """The groups inside, each followed by the values that stand after it."""
    for deeper in group.groups:
        yield _group(deeper)
        late = (name for name, tag in group.late.items() if tag == deeper.tag)
        yield from (_value(group.table, name) for name in late)


def _child() -> Element:
    told = CHILD.table
    identifiers = tuple(_value(told, name, needed=name == "LAchildID") for name in IDENTIFIERS)
    disabilities = Element(
        "Disabilities", parts=(Element("Disability", DISABILITIES.field("Disability"), many=True),)
    )
    characteristics = (_value(told, "Ethnicity"), disabilities)
    return Element(
        "Child",
        parts=(
            Element("ChildIdentifiers", parts=identifiers, needed=True),
            Element("ChildCharacteristics", parts=characteristics),
            *map(_group, CHILD.groups),
        ),
        many=True,
    )


def _header() -> Element:
    collection = tuple(_value(HEADER, name, needed=True) for name in _COLLECTION)
    source = tuple(_value(HEADER, name) for name in _SOURCE)
    return Element(
        "Header",
        parts=(
            Element("CollectionDetails", parts=collection, needed=True),
            Element("Source", parts=source, needed=True),
        ),
        needed=True,
    )


_MESSAGE: Final = Element(
    "Message", parts=(_header(), Element("Children", parts=(_child(),), needed=True)), needed=True
)
FORM: Final = Form("cin", _MESSAGE, DATES, ("true", "false"))
