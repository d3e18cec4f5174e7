"""Columns that sort: one click ascending, the next descending."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kinkeeper.web.address import Address
from kinkeeper.web.parts import Column


def asked_sort(address: Address, keys: Collection[str], *, default: str) -> str:
    """The sort asked for ("due" or "-due"), or the default when it is not on offer."""
    asked = address.choices.get("sort", "")
    return asked if asked.removeprefix("-") in keys else default


def sorted_columns(
    columns: Sequence[tuple[str, str]], address: Address, *, now: str
) -> list[Column]:
    """The header: (name, key) pairs; an empty key is a column that does not sort."""
    return [_column(name, key, address, now) for name, key in columns]


def _column(name: str, key: str, address: Address, now: str) -> Column:
    if not key:
        return Column(name)
    turned = f"-{key}" if now == key else key
    url = str(address.change(sort=turned, page=""))
    return Column(name, url, {key: "ascending", f"-{key}": "descending"}.get(now, ""))
