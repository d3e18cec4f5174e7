"""A city in the database: every record of it, and every fault found by the check it is named after."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from unittest.mock import Mock

import polars as pl
import pytest
from django.apps import apps
from django.db import connection
from rich.progress import Progress
from tests.standing import written_once

from kinkeeper.access.services import operator
from kinkeeper.chronology.models import Event, Revision
from kinkeeper.city import Kept, World, recorded, scenario, world
from kinkeeper.cli import city, fitness, tables
from kinkeeper.cli.city import Asked, Month
from kinkeeper.cli.city_report import as_text
from kinkeeper.cli.city_writing import Written, write_city
from kinkeeper.facts.recorded import recorded as in_the_database
from kinkeeper.kernel import moment
from kinkeeper.kernel.errors import KinkeeperError
from kinkeeper.law.returns.cin.returned import census_tables
from kinkeeper.law.returns.ssda903.returned import ssda903_tables
from kinkeeper.people.keys import refresh_keys
from kinkeeper.people.models import NameKey, Person, WordKey

LAST = date(2015, 3, 31)
# Found by people who compare records, not by a check of one of them.
NOT_A_CHECK = {"person_entered_twice"}
# What a clean city may have on its last day, late as the year's figures are: children who wait for
# a worker, for their first review, or for a conference that is known to be needed.
MAY_BE = {"open_without_worker", "never_reviewed", "enquiry_undecided"}


@pytest.fixture(scope="module")
def small() -> World:
    """A clean city of a year."""
    return _told(Kept.CLEAN)


def _told(kept: Kept) -> World:
    story = scenario("birmingham-2014")
    return world(story, seed=1, size=0.02, first=story.first, last=LAST, kept=kept)


def write(made: World) -> Written:
    """The city, written."""
    with moment.held(LAST), Progress(disable=True) as progress:
        return write_city(made=made, by=operator(), progress=progress)


def findings() -> set[str]:
    """The checks that found something."""
    found: Any = apps.get_model("duties.Finding")
    return set(found.objects.values_list("check_id", flat=True))


@pytest.fixture(scope="class")
def once(django_db_setup: None, django_db_blocker: Any, small: World) -> Iterator[Written]:
    """That city, written once for all who only look at it."""
    with written_once(django_db_blocker, lambda: write(small)) as made:
        yield made


@pytest.fixture
def written(once: Written, db: None) -> Written:
    """The same, for one test: whatever that does to it is undone."""
    return once


def every_key() -> set[tuple[Any, ...]]:
    """The words of everybody, and what leads to those words."""
    people = NameKey.objects.values_list("person_id", "key")
    return {*people, *WordKey.objects.values_list("kind", "key", "word")}


class TestACityThatIsWritten:
    """What stands in the database, and nothing beside it."""

    def test_every_record_is_written_with_its_id_and_its_moment(
        self, written: Written, small: World
    ) -> None:
        """As the frames have them; constraints of the database and all."""
        for label, rows in small.frames.items():
            model = apps.get_model(label)
            assert model.objects.count() == len(rows), label
        assert written.duties > 0
        born = dict(small.frames["people.Person"].select("id", "born_on").iter_rows())
        assert {str(p.id): p.born_on for p in Person.objects.all()} == born

    def test_its_returns_are_those_of_its_records(self, written: Written, small: World) -> None:
        """What a city writes without a database is what is written from the one it was put in."""
        ours, theirs = recorded.recorded(small.frames), in_the_database()
        for returned in (census_tables, ssda903_tables):
            told, read = returned(ours, year=LAST.year), returned(theirs, year=LAST.year)
            for name, rows in told.items():
                assert rows.drop("_id", strict=False).equals(
                    read[name].drop("_id", strict=False)
                ), name

    def test_every_team_stands_where_the_city_puts_it(self, written: Written) -> None:
        """A safeguarding team under its district, a district under the service."""
        teams: Any = apps.get_model("access.Team")
        above = dict(teams.objects.values_list("name", "parent__name"))
        assert above["Harrowdale safeguarding team"] == "Harrowdale district"
        assert above["Harrowdale district"] == "Children's social care"
        assert [name for name, parent in above.items() if parent is None] == [
            "Children's social care"
        ]

    def test_events_were_recorded_when_their_records_say(self, written: Written) -> None:
        """Never before they happened, and by the worker of the day."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM chronology_event WHERE recorded_at::date < happened_on"
            )
            assert cursor.fetchone() == (0,)
        told = Event.objects.filter(kind="cin_visit_made")
        assert told.filter(recorded_at__date__lte=LAST).count() == told.count() > 0
        assert told.filter(recorded_by__isnull=False).exists()

    def test_wrong_entries_leave_their_trail(self, written: Written, small: World) -> None:
        """What was entered first is in the revisions; the record holds what is right."""
        entries = small.first_entries["frontdoor.HelpEpisode"]
        revised = Revision.objects.filter(entity="frontdoor.HelpEpisode").values_list(
            "entity_id", flat=True
        )
        assert {str(one) for one in revised} == set(entries["id"])

    def test_a_clean_city_is_found_clean(self, written: Written) -> None:
        """No check finds anything but what is late that day."""
        assert findings() <= MAY_BE

    def test_keys_made_at_once_are_those_made_one_by_one(self, written: Written) -> None:
        """Searching finds the people of a city as it finds anybody."""
        at_once = every_key()
        NameKey.objects.all().delete()
        WordKey.objects.all().delete()
        refresh_keys(list(Person.objects.values_list("id", flat=True)))
        assert every_key() == at_once

    def test_the_report_counts_what_a_reader_asks_first(
        self, written: Written, small: World
    ) -> None:
        """Children, referrals, plans, children looked after, workers and duties."""
        text = as_text(small, written)
        for word in (
            "Children ",
            "Referrals since",
            "protection plan",
            "Looked after",
            "Workers",
            "Duties",
        ):
            assert word in text
        assert "everybody is invented" in text


