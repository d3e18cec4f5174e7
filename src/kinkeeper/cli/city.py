"""`kinkeeper city`: an invented authority, written into an empty database or as its own returns."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from rich.progress import Progress

from kinkeeper.cli import service
from kinkeeper.cli.progress import bars
from kinkeeper.config.environment import Environment
from kinkeeper.kernel.errors import KinkeeperError

if TYPE_CHECKING:
    from kinkeeper.city import World

SMALLEST, LARGEST = 0.01, 2.0
_MONTH: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Asked:
    """Which city is asked for."""

    scenario: str
    seed: int
    size: float
    first: date
    last: date
    kept: str

    def __post_init__(self) -> None:
        if not SMALLEST <= self.size <= LARGEST:
            raise KinkeeperError(
                f"A city's size is from {SMALLEST} to {LARGEST:g}; 1 is all of Birmingham's figures.",
                do="Try: --size 0.1",
            )
        if self.seed < 0:
            raise KinkeeperError(
                f"A seed is a whole number from 0 up, not {self.seed}.", do="Try: --seed 1"
            )
        if self.last < self.first:
            raise KinkeeperError(
                f"The last month, {self.last:%Y-%m}, is before the first, {self.first:%Y-%m}.",
                do="Give --to a month after --from.",
            )

    def made(self, progress: Progress) -> World:
        """The city itself."""
        from kinkeeper.city import Kept, scenario, world

        task = progress.add_task("The story", total=1)
        found = world(
            scenario(self.scenario), seed=self.seed, size=self.size, first=self.first, last=self.last,
            kept=Kept(self.kept),
        )  # fmt: skip
        progress.advance(task)
        return found


class Month(click.ParamType[date]):
    """A month as 2014-04; `last` takes its last day."""

    name = "YYYY-MM"

    def __init__(self, *, last: bool = False) -> None:
        self.last = last

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The first or the last day of the month."""
        found = _MONTH.fullmatch(str(value))
        if found is None:
            self.fail(f"{value!r} is not a month written as 2014-04.", param, ctx)
        year, month = int(found[1]), int(found[2])
        return date(year, month, monthrange(year, month)[1] if self.last else 1)


@click.command("city")
@click.option("--scenario", default="birmingham-2014", show_default=True, help="Whose figures.")
@click.option("--seed", default=1, show_default=True, help="The same seed, the same city.")
@click.option("--size", default=0.1, show_default=True, help="1 is a city of 280,000 children.")
@click.option(
    "--from", "first", type=Month(), default="2014-04", show_default=True, help="First month."
)
@click.option(
    "--to", "last", type=Month(last=True), default="2016-03", show_default=True, help="Last month."
)
@click.option(
    "--untidy",
    "kept",
    flag_value="untidy",
    default=True,
    help="With the gaps of real records, at stated rates (as it is if nothing is said).",
)
@click.option("--clean", "kept", flag_value="clean", help="Without gaps and without errors.")
@click.option("--dirty", "kept", flag_value="dirty", help="With named errors, written down.")
@click.option("--returns", "folder", type=click.Path(path_type=Path, file_okay=False),
              help="Write CIN and SSDA903 files into this folder; no database is used.")  # fmt: skip
def command(
    scenario: str,
    seed: int,
    size: float,
    first: date,
    last: date,
    *,
    kept: str,
    folder: Path | None,
) -> None:
    """Invent an authority: its families, the work with them, and its workers.

    Everybody in it is invented; the counts are a scenario's published figures. It goes into an empty
    database that is not in production or, with --returns, into files as an authority sends them.
    """
    asked = Asked(scenario, seed, size, first, last, kept)
    with bars() as progress:
        told = (
            _in_database(asked, progress) if folder is None else _in_files(asked, folder, progress)
        )
    click.echo(told, nl=False)


def _in_database(asked: Asked, progress: Progress) -> str:
    with service.django() as settings:
        _see_fit(settings, progress)
        from kinkeeper.access.invented import PASSWORD
        from kinkeeper.access.services import operator
        from kinkeeper.cli import city_authority, city_report, demonstration, tables
        from kinkeeper.cli.city_writing import refuse_people_there
        from kinkeeper.kernel import moment
        from kinkeeper.measures.refresh import refresh_measures

        refuse_people_there()
        made = asked.made(progress)
        with tables.as_owner(settings), moment.held(asked.last):
            written = city_authority.settle(made, operator(), progress, password=PASSWORD)
            task = progress.add_task("Figures", total=1)
            refresh_measures()
            progress.advance(task)
        tables.count(settings)
        demonstration.keep_city(settings.data_folder, opens=asked.last)
        return city_report.as_text(made, written)


def _see_fit(settings: Environment, progress: Progress) -> None:
    """Only a demonstration's database is written to, and brought to this release first."""
    from kinkeeper.cli import fitness, tables
    from kinkeeper.cli.city_writing import refuse_people_there

    if settings.production:
        raise KinkeeperError(
            "A city is invented, and this database is set up for real records.",
            do="Unset KINKEEPER_MODE, or use --returns to write files.",
        )
    problems = fitness.not_a_demonstrations(settings)
    if problems:
        raise KinkeeperError("\n".join(problems))
    if tables.there("people_person"):
        refuse_people_there()  # before anything of theirs is touched
    tables.migrate(settings, progress)


def _in_files(asked: Asked, folder: Path, progress: Progress) -> str:
    from kinkeeper.city.returns import FAULTS, ready, write_returns
    from kinkeeper.cli.city_report import fault_counts

    new = not folder.exists()
    ready(folder)
    try:
        made = asked.made(progress)
        files = write_returns(made, folder)
    except KinkeeperError:
        if new and not any(folder.iterdir()):
            folder.rmdir()
        raise
    lines = [f"{path.relative_to(folder)}: {rows:,} rows" for path, rows in files.items()]
    if len(made.faults):
        lines.append(
            f"{FAULTS}: the {len(made.faults):,} faults that were put in, each with its child"
        )
        lines += fault_counts(made)
    return "\n".join([*lines, f"Written to {folder}. Everybody in them is invented.", ""])
