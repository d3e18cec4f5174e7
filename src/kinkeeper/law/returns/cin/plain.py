"""Reads the children of a plain census as whole columns, some megabytes of its text at a time.

Plain is what case systems export: declared elements, each where it belongs, without attributes,
comments or marked sections. Anything else is read element by element, which names what is strange;
both make the same rows of the same text. That the text is well-formed is left to expat.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from xml.parsers import expat

import polars as pl

from kinkeeper.law.returns.cin.fields import CHILD, TABLES, Group
from kinkeeper.law.returns.fields import Table
from kinkeeper.law.returns.typed import ROW

ID, UNDER = "_id", "_under"
BLOCK: Final = 4_000_000  # characters taken at a time
_BEGIN, _END = "<Child>", "</Child>"
_KEY: Final = "LAchildID"
_LONGEST: Final = 10_000  # longer values are left to the other reader
_ENTITIES: Final = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))
_BLANKS: Final = " \t\r\n"
_ROW, _VALUE, _ITEM, _WRAPPER = range(4)  # what an element is where it stands
# What stands before the first Child and after the last: no other element there is named like one.
_HEAD: Final = re.compile(
    r"(?>\s*)(?:<\?xml\b[^<>]*>)?(?:[^<]|<(?![?!])(?!/?[^\s<>/]*child))*+"
    r"<(?-i:Children)(?:\s[^<>]*)?(?<!/)>\s*",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(r"\s*</Children\s*>\s*</Message\s*>\s*")


@dataclass(frozen=True)
class _Meaning:
    """What a tag is in the group it stands in: `within` is the place of that group in _GROUPS."""

    within: int
    tag: str
    what: int
    leads: int  # the group its own elements belong to; -1 for none
    table: str  # the table it makes a row of


def _meanings(group: Group) -> Iterator[_Meaning]:
    at = _GROUPS.index(group)
    for tag in group.single | ({_KEY} if group is CHILD else frozenset()):
        yield _Meaning(at, tag, _VALUE, -1, "")
    for tag in group.wrappers:
        yield _Meaning(at, tag, _WRAPPER, at, "")
    for tag, table in group.repeated.items():
        yield _Meaning(at, tag, _ITEM, -1, table.id)
    for inner in group.groups:
        yield _Meaning(at, inner.tag, _ROW, _GROUPS.index(inner), inner.table.id)


def _every(group: Group) -> Iterator[Group]:
    yield group
    for inner in group.groups:
        yield from _every(inner)


_GROUPS: Final = list(_every(CHILD))
_PLACES: Final = {group.table.id: place for place, group in enumerate(_GROUPS)}
_OUTSIDE: Final = len(_GROUPS)  # where a Child itself stands
_MEANINGS: Final = pl.DataFrame(
    [_Meaning(_OUTSIDE, CHILD.tag, _ROW, 0, CHILD.table.id)]
    + [one for group in _GROUPS for one in _meanings(group)],
    schema={
        "within": pl.Int64, "tag": pl.String, "what": pl.Int64, "leads": pl.Int64, "table": pl.String
    },
)  # fmt: skip


@dataclass(frozen=True)
class Plain:
    """What stands around the children, as a document of its own, and the rows of the children."""

    around: str
    frames: Mapping[str, pl.DataFrame]


def read_plain(blocks: Iterable[str]) -> Plain | None:
    """The children of a text that is given in blocks; None where it is not plain or not whole."""
    check = expat.ParserCreate("utf-8")
    children, head, rest = _Children(), "", ""
    for block in blocks:
        if not _checked(check, block):
            return None
        rest += block
        begin = rest.rfind(_BEGIN)
        if not head and begin >= 0:
            head, rest = rest[: rest.find(_BEGIN)], rest[rest.find(_BEGIN) :]
            children.line += head.count("\n")
            begin -= len(head)
        if not _may_be(head, rest) or (begin > 0 and not children.take(rest[:begin])):
            return None
        rest = rest[max(begin, 0) :]
    end = rest.rfind(_END) + len(_END)
    whole = _checked(check, "", last=True) and _TAIL.fullmatch(rest[end:])
    if not (head and whole and children.take(rest[:end])):
        return None
    return Plain(head + rest[end:], children.frames())


def _may_be(head: str, rest: str) -> bool:
    """Whether no child can stand before the first that was found; a head is never a block long."""
    return bool(_HEAD.fullmatch(head)) if head else len(rest) <= BLOCK


def blocks_of(text: str) -> Iterator[str]:
    """A text in blocks, its lines ended as XML has them."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return (plain[at : at + BLOCK] for at in range(0, len(plain), BLOCK))


