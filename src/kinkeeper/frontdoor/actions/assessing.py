"""An assessment of a child, as the form that somebody approved says."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.turns import take_turn
from kinkeeper.access.who import Asker, as_who
from kinkeeper.chronology.save import save
from kinkeeper.frontdoor.episodes import REFER_FIRST, none_open, open_cases
from kinkeeper.frontdoor.kinds import AssessmentKind
from kinkeeper.frontdoor.models import Assessment, AssessmentFactor, HelpEpisode


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """An assessment from its first day to its authorisation, and the factors it found."""

    kind: AssessmentKind
    begun_on: date
    authorised_on: date
    factors: Collection[str] = ()


@action(Permission.AUTHORISE_ASSESSMENT, on="child")
def record_assessment(*, child: UUID, assessed: Assessed, by: Asker) -> Assessment:
    """Record that an assessment in the child's open case was authorised; once it is, it stays so.

    One that is under way there already is ended, whether it was begun here or read from a file. It
    began on the day of the referral at the earliest. Raises Refused where no case is open.
    """
    take_turn("assessments", child)
    open_then = open_cases(child).filter(referred_on__lte=assessed.authorised_on)
    episode = next(
        iter(open_then.select_for_update(no_key=True)), None
    )  # nobody closes it meanwhile
    if episode is None:
        raise none_open(REFER_FIRST)
    row = _of(episode, assessed)
    if row.authorised_on is None:
        row.authorised_on = assessed.authorised_on
        save(row, by=as_who(by))
        for code in sorted(assessed.factors):
            _found(row, code, by)
    note(kind=str(row.kind), authorised_on=row.authorised_on.isoformat())
    return row


def _of(episode: HelpEpisode, assessed: Assessed) -> Assessment:
    """The assessment under way in this case, or that of the same day; else a new one."""
    rows = Assessment.objects.filter(person_id=episode.person_id, kind=assessed.kind)
    begun_on = max(assessed.begun_on, episode.referred_on)
    under_way = rows.filter(episode=episode, authorised_on=None)
    before = under_way.filter(started_on__lte=assessed.authorised_on).order_by("started_on").first()
    return (
        before
        or rows.filter(started_on=begun_on).first()
        or Assessment(
            person_id=episode.person_id, episode=episode, kind=assessed.kind, started_on=begun_on
        )
    )


def _found(assessment: Assessment, code: str, by: Asker) -> None:
    if not AssessmentFactor.objects.filter(assessment=assessment, code=code).exists():
        save(AssessmentFactor(assessment=assessment, code=code), by=as_who(by))
