"""Records of everybody, for the returns."""

from collections.abc import Callable
from typing import Any

from django.apps import apps

from kinkeeper.facts.recorded import recorded
from kinkeeper.law.returns.recorded import RECORDED, nothing_recorded


def test_every_kind_has_its_columns(db: None) -> None:
    """Each frame has the columns that are declared, and the record has a column for each."""
    found = recorded()
    assert {kind: dict(frame.schema) for kind, frame in found.items()} == {
        kind: dict(columns) for kind, columns in RECORDED.items()
    }
    assert set(nothing_recorded()) == set(found)


def test_who_was_merged_is_who_that_is_now(db: None, make: Callable[..., Any]) -> None:
    """Records stay where they were written; the return has one child."""
    person, case = apps.get_model("people.Person"), apps.get_model("care.MissingEpisode")
    kept = make(person)
    gone = make(person, merged_into=kept)
    make(case, person=gone, kind="M", started_on="2025-01-01")
    found = recorded(("people.Person", "care.MissingEpisode"))
    assert found["people.Person"]["id"].to_list() == [str(kept.pk)]
    assert found["care.MissingEpisode"]["person_id"].to_list() == [str(kept.pk)]
