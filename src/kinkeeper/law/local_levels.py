"""An authority's own threshold documents, read from a file it keeps: their levels, and since when."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any, Final

from kinkeeper.kernel.errors import BadSetting, KinkeeperError
from kinkeeper.law.levels import FOUR, Level, Threshold, Wording, in_order

EXAMPLE: Final = (
    'Write, say:\n  [[document]]\n  id = "continuum_2026"\n  title = "Continuum of need"\n'
    '  since = 2026-04-01\n  [document.levels.additional]\n  title = "Level 3"'
)
NEEDED: Final = {"id", "title", "since"}
WORDS: Final = ("title", "who", "response", "consent")
LONGEST_ID: Final = 40


def read(path: Path) -> tuple[Threshold, ...]:
    """The documents in a TOML file, by the day each began.

    Of a level, what the file does not say stays as Birmingham's four levels have it. Raises
    BadSetting, naming the file and the document, for what cannot be read.
    """
    told = _told(path)
    documents = told.get("document")
    if set(told) != {"document"} or not isinstance(documents, list) or not documents:
        raise BadSetting(f"{path} needs one `document` or more, and nothing else.", do=EXAMPLE)
    try:
        return in_order([_document(path, one) for one in documents])
    except BadSetting:
        raise
    except KinkeeperError as wrong:
        raise BadSetting(f"{path}: {wrong.message}", do=EXAMPLE) from wrong


def _told(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise BadSetting(f"{path} cannot be read: {wrong}.", do=EXAMPLE) from wrong


def _document(path: Path, told: Any) -> Threshold:
    if not isinstance(told, dict) or not NEEDED <= set(told) <= {*NEEDED, "levels"}:
        words = f"{path}: a document has an `id`, a `title` and a day `since`, and its `levels`."
        raise BadSetting(words, do=EXAMPLE)
    name, title, since = (told[key] for key in ("id", "title", "since"))
    texts = isinstance(name, str) and isinstance(title, str) and name and title
    if not texts or len(name) > LONGEST_ID or type(since) is not date:
        raise BadSetting(f"{path}: {name}: its id, title or day is not one.", do=EXAMPLE)
    levels = {one: _wording(path, name, one, told.get("levels", {})) for one in Level}
    _refuse_others(path, name, told.get("levels", {}))
    return Threshold(name, title, since, levels, "T", "T", "This authority's own file of levels")


def _wording(path: Path, document: str, level: Level, levels: Any) -> Wording:
    """How the file puts a level; what it leaves out is as it was."""
    told = levels.get(level.value, {}) if isinstance(levels, dict) else None
    if not isinstance(told, dict) or not set(told) <= set(WORDS):
        raise BadSetting(
            f"{path}, {document}: {level.value} may have {', '.join(WORDS)}.", do=EXAMPLE
        )
    if not all(isinstance(said, str) and said.strip() for said in told.values()):
        raise BadSetting(f"{path}, {document}: {level.value} is told in words.", do=EXAMPLE)
    was = FOUR[level]
    return Wording(*(told.get(word, getattr(was, word)) for word in WORDS))


def _refuse_others(path: Path, document: str, levels: dict[str, Any]) -> None:
    if others := set(levels) - set(Level):
        raise BadSetting(
            f"{path}, {document}: there is no level {', '.join(sorted(others))}.",
            do=f"The levels are: {', '.join(Level)}.",
        )
