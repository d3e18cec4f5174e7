"""An earlier form's answers, offered to be confirmed or changed: never copied by themselves."""

from __future__ import annotations

from collections.abc import Container

from kinkeeper.kernel.moment import today
from kinkeeper.practice.definition import CODED, Definition, Question
from kinkeeper.practice.models import Submission
from kinkeeper.practice.reading import read
from kinkeeper.practice.values import Value


def offered(
    definition: Definition, earlier: Submission, *, said: Container[str]
) -> dict[str, Value]:
    """Its answers to questions that are still asked in the same way and about which nothing is `said`."""
    before = read(earlier.paper.form_version.text)
    found = {
        one.id: earlier.answers.get(one.id)
        for one in definition.questions
        if one.carries and one.id not in said and _same(one, before.by_id.get(one.id))
    }
    return {
        name: value
        for name, value in found.items()
        if value is not None and _stands(definition.by_id[name], value)
    }


def _same(now: Question, before: Question | None) -> bool:
    return before is not None and before.kind is now.kind


def _stands(question: Question, value: Value) -> bool:
    """Whether a code is one that can still be chosen."""
    if question.kind not in CODED:
        return True
    codes = {one.code for one in question.options(today())}
    return codes.issuperset(value if isinstance(value, list) else [value])
