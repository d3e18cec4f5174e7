"""Dip samples: what waits for an answer, and the share of answers; as the asker may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from kinkeeper.access.action import require
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may, visible
from kinkeeper.access.who import Asker
from kinkeeper.quality.kinds import Population
from kinkeeper.quality.models import DipSample, SampleCase

Case = SampleCase


@dataclass(frozen=True, slots=True)
class SampleShown:
    """A draw, and how it was answered so far: a figure, of nobody."""

    population: Population
    since: date
    until: date
    question: str
    seed: int
    of: int
    drawn: int
    answered: int
    yes: int

    @property
    def share(self) -> float | None:
        """Of those answered, how many in a hundred are yes; None where none is answered."""
        return 100 * self.yes / self.answered if self.answered else None


@dataclass(frozen=True, slots=True)
class CaseShown:
    """A case that waits: whose, of which day, what is asked."""

    id: UUID
    person_id: UUID
    population: Population
    on: date
    question: str


def samples(*, who: Asker) -> tuple[SampleShown, ...]:
    """Every draw, the latest first, with its share of answers."""
    require(who, Permission.SEE_QUALITY)
    rows = DipSample.objects.annotate(
        drawn=Count("cases"),
        answered=Count("cases__answer"),
        said_yes=Count("cases__answer", filter=Q(cases__answer__yes=True)),
    )
    return tuple(
        SampleShown(
            population=Population(row.population),
            since=row.since,
            until=row.until,
            question=row.question,
            seed=row.seed,
            of=row.of,
            drawn=row.drawn,
            answered=row.answered,
            yes=row.said_yes,
        )
        for row in rows.order_by("-drawn_on", "-id")
    )


def waiting(*, who: Asker) -> tuple[CaseShown, ...]:
    """The cases that wait for the asker's answer."""
    own = SampleCase.objects.filter(sample__answerer_id=who.pk, answer=None)
    rows = visible(who, Permission.ANSWER_SAMPLE, own).select_related("sample")
    return _shown(rows.order_by("of_on", "id"))


def one_case(*, who: Asker, case_id: UUID) -> tuple[SampleCase, CaseShown] | None:
    """One of them, to be answered; else nothing."""
    own = SampleCase.objects.filter(sample__answerer_id=who.pk, answer=None, pk=case_id)
    row = own.select_related("sample").first()
    if row is None or not may(who, Permission.ANSWER_SAMPLE, row.person_id):
        return None
    (shown,) = _shown([row])
    return row, shown


def whose_case(case_id: UUID) -> UUID | None:
    """Whom a case is of, whoever asks: for the audit of what was refused."""
    return SampleCase.objects.filter(pk=case_id).values_list("person_id", flat=True).first()


def _shown(rows: Iterable[SampleCase]) -> tuple[CaseShown, ...]:
    return tuple(
        CaseShown(
            row.id,
            row.person_id,
            Population(row.sample.population),
            row.of_on,
            row.sample.question,
        )
        for row in rows
    )
