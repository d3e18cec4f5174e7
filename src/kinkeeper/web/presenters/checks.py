"""What is wrong in the records, by check; a check that was not run is never a check without findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.urls import reverse

from kinkeeper.duties.finding_queries import Found, Tally
from kinkeeper.kernel.ids import reference
from kinkeeper.law.check import Check
from kinkeeper.law.clock import MARKS
from kinkeeper.web import words
from kinkeeper.web.parts import Cell, Column, Fact, Row, Worklist
from kinkeeper.web.presenters import people
from kinkeeper.web.presenters.tables import row, table
from kinkeeper.web.shapes import Name


def broken(tallies: Sequence[Tally]) -> Worklist:
    """Checks that found something, the most first; each number opens its list."""
    found = sorted((t for t in tallies if t.findings), key=lambda t: -(t.findings or 0))
    columns = (Column("Check"), Column("Kind"), Column("Findings", figure=True))
    total = words.counted(sum(t.findings or 0 for t in found), "finding")
    return Worklist("To put right", columns, [_broken(tally) for tally in found], total)


def met(tallies: Sequence[Tally]) -> Worklist:
    """Checks that were run and found nothing that the reader may see."""
    rows = [row(t.check.title, words.short_date(t.run_on)) for t in tallies if t.findings == 0]
    return table("Run, nothing found", ("Check", "Last run over everybody"), rows)


def not_run(tallies: Sequence[Tally]) -> Worklist:
    """Checks that could not be run, with the reason."""
    rows = [row(t.check.title, t.not_run) for t in tallies if t.findings is None]
    return table("Not run", ("Check", "Why it was not run"), rows)


def facts(check: Check) -> list[Fact]:
    """What a check asks, and where it comes from."""
    return [
        Fact("What is wrong", check.message),
        Fact("What to do", check.do),
        Fact("Source", str(check.law)),
        Fact("How sure the rule is", MARKS[check.check].capitalize()),
    ]


def listed(found: Iterable[Found], names: Mapping[UUID, Sequence[Name]], total: int) -> Worklist:
    """One page of the findings of a check, longest standing first."""
    rows = [_listed(one, names.get(one.person_id, ())) for one in found]
    columns = [Column(name) for name in ("Child", "Since")]
    return Worklist("Findings", columns, rows, words.counted(total, "finding"))


def _broken(tally: Tally) -> Row:
    error = tally.check.severity == "error"
    address = reverse("check", args=[tally.check.id])
    return Row(
        (
            Cell(tally.check.title, url=address, under=tally.check.message, head=True, label=False),
            Cell("Error" if error else "To check", tone="late" if error else "note", label=False),
            Cell(f"{tally.findings:,}"),
        )
    )


def _listed(one: Found, names: Sequence[Name]) -> Row:
    short = reference(one.person_id)
    return Row(
        (
            Cell(
                people.filed(names[0]) if names else short,
                url=reverse("child-work", args=[one.person_id]),
                under=short if names else "",
                head=True,
                label=False,
            ),
            Cell(words.short_date(one.first_seen_on)),
        )
    )
