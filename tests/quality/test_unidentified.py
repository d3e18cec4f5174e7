"""Where risk may not be known: each sign finds its child, names who answers, and tells no text."""

import inspect
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import click
import pytest
from django.urls import get_resolver

from kinkeeper.access.models import Team
from kinkeeper.access.who import Who, who_is
from kinkeeper.casefile.actions.notes import NoteSaid, complete_note
from kinkeeper.casefile.kinds import NoteKind
from kinkeeper.cli.main import cli
from kinkeeper.frontdoor.models import Assessment, HelpEpisode
from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import today
from kinkeeper.measures.unidentified import BY_ID, counted, listed
from kinkeeper.people.models import Person
from kinkeeper.workforce.models import Allocation, Worker
from tests.access.test_every_verb import verbs

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
SOURCE = Path(__file__).parents[2] / "src/kinkeeper"
SETS = re.compile(r"\.closed_on\b.* = |update\(.*closed_on=")
LONG = "She was at home, clean and well fed, and her mother was attentive throughout. " * 4


def ago(days: int) -> Any:
    """So many days ago."""
    return today() - timedelta(days=days)


def found(who: Who, kind: str, days: int = 28) -> list[Any]:
    """Whom a kind finds."""
    return [one.person_id for one in listed(who=who, kind=BY_ID[kind], days=days)]


@pytest.fixture
def director(granted: Make) -> Who:
    """Who sees every record."""
    return who_is(granted("director").id)


@pytest.fixture
def case(child: Any, make: Make) -> HelpEpisode:
    """An open case of fifty days."""
    row: HelpEpisode = make(HelpEpisode, person=child, referred_on=ago(50), no_further_action=False)
    return row


def test_who_is_not_assessed_or_allocated_or_is_parked(case: HelpEpisode, director: Who) -> None:
    """Until somebody begins, is named, or records something; n is chosen."""
    kinds = ("known", "unassessed", "parked")
    assert all(found(director, one) == [case.person_id] for one in kinds)
    assert found(director, "parked", days=90) == []
    told = {"person_id": case.person_id, "started_on": today()}
    Assessment.objects.create(episode=case, **told)
    worker = Worker.objects.create(full_name="Ada Pole")
    Allocation.objects.create(worker=worker, role="lead", **told)
    assert found(director, "unassessed") == []
    assert found(director, "unallocated") == []
    (row,) = listed(who=director, kind=BY_ID["parked"], days=28)
    assert row.answers == "Ada Pole"


def test_the_three_lists_of_closures(case: HelpEpisode, director: Who, make: Make) -> None:
    """Closed without an assessment, opened again within a year; unseen is not run where none is."""
    case.closed_on = ago(30)
    case.save()
    again = {"person": case.person, "referred_on": ago(5)}
    make(HelpEpisode, no_further_action=False, **again)
    assert found(director, "closed-unassessed") == [case.person_id]
    assert found(director, "reopened") == [case.person_id]
    _, kinds = counted(who=director, days=28)
    (unseen,) = [one for one in kinds if one.kind.id == "closed-unseen"]
    assert "not recorded here yet" in unseen.not_run


def test_pasted_text_is_found_and_never_shown(child: Any, granted: Make, make: Make) -> None:
    """The same words of two children by one author, whatever the spaces; of another author, none."""
    director = granted("director")
    other = Person.objects.create(born_on=ago(2000))
    for one, text in ((child, LONG), (other, f"  {LONG.upper()} ")):
        said = NoteSaid(kind=NoteKind.VISIT, on=today(), text=text)
        complete_note(child=one.id, draft_id=uuid7(), said=said, version=0, by=director)
    rows = listed(who=who_is(director.id), kind=BY_ID["pasted"], days=28)
    assert {one.person_id for one in rows} == {child.id, other.id}
    assert {one.answers for one in rows} == {director.full_name}
    assert "attentive" not in repr(rows)


def test_who_sees_aggregates_has_small_numbers_kept_back(case: HelpEpisode, granted: Make) -> None:
    """One child is told to nobody who sees no record; not even of the whole."""
    Team.objects.create(name="North", service="Care")
    scrutiny = who_is(granted("scrutiny_member").id)
    _, kinds = counted(who=scrutiny, days=28)
    (known,) = [one for one in kinds if one.kind.id == "known"]
    assert known.whole_back
    assert None in known.back
    assert found(scrutiny, "known") == []


def test_nothing_closes_more_than_one_case() -> None:
    """One verb closes, one case; one address leads to it, of one child; no command does."""
    named = {one.values[0].__name__: one.values[0] for one in verbs()}
    closing = {name for name in named if name.startswith("close_case") or "bulk" in name}
    assert closing == {"close_case"}
    assert set(inspect.signature(named["close_case"]).parameters) == {"episode", "closing", "by"}
    writes = [file.name for file in SOURCE.rglob("*.py") if SETS.search(file.read_text())]
    assert writes == ["closing.py"]
    told = [
        params for of, *_ in get_resolver().reverse_dict.getlist("case-close") for _, params in of
    ]
    assert told == [["person_id"]]
    assert not [name for name in cli.list_commands(click.Context(cli)) if "clos" in name]
