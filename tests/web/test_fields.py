"""What was loaded can be read: every field a return fills is on a page."""

import re
from pathlib import Path

import pytest
from django.apps import apps

import kinkeeper.web
from kinkeeper.returns.loading.rows import ORDER

PRESENTERS = Path(kinkeeper.web.__file__).parent / "presenters"
SOURCE = "\n".join(one.read_text(encoding="utf-8") for one in PRESENTERS.glob("*.py"))
READ = set(re.findall(r"\.([a-z_]+)\b", SOURCE))
OF_A_PERSON = (
    "born_on", "expected_on", "died_on", "sex", "gender_identity", "ethnicity", "mother",
    "first_child_born_on",
)  # fmt: skip
# A field that pages read under another name: that of the shape its query answers with.
CALLED = {"code": "status", "full_name": "worker", "swe_number": "worker"}


def _loaded() -> list[str]:
    """The fields of every model a return fills whose column is said to come from a return."""
    found = []
    for name in ORDER:
        fields = apps.get_model(name)._meta.get_fields()
        told = [f.name for f in fields if _of_a_return(getattr(f, "db_comment", None))]
        found += [f"{name}.{field}" for field in told]
    return found


def _of_a_return(comment: str | None) -> bool:
    return bool(comment) and str(comment).startswith(("CIN ", "SSDA903 "))


def test_there_is_something_to_look_for() -> None:
    """The models say where their columns come from."""
    assert len(_loaded()) > 40


@pytest.mark.parametrize("field", [*_loaded(), *(f"people.Person.{f}" for f in OF_A_PERSON)])
def test_what_was_loaded_can_be_read(field: str) -> None:
    """Its name, or the name its query gives it, is read by what makes the pages."""
    name = field.rpartition(".")[2]
    assert CALLED.get(name, name) in READ
