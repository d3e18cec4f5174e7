"""The documents hold together: links lead somewhere, commands exist, lists are in order."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import click
import pytest

from kinkeeper.cli.main import cli

CHECKOUT = Path(__file__).resolve().parents[2]
DOCS = CHECKOUT / "docs"
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))
PAGES = sorted([*DOCS.rglob("*.md"), *CHECKOUT.glob("*.md")])
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
OF_ANY_SHELL = ("git", "cd", "cp", "sed", "export")
OTHER_PROGRAMS = {".venv/bin/pytest": "tests", ".venv/bin/python": "benchmarks"}

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(CHECKOUT)))


def prose(page: Path) -> str:
    """A page without its fenced blocks."""
    return FENCE.sub("", page.read_text(encoding="utf-8"))


@cache
def anchors(page: Path) -> set[str]:
    """The names by which the headings of a page are reached."""
    plain = (re.sub(r"[^\w\- ]", "", title.lower()) for title in HEADING.findall(prose(page)))
    named = re.findall(r'<a id="([^"]+)">', page.read_text(encoding="utf-8"))
    return {*named, *(title.strip().replace(" ", "-") for title in plain)}


def commands(page: Path) -> Iterator[list[str]]:
    """Each command typed in a `console` block, without settings put before it."""
    for kind, block in FENCE.findall(page.read_text(encoding="utf-8")):
        typed = re.findall(r"^\$ (.+)$", block, re.MULTILINE) if kind == "console" else []
        yield from (re.sub(r"^([A-Z_]+=\S* )+", "", line).split() for line in typed)


def refused(words: list[str]) -> str:
    """What is wrong with a command, or nothing."""
    program, *arguments = words
    if program.endswith("kinkeeper"):
        return _refused_by_command(cli, arguments)
    if program == "make":
        return " ".join(set(arguments[:1]) - _targets())
    if program in OTHER_PROGRAMS:
        paths = [a for a in arguments if a.startswith(OTHER_PROGRAMS[program])]
        return " ".join(p for p in paths if not (CHECKOUT / p).exists())
    return "" if (CHECKOUT / program).exists() or program in OF_ANY_SHELL else program


def _targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (CHECKOUT / "Makefile").read_text(), re.MULTILINE))


def _refused_by_command(command: click.Command, arguments: list[str]) -> str:
    context = click.Context(command)
    while isinstance(command, click.Group) and arguments and not arguments[0].startswith("-"):
        found = command.get_command(context, arguments[0])
        if found is None:
            return arguments[0]
        command, arguments = found, arguments[1:]
    known = {name for each in command.get_params(context) for name in each.opts}
    return " ".join(a for a in arguments if a.startswith("-") and a.partition("=")[0] not in known)


def broken(page: Path) -> Iterator[str]:
    """The relative links of a page that lead nowhere."""
    for link in LINK.findall(prose(page)):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if "://" in link or link.startswith("mailto:"):
            continue
        if not target.exists() or (anchor and anchor not in anchors(target)):
            yield link


@each_page
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    """A reader who follows a link finds a page, and the heading it names."""
    assert list(broken(page)) == []


@each_page
def test_every_command_exists(page: Path) -> None:
    """What a page tells people to type is a command, target or file that there is."""
    assert [c for c in commands(page) if refused(c)] == []


def test_made_up_commands_are_refused() -> None:
    """The test above can fail: unknown commands, options, targets and paths are told."""
    wrong = ("kinkeeper fly", "kinkeeper load --twice", "make tea", ".venv/bin/pytest tests/none")
    assert all(refused(line.split()) for line in wrong)
    assert not refused(["kinkeeper", "audit", "verify", "--head", "1:2"])


def test_the_glossary_is_in_order() -> None:
    """A word is where the alphabet says, and there once."""
    entries = re.findall(r"^\*\*(.+?)\.\*\*", (DOCS / "glossary.md").read_text(), re.MULTILINE)
    words = [entry.partition(" (")[0].casefold() for entry in entries]
    assert len(words) > 50
    assert all(a < b for a, b in pairwise(words))


def test_decisions_are_numbered_without_gaps() -> None:
    """A decision keeps its number, in its name and at its head."""
    names = [int(page.name[:4]) for page in DECISIONS]
    heads = [int(re.match(r"# (\d+)\. ", page.read_text())[1]) for page in DECISIONS]  # type: ignore[index]
    assert names == heads == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("page", DECISIONS, ids=lambda p: p.name)
def test_a_decision_is_dated_and_fits_a_page(page: Path) -> None:
    """Who reads a decision sees when it was taken and whether it stands."""
    text = page.read_text()
    assert re.search(r"^Date: \d{1,2} [A-Z][a-z]+ \d{4}\. Status: \w+", text, re.MULTILINE)
    assert len(text.split()) < 500


def test_every_page_is_in_the_index() -> None:
    """No page is written that nobody can find."""
    index = DOCS / "README.md"
    linked = {(DOCS / link.partition("#")[0]).resolve() for link in LINK.findall(prose(index))}
    assert [p for p in DOCS.rglob("*.md") if p != index and p not in linked] == []


@each_page
def test_no_page_names_a_folder_of_somebodys_machine(page: Path) -> None:
    """What is written is true wherever it is cloned."""
    assert not re.search(r"(/home/|/root/|/work/|/Users/|/tmp/)", page.read_text())
