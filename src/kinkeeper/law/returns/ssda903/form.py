"""The XML form of the SSDA903, element by element, as `xml` reads it and `write_xml` writes it."""

from __future__ import annotations

from typing import Final

from kinkeeper.law.returns.fields import Field, Kind, Table
from kinkeeper.law.returns.form import Element, Form
from kinkeeper.law.returns.ssda903.fields import AD1, HEADER, OC3, TABLES, UASC
from kinkeeper.law.returns.ssda903.read import DATES
from kinkeeper.law.returns.ssda903.xml import CALLED, ROWS

TAGS: Final = {name: tag for tag, name in CALLED.items()}
SHARED: Final = ("CHILD", "DOB", "SEX")  # of the child, wherever a table repeats them
FLAG: Final = Field("UASC", Kind.YES_NO, note="whether the child was unaccompanied in the year")
OF_THE_CHILD: Final = (OC3, AD1)
"""Tables of which a child's one row stands among the values of the header."""
MANY: Final = frozenset({"EPISODE", "AREVIEW", "AMISSING", "AD_PLACED"})


def own(table: Table) -> tuple[Field, ...]:
    """The fields of a table that are not the child's."""
    return tuple(one for one in table.fields if one.name not in SHARED)


def table_of(tag: str) -> Table:
    """The table of which an element is a row."""
    return next(one for one in TABLES if one.id == ROWS[tag])


def _value(one: Field, *, needed: bool = False) -> Element:
    return Element(TAGS.get(one.name, one.name), one, needed=needed)


def _row(tag: str) -> Element:
    table = table_of(tag)
    values = tuple(_value(one, needed=one.name in table.key) for one in own(table))
    return Element(tag, parts=values, many=tag in MANY)


_VALUES: Final = (
    *(_value(one, needed=one.name == "CHILD") for one in HEADER.fields),
    _value(FLAG, needed=True),
    _value(UASC.field("DUC")),
    *(_value(one) for table in OF_THE_CHILD for one in own(table)),
)
_IN_HEADER: Final = ("AREVIEW", "AMISSING", "OC2", "PERMANENCE", "AD_PLACED")
_HEADER: Final = Element("HEADER", parts=(*_VALUES, *map(_row, _IN_HEADER)), needed=True)
_CHILD: Final = Element("CHILD", parts=(_HEADER, _row("EPISODE")), many=True)
FORM: Final = Form("ssda903", Element("SSDA903", parts=(_CHILD,), needed=True), DATES, ("1", "0"))
