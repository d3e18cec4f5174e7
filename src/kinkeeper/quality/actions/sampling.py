"""Drawing dip samples by a seeded rule, and answering their one question."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random
from types import MappingProxyType
from typing import Final
from uuid import UUID

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.access.turns import take_turn
from kinkeeper.access.who import Asker, as_who, who_is
from kinkeeper.casefile.written import words_of
from kinkeeper.chronology.save import save
from kinkeeper.frontdoor.populations import (
    Drawn,
    closed_cases,
    closed_unassessed,
    ended_quickly,
)
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.kernel.moment import today
from kinkeeper.quality.apart import in_line
from kinkeeper.quality.kinds import Population
from kinkeeper.quality.models import DipSample, SampleAnswer, SampleCase

MOST: Final = 50
LARGEST_SEED: Final = 2_147_483_647
RULES: Final[Mapping[Population, Callable[[date, date], list[Drawn]]]] = MappingProxyType(
    {
        Population.CLOSED: closed_cases,
        Population.CLOSED_UNASSESSED: closed_unassessed,
        Population.QUICK: ended_quickly,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """From what, of which time, how many, by which seed; what is asked, and of whom."""

    population: Population
    since: date
    until: date
    number: int
    seed: int
    question: str
    answerer: UUID


@action(Permission.SAMPLE_CASES)
def draw_sample(*, draw: Draw, by: Asker) -> DipSample:
    """Draw cases by chance: the same seed from the same records draws the same.

    A case that whoever answers may not know of, or has a line to, is drawn from by nobody: it is
    passed over, and the size of the population says how many there were to draw from.
    """
    _check(draw)
    every = sorted(RULES[draw.population](draw.since, draw.until))
    theirs = who_is(draw.answerer)
    if not theirs.permits(Permission.ANSWER_SAMPLE):
        raise BadInput("choose somebody who audits", field="answerer")
    row = DipSample(
        population=draw.population,
        since=draw.since,
        until=draw.until,
        question=words_of(draw.question, field="question", wanted="ask one question", most=200),
        seed=draw.seed,
        of=len(every),
        wanted=draw.number,
        drawn_on=today(),
        answerer_id=draw.answerer,
    )
    save(row, by=as_who(by))
    Random(draw.seed).shuffle(every)  # noqa: S311 - a sample, no secret
    taken: list[Drawn] = []
    for one in every:
        if len(taken) == draw.number:
            break
        if may(theirs, Permission.SEE_EXISTS, one[1]) and not in_line(draw.answerer, one[1]):
            taken.append(one)
    for of_id, person_id, on in taken:
        case = SampleCase(sample=row, person_id=person_id, of_id=of_id, of_on=on)
        save(case, by=as_who(by))
    note(population=str(draw.population), seed=draw.seed, of=len(every), drawn=len(taken))
    return row


@action(Permission.ANSWER_SAMPLE, on="case")
def answer_case(*, case: SampleCase, yes: bool, words: str = "", by: Asker) -> SampleAnswer:
    """Answer the question of one case, as who was asked, and once; a no says why."""
    take_turn("sample case", case.pk)
    held = SampleCase.objects.select_related("sample").get(pk=case.pk)
    if held.sample.answerer_id != by.pk:
        raise Refused(
            "Who was asked answers.",
            missing="the one who was asked",
            who_can_waive="nobody",
            do="Ask whoever it was drawn for.",
        )
    if SampleAnswer.objects.filter(case=held).exists():
        raise Refused(
            "This case is answered.",
            missing="a case that waits for its answer",
            who_can_waive="nobody",
            do="There is nothing more to do.",
        )
    wanted = "" if yes else "say why not"
    said = words_of(words, field="words", wanted=wanted, most=500)
    row = SampleAnswer(
        case=held, answerer_then=held.sample.answerer_id, yes=yes, words=said, on=today()
    )
    save(row, by=as_who(by))
    note(yes=yes)
    return row


def _check(draw: Draw) -> None:
    if not 1 <= draw.number <= MOST:
        raise BadInput(f"draw between 1 and {MOST}", field="number")
    if draw.until < draw.since:
        raise BadInput("give a last day after the first", field="until")
    if draw.until > today():
        raise BadInput("give a day that has come", field="until")
    if not 0 <= draw.seed <= LARGEST_SEED:
        raise BadInput(f"give a number from 0 to {LARGEST_SEED:,}", field="seed")
