"""The rows a rule gives as its examples, as the pages show them."""

from __future__ import annotations

import re

from kinkeeper.law.returns.view import LAST

MARK = "►"
_ROW = re.compile(r"(!?)(\w+)(?:\*(\d+))?(?::\s*(.*))?\Z", re.DOTALL)


def shown(text: str, labels: dict[int, str]) -> str:
    """The rows, one below another; those pointed at are marked. `labels` are the years by their end."""
    parts = [part for part in (one.strip() for one in text.split(";")) if part]
    return "<br>".join(_part(part, labels) for part in parts)


def _part(part: str, labels: dict[int, str]) -> str:
    if part.isdigit():
        return f"In {labels[int(part)]}:"
    if part.startswith("+"):
        return f"{_table(part[1:])} is there and has no rows"
    found = _ROW.match(part)
    if found is None:
        raise ValueError(f"{part!r} is not a row of an example")
    mark, table, times, values = found.groups()
    told = ", ".join(one.strip() for one in (values or "").split(",") if one.strip())
    row = f"{_table(table)}: `{told}`" if told else _table(table)
    many = f" ({times} times)" if times else ""
    return f"{MARK + ' ' if mark else ''}{row}{many}"


def _table(name: str) -> str:
    return f"{name.removesuffix(LAST)} of last year" if name.endswith(LAST) else name
