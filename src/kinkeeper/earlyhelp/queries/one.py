"""One time of early help, whole: who agreed, who leads, what was found, planned, done and reviewed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import names
from kinkeeper.access.rules import may
from kinkeeper.access.teams import is_live
from kinkeeper.access.who import Asker, as_who
from kinkeeper.earlyhelp.kinds import Beginning, Ending, Part, Result, Said, State, Step, Whose
from kinkeeper.earlyhelp.models import EarlyHelp
from kinkeeper.earlyhelp.queries.handing import HandoverShown, handovers_of
from kinkeeper.earlyhelp.queries.levels import LevelShown, levels_of
from kinkeeper.earlyhelp.reading import standing
from kinkeeper.earlyhelp.states import Guard, missing, open_moves


@dataclass(frozen=True, slots=True)
class SaidSo:
    """What the family said once."""

    said: Said
    by_whom: str
    on: date
    told_by: str
    shared_with: str


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody who takes part, of an agency."""

    id: UUID
    name: str
    agency: str
    telephone: str
    role: str
    started_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Found:
    """What the family assessment found."""

    signed_on: date
    signed_by: str
    strengths: str
    needs: str
    adults: str
    childs_words: str


@dataclass(frozen=True, slots=True)
class Planned:
    """A need in the plan and what came of it; no `result` while it is open."""

    id: UUID
    need: str
    whose: Whose
    whose_name: str
    action: str
    done_by: str
    by_when: date
    service: str
    result: Result | None
    result_on: date | None
    result_words: str

    @property
    def whose_words(self) -> str:
        """Whose need it is."""
        return f"{self.whose.label}: {self.whose_name}" if self.whose_name else self.whose.label


@dataclass(frozen=True, slots=True)
class Held:
    """A review that was held."""

    held_on: date
    came: str
    progress: str
    family_words: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A step as it was taken."""

    step: Step
    on: date
    by: str
    ending: str
    words: str


@dataclass(frozen=True, slots=True)
class HelpShown:
    """Early help as its own page shows it; `next_steps` with what stands before each."""

    id: UUID
    person_id: UUID
    episode_id: UUID | None
    state: State
    began_from: str
    need_on: date
    need: str
    consents: tuple[SaidSo, ...]
    leads: tuple[Somebody, ...]
    coordinators: tuple[Somebody, ...]
    team: tuple[Somebody, ...]
    assessment: Found | None
    items: tuple[Planned, ...]
    reviews: tuple[Held, ...]
    steps: tuple[Taken, ...]
    levels: tuple[LevelShown, ...]
    handovers: tuple[HandoverShown, ...]
    next_steps: tuple[tuple[Step, tuple[Guard, ...]], ...]
    let_go: tuple[str, ...]
    may_record: bool
    may_let_go: bool

    @property
    def is_open(self) -> bool:
        """Whether it goes on."""
        return self.state is not State.ENDED

    @property
    def lead(self) -> Somebody | None:
        """Who leads today."""
        return self.leads[0] if self.leads and self.leads[0].ended_on is None else None

    @property
    def consent(self) -> Said | None:
        """What the family said last."""
        return self.consents[0].said if self.consents else None

    def missing(self, step: Step) -> tuple[Guard, ...]:
        """What stands before a step; nothing too where the step does not follow."""
        return dict(self.next_steps).get(step, ())

    def may_follow(self, step: Step) -> bool:
        """Whether a step follows from how it stands, guards aside."""
        return step in dict(self.next_steps)


def shown(*, who: Asker, early_help: EarlyHelp) -> HelpShown:
    """The whole of it, for an asker who may read it."""
    stands = standing(early_help)
    parts = {part: _people(early_help.responsible.filter(part=part), part.label) for part in Part}
    team = early_help.team.order_by("-started_on", "-id")
    steps = tuple(early_help.steps.order_by("-id"))
    by = names([row.recorded_by for row in steps if row.recorded_by])
    waivable = any(g.waivable for move in open_moves(stands) for g in missing(stands, move))
    return HelpShown(
        id=early_help.id,
        person_id=early_help.person_id,
        episode_id=early_help.episode_id,
        state=stands.state,
        began_from=Beginning(early_help.began_from).label,
        need_on=early_help.need_on,
        need=early_help.need,
        consents=_consents(early_help),
        leads=parts[Part.LEAD],
        coordinators=parts[Part.COORDINATOR],
        team=tuple(_somebody(row, row.role) for row in team if is_live(row, as_who(who).on)),
        assessment=_assessment(early_help),
        items=_items(early_help),
        reviews=tuple(
            Held(row.held_on, row.came, row.progress, row.family_words)
            for row in early_help.reviews.order_by("-held_on")
        ),
        steps=tuple(_step(row, by) for row in steps),
        levels=levels_of(who=who, person_id=early_help.person_id),
        handovers=handovers_of(who=who, person_id=early_help.person_id),
        next_steps=tuple((step, missing(stands, step)) for step in open_moves(stands)),
        let_go=tuple(sorted(stands.waived)),
        may_record=may(who, Permission.RECORD_EARLY_HELP, early_help),
        may_let_go=waivable and may(who, Permission.LET_GO_GUARD, early_help),
    )


def _consents(early_help: EarlyHelp) -> tuple[SaidSo, ...]:
    rows = early_help.consents.order_by("-on", "-id")
    return tuple(
        SaidSo(Said(row.said), row.by_whom, row.on, row.told_by, row.shared_with) for row in rows
    )


def _people(rows: Any, role: str) -> tuple[Somebody, ...]:
    return tuple(_somebody(row, role) for row in rows.order_by("-started_on", "-id"))


def _somebody(row: Any, role: str) -> Somebody:
    return Somebody(row.id, row.name, row.agency, row.telephone, role, row.started_on, row.ended_on)


def _assessment(early_help: EarlyHelp) -> Found | None:
    row = getattr(early_help, "assessment", None)
    if row is None:
        return None
    told = (row.strengths, row.needs, row.adults, row.childs_words)
    return Found(row.signed_on, row.signed_by, *told)


def _items(early_help: EarlyHelp) -> tuple[Planned, ...]:
    rows = early_help.items.select_related("outcome", "service").order_by("by_when", "id")
    return tuple(map(_item, rows))


def _item(row: Any) -> Planned:
    came = getattr(row, "outcome", None)
    return Planned(
        id=row.id,
        need=row.need,
        whose=Whose(row.whose),
        whose_name=row.whose_name,
        action=row.action,
        done_by=row.done_by,
        by_when=row.by_when,
        service=row.service.name if row.service else "",
        result=Result(came.result) if came else None,
        result_on=came.on if came else None,
        result_words=came.words if came else "",
    )


def _step(row: Any, by: Mapping[UUID, str]) -> Taken:
    ending = Ending(row.ending).label if row.ending else ""
    return Taken(Step(row.step), row.on, by.get(row.recorded_by, ""), ending, row.words)
