"""What several tests only look at, written once for all of them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import pytest
from django.db import connection, transaction

Made = TypeVar("Made")
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@contextmanager
def written_once(blocker: Any, write: Callable[[], Made]) -> Iterator[Made]:
    """What `write` makes stands in one transaction, and each test in a savepoint of it; then it is gone."""
    with pytest.MonkeyPatch.context() as patch, blocker.unblock():
        patch.setattr("django.conf.settings.PASSWORD_HASHERS", QUICK)
        with transaction.atomic():
            made = write()
            # Else each test would look at every reference in it again, at its end.
            connection.check_constraints()
            # What is not committed the server does not count, and plans as if it were not there.
            connection.cursor().execute("ANALYZE")
            yield made
            transaction.set_rollback(True)
