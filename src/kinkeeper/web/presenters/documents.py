"""Documents in words: the list with what a scanner said, and the form by which one is sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final
from uuid import UUID

from django.urls import reverse

from kinkeeper.access.sections import Section
from kinkeeper.access.who import Who
from kinkeeper.casefile.file_types import ACCEPTED
from kinkeeper.casefile.kinds import DocumentKind, Verdict
from kinkeeper.casefile.queries.documents import DocumentShown
from kinkeeper.casefile.receiving import MOST_BYTES
from kinkeeper.web import words
from kinkeeper.web.due import Tone
from kinkeeper.web.fields import Field, Form
from kinkeeper.web.parts import Cell, Column, Row, Tag, Worklist
from kinkeeper.web.presenters.notes import sections

COLUMNS: Final = ("Document", "What it is", "Kept", "Virus check")
TONES: Final[Mapping[Verdict, Tone]] = {
    Verdict.CLEAN: "met",
    Verdict.INFECTED: "late",
    Verdict.UNANSWERED: "soon",
    Verdict.NO_SCANNER: "note",
}
UNDER: Final[Mapping[Verdict, str]] = {
    Verdict.UNANSWERED: "The scanner did not answer. Cannot be downloaded; asked every five minutes",
    Verdict.INFECTED: "Cannot be downloaded",
    Verdict.NO_SCANNER: "No virus scanner is set up",
}
ENDINGS: Final = ".pdf,.png,.jpg,.jpeg,.docx,.xlsx,.odt,.txt,.eml"


def listed(found: Iterable[DocumentShown]) -> Worklist:
    """Each document: a link to its bytes only where they may be had."""
    rows = [_row(one) for one in found]
    total = words.counted(len(rows), "document")
    return Worklist("Documents", [Column(name) for name in COLUMNS], rows, total)


def upload_form(
    who: Who, person_id: UUID, posted: Mapping[str, str], problems: Mapping[str, str]
) -> Form:
    """The form by which a file is sent."""
    kinds = sections(who, person_id)
    hint = f"{ACCEPTED}; up to {MOST_BYTES // 1024 // 1024} MB. Its type is found in the file, not its name"
    of = Field(
        "section", "Who may read it?", "select",
        "A document of a section is hidden whole from who may not read that section",
        posted.get("section", ""), kinds,
    )  # fmt: skip
    fields = (
        Field("file", "Choose a file", "file", hint, accept=ENDINGS),
        Field("kind", "What is it?", "select", value=posted.get("kind", ""),
              options=DocumentKind.choices),
        Field("about", "Describe it in a few words", "text", "For example, letter from the school",
              posted.get("about", "")),
        *([of] if len(kinds) > 1 else []),
    )  # fmt: skip
    return Form(
        fields, reverse("child-documents", args=[person_id]), "Keep this document", problems
    )


def _row(one: DocumentShown) -> Row:
    under = f"{one.file_type.title}, {_size(one.size)}"
    stripped = ", picture drawn anew without place and time" if one.stripped else ""
    of_section = [Tag(Section(one.section).words, "restricted")] if one.section else []
    url = reverse("document", args=[one.id]) if one.opens else ""
    return Row(
        (
            Cell(one.about, url=url, hidden="download", under=under + stripped, head=True, label=False,
                 tags=of_section),
            Cell(one.kind_title),
            Cell(words.short_date(one.kept_on), under=one.by),
            Cell(str(one.verdict.label), tone=TONES[one.verdict], under=_under(one.verdict),
                 label=False),
        )
    )  # fmt: skip


def _under(verdict: Verdict) -> str:
    return UNDER.get(verdict, "")


def _size(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{max(1, size // 1024)} KB"
