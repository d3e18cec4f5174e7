"""What its record adds to an entry of the story: who, where, why; as far as the asker may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from textwrap import shorten
from typing import Any
from uuid import UUID

from kinkeeper.access.who import Who
from kinkeeper.care.queries import PlacementShown, placements
from kinkeeper.casefile.queries.notes import headlines
from kinkeeper.chronology.queries import Happening
from kinkeeper.frontdoor.queries import EpisodeShown, episodes
from kinkeeper.protection.queries import PlanShown, plans
from kinkeeper.web import words
from kinkeeper.workforce.queries import ChildsWorker, current_workers, past_workers


@dataclass(frozen=True, slots=True)
class Told:
    """The words of an entry; an empty title leaves the kind of event its own."""

    title: str = ""
    text: str = ""


Teller = Callable[[Happening], Told]
NOTHING = Told()
LONGEST = 200  # letters of a note


def tellers(who: Who, person_id: UUID) -> Mapping[UUID, Teller]:
    """By record, what it says of the events it told of."""
    return dict(_tellers({"who": who, "person_id": person_id}))


def told(one: Happening, by: Mapping[UUID, Teller]) -> Told:
    """What the record of an entry adds to it; nothing where it is not the asker's to see."""
    teller = by.get(one.source_record)
    said = teller(one) if teller else NOTHING
    return said if said.text or not one.detail else Told(said.title, str(one.detail))


def _tellers(of: dict[str, Any]) -> Iterator[tuple[UUID, Teller]]:
    for worker in (*current_workers(**of), *past_workers(**of)):
        yield worker.allocation_id, _of_worker(worker)
    for placement in placements(**of):
        yield placement.id, _of_placement(placement)
    for episode in episodes(**of):
        yield episode.id, _of_episode(episode)
    for plan in plans(**of):
        yield plan.id, _of_plan(plan)
    for note_id, (kind, begins) in headlines(**of).items():
        yield note_id, _of_note(kind, begins)


def _of_note(kind: str, begins: str) -> Teller:
    """What it is of, and how it begins; a timeline is no place for long texts."""
    said = Told(kind, shorten(begins, LONGEST, placeholder=" …"))
    return lambda _event: said


def _of_worker(one: ChildsWorker) -> Teller:
    role = words.uncapital(one.role_title)
    why = f"Reason: {words.uncapital(str(one.change_reason))}" if one.change_reason else ""
    began = Told(f"{one.worker} became {role}", ". ".join(filter(None, (one.team, why))))
    ended = Told(f"{one.worker} stopped being {role}")
    return lambda event: ended if event.kind == "worker_unallocated" else began


def _of_placement(one: PlacementShown) -> Teller:
    kind = str(one.kind) if one.kind else "Kind of placement not recorded"
    provider = f"Provider: {words.uncapital(str(one.provider_kind))}" if one.provider_kind else ""
    left = f"Why it ended: {words.uncapital(str(one.change_reason))}" if one.change_reason else ""
    began, ended = (Told(text=". ".join(filter(None, (kind, end)))) for end in (provider, left))
    said = {"placement_started": began, "placement_ended": ended}
    said |= {"placed_with_adopters": began, "adoptive_placement_ended": ended}
    return lambda event: said.get(event.kind, NOTHING)


def _of_episode(one: EpisodeShown) -> Teller:
    source = f"From: {words.uncapital(str(one.referral_source))}" if one.referral_source else ""
    need = f"main need: {words.uncapital(str(one.primary_need))}" if one.primary_need else ""
    came = Told(text=words.capital("; ".join(filter(None, (source, need)))))
    closed = Told(text=str(one.closure_reason or ""))
    said = {"referral_received": came, "case_closed": closed}
    return lambda event: said.get(event.kind, NOTHING)


def _of_plan(one: PlanShown) -> Teller:
    harm = ", ".join(str(period.category) for period in one.categories)
    return lambda event: Told(text=harm) if event.kind == "cp_plan_started" else NOTHING
