"""The demonstrations, each written once for every tutorial that walks through it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.progress import Progress
from tests.standing import written_once

from kinkeeper.cli import demonstration
from kinkeeper.kernel import moment


def first_start(folder: Path, wanted: str) -> Path:
    """The data folder of a first start."""
    with Progress(disable=True) as progress:
        demonstration.prepare(progress, folder=folder, wanted=wanted)
    return folder


@pytest.fixture(scope="module")
def city(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The city at its default seed and size, on its Monday; gone again after the module."""
    folder: Path = tmp_path_factory.mktemp("data")
    with (
        written_once(django_db_blocker, lambda: first_start(folder, demonstration.CITY)),
        moment.held(demonstration.today(folder)),
    ):
        yield


@pytest.fixture(scope="module")
def examples(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The example returns, as a first start shows them; gone again after the module."""
    folder: Path = tmp_path_factory.mktemp("data")
    with written_once(django_db_blocker, lambda: first_start(folder, demonstration.EXAMPLES)):
        yield
