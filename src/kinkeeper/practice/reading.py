"""A definition as its owners write it, in TOML, read into what it means."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Final

from kinkeeper.kernel.errors import BadInput
from kinkeeper.practice import conditions
from kinkeeper.practice.definition import Choice, Definition, Kind, Question, Section

LARGEST: Final = 200_000  # characters
_FORM: Final = {
    "form": str,
    "version": int,
    "title": str,
    "owner": str,
    "in_force_from": date,
    "field_budget": int,
    "sections": list,
    "in_force_until": date,
    "needs_authorising": bool,
    "one_at_a_time": bool,
}
_SECTION: Final = {"id": str, "title": str, "questions": list, "decides": bool, "guidance": str}
_QUESTION: Final = {
    "id": str,
    "kind": str,
    "asks": str,
    "guidance": str,
    "required": bool,
    "code_set": str,
    "choices": dict,
    "shown_when": dict,
    "carries": bool,
}
_NEEDED: Final = {
    "the form": ("form", "version", "title", "owner", "in_force_from", "field_budget", "sections"),
    "a section": ("id", "title", "questions"),
    "a question": ("id", "kind", "asks"),
}


def read(text: str) -> Definition:
    """The definition that a text declares; BadInput says what is wrong with it."""
    if len(text) > LARGEST:
        raise BadInput(f"a definition has {LARGEST:,} characters at most")
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"this is not TOML: {error}") from error
    return _definition(said)


def _definition(said: Mapping[str, Any]) -> Definition:
    given = _checked(said, _FORM, "the form")
    return Definition(**{**given, "sections": tuple(map(_section, given["sections"]))})


def _section(said: Any) -> Section:
    given = _checked(said, _SECTION, "a section")
    return Section(**{**given, "questions": tuple(map(_question, given["questions"]))})


def _question(said: Any) -> Question:
    given = _checked(said, _QUESTION, "a question")
    name = given["id"]
    if given["kind"] not in set(Kind):
        raise BadInput(f"{name}: {given['kind']!r} is no kind; use one of {', '.join(Kind)}")
    given["kind"] = Kind(given["kind"])
    given["choices"] = tuple(Choice(k, str(v)) for k, v in given.get("choices", {}).items())
    if "shown_when" in given:
        given["shown_when"] = conditions.read(given["shown_when"])
    return Question(**{"carries": given["kind"] is not Kind.VIEW, **given})


def _checked(said: Any, known: Mapping[str, type], what: str) -> dict[str, Any]:
    """What was said of it, once every word of it is known, of its type, and none is missing."""
    if not isinstance(said, Mapping):
        raise BadInput(f"{what} is a table")
    name = said.get("id", said.get("form", what))
    _refuse(set(said) - set(known), f"{name}: nothing is called")
    _refuse(set(_NEEDED[what]) - set(said), f"{name}: say its")
    wrong = {word for word, value in said.items() if type(value) is not known[word]}
    _refuse(wrong, f"{name}: of another type than it should be:")
    return dict(said)


def _refuse(words: Collection[str], why: str) -> None:
    if words:
        raise BadInput(f"{why} {', '.join(sorted(words))}")
