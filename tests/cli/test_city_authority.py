"""A demonstration over the city: the people who sign in are some of its workers."""

from pathlib import Path
from typing import Any

import pytest
from rich.progress import Progress

from kinkeeper.access.queries import who_named
from kinkeeper.cli import city_authority, demonstration
from kinkeeper.duties.queries import Scope, Wanted, worklist
from kinkeeper.kernel import moment
from kinkeeper.workforce.queries import own_children

TODAY = demonstration.TODAY[demonstration.CITY]


@pytest.fixture
def shown(db: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A first start over a city small enough for a test."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr(city_authority, "SIZE", 0.02)
    with Progress(disable=True) as progress:
        demonstration.prepare(progress, folder=tmp_path, wanted=demonstration.CITY)
    return tmp_path


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
