"""The tutorial on checking a return, followed word by word, where Django cannot be imported."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kinkeeper.law.returns import ssda903

CHECKOUT = Path(__file__).resolve().parents[2]
TEXT = (CHECKOUT / "docs" / "tutorials" / "check-a-return.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(console|text|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = FENCE.findall(TEXT)
BLOCKED = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"django", "psycopg", "procrastinate"}:
            raise ImportError(f"{name} is not to be had here")
sys.meta_path.insert(0, Blocked())
"""
COMMAND = BLOCKED + "from kinkeeper.cli.main import main\nmain()\n"
BY_NAME = {".venv/bin/kinkeeper": [sys.executable, "-c", COMMAND]}


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder in which the examples stand as they do in a copy of the project."""
    (tmp_path / "examples").symlink_to(CHECKOUT / "examples")
    return tmp_path


def run(words: list[str], here: Path) -> subprocess.CompletedProcess[str]:
    """A program with its words, in that folder."""
    settings = os.environ | {"PYTHONUTF8": "1"}
    return subprocess.run(
        words, cwd=here, env=settings, capture_output=True, text=True, check=False, timeout=200
    )


def typed(line: str, here: Path) -> str:
    """What is printed when a line of the page is typed."""
    program, *rest = line.split()
    words = [*BY_NAME[program], *rest] if program in BY_NAME else ["sh", "-c", line]
    done = run(words, here)
    assert done.returncode in {0, 1}, done.stderr
    assert done.stderr == ""
    return done.stdout


def consoles() -> Iterator[tuple[list[str], list[str]]]:
    """The lines typed on the page, with all that is said to be printed until the next are."""
    for number, (kind, block) in enumerate(BLOCKS):
        if kind == "console":
            said = []
            for following, text in BLOCKS[number + 1 :]:
                if following != "text":
                    break
                said.append(text)
            yield re.findall(r"^\$ (.+)$", block, re.MULTILINE), said


def test_the_commands_print_what_the_page_says(here: Path) -> None:
    """Every line of it, in that order; three dots stand for lines between."""
    for lines, said in consoles():
        printed = "".join(typed(line, here) for line in lines)
        at = 0
        for part in re.split(r"^\.\.\.\n", "...\n".join(said), flags=re.MULTILINE):
            assert part in printed[at:], part
            at = printed.index(part, at) + len(part)
    assert (here / ".data" / "check" / "report.html").exists()


def program() -> str:
    """The page's notebook as one program: each answer has to be what the page says it is."""
    lines = []
    for (kind, block), (following, said) in zip(BLOCKS, [*BLOCKS[1:], ("", "")], strict=True):
        if kind != "python":
            continue
        *before, last = ast.parse(block).body
        assert isinstance(last, ast.Expr)
        lines += [ast.unparse(one) for one in before]
        lines.append(f"answer = repr({ast.unparse(last.value)})")
        if following == "text":
            lines.append(f"assert answer == {said.strip()!r}, answer")
    return "\n".join([*lines, "print('followed')", "assert 'django' not in sys.modules"])


def test_the_notebook_answers_what_the_page_says(here: Path) -> None:
    """Without Django, a driver of a database, or anything else that a service needs."""
    done = run([sys.executable, "-c", BLOCKED + program()], here)
    assert (done.stdout, done.stderr) == ("followed\n", "")


def test_django_is_blocked(here: Path) -> None:
    """The tests above can fail."""
    done = run([sys.executable, "-c", BLOCKED + "import django"], here)
    assert "django is not to be had here" in done.stderr


def test_the_table_of_one_child_is_what_the_report_holds() -> None:
    """The rules, the fields and the words that the page shows."""
    years = (CHECKOUT / "examples" / "ssda903" / year for year in ("2025-26", "2026-27"))
    findings = ssda903.check(ssda903.read(*years), authority="E08000025").findings
    for rule, fields, says in (
        findings.filter(child="100217").select("rule", "fields", "says").iter_rows()
    ):
        assert f"| {rule} | {fields} | {says} |" in TEXT
