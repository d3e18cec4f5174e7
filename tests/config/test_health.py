"""The monitor learns whether the service can serve, and nothing else."""

import pytest
from django.db import OperationalError, connection
from django.test import RequestFactory

from kinkeeper.config import health


@pytest.mark.django_db
def test_it_is_well_while_the_database_answers() -> None:
    """200 and one word."""
    answer = health.health(RequestFactory().get("/health/"))
    assert (answer.status_code, answer.content) == (200, b"ok")


def test_it_says_when_the_database_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """503, so that a proxy can turn elsewhere."""

    def silent() -> None:
        raise OperationalError("no answer from db.example.gov.uk")

    monkeypatch.setattr(connection, "cursor", silent)
    answer = health.health(RequestFactory().get("/health/"))
    assert answer.status_code == 503
    assert b"example" not in answer.content
