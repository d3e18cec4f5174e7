"""Scenarios by name: what each says of a year, a month and a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kinkeeper.city import birmingham_2014
from kinkeeper.city.days import Month, months
from kinkeeper.city.figures import Figure, Path
from kinkeeper.kernel.errors import KinkeeperError

# How the months of any year differ: schools see children, and August and December are quiet.
SEASONS = {1: 1.02, 2: 1.0, 3: 1.07, 4: 0.94, 5: 1.03, 6: 1.06, 7: 1.08, 8: 0.86, 9: 0.98,
           10: 1.05, 11: 1.06, 12: 0.88}  # fmt: skip


@dataclass(frozen=True)
class Scenario:
    """A story told in figures, from one day to another."""

    id: str
    title: str
    first: date
    last: date
    figures: tuple[Figure, ...]
    paths: tuple[Path, ...]

    @cached_property
    def _figures(self) -> dict[str, Figure]:
        return {one.id: one for one in self.figures}

    @cached_property
    def _paths(self) -> dict[str, Path]:
        return {one.id: one for one in self.paths}

    def in_year(self, figure: str, year: int) -> float:
        """A figure in the financial year that begins in `year`."""
        return self._figures[figure].in_year(year)

    def on(self, path: str, number: int) -> float:
        """Where a path stands on a day."""
        return self._paths[path].on(number)

    @cached_property
    def months(self) -> list[Month]:
        """Every month of the story."""
        return months(self.first, self.last)

    def in_month(self, figure: str, month: Month) -> float:
        """The month's part of the year's figure, by the season and the demand of the day."""
        alike = [one for one in self.months if one.year == month.year]
        part = self._weight(month) / sum(self._weight(one) for one in alike)
        return self.in_year(figure, month.year) * part

    def _weight(self, month: Month) -> float:
        middle = (month.first + month.after) // 2
        return SEASONS[month.calendar] * self.on("demand", middle)

    def shares(self, year: int) -> tuple[float, float]:
        """Of the year's referrals, the shares found not in need and in need."""
        referrals = self.in_year("referrals", year)
        found = self.in_year("in_need", year) * self.in_year("in_need_kept", year) / referrals
        more = self.in_year("not_in_need_more", year)
        return (self.in_year("not_in_need", year) + more) / 100, found


SCENARIOS: Mapping[str, Scenario] = {
    "birmingham-2014": Scenario(
        id="birmingham-2014",
        title="A large city's service from April 2014, with Birmingham's published figures",
        first=date(2014, 4, 1),
        last=date(2018, 3, 31),
        figures=birmingham_2014.FIGURES,
        paths=birmingham_2014.PATHS,
    )
}


def scenario(name: str) -> Scenario:
    """The scenario of this name. Raises KinkeeperError where there is none."""
    if name not in SCENARIOS:
        raise KinkeeperError(
            f"There is no scenario {name!r}.", do=f"Choose one of: {', '.join(SCENARIOS)}."
        )
    return SCENARIOS[name]
