"""`kinkeeper backtest`: how forecasts from public tables would have done, against what came."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kinkeeper.forecast.backtest import Mark, Ran

COLUMNS = ("mape", "bias", "cover_80", "cover_95", "width_95", "crps")


@click.command("backtest")
@click.option("--public", required=True, type=click.Path(path_type=Path),
              help="The folder of published tables.")  # fmt: skip
@click.option("--series", "names", multiple=True, help="Which series, as cla; else every one.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, by size group too.")
def command(public: Path, names: tuple[str, ...], *, as_json: bool) -> None:
    """Forecast each past year from the years before it, and score what was said.

    Prints a table a series and every pass mark that is not met. Nothing is sent anywhere.
    """
    from kinkeeper.forecast import backtest
    from kinkeeper.forecast.panel import SERIES, read

    panel = read(public)
    held = set(panel.rows["series"].unique())
    told = []
    for name in names or [each for each in SERIES if each in held]:
        past = panel.past(name)
        ran = backtest.run(past, least=SERIES[name].least)
        if as_json:
            marks = [vars(mark) for mark in backtest.marks(ran)]
            told.append({"series": name, "scores": backtest.table(ran).to_dicts(), "marks": marks})
        else:
            _show(SERIES[name].title, ran)
    if as_json:
        click.echo(json.dumps({"data": panel.digest, "series": told}, indent=1))
        return
    files = ", ".join(name for name, _ in panel.files)
    click.echo(f"Data: {files} (SHA-256 of them all {panel.digest[:16]}), as last revised.")


def said(ran: Ran) -> list[str]:
    """The pass marks in sentences: how many are met, then each that is not."""
    from kinkeeper.forecast import backtest

    found = backtest.marks(ran)
    missed = [mark for mark in found if not mark.met]
    return [
        f"{len(found) - len(missed)} of {len(found)} pass marks are met.",
        *map(_missed, missed),
    ]


def _missed(mark: Mark) -> str:
    whose = "all" if mark.group is None else f"quarter {mark.group + 1} by size"
    found = f"{mark.found:+.4f}" if mark.asked.startswith("CRPS") else f"{mark.found:.1%}"
    return f"Not met at {mark.horizon * 12} months, {whose}: {mark.asked}; found {found}."


def _show(title: str, ran: Ran) -> None:
    from rich.console import Console
    from rich.table import Table

    from kinkeeper.forecast import backtest

    scores = backtest.table(ran)
    if scores.is_empty():
        click.echo(f"{title}: too few years to score anything.\n")
        return
    shown = Table("months", "method", title=title, title_justify="left")
    for column in ("n", "origins", *COLUMNS):
        shown.add_column(column.replace("_", " "), justify="right")
    for row in scores.sort("months", maintain_order=True).to_dicts():
        if row["group"] is None:
            figures = [f"{row[column]:.1%}" for column in COLUMNS]
            shown.add_row(
                str(row["months"]), row["method"], str(row["n"]), str(row["origins"]), *figures
            )
    Console(width=110).print(shown)
    for line in said(ran):
        click.echo(line)
    click.echo()
