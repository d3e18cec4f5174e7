"""Small files written for one test."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kinkeeper.law.returns.open import Opened, open_file
from kinkeeper.law.returns.tables import Sheet, read_sheet

Write = Callable[..., Path]
CHECKOUT = Path(__file__).resolve().parents[3]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write text (as UTF-8) or bytes to a file of this name; the path."""

    def make(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return make


@pytest.fixture
def opened(write: Write) -> Callable[..., Opened]:
    """A file of this text, opened."""
    return lambda name, content: open_file(write(name, content))


@pytest.fixture
def sheet(opened: Callable[..., Opened]) -> Callable[..., Sheet]:
    """A CSV file of this text, its rows read."""
    return lambda name, content: read_sheet(opened(name, content))


@pytest.fixture
def census() -> Callable[..., str]:
    """A census holding this inside its children."""
    return census_of


A_CHILD = "<Child><ChildIdentifiers><LAchildID>C1</LAchildID></ChildIdentifiers></Child>"


def census_of(
    children: str = A_CHILD, *, collection: str = "CIN", reference: str = "2026-03-31"
) -> str:
    """A census of the year of this reference date."""
    header = (
        f"<Header><CollectionDetails><Collection>{collection}</Collection><Year>2026</Year>"
        f"<ReferenceDate>{reference}</ReferenceDate></CollectionDetails></Header>"
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<Message>{header}\n'
        f"<Children>{children}</Children></Message>"
    )


@pytest.fixture
def examples() -> Path:
    """The returns the project carries."""
    return CHECKOUT / "examples"


@pytest.fixture
def samples() -> Path:
    """The larger samples, where they are at hand."""
    folder = CHECKOUT.parent / "shared" / "samples"
    if not folder.is_dir():
        pytest.skip("the larger samples are not at hand")
    return folder