def _checked(check: expat.XMLParserType, text: str, *, last: bool = False) -> bool:
    """Whether the text so far is well-formed, without declarations of its own."""
    if "<!" in text:
        return False
    try:
        check.Parse(text.encode(), last)
    except expat.ExpatError:
        return False
    return True


@dataclass
class _Children:
    """The rows of the children taken so far."""

    line: int = 1
    count: int = 0
    parts: dict[str, list[pl.DataFrame]] = field(
        default_factory=lambda: {table.id: [] for table in TABLES}
    )

    def take(self, text: str) -> bool:
        """Add the rows of some whole Child elements; False, and nothing added, where not plain."""
        elements = _placed(_elements(text, self.line))
        if elements is None:
            return False
        made = _numbered(elements, self.count)
        rows = _rows(made, elements)
        if rows is None:
            return False
        for name, part in rows.items():
            self.parts[name].append(part)
        self.line += text.count("\n")
        self.count += len(made)
        return True

    def frames(self) -> Mapping[str, pl.DataFrame]:
        """The rows of each table, as text."""
        return {
            table.id: pl.concat([pl.DataFrame(schema=_schema(table)), *self.parts[table.id]])
            for table in TABLES
        }


def _schema(table: Table) -> dict[str, type[pl.DataType]]:
    numbers: dict[str, type[pl.DataType]] = dict.fromkeys((ROW, ID, UNDER), pl.Int64)
    return numbers | dict.fromkeys(table.names, pl.String)


def _elements(text: str, line: int) -> pl.DataFrame | None:
    """Each element with its depth, line and text; None where some markup is not plain."""
    if "&#" in text:
        return None
    pieces = pl.DataFrame({"piece": [text]}).select(pl.col("piece").str.split("<")).explode("piece")
    split = pl.col("piece").str.splitn(">", 2).struct.rename_fields(["tag", "text"])
    tokens = pieces.select(split.alias("of")).unnest("of")[1:]
    closes, empty = pl.col("tag").str.starts_with("/"), pl.col("tag").str.ends_with("/")
    step = pl.when(closes).then(-1).when(empty).then(0).otherwise(1)
    breaks = pl.col("text").str.count_matches("\n", literal=True).cast(pl.Int64)
    known = tokens.with_columns(
        depth=step.cum_sum() + pl.when(empty).then(1).otherwise(0),
        line=breaks.cum_sum() - breaks + line + len(pieces["piece"][0].split("\n")) - 1,
        opens=~closes,
    )
    if known.is_empty() or known["text"].null_count() or known["depth"].min() != 0:
        return None
    longest = known["text"].str.len_bytes().max()
    if known["depth"][-1] != 0 or not isinstance(longest, int) or longest > _LONGEST:
        return None
    after = known.filter(pl.col("tag").str.ends_with("/") | ~pl.col("opens"))["text"]
    if _any_text(after):
        return None
    meant = _meant(escaped="&" in text)
    opened = known.filter("opens").select(
        pl.col("tag").str.strip_suffix("/"), "depth", "line", meant.alias("text")
    )
    return opened.with_row_index("at")


def _meant(*, escaped: bool) -> pl.Expr:
    """The text of an element as it is meant; null where there is none, as in one closed at once."""
    text = pl.col("text")
    for sign, meant in _ENTITIES if escaped else ():
        text = text.str.replace_all(sign, meant, literal=True)
    return pl.when((text != "") & ~pl.col("tag").str.ends_with("/")).then(text)


def _any_text(texts: pl.Series) -> bool:
    """Whether anything but blanks stands where none should."""
    return bool((texts.unique().str.strip_chars(_BLANKS) != "").any())


