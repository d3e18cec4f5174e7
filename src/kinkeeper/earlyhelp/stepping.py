"""Taking a step: in its turn, if nothing stands before it, and written once."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from uuid import UUID

from kinkeeper.access.turns import take_turn
from kinkeeper.access.who import Asker
from kinkeeper.chronology.save import save
from kinkeeper.chronology.thresholds import thresholds_here
from kinkeeper.earlyhelp import states
from kinkeeper.earlyhelp.kinds import Ending, Part, Point, Step
from kinkeeper.earlyhelp.models import Consent, EarlyHelp, HelpStep, LevelSet, Responsible
from kinkeeper.earlyhelp.models.help import LAST
from kinkeeper.earlyhelp.reading import standing
from kinkeeper.earlyhelp.told import Agreed, Asked, Named, Rated, check_day, words_of
from kinkeeper.kernel.errors import Refused
from kinkeeper.law.levels import threshold_on


def in_turn(early_help: EarlyHelp) -> EarlyHelp:
    """The same early help, held until the commit: two people never step at once."""
    return EarlyHelp.objects.select_for_update().get(pk=early_help.pk)


def asked_on(early_help: EarlyHelp) -> date:
    """The day it was asked for, before which nothing of it can have happened."""
    return early_help.steps.get(step=Step.ASK).on


def take(
    early_help: EarlyHelp,
    step: Step,
    *,
    on: date,
    by: Asker,
    ending: Ending | None = None,
    words: str = "",
) -> HelpStep:
    """Write a step. Raises Refused, naming what is missing, where a guard stands before it."""
    states.check(standing(early_help), step)
    taken = HelpStep(
        early_help=early_help,
        person_id=early_help.person_id,
        step=step,
        on=on,
        ending=ending,
        words=words,
    )
    save(taken, by=by)
    return taken


def begin(*, child: UUID, asked: Asked, by: Asker, handover: UUID | None = None) -> EarlyHelp:
    """Early help that is asked for, with who coordinates it."""
    check_day(asked.need_on, "need_on")
    check_day(asked.on, since=asked.need_on)
    take_turn("early help", child)
    _check_none_goes_on(child)
    early_help = EarlyHelp(
        person_id=child,
        family_group_id=asked.family_group,
        episode_id=asked.episode,
        began_from=asked.began_from,
        contact_id=asked.contact,
        handover_id=handover,
        need_on=asked.need_on,
        need=words_of(asked.need, "what is needed", "need"),
    )
    save(early_help, by=by)
    take(early_help, Step.ASK, on=asked.on, by=by)
    if asked.coordinator:
        answer_for(early_help, Part.COORDINATOR, asked.coordinator, on=asked.on, by=by)
    return early_help


def _check_none_goes_on(child: UUID) -> None:
    over = HelpStep.objects.filter(step__in=LAST).values("early_help_id")
    if EarlyHelp.objects.filter(person_id=child).exclude(id__in=over).exists():
        raise Refused(
            "Early help goes on for this child already.",
            missing="the end of the early help that goes on",
            who_can_waive=states.NOBODY,
            do="Add what is new to its plan: a family has one.",
        )


def answer_for(
    early_help: EarlyHelp, part: Part, named: Named, *, on: date, by: Asker
) -> Responsible:
    """Somebody answers for it from a day on; who did before does no longer."""
    for before in early_help.responsible.filter(part=part, ended_on=None):
        before.ended_on = check_day(on, since=before.started_on)
        save(before, by=by)
    row = Responsible(early_help=early_help, part=part, started_on=on, **of(named))
    save(row, by=by)
    return row


def of(named: Named) -> dict[str, object]:
    """The columns that say who somebody is."""
    return {
        "name": words_of(named.name, "the name", "name"),
        "agency": words_of(named.agency, "the agency", "agency"),
        "telephone": named.telephone.strip(),
        "user_id": named.user,
        "agency_known_id": named.agency_known,
    }


def write_consent(early_help: EarlyHelp, agreed: Agreed, *, by: Asker) -> Consent:
    """What the family said."""
    check_day(agreed.on, since=early_help.need_on)
    told = asdict(agreed) | {
        "by_whom": words_of(agreed.by_whom, "who of the family said so", "by_whom"),
        "told_by": words_of(agreed.told_by, "to whom they said it", "told_by"),
    }
    row = Consent(early_help=early_help, **told)
    save(row, by=by)
    return row


def write_level(
    *, child: UUID, point: Point, rated: Rated, on: date, by: Asker, source: UUID | None
) -> LevelSet:
    """A level, with the threshold document that was in force."""
    row = LevelSet(
        person_id=child,
        point=point,
        on=check_day(on),
        level=rated.level,
        threshold=threshold_on(on, thresholds_here()).id,
        reason=words_of(rated.reason, "why it is this level", "reason"),
        known=words_of(rated.known, "what was known, naming nobody", "known"),
        source_id=source,
    )
    save(row, by=by)
    return row


def nobody_answers(early_help: EarlyHelp, *, on: date, by: Asker) -> None:
    """Once it has ended nobody leads it or coordinates it."""
    for row in early_help.responsible.filter(ended_on=None):
        row.ended_on = max(on, row.started_on)
        save(row, by=by)
