"""What people do by hand in an invented authority: a little of everything, made by their own verbs.

The city's records of years are written in bulk; these few are made as people make them, so that a
visitor finds each part of the service alive on the day it opens.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from rich.progress import Progress

if TYPE_CHECKING:
    from kinkeeper.access.who import Who


def make(by: Who, people: Mapping[str, Any], progress: Progress, *, since: date) -> None:
    """A morning's work of those who sign in; `people` by their roles. Nothing in it asks for duties."""
    from kinkeeper.chronology.listeners import together

    with together():
        _make(by, people, progress, since=since)


def _make(by: Who, people: Mapping[str, Any], progress: Progress, *, since: date) -> None:
    from kinkeeper.access.who import who_is
    from kinkeeper.cli import (
        sample_access,
        sample_casefile,
        sample_contexts,
        sample_court,
        sample_early_help,
        sample_family,
        sample_front_door,
        sample_partners,
        sample_practice,
        sample_protection,
        sample_quality,
    )

    decider, worker, manager, helper = (
        who_is(people[role].id)
        for role in ("mash_decision_maker", "social_worker", "team_manager", "early_help_worker")
    )
    task = progress.add_task("A morning's work", total=11)
    agencies = sample_partners.make(by=by, partner=people["partner"].id, since=since)
    progress.advance(task)
    sample_front_door.make(decider, agencies=list(agencies.values()))
    progress.advance(task)
    sample_early_help.make(decider=decider, worker=helper, manager=manager, social_worker=worker)
    progress.advance(task)
    sample_practice.make(worker, manager)
    progress.advance(task)
    sample_casefile.make(worker=worker, manager=manager)
    progress.advance(task)
    sample_family.make(worker=worker)
    progress.advance(task)
    sample_contexts.make(decider=decider, manager=manager)
    progress.advance(task)
    sample_access.make(worker=worker, manager=manager)
    progress.advance(task)
    chair = who_is(people["reviewing_officer"].id)
    sample_protection.make(manager=manager, worker=worker, chair=chair, decider=decider)
    progress.advance(task)
    director = who_is(people["director"].id)
    sample_court.make(worker=worker, manager=manager, director=director)
    progress.advance(task)
    sample_quality.make(director=director, auditor=chair, manager=manager)
    progress.advance(task)
