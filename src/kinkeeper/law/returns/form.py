"""The elements of an XML form of a return, as one tree: what is written, and what a schema allows."""

from __future__ import annotations

from dataclasses import dataclass

from kinkeeper.law.returns.fields import Field


@dataclass(frozen=True, slots=True)
class Element:
    """One element: a value (then it has its field), or what it holds, in this order.

    `many`: it may come any number of times. `needed`: it is always there.
    """

    tag: str
    field: Field | None = None
    parts: tuple[Element, ...] = ()
    many: bool = False
    needed: bool = False

    def __post_init__(self) -> None:
        if (self.field is None) != bool(self.parts):
            raise ValueError(f"{self.tag}: an element holds a value, or other elements")


@dataclass(frozen=True, slots=True)
class Form:
    """An XML form: its first element, and how a date and a yes or no are written in it."""

    name: str
    root: Element
    dates: str
    yes_no: tuple[str, str]
