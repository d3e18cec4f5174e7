"""How an audit or a sample reaches a child: who was asked reads the record, until it is answered."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from kinkeeper.access.memory import remembered
from kinkeeper.access.relationships import Relationship, register
from kinkeeper.quality.models import CaseAudit, SampleCase


def audited_by(user_id: UUID, on: date) -> "QuerySet[CaseAudit]":
    """The audits a user was given and that are not closed."""
    return CaseAudit.objects.filter(auditor_id=user_id, moderation=None, given_on__lte=on)


def sampled_by(user_id: UUID, on: date) -> "QuerySet[SampleCase]":
    """The cases a user was asked about and has not answered yet."""
    asked = SampleCase.objects.filter(sample__answerer_id=user_id, answer=None)
    return asked.filter(sample__drawn_on__lte=on)


@remembered
def _reached(user_id: UUID, on: date) -> frozenset[UUID]:
    return frozenset(audited_by(user_id, on).values_list("person_id", flat=True))


def _people(user_id: UUID, on: date) -> "QuerySet[Any, Any]":
    return audited_by(user_id, on).values("person_id")


@remembered
def _sampled(user_id: UUID, on: date) -> frozenset[UUID]:
    return frozenset(sampled_by(user_id, on).values_list("person_id", flat=True))


AUDITOR = Relationship(
    kind="auditor",
    title="Was given an audit of the work with the child, which is not closed yet",
    people=_people,
    reaches=lambda user, person, on: person in _reached(user, on),
    only_reads=True,
)
SAMPLED = Relationship(
    kind="sampled",
    title="Was asked of a case in a dip sample, and has not answered yet",
    people=lambda user, on: sampled_by(user, on).values("person_id"),
    reaches=lambda user, person, on: person in _sampled(user, on),
    only_reads=True,
)


def register_all() -> None:
    """Make these known to the rules of access."""
    register(AUDITOR)
    register(SAMPLED)