def test_every_fault_is_found_by_the_check_of_its_name(db: None) -> None:
    """What was put in on purpose is what the checks of the records find."""
    made = _told(Kept.DIRTY)
    write(made)
    assert set(made.faults["fault"]) - NOT_A_CHECK <= findings()


def test_gaps_are_found_by_the_checks_of_their_name(db: None) -> None:
    """Who has no place to live or no legal status recorded is told; nothing else is out of order."""
    write(_told(Kept.UNTIDY))
    assert findings() - MAY_BE == {"no_legal_status", "no_placement"}


def test_a_database_with_people_is_left_alone(db: None, small: World, child: Any) -> None:
    """Nobody's records are mixed with invented ones."""
    with pytest.raises(KinkeeperError, match="holds people already"):
        write(small)
    assert Person.objects.count() == 1


def test_it_is_left_alone_before_its_tables_are_changed(
    db: None, child: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refused first: a database that holds people is not even brought to this release."""
    monkeypatch.setattr(fitness, "not_a_demonstrations", lambda _: [])
    monkeypatch.setattr(tables, "migrate", lambda *_: pytest.fail("it was migrated"))
    with pytest.raises(KinkeeperError, match="holds people already"):
        city._see_fit(Mock(production=False), Progress(disable=True))


def test_months_and_sizes_are_checked() -> None:
    """A month has its first and its last day; a size and a seed have bounds."""
    assert Month().convert("2014-04", None, None) == date(2014, 4, 1)
    assert Month(last=True).convert("2016-02", None, None) == date(2016, 2, 29)
    with pytest.raises(KinkeeperError, match="seed is a whole number from 0"):
        Asked("birmingham-2014", -1, 0.1, date(2014, 4, 1), LAST, "clean")
    with pytest.raises(KinkeeperError, match="size"):
        Asked("birmingham-2014", 1, 5.0, date(2014, 4, 1), LAST, "clean")


def test_roles_are_of_workers_in_post(small: World) -> None:
    """Whoever signs in to a demonstration can be somebody who is there."""
    jobs = small.frames["workforce.Employment"].filter(pl.col("ended_on").is_null())
    assert {"social_worker", "team_manager", "reviewing_officer"} <= set(small.roles)
    assert {one.worker_id for one in small.roles.values()} <= set(jobs["worker_id"])
