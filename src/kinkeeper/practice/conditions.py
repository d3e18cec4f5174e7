"""When a question is asked: a small expression over earlier answers, declared and never code."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from kinkeeper.kernel.errors import BadInput

Answers = Mapping[str, Any]  # what was answered, by question; nothing for what was not


class Condition(Protocol):
    """Something that holds of answers, or does not."""

    def holds(self, answers: Answers) -> bool: ...
    def asks(self) -> Iterator[str]: ...
    def named(self) -> Iterator[OneOf]: ...


@dataclass(frozen=True, slots=True)
class OneOf:
    """The answer is one of these; of an answer of several codes, any of them is."""

    question: str
    values: tuple[str, ...]

    def holds(self, answers: Answers) -> bool:
        """Whether it is."""
        said = answers.get(self.question)
        given = said if isinstance(said, list) else [said]
        return any(one in self.values for one in given)

    def asks(self) -> Iterator[str]:
        """The question it reads."""
        yield self.question

    def named(self) -> Iterator[OneOf]:
        """Itself: it names answers."""
        yield self


@dataclass(frozen=True, slots=True)
class Answered:
    """The question was answered, whatever was said."""

    question: str

    def holds(self, answers: Answers) -> bool:
        """Whether it was."""
        return answers.get(self.question) is not None

    def asks(self) -> Iterator[str]:
        """The question it reads."""
        yield self.question

    def named(self) -> Iterator[OneOf]:
        """None: any answer will do."""
        yield from ()


@dataclass(frozen=True, slots=True)
class Each:
    """Several conditions of which all hold, or of which any does."""

    parts: tuple[Condition, ...]
    judged: Callable[[Iterator[bool]], bool]

    def holds(self, answers: Answers) -> bool:
        """Whether they do."""
        return self.judged(part.holds(answers) for part in self.parts)

    def asks(self) -> Iterator[str]:
        """Every question they read."""
        for part in self.parts:
            yield from part.asks()

    def named(self) -> Iterator[OneOf]:
        """Every part that names answers."""
        for part in self.parts:
            yield from part.named()


@dataclass(frozen=True, slots=True)
class Opposite:
    """The condition does not hold."""

    of: Condition

    def holds(self, answers: Answers) -> bool:
        """Whether it does not."""
        return not self.of.holds(answers)

    def asks(self) -> Iterator[str]:
        """Every question it reads."""
        yield from self.of.asks()

    def named(self) -> Iterator[OneOf]:
        """Every part that names answers."""
        yield from self.of.named()


def read(said: object) -> Condition:
    """The condition as a definition declares it; BadInput where it is none.

    `{question, is}`, `{question, one_of}`, `{question, answered = true}`, `{all}`, `{any}`, `{not}`.
    """
    if not isinstance(said, Mapping):
        raise BadInput("shown_when is a table such as { question = 'x', is = 'yes' }")
    reader = _READERS.get(frozenset(said))
    if reader is None:
        raise BadInput(f"shown_when does not understand {', '.join(sorted(map(str, said)))}")
    return reader(said)


def _is(said: Mapping[str, Any]) -> Condition:
    return OneOf(str(said["question"]), (str(said["is"]),))


def _one_of(said: Mapping[str, Any]) -> Condition:
    return OneOf(str(said["question"]), tuple(map(str, _several(said["one_of"]))))


def _answered(said: Mapping[str, Any]) -> Condition:
    if said["answered"] is not True:
        raise BadInput("write answered = true, or not = { ... }")
    return Answered(str(said["question"]))


def _all(said: Mapping[str, Any]) -> Condition:
    return Each(tuple(map(read, _several(said["all"]))), all)


def _any(said: Mapping[str, Any]) -> Condition:
    return Each(tuple(map(read, _several(said["any"]))), any)


def _not(said: Mapping[str, Any]) -> Condition:
    return Opposite(read(said["not"]))


def _several(said: object) -> list[Any]:
    if not isinstance(said, list) or not said:
        raise BadInput("one_of, all and any each take a list of at least one")
    return said


_READERS: Final[Mapping[frozenset[str], Callable[[Mapping[str, Any]], Condition]]] = {
    frozenset({"question", "is"}): _is,
    frozenset({"question", "one_of"}): _one_of,
    frozenset({"question", "answered"}): _answered,
    frozenset({"all"}): _all,
    frozenset({"any"}): _any,
    frozenset({"not"}): _not,
}
