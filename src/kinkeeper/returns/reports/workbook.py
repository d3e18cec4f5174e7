"""Writes a workbook (Office Open XML, ECMA-376) of plain sheets, each made as whole columns.

Text is written as text whatever it looks like, so nothing in it can act as a formula or a link.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import polars as pl

MOST_ROWS: Final = 1_048_000  # a sheet ends a little later
_LONGEST: Final = 32_767  # characters a cell can hold
_QUICK: Final = 1  # rows are much alike, so that packing harder gains little
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TIES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_KIND: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEADING, _LINK = 1, 2  # the styles beside the plain one, by their place in _STYLES
_STYLES: Final = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="3"><font><sz val="11"/><name val="Calibri"/>'
    '</font><font><b/><sz val="11"/><name val="Calibri"/></font><font><u/><sz val="11"/>'
    '<color rgb="FF0A4F8A"/><name val="Calibri"/></font></fonts><fills count="2"><fill>'
    '<patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>'
    '<left/><right/><top/><bottom style="medium"><color auto="1"/></bottom><diagonal/></border>'
    '</borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    '</cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="1" xfId="0" applyFont="1" applyBorder="1"/>'
    '<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


@dataclass(frozen=True)
class Sheet:
    """One sheet: a heading, rows of text and whole numbers, and by line of it what column A opens.

    The first row below the heading is line 2. `links` leads to (sheet, line).
    """

    name: str
    heading: Sequence[str]
    widths: Sequence[int]
    rows: pl.DataFrame
    links: Mapping[int, tuple[str, int]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The name as a sheet can have it."""
        return self.name[:31]

    @property
    def range(self) -> str:
        """The whole of it, as $A$1:$C$9."""
        return f"$A$1:${_letter(len(self.heading) - 1)}${min(len(self.rows), MOST_ROWS) + 1}"


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The file; the same of the same sheets."""
    parts = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _book(sheets),
        "xl/_rels/workbook.xml.rels": _relations(
            [("worksheet", f"worksheets/sheet{n}.xml") for n, _ in enumerate(sheets, start=1)]
            + [("styles", "styles.xml")]
        ),
        "xl/styles.xml": _STYLES,
    }
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=_QUICK) as packed:
        for name, text in parts.items():
            packed.writestr(_member(name), text, compresslevel=_QUICK)
        for n, sheet in enumerate(sheets, start=1):
            member = _member(f"xl/worksheets/sheet{n}.xml")
            packed.writestr(member, _sheet(sheet), compresslevel=_QUICK)
    return stream.getvalue()


def _member(name: str) -> ZipInfo:
    member = ZipInfo(name)  # of 1 January 1980, whenever it is written
    member.compress_type = ZIP_DEFLATED
    return member


def _content_types(sheets: int) -> str:
    kinds = {"workbook.xml": "sheet.main", "styles.xml": "styles"}
    kinds |= {f"worksheets/sheet{n}.xml": "worksheet" for n in range(1, sheets + 1)}
    told = "".join(
        f'<Override PartName="/xl/{name}" ContentType="{_KIND}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{told}</Types>'
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    told = "".join(
        f'<Relationship Id="rId{n}" Type="{_TIES}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'


def _book(sheets: Sequence[Sheet]) -> str:
    named = "".join(
        f'<sheet name="{escape(sheet.title)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, sheet in enumerate(sheets, start=1)
    )
    filters = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{n}" hidden="1">'
        f"{escape(_quoted(sheet.title))}!{sheet.range}</definedName>"
        for n, sheet in enumerate(sheets)
    )
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_TIES}"><sheets>{named}</sheets>'
        f"<definedNames>{filters}</definedNames></workbook>"
    )


def _sheet(sheet: Sheet) -> str:
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
        for n, width in enumerate(sheet.widths, start=1)
    )
    heading = "".join(
        f'<c r="{_letter(n)}1" s="{_HEADING}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
        for n, text in enumerate(sheet.heading)
    )
    links = "".join(
        f'<hyperlink ref="A{line}" location="{escape(_quoted(to))}!A{at}"/>'
        for line, (to, at) in sheet.links.items()
    )
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane '
        'xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>'
        f'</sheetView></sheetViews><cols>{widths}</cols><sheetData><row r="1">{heading}</row>'
        f'{_rows(sheet)}</sheetData><autoFilter ref="{sheet.range.replace("$", "")}"/>'
        f"{f'<hyperlinks>{links}</hyperlinks>' if links else ''}</worksheet>"
    )


def _rows(sheet: Sheet) -> str:
    """Every row below the heading."""
    rows = sheet.rows.head(MOST_ROWS).with_row_index("_line", offset=2)
    line = pl.col("_line").cast(pl.String)
    linked = line.is_in([str(at) for at in sheet.links])
    cells = [
        _cell(rows[name], _letter(n), line, linked if n == 0 else None)
        for n, name in enumerate(sheet.rows.columns)
    ]
    told = pl.concat_str(pl.lit('<row r="'), line, pl.lit('">'), *cells, pl.lit("</row>"))
    return "".join(rows.select(told.alias("told"))["told"])


def _cell(column: pl.Series, letter: str, line: pl.Expr, linked: pl.Expr | None) -> pl.Expr:
    """The cell of each row, nothing where it is blank."""
    value = pl.col(column.name)
    opening = f'<c r="{letter}'
    if column.dtype != pl.String:
        whole = pl.concat_str(pl.lit(opening), line, pl.lit('"><v>'), value, pl.lit("</v></c>"))
        return whole.fill_null("")
    style = pl.lit("") if linked is None else (
        pl.when(linked).then(pl.lit(f' s="{_LINK}"')).otherwise(pl.lit(""))
    )  # fmt: skip
    text = pl.concat_str(
        pl.lit(opening), line, pl.lit('"'), style,
        pl.lit(' t="inlineStr"><is><t xml:space="preserve">'), _escaped(value),
        pl.lit("</t></is></c>"),
    )  # fmt: skip
    return pl.when(value != "").then(text).otherwise(pl.lit(""))


def _escaped(value: pl.Expr) -> pl.Expr:
    """Text as XML has it; what would be read as an escape of a workbook's own stays as it is."""
    text = value.str.slice(0, _LONGEST).str.replace_all(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", ""
    )
    text = text.str.replace_all(r"(_x[0-9A-Fa-f]{4}_)", "_x005F${1}")
    for sign, told in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.str.replace_all(sign, told, literal=True)
    return text


def _letter(place: int) -> str:
    """The letters of a column, from 0: A, B, … Z, AA."""
    before, last = divmod(place, 26)
    return (_letter(before - 1) if before else "") + chr(ord("A") + last)


def _quoted(name: str) -> str:
    return "'" + name[:31].replace("'", "''") + "'"
