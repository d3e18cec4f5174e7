"""An authority's own times reach its worklists."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kinkeeper.chronology.save import save
from kinkeeper.duties.models import Duty
from kinkeeper.duties.refresh import refresh_everybody
from kinkeeper.frontdoor.models import HelpEpisode
from kinkeeper.kernel.errors import BadSetting
from kinkeeper.kernel.ids import uuid7
from kinkeeper.people.models import Person

pytestmark = pytest.mark.django_db
BY = SimpleNamespace(id=uuid7())


def times(folder: Path, told: str) -> str:
    path = folder / "times.toml"
    path.write_text(f"since = 2014-04-01\n[times]\n{told}\n", encoding="utf-8")
    return str(path)


def referred(on: date) -> None:
    person = Person(kind="child", born_on=date(2010, 5, 1))
    save(person, by=BY)
    save(HelpEpisode(person=person, level="cin", referred_on=on), by=BY)


def test_a_shorter_time_is_counted(tmp_path: Path, settings: Any) -> None:
    """From its day on; what started before keeps the national time."""
    settings.LOCAL_TIMES = times(tmp_path, 'assessment_complete = ["10 working days"]')
    referred(date(2014, 3, 3))
    referred(date(2014, 6, 2))
    due = Duty.objects.filter(clock="assessment_complete").order_by("due_on")
    assert [one.due_on for one in due] == [date(2014, 5, 8), date(2014, 6, 16)]


def test_a_longer_time_is_refused_and_nothing_is_changed(tmp_path: Path, settings: Any) -> None:
    """The law may be tightened, never loosened."""
    referred(date(2014, 6, 2))
    settings.LOCAL_TIMES = times(tmp_path, 'assessment_complete = ["60 working days"]')
    with pytest.raises(BadSetting, match="longer"):
        refresh_everybody()
    assert Duty.objects.get(clock="assessment_complete").due_on == date(2014, 8, 4)


def test_new_times_are_a_change_of_the_rules(tmp_path: Path, settings: Any) -> None:
    """A full refresh after them says so, and does not call the differences a defect."""
    referred(date(2014, 6, 2))
    refresh_everybody()
    settings.LOCAL_TIMES = times(tmp_path, 'assessment_complete = ["10 working days"]')
    done = refresh_everybody()
    assert (done.rules_changed, done.changed) == (True, 1)
