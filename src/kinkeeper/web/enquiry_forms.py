"""The forms by which agencies are asked and their answers recorded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from kinkeeper.frontdoor.actions import Answered, Asked
from kinkeeper.frontdoor.kinds import AnswerKind, Basis
from kinkeeper.kernel.moment import lived
from kinkeeper.partners.queries import agency_names, open_agencies
from kinkeeper.web.decision_form import Field, Form

BASES = tuple((one.value, str(one.label)) for one in Basis)
ANSWERS = tuple((one.value, str(one.label)) for one in AnswerKind)


def asking() -> Sequence[Field]:
    """Which agencies, for what, and by what right."""
    agencies = tuple((str(one.id), one.name) for one in open_agencies())
    return (
        Field("agencies", "Which agencies do you ask?", "boxes", "Choose at least one agency",
              hint="Only those who may know something that is needed", choices=agencies),
        Field("needed", "What do you need to know?", missing="Say what you need to know",
              hint="Ask for no more than is needed. The agency reads these words"),
        Field("basis", "By what right do you ask?", "radios", "Choose by what right you ask",
              choices=BASES),
        Field("basis_why", "If without consent, why?",
              hint="Ten characters or more. It is kept, and inspectors read it"),
    )  # fmt: skip


def asked(form: Form) -> list[Asked]:
    """One question for each agency chosen."""
    at = lived()
    return [
        Asked(
            agency_id=UUID(agency),
            basis=Basis(form.value("basis")),
            at=at,
            needed=form.value("needed"),
            basis_why=form.value("basis_why"),
        )
        for agency in form.values("agencies")
    ]


def answering() -> Sequence[Field]:
    """What came back."""
    keep = (("yes", "Do not disclose it to the family or to anybody else"),)
    return (
        Field("kind", "What did they answer?", "radios", "Choose what they answered",
              choices=ANSWERS),
        Field("told", "What do they know?", hint="In their words, and only what was asked for"),
        Field("basis_why", "By what right is it shared; or why can it not be shared?"),
        Field("keep", "Is any of it to be kept back?", "boxes", choices=keep),
    )  # fmt: skip


def answered(form: Form) -> Answered:
    """What came back, as the verb takes it."""
    return Answered(
        kind=AnswerKind(form.value("kind")),
        at=lived(),
        told=form.value("told"),
        basis_why=form.value("basis_why"),
        do_not_disclose=form.value("keep") == "yes",
    )


def agency_of(asked_one: Any) -> str:
    """The name of the agency that was asked."""
    return agency_names([asked_one.agency_id]).get(asked_one.agency_id, "An agency")
