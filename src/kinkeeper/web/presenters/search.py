"""Who was found, and why they may be who was meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse

from kinkeeper.kernel.ids import reference
from kinkeeper.people.search import Found, Hit
from kinkeeper.web import words
from kinkeeper.web.parts import Cell, Column, Row, Worklist
from kinkeeper.web.presenters import people
from kinkeeper.workforce.queries import ChildsWorker

COLUMNS = tuple(
    Column(name) for name in ("Person", "Date of birth", "Why they may be meant", "Worker")
)


def results(
    found: Found, hits: Sequence[Hit], workers: Mapping[UUID, ChildsWorker], *, nobody: str
) -> Worklist:
    """One page of hits, the likeliest first; `nobody` is said where no worker is to be seen."""
    rows = [_row(hit, workers.get(hit.person.id), nobody) for hit in hits]
    return Worklist(caption(found), COLUMNS, rows)


def caption(found: Found) -> str:
    """How the list is ordered, and whether it is all there is."""
    return "The likeliest; there may be more" if found.more else "Likeliest first"


def read_as(found: Found, *, unnamed: bool = False) -> list[str]:
    """How the search was read, so that a wrong reading is seen at once."""
    asked = found.asked
    said = []
    if asked.words and not unnamed:
        said.append(f"a name: {' '.join(asked.words)}")
    said += [f"a date of birth: {words.plain_date(on)}" for on in _exact(found)]
    said += [f"a number: {number}" for number in asked.numbers]
    said += [f"a reference: {one.upper()}" for one in asked.references]
    return [*said, f"a postcode: {asked.postcode}"] if asked.postcode else said


def _exact(found: Found) -> list[date]:
    return [on for on, reading in found.asked.dates.items() if reading.likeness == 1.0]


def _row(hit: Hit, worker: ChildsWorker | None, nobody: str) -> Row:
    person = hit.person
    name = people.title(person, hit.names)
    return Row(
        (
            Cell(
                name,
                url=reverse("child", args=[person.id]),
                under=reference(person.id) if hit.names else "",
                head=True,
                label=False,
            ),
            Cell(people.birth(person)),
            Cell(_reasons(hit), label=False),
            Cell(worker.worker if worker else nobody),
        )
    )


def _reasons(hit: Hit) -> str:
    said = "; ".join(hit.reasons)
    return said[:1].upper() + said[1:]
