"""`kinkeeper check`: ask every rule of a statutory return of its files, before the Department does."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from kinkeeper.kernel.errors import BadInput, KinkeeperError
from kinkeeper.kernel.settling import settle

HOLDS, ERRORS, REFUSED = 0, 1, 2
RETURNS: Final = ("ssda903", "cin")


def _folder(_context: click.Context, _option: click.Parameter, named: str | None) -> Path | None:
    """The folder that is named; a blank, which some shells make of a name they lost, is none."""
    if named is not None and not named.strip():
        raise click.BadParameter("it is blank: name a folder, or leave --out away.")
    return None if named is None else Path(named)


@click.command("check")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--return", "name", type=click.Choice(RETURNS), help="Which return the files are of.")
@click.option("--year", help="The collection year, as 2026-27; else it is told from the files.")
@click.option("--authority", help="The responsible authority's ONS code, as E08000025.")
@click.option("--postcodes", type=click.Path(path_type=Path),
              help="A directory of postcodes as CSV; else the installed one, if there is one.")  # fmt: skip
@click.option("--providers", type=click.Path(path_type=Path),
              help="Ofsted's list of providers, as a workbook or CSV.")  # fmt: skip
@click.option("--teams", type=click.Path(path_type=Path),
              help="A CSV of CHILD and TEAM, to see the report by team.")  # fmt: skip
@click.option(
    "--out", type=click.Path(), callback=_folder, help="The folder the report is written to."
)
@click.option("--all", "everything", is_flag=True, help="Print every rule that is broken.")
@click.pass_context
def command(
    context: click.Context, /, paths: tuple[Path, ...], out: Path | None, *, everything: bool,
    **options: Any,
) -> None:  # fmt: skip
    """Check PATHS: SSDA903 files (CSV or XML), a children in need census, or a folder or zip of them.

    Prints a summary and writes a report: a page, a workbook, CSV and JSON. No database is needed
    and nothing is sent anywhere. Ends with 0 when no row is in error, 1 when some are, and 2 when
    the files cannot be checked.
    """
    from kinkeeper.cli import check_summary, checking
    from kinkeeper.returns.reports.write import write_reports

    settle()
    asked = checking.Asked(**options)
    try:
        checked = checking.checked(paths, asked)
        teams = checking.teams(asked.teams)
        folder = out or Path(f"check-{checked.name.lower()}-{checked.given.period.label}")
        written = write_reports(checked, folder, teams)
    except BadInput as refused:
        click.secho(f"Nothing was checked: {refused.message}.", fg="red", err=True)
        click.echo(refused.do, err=True)
        context.exit(REFUSED)
    except KinkeeperError as failed:
        click.secho(failed.message, fg="red", err=True)
        click.echo(failed.do, err=True)
        context.exit(REFUSED)
    click.echo(check_summary.as_text(checked, everything=everything), nl=False)
    click.echo(
        f"\nThe report: {written[0]}, and beside it {', '.join(p.name for p in written[1:])}."
    )
    context.exit(ERRORS if checked.errors else HOLDS)
