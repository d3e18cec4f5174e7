"""How a scenario's figures are declared: each once, with where it comes from and how sure it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from kinkeeper.city.days import day

Mark = Literal["sourced", "derived", "assumed"]
MARKS = ("sourced", "derived", "assumed")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure by the financial year it is of, named by the year that year begins in."""

    id: str
    unit: str
    by_year: Mapping[int, float]
    mark: Mark
    source: str
    note: str = ""

    def __post_init__(self) -> None:
        if self.mark not in MARKS or not self.source or not self.by_year:
            raise ValueError(f"{self.id} lacks a value, a source or a mark")

    def in_year(self, year: int) -> float:
        """Its value in a financial year; the nearest year's where that one has none."""
        return self.by_year[min(self.by_year, key=lambda one: abs(one - year))]


@dataclass(frozen=True, slots=True)
class Path:
    """A figure by the day it stood at, moving evenly from one day to the next."""

    id: str
    unit: str
    at: Mapping[date, float]
    mark: Mark
    source: str
    note: str = ""

    def __post_init__(self) -> None:
        if any(after <= before for before, after in pairwise(self.at)):
            raise ValueError(f"{self.id}: the days do not ascend")
        if self.mark not in MARKS or not self.source or not self.at:
            raise ValueError(f"{self.id} lacks a value, a source or a mark")

    def on(self, number: int) -> float:
        """Its value on a day, by the day's number."""
        known = [(day(on), value) for on, value in self.at.items()]
        if number <= known[0][0]:
            return known[0][1]
        for (start, low), (end, high) in pairwise(known):
            if number <= end:
                return low + (high - low) * (number - start) / (end - start)
        return known[-1][1]
