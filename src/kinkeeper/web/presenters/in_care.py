"""Of children looked after, for a list: how old they are and since when they are looked after."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from kinkeeper.access.who import Who
from kinkeeper.care.queries import looked_after
from kinkeeper.people.queries import people_of
from kinkeeper.web.parts import Cell
from kinkeeper.web.presenters import people
from kinkeeper.web.presenters.tables import since

LIST: Final = "LA02"  # the figure whose list tells it
COLUMNS: Final = ("Age", "Looked after since")
Cells = tuple[Cell, Cell]
CLOSED: Final = (Cell("Not shown"), Cell("Not shown"))


def in_care(who: Who, person_ids: Collection[UUID], on: date) -> Mapping[UUID, Cells]:
    """Of the children whose record is open to the reader, both as at the day; of others nothing."""
    seen = people_of(who=who, person_ids=person_ids)
    began = {one.person_id: one for one in looked_after(who=who, on=on)} if seen else {}
    told = {id_: since(one.started_on, known=one.start_known) for id_, one in began.items()}
    return {
        id_: (Cell(people.lines(one, on, named=False)[0]), Cell(told.get(id_)))
        for id_, one in seen.items()
    }
