"""Filters: what may be chosen, what is chosen, and how each is taken away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kinkeeper.web.address import Address
from kinkeeper.web.parts import Link


@dataclass(frozen=True, slots=True)
class Choice:
    """A thing a list may be narrowed by: its name in the address, its label, its options."""

    name: str
    label: str
    options: Sequence[tuple[str, str]]
    anything: str = "All"

    def value_in(self, query: Mapping[str, str]) -> str:
        """The option asked for; one that is not on offer counts as none."""
        asked = query.get(self.name, "")
        return asked if asked in dict(self.options) else ""


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a field."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the filter panel."""

    name: str
    label: str
    options: Sequence[Option]


@dataclass(frozen=True, slots=True)
class Filters:
    """The panel as it is printed."""

    label: str
    url: str
    fields: Sequence[Field]
    chosen: Sequence[Link]
    clear_url: str
    kept: Sequence[tuple[str, str]]


def chosen(choices: Sequence[Choice], query: Mapping[str, str]) -> dict[str, str]:
    """The filters in force: name and value of each that is on offer and asked for."""
    asked = {choice.name: choice.value_in(query) for choice in choices}
    return {name: value for name, value in asked.items() if value}


def panel(label: str, choices: Sequence[Choice], address: Address) -> Filters:
    """The panel over a list; what is not a filter (the sort) is kept, the page starts again."""
    own = {choice.name for choice in choices} | {"page"}
    cleared = address.change(**dict.fromkeys(own, ""))
    kept = [(name, value) for name, value in cleared.choices.items() if value]
    links = [link for choice in choices if (link := _removal(choice, address))]
    fields = [_field(choice, address.choices) for choice in choices]
    return Filters(label, address.path, fields, links, str(cleared), kept)


def _field(choice: Choice, query: Mapping[str, str]) -> Field:
    value = choice.value_in(query)
    every = (("", choice.anything), *choice.options)
    return Field(choice.name, choice.label, [Option(v, words, v == value) for v, words in every])


def _removal(choice: Choice, address: Address) -> Link | None:
    value = choice.value_in(address.choices)
    if not value:
        return None
    words = f"{choice.label}: {dict(choice.options)[value]}"
    return Link(words, str(address.change(**{choice.name: "", "page": ""})))
