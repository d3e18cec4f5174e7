"""Closing a case: with its reason, once the child was seen and nothing of it is left undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.access.who import Asker, as_who
from kinkeeper.casefile.actions.notes import NoteSaid, complete_note
from kinkeeper.casefile.actions.tasks import withdraw_with_the_case
from kinkeeper.casefile.kinds import NoteKind
from kinkeeper.chronology.guards import (
    CLOSE_BY_TEAM_MANAGER,
    CLOSE_EPISODE,
    END_WORK,
    held_up,
    refuse_if_held_up,
    take_turns,
)
from kinkeeper.chronology.save import save
from kinkeeper.frontdoor.models import HelpEpisode
from kinkeeper.frontdoor.stepping import reason
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import today
from kinkeeper.law.codes import code_set
from kinkeeper.workforce.actions import end_with_the_case

DIED: Final = "RC2"
REASONS: Final = "cin.reason_for_closure"
WITHDRAWN: Final = "The case was closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """Why a case closes and when, what was weighed, and when the child was last seen."""

    on: date
    reason: str  # of cin.reason_for_closure
    summary: str
    child_seen_on: date | None


@action(Permission.CLOSE_CASE, on="episode")
def close_case(*, episode: HelpEpisode, closing: Closing, by: Asker) -> HelpEpisode:
    """Close one case, once; the summary is kept among the child's notes, as the decision it is.

    Its workers' time with the child and its open tasks end with it, unless something else goes on.
    Raises Refused, naming what is missing and who may let it go, where a step-down is not accepted, a
    protection plan, care or an enquiry goes on, or somebody more senior has to close it.
    """
    take_turns(CLOSE_EPISODE, episode.person_id)
    held = HelpEpisode.objects.select_for_update(no_key=True).get(pk=episode.pk)
    _check_open(held)
    _check(held, closing)
    refuse_if_held_up(CLOSE_EPISODE, held.pk)
    if not may(by, Permission.CLOSE_AFTER_CARE, held):
        refuse_if_held_up(CLOSE_BY_TEAM_MANAGER, held.pk)
    held.closed_on, held.closure_reason = closing.on, closing.reason
    held.closure_decided_on = held.closure_decided_on or closing.on
    save(held, by=as_who(by))
    said = NoteSaid(kind=NoteKind.MANAGEMENT_DECISION, on=closing.on, text=_told(closing))
    complete_note(child=held.person_id, draft_id=uuid7(), said=said, version=0, by=by)
    _end_work(held, closing.on, by)
    note(closed_on=closing.on.isoformat(), reason=closing.reason)
    return held


@action(Permission.CLOSE_CASE, on="episode")
def decide_closure(*, episode: HelpEpisode, on: date, by: Asker) -> HelpEpisode:
    """Decide that a case is to close: until it is closed, or is to stay open, the time for it runs."""
    held = HelpEpisode.objects.select_for_update(no_key=True).get(pk=episode.pk)
    _check_open(held)
    if held.closure_decided_on is not None:
        raise Refused(
            "It is decided already that this case is to close.",
            missing="a case of which that is not decided",
            who_can_waive="nobody",
            do="Close it, or say that it is to stay open.",
        )
    if not held.referred_on <= on <= today():
        raise BadInput("enter a day since the referral, and not one to come", field="on")
    held.closure_decided_on = on
    save(held, by=as_who(by))
    note(decided_on=on.isoformat())
    return held


@action(Permission.CLOSE_CASE, on="episode")
def keep_open(*, episode: HelpEpisode, by: Asker) -> HelpEpisode:
    """Take back that a case is to close; what was decided before stays in its trail."""
    held = HelpEpisode.objects.select_for_update(no_key=True).get(pk=episode.pk)
    _check_open(held)
    if held.closure_decided_on is None:
        raise Refused(
            "Nobody has decided that this case is to close.",
            missing="a decision to close it",
            who_can_waive="nobody",
            do="There is nothing to take back.",
        )
    held.closure_decided_on = None
    save(held, by=as_who(by))
    return held


def _end_work(closed: HelpEpisode, on: date, by: Asker) -> None:
    """What the case alone was worked for ends with it; last, since it may end the closer's own reach."""
    child = closed.person_id
    others = HelpEpisode.objects.filter(person_id=child, closed_on=None).exclude(pk=closed.pk)
    if others.exclude(no_further_action=True).exists() or held_up(END_WORK, child):
        return
    withdraw_with_the_case(child=child, why=WITHDRAWN, by=by)
    end_with_the_case(child=child, ended_on=on, by=by)


def _check_open(episode: HelpEpisode) -> None:
    if episode.closed_on is not None or episode.no_further_action:
        raise Refused(
            "This case is closed already.",
            missing="an open case",
            who_can_waive="nobody",
            do="Look at the child's referrals.",
        )


def _check(episode: HelpEpisode, closing: Closing) -> None:
    if not episode.referred_on <= closing.on <= today():
        raise BadInput("enter a day since the referral, and not one to come", field="on")
    if episode.closure_decided_on and closing.on < episode.closure_decided_on:
        raise BadInput("enter the day it was decided, or one since", field="on")
    if not code_set(REASONS).valid(closing.reason, closing.on):
        raise BadInput("choose why it closes, as it could be returned on that day", field="reason")
    reason(closing.summary, field="summary")
    seen = closing.child_seen_on
    if seen is None and closing.reason != DIED:
        raise Refused(
            "No case closes before the child is seen.",
            missing="the day the child was last seen",
            who_can_waive="nobody",
            do="See the child, then close the case.",
        )
    if seen is not None and not episode.referred_on <= seen <= closing.on:
        raise BadInput("enter a day between referral and closing", field="child_seen_on")


def _told(closing: Closing) -> str:
    """The decision as a note: its reason in words, the child seen, what was weighed."""
    why = code_set(REASONS).meaning(closing.reason, closing.on)
    seen = closing.child_seen_on
    told = f"Child last seen on {seen.day} {seen:%B %Y}." if seen else "The child has died."
    return f"The case is closed: {why}.\n{told}\n\n{closing.summary.strip()}"
