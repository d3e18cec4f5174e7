"""The page of the tasks says what was declared, and a number for each that can be done."""

from tests.journeys.city.tasks.declared import ROLES, TASKS
from tests.journeys.city.tasks.page import PAGE, printed, written


def test_the_page_is_current() -> None:
    """Its words are those of the declaration, its numbers those that journeys counted."""
    assert PAGE.read_text(encoding="utf-8") == written(printed())


def test_every_task_has_its_numbers() -> None:
    """But for what is not there yet, which says so and why."""
    assert printed().keys() == {name for name, task in TASKS.items() if not task.missing}
    assert "not there yet" in PAGE.read_text(encoding="utf-8")


def test_each_role_has_five() -> None:
    """Told apart by their names."""
    assert {len(role.tasks) for role in ROLES} == {5}
    assert len(TASKS) == 5 * len(ROLES)
