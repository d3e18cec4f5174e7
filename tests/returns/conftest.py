"""Small returns written for one test, and somebody who may load them."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kinkeeper.access.services import operator
from kinkeeper.access.who import Who
from kinkeeper.law.returns.open import open_file
from kinkeeper.law.returns.ssda903.fields import TABLES
from kinkeeper.law.returns.ssda903.read import read_ssda903
from kinkeeper.law.returns.tables import read_sheet
from kinkeeper.returns.loading.load import load
from kinkeeper.returns.loading.report import Report
from kinkeeper.returns.loading.rows import Built
from kinkeeper.returns.loading.ssda903 import build_ssda903

CHECKOUT = Path(__file__).resolve().parents[2]
COLUMNS = {table.id: ",".join(table.names) for table in TABLES} | {
    "Names": "CHILD,FORENAME,SURNAME,KNOWN_AS"
}

WriteTables = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> WriteTables:
    """Write a folder of SSDA903 tables, a row a string; the folder is named after its year."""

    def make(year: str, tables: Mapping[str, list[str]] | None = None, **more: list[str]) -> Path:
        path = tmp_path / "ssda903" / year
        path.mkdir(parents=True, exist_ok=True)
        for name, rows in {**(tables or {}), **more}.items():
            (path / f"{name}.csv").write_text("\n".join([COLUMNS[name], *rows]) + "\n")
        return path

    return make


@pytest.fixture
def build(folder: WriteTables) -> Callable[..., Built]:
    """One or several years of SSDA903 as rows, with no database."""

    def make(**years: Mapping[str, list[str]]) -> Built:
        paths = [
            folder(year.replace("y", "").replace("_", "-"), tables)
            for year, tables in years.items()
        ]
        files = [open_file(file) for path in paths for file in sorted(path.iterdir())]
        return build_ssda903(read_ssda903([read_sheet(file) for file in files]))

    return make


@pytest.fixture
def census(tmp_path: Path) -> Callable[..., Path]:
    """Write a census: `child(...)` strings, standing at 31 March of a year."""

    def make(*children: str, year: int = 2026, name: str = "") -> Path:
        path = tmp_path / (name or f"cin_{year}.xml")
        header = f"<Collection>CIN</Collection><Year>{year}</Year><ReferenceDate>{year}-03-31</ReferenceDate>"
        path.write_text(
            f"<Message><Header><CollectionDetails>{header}</CollectionDetails></Header>\n<Children>\n"
            + "\n".join(children)
            + "\n</Children></Message>"
        )
        return path

    return make


@pytest.fixture
def analyst(db: None) -> Who:
    """The account of the server's own command line, which may load files."""
    return operator()


@pytest.fixture
def loading(analyst: Who) -> Callable[..., Report]:
    """Load paths as the analyst."""
    return lambda *paths: load(paths=paths, by=analyst)


@pytest.fixture
def examples() -> Path:
    """The returns the project carries."""
    return CHECKOUT / "examples"


@pytest.fixture
def samples() -> Path:
    """The larger samples, where they are at hand."""
    found = CHECKOUT.parent / "shared" / "samples"
    if not found.is_dir():
        pytest.skip("the larger samples are not at hand")
    return found