def _placed(elements: pl.DataFrame | None) -> pl.DataFrame | None:
    """Elements with what each is, its group's row and its child; None where one is out of place."""
    if elements is None:
        return None
    levels: list[pl.DataFrame] = []
    while not (here := elements.filter(depth=len(levels) + 1)).is_empty():
        known = _beneath(here, levels[-1] if levels else None)
        meant = known.join(_MEANINGS, on=("within", "tag"), how="left", maintain_order="left")
        if meant["what"].null_count():
            return None
        own = pl.when(pl.col("what") == _ROW).then("at").otherwise("owner")
        levels.append(meant.with_columns(leader=own))
    placed = pl.concat(levels).sort("at")
    holders = placed.filter(pl.col("what").is_in([_ROW, _WRAPPER]))["text"].drop_nulls()
    return None if _any_text(holders) else placed


def _beneath(here: pl.DataFrame, above: pl.DataFrame | None) -> pl.DataFrame:
    """Elements of one depth, with the group they stand in and the row of it: the last one above."""
    if above is None:
        none = pl.lit(None, pl.UInt32)
        return here.with_columns(within=pl.lit(_OUTSIDE, pl.Int64), owner=none, child="at")
    last = above["at"].search_sorted(here["at"]).cast(pl.Int64) - 1
    return here.with_columns(
        above["leads"].gather(last).alias("within"),
        above["leader"].gather(last).alias("owner"),
        above["child"].gather(last).alias("child"),
    )


def _numbered(elements: pl.DataFrame, count: int) -> pl.DataFrame:
    """The elements that make a row, numbered in the order of the file, each with its child's key."""
    made = elements.filter(pl.col("what").is_in([_ROW, _ITEM]))
    made = made.with_columns(pl.int_range(count + 1, count + len(made) + 1, eager=True).alias(ID))
    numbers = made.select(pl.col("at").alias("owner"), pl.col(ID).alias(UNDER))
    keys = elements.filter((pl.col("tag") == _KEY) & (pl.col("within") == 0))
    named = keys.unique("child", keep="first", maintain_order=True).select(
        "child", pl.col("text").alias(_KEY)
    )
    tied = made.join(numbers, on="owner", how="left", maintain_order="left")
    return tied.join(named, on="child", how="left", maintain_order="left").select(
        pl.col("line").alias(ROW), ID, UNDER, pl.col(_KEY).fill_null(""),
        "at", "text", "what", "table",
    )  # fmt: skip


def _rows(made: pl.DataFrame, elements: pl.DataFrame) -> dict[str, pl.DataFrame] | None:
    """The rows of every table; None where a value is given twice."""
    rows = made.partition_by("table", as_dict=True)
    values = elements.filter(pl.col("what") == _VALUE)
    told = values.select("within", "tag", pl.col("owner").alias("at"), "text").partition_by(
        "within", "tag", as_dict=True
    )
    if any((one["at"].diff() == 0).any() for one in told.values()):
        return None
    return {
        table.id: _columns(table, rows.get((table.id,), made.clear()), told) for table in TABLES
    }


def _columns(
    table: Table, rows: pl.DataFrame, told: Mapping[tuple[Any, ...], pl.DataFrame]
) -> pl.DataFrame:
    """The rows of a table: a repeated element's own text, or a group's values."""
    columns = rows.select(ROW, ID, UNDER, _KEY)
    if table.id not in _PLACES:
        return columns.with_columns(rows["text"].alias(table.names[1]))
    for name in table.names[1:]:
        values = told.get((_PLACES[table.id], name))
        columns = columns.with_columns(
            pl.lit(None, pl.String).alias(name)
            if values is None
            else _beside(rows["at"], values).alias(name)
        )
    return columns


def _beside(at: pl.Series, values: pl.DataFrame) -> pl.Series:
    """The value of each row, null where it has none; both are in the order of the file."""
    if len(at) == len(values):
        return values["text"]
    told = values.select("at", "text")
    return at.to_frame().join(told, on="at", how="left", maintain_order="left")["text"]
