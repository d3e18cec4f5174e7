"""`kinkeeper load`: read statutory returns into records, and say what became of every row."""

import json
from pathlib import Path

import click
from rich.console import Console

from kinkeeper.cli import service
from kinkeeper.kernel.errors import BadInput, KinkeeperError

LOADED, REFUSED = 0, 1


@click.command("load")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the report as one JSON object.")
@click.option(
    "--all", "everything", is_flag=True, help="Print every finding, not the first of each kind."
)
@click.pass_context
def command(
    context: click.Context, paths: tuple[Path, ...], as_json: bool, everything: bool
) -> None:
    """Read PATHS (a CIN census, SSDA903 files, a list of names, or folders or zips of them) into records.

    All or nothing: a file that is not what it says refuses the whole set. Loading the same files
    again changes nothing. Ends with 0 when loaded and 1 when refused.
    """
    from kinkeeper.law.returns.open import refuse_missing

    try:
        refuse_missing(paths)  # before a database is started for nothing
        with service.django(), Console(stderr=True).status("Reading and loading…"):
            text = _loaded(paths, as_json=as_json, everything=everything)
    except BadInput as refused:
        _tell_refused(refused, as_json=as_json)
        context.exit(REFUSED)
    click.echo(text, nl=False)
    context.exit(LOADED)


def _loaded(paths: tuple[Path, ...], *, as_json: bool, everything: bool) -> str:
    """Load the paths; the report as text."""
    from kinkeeper.access.services import operator
    from kinkeeper.cli import load_report, tables
    from kinkeeper.measures.refresh import refresh_measures
    from kinkeeper.returns.loading.load import load

    if tables.pending():
        raise KinkeeperError("The database is not at this release.", do="Run: kinkeeper migrate")
    report = load(paths=paths, by=operator())
    refresh_measures()
    if as_json:
        return json.dumps(report.as_json(), default=str, ensure_ascii=False) + "\n"
    return load_report.as_text(report, everything=everything)


def _tell_refused(refused: BadInput, *, as_json: bool) -> None:
    """Say what was wrong with which file, and that nothing was written."""
    if as_json:
        where = {"file": refused.file, "row": refused.row, "field": refused.field}
        said = {"refused": True, **where, "reason": refused.reason, "do": refused.do}
        click.echo(json.dumps(said, ensure_ascii=False))
        return
    click.secho(f"Nothing was loaded. {refused.message}.", fg="red", err=True)
    if refused.do:
        click.echo(refused.do, err=True)
