"""What the tables from workforce to reviews declare about themselves holds together."""

import pytest
from django.apps import apps
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db.models import Model, UniqueConstraint

from kinkeeper.access.paths import paths_of
from kinkeeper.access.record import Record
from kinkeeper.chronology.announce import announced
from kinkeeper.law.codes import code_set
from kinkeeper.law.events import EVENTS

APPS = ("workforce", "frontdoor", "protection", "care", "reviews")
OF_THE_STAFF = {
    *(f"workforce.{name}" for name in ("Worker", "Post", "Employment", "Supervision", "Cover")),
    "frontdoor.ContactGroup",  # of every child of it: `group_queries.groups`
}
MODELS = [
    model
    for app in APPS
    for model in apps.get_app_config(app).get_models()
    if issubclass(model, Record)
]


def _columns(model: type[Model]) -> set[str]:
    return {field.attname for field in model._meta.concrete_fields}


def _indexed_first(model: type[Model]) -> set[str]:
    """The columns some index of the table, conditions apart, begins with."""
    firsts = [index.fields[0] for index in model._meta.indexes if not index.condition]
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and not constraint.condition:
            firsts.append(constraint.fields[0])
        if isinstance(constraint, ExclusionConstraint) and not constraint.condition:
            firsts.append(str(constraint.expressions[0][0]))
    firsts += [field.name for field in model._meta.concrete_fields if field.unique]
    named = {field.name: field.attname for field in model._meta.concrete_fields}
    return {named[name] for name in firsts}


@pytest.mark.parametrize("model", MODELS)
def test_a_record_is_known_by_its_own_columns(model: type[Model]) -> None:
    """What makes two rows the same record are columns of its table, the first of them indexed."""
    same_when = model.same_when  # type: ignore[attr-defined]
    assert same_when
    assert set(same_when) <= _columns(model)
    assert same_when[0] in _indexed_first(model)


@pytest.mark.parametrize("model", MODELS)
def test_codes_name_a_code_set(model: type[Model]) -> None:
    """Each coded column names a set of codes that is declared, and fits its longest code."""
    widths = {field.attname: field.max_length or 0 for field in model._meta.concrete_fields}
    for column, name in getattr(model, "code_sets", {}).items():
        assert max(len(code.code) for code in code_set(name).codes) <= widths[column]


@pytest.mark.parametrize("model", MODELS)
def test_what_is_announced_is_read_from_the_table(model: type[Model]) -> None:
    """Each event announced is of a known kind and is read from columns that are there."""
    for announcement in announced().get(model, ()):
        assert announcement.kind in EVENTS
        assert announcement.columns <= _columns(model)
        assert (announcement.under is None) == (EVENTS[announcement.kind].under is None)


@pytest.mark.parametrize("model", MODELS)
def test_a_record_leads_to_its_person(model: type[Model]) -> None:
    """The rules of access find one person by a path the database can follow; the staff have none."""
    paths = paths_of(model)
    assert len(paths) == (0 if model._meta.label in OF_THE_STAFF else 1)
    for path in paths:
        assert "IS NULL" in str(model._default_manager.filter(**{f"{path}__isnull": True}).query)
