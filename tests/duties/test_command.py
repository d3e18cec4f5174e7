"""`kinkeeper duties refresh`, as it is run each night."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from click.testing import CliRunner

from kinkeeper.access import audit
from kinkeeper.cli import duties, service
from kinkeeper.duties.models import Duty
from kinkeeper.frontdoor.models import HelpEpisode
from kinkeeper.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def already_running(monkeypatch: pytest.MonkeyPatch) -> None:
    """Django runs already; a command must not start another server."""

    @contextmanager
    def running() -> Iterator[None]:
        yield

    monkeypatch.setattr(service, "django", running)


def refresh() -> str:
    """What the command prints."""
    outcome = CliRunner().invoke(duties.command, ["refresh"], catch_exceptions=False)
    assert outcome.exit_code == 0
    return outcome.output


def test_the_first_night_changes_no_rules() -> None:
    """There was no earlier night whose rules could have been others."""
    said = refresh()
    assert "0 duties" in said
    assert "rules" not in said


def test_records_never_told_of_are_found() -> None:
    """It says how many events that was, and works out the duties that follow."""
    child = Person.objects.create(kind="child", born_on=date(2010, 5, 1))
    HelpEpisode.objects.create(person=child, level="cin", referred_on=date(2014, 3, 3))
    assert "1 event that stored records tell of was recorded for the first time." in refresh()
    assert Duty.objects.filter(clock="assessment_complete").exists()
    assert "for the first time" not in refresh()
    assert audit.verify().whole
