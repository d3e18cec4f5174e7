"""What a page of a draft sends: answers by the names of their boxes, and what was done beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kinkeeper.practice.actions import Sent
from kinkeeper.practice.definition import Definition, Question
from kinkeeper.practice.joining import Typed
from kinkeeper.practice.queries import Working
from kinkeeper.practice.values import Value, digest, read

KEPT, BOTH = "kept", "both"
Posted = Mapping[str, Sequence[str]]


def name(question: str) -> str:
    """How the boxes of a question are named."""
    return f"q.{question}"


def sent(posted: Posted, form: Working, section: str) -> Sent:
    """Everything on the page, in what it means."""
    chosen = dict(_chosen(posted, form))
    typed = [one for one in _typed(posted, form.definition) if one.question not in chosen]
    settled = [Typed(q, value, digest(form.opened.get(q))) for q, value in chosen.items()]
    return Sent(
        typed=[*typed, *settled],
        confirmed=[one.id for one in form.definition.questions if f"confirm.{one.id}" in posted],
        settled=list(chosen),
        section=section,
        question=_last(posted, "place"),
    )


def _typed(posted: Posted, definition: Definition) -> Iterator[Typed]:
    for one in definition.questions:
        if was := _last(posted, f"was.{one.id}"):
            yield Typed(one.id, read(one, name(one.id), posted), was)


def _chosen(posted: Posted, form: Working) -> Iterator[tuple[str, Value]]:
    """Of two answers to one question, the one that was chosen, or both after one another."""
    for aside in form.asides:
        question = form.definition.by_id[aside.question]
        said, kept = _last(posted, f"settle.{question.id}"), form.opened.get(question.id)
        if said == str(aside.pk):
            yield question.id, aside.value
        elif said == KEPT:
            yield question.id, kept
        elif said == BOTH and can_be_joined(question, kept, aside.value):
            yield question.id, f"{kept}\n\n{aside.value}"


def can_be_joined(question: Question, kept: Value, other: Value) -> bool:
    """Whether two answers can stand after one another: those that are text can."""
    return not question.options() and isinstance(kept, str) and isinstance(other, str)


def _last(posted: Posted, box: str) -> str:
    said = posted.get(box, ())
    return said[-1] if said else ""
