"""`docs/reference/tasks.md`: written from what the journeys counted, and read back to be compared."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.journeys.city.tasks.counting import Count
from tests.journeys.city.tasks.declared import ROLES, TASKS, Role, Task

WORDS = Path(__file__).with_name("words.md")
HERE = "<!-- the tasks -->"
PAGE = Path(__file__).resolve().parents[4] / "docs" / "reference" / "tasks.md"
AGAIN = "KINKEEPER_TEST_COUNT_TASKS_AGAIN"  # set to anything, the page is written and not compared
ROW = re.compile(
    r'^\| <a id="([a-z-]+)"></a>.* \| (\d+) \| (\d+) \| (\d+) \| (.+?) \|$', re.MULTILINE
)


def agrees(task_id: str, count: Count) -> None:
    """The task takes no more screens than it may, and what is printed of it; or is printed again."""
    task = TASKS[task_id]
    assert len(count.screens) <= task.most, f"{len(count.screens)} screens: {count.screens}"
    if os.environ.get(AGAIN):
        assert "PYTEST_XDIST_WORKER" not in os.environ, "One worker writes the page: give -n0."
        PAGE.write_text(written({**printed(), task_id: _cells(count)}), encoding="utf-8")
    assert printed().get(task_id) == _cells(count), "See the end of docs/reference/tasks.md."


def printed() -> dict[str, tuple[str, ...]]:
    """What the page says of each task: screens, presses, characters, and the names of the screens."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else ""
    return {name: tuple(cells) for name, *cells in ROW.findall(text)}


def written(told: Mapping[str, tuple[str, ...]]) -> str:
    """The page, with these numbers."""
    lines = "\n".join(line for role in ROLES for line in _role(role, told))
    return WORDS.read_text(encoding="utf-8").replace(HERE, lines.rstrip())


def _role(role: Role, told: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    whose = "of the design" if role.designed else "ours"
    yield f"## {role.title}\n\nThe person {role.lands}. The numbers of screens are {whose}.\n"
    yield "| task | at most | screens | presses | characters | the screens |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for task in role.tasks:
        cells = ("not there yet", "–", "–", task.missing) if task.missing else told.get(task.id, ())
        yield f'| <a id="{task.id}"></a>{task.name} | {task.most} | {" | ".join(cells)} |'
    yield ""
    yield from _notes(role.tasks)


def _notes(tasks: tuple[Task, ...]) -> Iterator[str]:
    notes = [f"- **{task.name}.** {task.note}" for task in tasks if task.note]
    yield from (*notes, "") if notes else ()


def _cells(count: Count) -> tuple[str, ...]:
    screens, names = len(count.screens), " → ".join(count.screens)
    return (str(screens), str(count.presses), str(count.characters), names)
