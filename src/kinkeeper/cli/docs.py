"""`kinkeeper docs`: write the reference pages from the law as declared, or say that they are stale."""

from pathlib import Path

import click

from kinkeeper.kernel.errors import KinkeeperError


@click.command("docs")
@click.option("--check", is_flag=True, help="Change nothing; fail where a page is stale.")
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("docs/reference"),
    show_default=True,
    help="The folder of the pages.",
)
def docs(*, check: bool, into: Path) -> None:
    """Write the reference pages from the law as declared."""
    from kinkeeper.law.reference import pages

    told = pages()
    stale = [name for name, text in told.items() if _written(into / name) != text]
    if check and stale:
        raise KinkeeperError(
            f"Stale in {into}: {', '.join(stale)}.",
            do="Run `kinkeeper docs` and keep what it writes.",
        )
    into.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (into / name).write_text(told[name], encoding="utf-8")
    click.echo(
        f"{len(stale)} pages written in {into}." if stale else f"The pages in {into} are current."
    )


def _written(page: Path) -> str | None:
    return page.read_text(encoding="utf-8") if page.is_file() else None


command = docs
