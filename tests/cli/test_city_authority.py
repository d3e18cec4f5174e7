"""A demonstration over the city: the people who sign in are some of its workers."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from rich.progress import Progress
from tests.standing import written_once

from kinkeeper.access.queries import who_named
from kinkeeper.cli import city_authority, demonstration
from kinkeeper.duties.queries import Scope, Wanted, worklist
from kinkeeper.kernel import moment
from kinkeeper.workforce.queries import own_children

TODAY = demonstration.TODAY[demonstration.CITY]


@pytest.fixture(scope="module")
def started(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """A first start over a city small enough for a test."""
    folder: Path = tmp_path_factory.mktemp("data")
    small = partial(city_authority.make, size=0.02)

    def start() -> Path:
        with Progress(disable=True) as progress, pytest.MonkeyPatch.context() as patch:
            patch.setattr(city_authority, "make", small)
            demonstration.prepare(progress, folder=folder, wanted=demonstration.CITY)
        return folder

    with written_once(django_db_blocker, start):
        yield folder


@pytest.fixture
def shown(started: Path, db: None) -> Path:
    """The data folder of that start."""
    return started


def test_who_signs_in_has_work_that_day(shown: Path) -> None:
    """The social worker has children, and the manager her team's open duties."""
    assert TODAY
    assert demonstration.today(shown) == TODAY
    with moment.held(TODAY):
        assert own_children(who=who_named("social-worker"))
        team = Wanted(scope=Scope.TEAM)
        assert worklist(who=who_named("team-manager"), wanted=team, as_at=TODAY).total
        assert own_children(who=who_named("reviewing-officer"))
        assert own_children(who=who_named("personal-adviser"))


def test_they_are_called_what_is_printed(shown: Path) -> None:
    """A child's lead worker is the person one signs in as."""
    with moment.held(TODAY):
        child = own_children(who=who_named("social-worker"))[0]
    assert child.worker == "Priya Fennimore"
