"""What follows elsewhere from a form that is approved: a higher app says so, and what stands in its way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinkeeper.access.who import Asker
from kinkeeper.kernel.errors import Refused
from kinkeeper.practice.definition import Definition
from kinkeeper.practice.values import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """A form that somebody approved: whose, what was signed, and from when until when it took."""

    person_id: UUID
    definition: Definition
    answers: Mapping[str, Value]
    begun_on: date
    approved_on: date

    def codes_of(self, code_set: str) -> tuple[str, ...]:
        """The codes of a national set that were answered, whatever the question is called."""
        asked = (one.id for one in self.definition.questions if one.code_set == code_set)
        said = (self.answers.get(one) for one in asked)
        return tuple(code for codes in said if isinstance(codes, list) for code in codes)


@dataclass(frozen=True, slots=True)
class Follows:
    """`do` is done in the transaction that approves; `why_not` says of a child what stands in its way."""

    why_not: Callable[[UUID], Refused | None]
    do: Callable[[Approved, Asker], object]


_FOLLOWS: dict[str, Follows] = {}


def register(form: str, follows: Follows) -> None:
    """Have this follow from every version of a form, whoever published it; each form has one."""
    if form in _FOLLOWS:
        raise ValueError(f"something follows from {form} already")
    _FOLLOWS[form] = follows


def why_not_approve(form: str, person_id: UUID) -> Refused | None:
    """What stands in the way of approving this form of this child, besides the form itself."""
    return _FOLLOWS[form].why_not(person_id) if form in _FOLLOWS else None


def follow(approved: Approved, by: Asker) -> None:
    """Do what follows. Raises Refused where something stands in its way, and nothing is approved."""
    form = approved.definition.form
    if refused := why_not_approve(form, approved.person_id):
        raise refused
    if form in _FOLLOWS:
        _FOLLOWS[form].do(approved, by)
