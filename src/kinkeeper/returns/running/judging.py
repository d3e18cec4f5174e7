"""Asks every rule of the files of a run, or of the records; only the providers' list touches the disk."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns.bounds import AN_AUTHORITY
from kinkeeper.law.returns.checked import Checked
from kinkeeper.law.returns.cin import Census
from kinkeeper.law.returns.cin import check as check_census
from kinkeeper.law.returns.cin.fields import TABLES as CIN_TABLES
from kinkeeper.law.returns.cin.read import read_text
from kinkeeper.law.returns.fields import Table
from kinkeeper.law.returns.open import LeftUnread, Opened, open_contents
from kinkeeper.law.returns.providers import read_providers
from kinkeeper.law.returns.ssda903.fields import TABLES as SSDA903_TABLES
from kinkeeper.law.returns.ssda903.library import Return, check
from kinkeeper.law.returns.ssda903.text import read_texts
from kinkeeper.law.returns.ssda903.years import year_label
from kinkeeper.returns.live import live_checked, live_given
from kinkeeper.returns.models import Collection, Origin

TABLES: Final[Mapping[str, tuple[Table, ...]]] = {
    Collection.SSDA903: SSDA903_TABLES,
    Collection.CIN: CIN_TABLES,
}


@dataclass(frozen=True, slots=True)
class Held:
    """One file as it was sent: which part it is of, its name and its bytes."""

    part: str
    name: str
    content: bytes


def judged(
    files: Sequence[Held], *, origin: str, collection: str, year: int, authority: str
) -> Checked:
    """Every rule of the collection year, asked of the files or of the records. Raises BadInput."""
    if origin == Origin.LIVE:
        return _live(files, collection, year, authority)
    if collection == Collection.CIN:
        return _cin(files, year)
    return _ssda903(files, year, authority)


def _live(files: Sequence[Held], collection: str, year: int, authority: str) -> Checked:
    with tempfile.TemporaryDirectory(prefix="kinkeeper-") as folder:
        path = _providers(files, Path(folder))
        providers = read_providers(path) if path else None
    given = live_given(collection, year, authority=authority or None, providers=providers)
    return live_checked(collection, year, given=given, most=AN_AUTHORITY)


def _ssda903(files: Sequence[Held], year: int, authority: str) -> Checked:
    opened, unread = _opened(files, year)
    texts = read_texts(opened, year=year)
    given = Return(texts, (*unread, *texts.unread))
    with tempfile.TemporaryDirectory(prefix="kinkeeper-") as folder:
        return check(
            given, year=year, authority=authority or None,
            providers=_providers(files, Path(folder)), most=AN_AUTHORITY,
        )  # fmt: skip


def _opened(files: Sequence[Held], year: int) -> tuple[list[Opened], list[LeftUnread]]:
    """The files as of two folders named after their years: a browser sends no folder."""
    opened: list[Opened] = []
    unread: list[LeftUnread] = []
    of = {"return": year_label(year), "last": year_label(year - 1)}
    for file in files:
        if file.part in of:
            inside, beside = open_contents(file.content, name=file.name, folder=of[file.part])
            opened += inside
            unread += beside
    _refuse_too_much(opened)
    return opened, unread


def _refuse_too_much(opened: Sequence[Opened]) -> None:
    """BadInput where there is more than an authority can have, before any of it is read."""
    texts: dict[str, dict[str, str]] = {"csv": {}, "xml": {}}
    for one in opened:
        texts[one.form][one.name] = one.text
    AN_AUTHORITY.refuse_lines({name: text.count("\n") for name, text in texts["csv"].items()})
    AN_AUTHORITY.refuse_elements(
        {name: text.count("</") + text.count("/>") for name, text in texts["xml"].items()}
    )


def _providers(files: Sequence[Held], folder: Path) -> Path | None:
    """The list of providers, where its reader can read it."""
    for file in files:
        if file.part == "providers":
            path = folder / Path(file.name).name
            path.write_bytes(file.content)
            return path
    return None


def _cin(files: Sequence[Held], year: int) -> Checked:
    opened, unread = _opened(files, year)
    found = [file for file in opened if file.form == "xml"]
    if len(found) != 1:
        raise BadInput(
            "a census is one XML file", do="Send the census of this year, and nothing beside it."
        )
    others = [LeftUnread(file.name, "not XML") for file in opened if file.form != "xml"]
    text = read_text(found[0])
    if text.reference_on.year != year:
        raise BadInput(
            f"this is the census of {year_label(text.reference_on.year)}, not of {year_label(year)}",
            file=found[0].name, do="Choose its year, or send the census of the year you chose.",
        )  # fmt: skip
    return check_census(Census(text, (*unread, *others)), year=year, most=AN_AUTHORITY)
