"""Questions that several forms of early help ask, each worded once."""

from __future__ import annotations

from datetime import date
from typing import Final

from kinkeeper.access.queries import holdings, names, open_teams
from kinkeeper.access.who import Who
from kinkeeper.chronology.thresholds import thresholds_here
from kinkeeper.earlyhelp.told import Rated
from kinkeeper.law.levels import Level, threshold_on
from kinkeeper.web.decision_form import Form
from kinkeeper.web.questions import Fields, choice, long, text

WORKER: Final = "early_help_worker"


def somebody(what: str) -> Fields:
    """Who, of which agency, at what telephone."""
    return (
        text("name", f"Who is {what}?", "Enter a name"),
        text("agency", "Which agency are they of?", "Enter the agency"),
        text("telephone", "Their telephone number"),
    )


def level_fields(on: date) -> Fields:
    """The level of need by the document of the day, why, and what was known."""
    document = threshold_on(on, thresholds_here())
    offered = [
        (level.value, f"{said.title}: {said.who[:1].lower()}{said.who[1:]}")
        for level, said in document.levels.items()
    ]
    return (
        choice(
            "level",
            "What level of need is it?",
            "Choose the level of need",
            offered,
            f"By {document.title}",
        ),
        long("level_reason", "Why is it this level?", "Say why it is this level"),
        long(
            "known",
            "What was known?",
            "Say what was known",
            "Name nobody. A second person may rate the level from these words alone",
        ),
    )


def rated(form: Form) -> Rated:
    """The level that was answered."""
    return Rated(
        level=Level(form.value("level")),
        reason=form.value("level_reason"),
        known=form.value("known"),
    )


def workers(who: Who) -> tuple[tuple[str, str], ...]:
    """Early help workers of today, to choose from; the asker first, who is one."""
    ids = list(holdings(WORKER, who.on).values_list("user_id", flat=True))
    told = names(ids)
    order = sorted(ids, key=lambda one: (one != who.id, told.get(one, "")))
    return tuple((str(one), told[one]) for one in order if one in told)


def teams() -> tuple[tuple[str, str], ...]:
    """The teams of today, to choose from."""
    return tuple((str(team.id), team.name) for team in open_teams().order_by("name"))
