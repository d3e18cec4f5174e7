"""XML schemas of ours for the XML forms, made from the same declarations as the reading and writing.

`python -m kinkeeper.law.returns.xsd` writes them anew beside their forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from kinkeeper.law.codes import code_set
from kinkeeper.law.returns.cin.form import FORM as CIN
from kinkeeper.law.returns.fields import Field, Kind
from kinkeeper.law.returns.form import Element, Form
from kinkeeper.law.returns.ssda903.form import FORM as SSDA903

FORMS: Final[Mapping[str, Form]] = {form.name: form for form in (SSDA903, CIN)}
_DAY_FIRST: Final = r"\d{1,2}/\d{1,2}/\d{4}"
_PARTIAL: Final = r"(\d{1,2}|ZZ)/(\d{1,2}|ZZ)/(\d{4}|ZZZZ)"
_OPEN: Final = """<?xml version="1.0" encoding="utf-8"?>
<!-- Made from the declarations of Kinkeeper: not a schema of the Department. -->
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="unqualified">
"""


def file_of(form: Form) -> Path:
    """Where the schema of a form is kept."""
    return Path(__file__).parent / form.name / f"{form.name}.xsd"


def schema_of(form: Form) -> str:
    """The XML schema of a form."""
    types: dict[str, str] = {}
    elements = "".join(f"{line}\n" for line in _element(form.root, form, types, "  ", top=True))
    return f"{_OPEN}{''.join(types[name] for name in sorted(types))}{elements}</xs:schema>\n"


def _element(
    one: Element, form: Form, types: dict[str, str], indent: str, *, top: bool = False
) -> Iterator[str]:
    occurs = "" if top or one.needed else ' minOccurs="0"'
    occurs += ' maxOccurs="unbounded"' if one.many else ""
    if one.field is not None:
        yield f'{indent}<xs:element name="{one.tag}" type="{_type(one.field, form, types)}"{occurs}/>'
        return
    yield f'{indent}<xs:element name="{one.tag}"{occurs}><xs:complexType><xs:sequence>'
    for part in one.parts:
        yield from _element(part, form, types, indent + "  ")
    yield f"{indent}</xs:sequence></xs:complexType></xs:element>"


def _type(one: Field, form: Form, types: dict[str, str]) -> str:
    """The type of a value; one that the standard types do not have is declared by its own name."""
    match one.kind:
        case Kind.DATE if form.dates == "%Y-%m-%d":
            return "xs:date"
        case Kind.YES_NO if form.yes_no == ("true", "false"):
            return "xs:boolean"
        case Kind.CODE:
            name = f"code.{one.code_set}"
            codes = sorted({entry.code for entry in code_set(one.code_set or "").codes})
            facets = "".join(f"<xs:enumeration value={quoteattr(code)}/>" for code in codes)
        case Kind.WHOLE_NUMBER:
            name = f"number.{one.name}"
            facets = (
                f'<xs:minInclusive value="{one.lowest}"/><xs:maxInclusive value="{one.highest}"/>'
            )
            types[name] = _simple(name, "xs:integer", facets)
            return name
        case _:
            pattern = _pattern(one, form)
            if pattern is None:
                return "xs:string"
            name = f"text.{one.name}" if one.kind in (Kind.TEXT, Kind.IDENTIFIER) else _shape(one)
            facets = f'<xs:pattern value="{escape(pattern, {chr(34): "&quot;"})}"/>'
    types[name] = _simple(name, "xs:string", facets)
    return name


def _shape(one: Field) -> str:
    return f"shape.{one.kind.replace(' ', '-')}"


def _pattern(one: Field, form: Form) -> str | None:
    match one.kind:
        case Kind.DATE:
            return _DAY_FIRST
        case Kind.PARTIAL_DATE:
            return _PARTIAL
        case Kind.YES_NO:
            return "|".join(form.yes_no)
        case _:
            return re.sub(r"^\^|\$$", "", one.pattern) if one.pattern else None


def _simple(name: str, base: str, facets: str) -> str:
    return (
        f'  <xs:simpleType name="{name}"><xs:restriction base="{base}">{facets}'
        "</xs:restriction></xs:simpleType>\n"
    )


if __name__ == "__main__":
    for each in FORMS.values():
        file_of(each).write_text(schema_of(each), encoding="utf-8")
