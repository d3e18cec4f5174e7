"""The sizes that keep Kinkeeper readable hold everywhere, and not by a reviewer's patience."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

CHECKOUT = Path(__file__).resolve().parents[1]
LONGEST_FUNCTION, LONGEST_FILE, LONGEST_VIEW, LONGEST_TEST = 60, 500, 20, 15
MOST_ARE_SHORT, SHORT = 0.9, 30


class Function(NamedTuple):
    """A function, where it stands and how long it is from its first line to its last."""

    file: Path
    name: str
    lines: int

    def __str__(self) -> str:
        return f"{self.file.relative_to(CHECKOUT)}: {self.name} has {self.lines} lines"


@cache
def functions(folder: str) -> tuple[Function, ...]:
    """Every function below the folder, methods too."""
    return tuple(each for file in files(folder) for each in _of(file))


def files(folder: str) -> list[Path]:
    """Every module below the folder that a person wrote."""
    found = sorted((CHECKOUT / folder).rglob("*.py"))
    return [file for file in found if "migrations" not in file.parts]


def too_long(found: Iterator[Function], limit: int) -> list[str]:
    """Those over the limit, said so that they can be found."""
    return [str(each) for each in found if each.lines > limit]


def test_no_function_is_long() -> None:
    """A function that does not fit on a screen does more than one thing."""
    assert too_long(iter(functions("src")), LONGEST_FUNCTION) == []


def test_most_functions_are_short() -> None:
    """Nine in ten fit in half a screen."""
    short = [each for each in functions("src") if each.lines <= SHORT]
    assert len(short) >= MOST_ARE_SHORT * len(functions("src"))


def test_no_file_is_long() -> None:
    """A file that cannot be read in one sitting is two files."""
    lengths = {file: len(file.read_text().splitlines()) for file in files("src")}
    assert {str(file): count for file, count in lengths.items() if count > LONGEST_FILE} == {}


def test_views_are_thin() -> None:
    """A view finds the scope, calls, presents and answers."""
    views = (each for each in functions("src") if "views" in each.file.as_posix())
    assert too_long(views, LONGEST_VIEW) == []


def test_tests_are_short() -> None:
    """A test that promises one thing is short."""
    tests = (each for each in functions("tests") if each.name.startswith("test_"))
    assert too_long(tests, LONGEST_TEST) == []


def _of(file: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield Function(file, node.name, (node.end_lineno or node.lineno) - node.lineno + 1)
