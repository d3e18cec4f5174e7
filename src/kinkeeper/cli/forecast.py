"""`kinkeeper forecast`: what public tables say of the next three years, for any authority."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

SHOWN = ("low_95", "low_80", "median", "high_80", "high_95")


@click.command("forecast")
@click.option("--public", required=True, type=click.Path(path_type=Path),
              help="The folder of published tables.")  # fmt: skip
@click.option("--authority", help="An authority's name, as Birmingham; else every one.")
@click.option("--series", "names", multiple=True, help="Which series, as cla; else every one.")
@click.option("--json", "form", flag_value="json", help="Print JSON.")
@click.option("--csv", "form", flag_value="csv", help="Print CSV.")
def command(public: Path, authority: str | None, names: tuple[str, ...], form: str | None) -> None:
    """Forecast totals 12, 24 and 36 months past the last published year, with 80% and 95% intervals.

    Says for each series which pass marks its back-test does not meet. Nothing is sent anywhere.
    """
    from kinkeeper.cli.backtest import said
    from kinkeeper.forecast import backtest
    from kinkeeper.forecast.panel import SERIES, read

    panel = read(public)
    held = set(panel.rows["series"].unique())
    only = None if authority is None else panel.authority(authority)
    wanted = names or tuple(each for each in SERIES if each in held)
    rows = [row for name in wanted for row in _rows(panel, name, only)]
    if form == "json":
        proof = {
            name: said(backtest.run(panel.past(name), least=SERIES[name].least)) for name in wanted
        }
        click.echo(
            json.dumps({"data": panel.digest, "forecasts": rows, "back_test": proof}, indent=1)
        )
    elif form == "csv":
        import polars as pl

        click.echo(pl.DataFrame(rows).write_csv(), nl=False)
    else:
        _show(rows)
        for name in wanted:
            lines = said(backtest.run(panel.past(name), least=SERIES[name].least))
            click.echo(f"{SERIES[name].title}, back-test: {' '.join(lines)}")


def _rows(panel: Any, name: str, only: int | None) -> list[dict[str, Any]]:
    import numpy as np

    from kinkeeper.forecast import scores
    from kinkeeper.forecast.backtest import HORIZONS
    from kinkeeper.forecast.panel import SERIES
    from kinkeeper.forecast.pooled import pooled

    past, least = panel.past(name), SERIES[name].least
    taking = np.flatnonzero(past.values[:, -1] >= least)
    called = dict(panel.rows.sort("year").select("authority", "name").iter_rows())
    at = (scores.LOW_95, scores.LOW_80, scores.MEDIAN, scores.HIGH_80, scores.HIGH_95)
    return [
        {
            "series": name, "authority": called[past.authorities[place]], "last": past.years[-1],
            "last_value": float(past.values[place, -1]), "year": past.years[-1] + horizon,
            **{shown: round(float(row[each]), 1) for shown, each in zip(SHOWN, at, strict=True)},
        }
        for horizon in HORIZONS
        for place, row in zip(taking, pooled(past.values[taking], horizon), strict=True)
        if (only is None or past.authorities[place] == only) and np.isfinite(row).all()
    ]  # fmt: skip


def _show(rows: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    if not rows:
        click.echo(
            "Nothing is forecast: no last value, or one too small for the back-test to vouch for."
        )
        return
    shown = Table("series", "authority", "last", "year")
    for column in ("last value", "median", "80% interval", "95% interval"):
        shown.add_column(column, justify="right")
    for row in rows:
        shown.add_row(
            row["series"], row["authority"], str(row["last"]), str(row["year"]),
            f"{row['last_value']:,.0f}", f"{row['median']:,.0f}",
            f"{row['low_80']:,.0f} to {row['high_80']:,.0f}",
            f"{row['low_95']:,.0f} to {row['high_95']:,.0f}",
        )  # fmt: skip
    Console(width=110).print(shown)
