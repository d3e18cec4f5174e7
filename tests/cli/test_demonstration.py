"""What a data folder shows, and the day it opens on."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.db import DatabaseError
from rich.progress import Progress

from kinkeeper.access import services
from kinkeeper.access.invented import PASSWORD
from kinkeeper.access.models import User
from kinkeeper.cli import demonstration, example_authority
from kinkeeper.kernel import moment
from kinkeeper.returns.live import live_checked, live_given
from kinkeeper.returns.loading.load import load

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """Passwords that are quick to make."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def few_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    """One file of the examples: what a start keeps word of does not depend on how many there are."""
    census = example_authority.EXAMPLES / "cin"
    monkeypatch.setattr(example_authority, "returns", lambda: [census])


def start(folder: Path, wanted: str = demonstration.EXAMPLES) -> None:
    """A start of a demonstration on this data folder."""
    with Progress(disable=True) as progress:
        demonstration.prepare(progress, folder=folder, wanted=wanted)


def test_the_examples_open_on_their_last_day(tmp_path: Path) -> None:
    """And the process that made them lives on in its own present."""
    before = moment.today()
    start(tmp_path)
    assert demonstration.today(tmp_path) == date(2026, 3, 31)
    assert moment.today() == before


def test_the_workers_it_gives_keep_the_rules_about_workers() -> None:
    """Each numbered, after the one before, for a reason: no rule about social workers is broken."""
    by, files = services.operator(), example_authority.EXAMPLES / "ssda903" / "2025-26"
    with moment.held(date(2026, 3, 31)), Progress(disable=True) as progress:
        load(paths=[files], by=by)
        example_authority.look_after(by, progress, password=PASSWORD)
        given = live_given("ssda903", 2026)
        found = live_checked("ssda903", 2026, given=given).findings
    workers = given.tables["SWEpisodes"]["SW_ID"]
    assert workers.str.starts_with("XXINVENTED").sum() > 10
    assert found.filter(pl.col("rule").str.starts_with("SW")).is_empty()


def test_files_of_ones_own_open_in_the_present(tmp_path: Path) -> None:
    """Nobody's own children are shown on another day than today."""
    load(paths=[example_authority.EXAMPLES / "cin"], by=services.operator())
    start(tmp_path)
    assert demonstration.shown(tmp_path) == demonstration.OWN
    assert demonstration.today(tmp_path) is None


def test_an_empty_folder_is_in_the_present(tmp_path: Path) -> None:
    """A command before the first start pins nothing."""
    assert demonstration.today(tmp_path) is None


def test_a_city_that_was_asked_for_opens_on_its_own_last_day(tmp_path: Path) -> None:
    """Not on the day of the one that a first start makes."""
    demonstration.keep_city(tmp_path, opens=date(2016, 3, 31))
    assert demonstration.shown(tmp_path) == demonstration.CITY
    assert demonstration.today(tmp_path) == date(2016, 3, 31)


def test_what_was_shown_stays(tmp_path: Path) -> None:
    """Another wish at a later start changes nothing that is there."""
    start(tmp_path)
    start(tmp_path, wanted=demonstration.CITY)
    assert demonstration.shown(tmp_path) == demonstration.EXAMPLES


@pytest.mark.parametrize(
    ("password", "kind"), [(PASSWORD, demonstration.EXAMPLES), ("my own words", demonstration.OWN)]
)
def test_a_folder_of_an_earlier_release_is_recognised(
    tmp_path: Path, password: str, kind: str
) -> None:
    """It kept no word of what it shows; the password tells."""
    User.objects.create_user("director", full_name="Somebody Invented", password=password)
    start(tmp_path)
    assert demonstration.shown(tmp_path) == kind


def test_a_start_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: Any) -> None:
    """Neither people nor a word of what it would have shown: the next start begins again."""

    def broken(*_: object, **__: object) -> None:
        raise DatabaseError

    monkeypatch.setattr("kinkeeper.duties.refresh.refresh_everybody", broken)
    with pytest.raises(DatabaseError):
        start(tmp_path)
    assert demonstration.shown(tmp_path) is None
    assert not User.objects.filter(is_service=False).exists()
