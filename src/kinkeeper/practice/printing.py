"""A form as a PDF: tagged for screen readers, in the letters the pages are in, with no address kept back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal

import typst

from kinkeeper.kernel.moment import today
from kinkeeper.practice.definition import CODED, Definition, Kind, Question, in_sections
from kinkeeper.practice.values import Value, in_words

HERE: Final = Path(__file__).parent
LINES: Final = {Kind.TEXT: 1, Kind.DATE: 1, Kind.LONGER_TEXT: 6, Kind.VIEW: 5}
NOTHING: Final = "Not answered"
SOME_MISSING: Final = (
    "Some letters or signs in this form cannot be printed here; they can be read on the screen."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What stands around the answers: the reference, who it is about, who signed and who approved."""

    reference: str
    foot: str
    about: str = ""
    facts: Sequence[tuple[str, str]] = ()
    notices: Sequence[str] = ()
    at: datetime


def filled(
    definition: Definition,
    answers: Mapping[str, Value],
    around: Around,
    *,
    confirmed: Mapping[str, str],
) -> bytes:
    """A form that was signed. `confirmed` says of a question from when its answer still holds."""
    shown = definition.shown(answers)
    sections = [
        {
            "title": section.title,
            "guidance": "",
            "items": [_said(one, answers.get(one.id), confirmed) for one in asked],
        }
        for section, asked in in_sections(definition, shown)
    ]
    return _pdf(definition, around, sections, empty=False)


def empty(definition: Definition, around: Around) -> bytes:
    """A form with nothing in it, to be filled by hand where there is no other way."""
    sections = [
        {
            "title": section.title,
            "guidance": section.guidance,
            "items": list(map(_asked, section.questions)),
        }
        for section in definition.sections
    ]
    return _pdf(definition, around, sections, empty=True)


def plain(
    title: str, around: Around, parts: Sequence[tuple[str, Sequence[tuple[str, str]]]]
) -> bytes:
    """Any document of titled parts, each of named lines, as such a PDF."""
    sections = [
        {"title": part, "guidance": "", "items": list(map(_line, of))} for part, of in parts
    ]
    return _printed({"title": title, "sections": sections, "empty": False}, around)


def _line(named: tuple[str, str]) -> dict[str, Any]:
    name, said = named
    return {"asks": name, "mark": "", "answer": [said]}


def _said(question: Question, value: Value, confirmed: Mapping[str, str]) -> dict[str, Any]:
    said = in_words(question, value) or NOTHING
    return {
        "asks": question.asks,
        "mark": confirmed.get(question.id, ""),
        "answer": [part for part in said.split("\n\n") if part.strip()],
    }


def _asked(question: Question) -> dict[str, Any]:
    listed = question.kind in CODED or question.kind is Kind.YES_NO
    only = "Only where an earlier answer calls for it." if question.shown_when else ""
    return {
        "asks": question.asks,
        "guidance": " ".join(part for part in (only, question.guidance) if part),
        "choices": [one.meaning for one in question.options(today())] if listed else [],
        "lines": LINES.get(question.kind, 0),
    }


def _pdf(
    definition: Definition, around: Around, sections: Sequence[Mapping[str, Any]], *, empty: bool
) -> bytes:
    return _printed({"title": definition.title, "sections": sections, "empty": empty}, around)


def _printed(form: Mapping[str, Any], around: Around) -> bytes:
    told = asdict(around)
    at = told.pop("at")
    try:
        return _made({**form, **told}, at)
    except typst.TypstError:  # a sign in it that none of our letters draws, which PDF/UA forbids
        notices = [*around.notices, SOME_MISSING]
        return _made({**form, **told, "notices": notices}, at, standard="1.7")


def _made(
    form: Mapping[str, Any], at: datetime, *, standard: Literal["ua-1", "1.7"] = "ua-1"
) -> bytes:
    return typst.compile(
        HERE / "form.typ",
        font_paths=[HERE / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"form": json.dumps(form)},
        format="pdf",
        pdf_standards=[standard],
        timestamp=at.replace(microsecond=0),
    )
