"""The demonstration's city, written once for every tutorial that walks through it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from rich.progress import Progress

from kinkeeper.cli import demonstration
from kinkeeper.kernel import moment


@pytest.fixture(scope="module")
def city(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The city at its default seed and size, on its Monday; gone again after the module.

    It lies in one transaction, and each test in a savepoint of it.
    """
    folder: Path = tmp_path_factory.mktemp("data")
    quick = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr("django.conf.settings.PASSWORD_HASHERS", quick)
        with transaction.atomic():
            with Progress(disable=True) as progress:
                demonstration.prepare(progress, folder=folder, wanted=demonstration.CITY)
            # What is not committed the server does not count by itself, and plans as if it were not there.
            connection.cursor().execute("ANALYZE")
            with moment.held(demonstration.today(folder)):
                yield
            transaction.set_rollback(True)
