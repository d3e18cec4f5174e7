"""A return written from the records."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import polars as pl
import pytest
from django.apps import apps

from kinkeeper.access.models import AuditEntry, Restriction
from kinkeeper.access.who import Who, as_who
from kinkeeper.kernel.errors import BadInput, KinkeeperError, NotAllowed
from kinkeeper.kernel.moment import today
from kinkeeper.law.returns import cin, ssda903
from kinkeeper.returns.writing.folder import LIST
from kinkeeper.returns.writing.make import Wanted
from kinkeeper.returns.writing.release import Written, write_return

Loading = Callable[..., Any]
Folder = Callable[..., Path]
HEADER = ["A1,F,01/02/2015,WBRI,A123456789012,,", "A2,M,01/02/2016,WBRI,A123456789013,,"]
EPISODES = [
    "A1,01/05/2024,S,C1,N1,U6,PR1,01/06/2024,X1,,B1 1AA,B2 2BB,",
    "A1,01/06/2024,L,C2,N1,U6,PR1,,,,B1 1AA,B2 2BB,",
    "A2,01/07/2024,S,V2,N1,U6,PR1,,,,B1 1AA,B2 2BB,",
]
YEAR = Wanted(name="ssda903", year=2025)


@pytest.fixture
def loaded(loading: Loading, folder: Folder) -> None:
    """Two children looked after, one of whose legal status changed."""
    loading(folder("2024-25", Header=HEADER, Episodes=EPISODES))


def write(wanted: Wanted, folder: Path, by: Who) -> Written:
    """Write a return."""
    return write_return(wanted=wanted, folder=folder, by=by)


def test_the_files_are_those_of_the_year(loaded: None, analyst: Who, tmp_path: Path) -> None:
    """Each table the year had is a file of its own, the episodes as they were loaded."""
    write(YEAR, tmp_path / "out", analyst)
    lines = (tmp_path / "out" / "episodes.csv").read_text().split()
    assert " ".join(lines[1:]) == " ".join(EPISODES)
    assert (tmp_path / "out" / "sw_episodes.csv").is_file()
    assert not (tmp_path / "out" / "dolo.csv").exists()


def test_what_is_written_can_be_checked(loaded: None, analyst: Who, tmp_path: Path) -> None:
    """The rules read the folder as it is, CSV and XML alike, and find the same where both hold it."""
    found = []
    for xml in (False, True):
        folder = tmp_path / str(xml)
        write(Wanted(name="ssda903", year=2025, xml=xml), folder, analyst)
        checked = ssda903.check(ssda903.read(folder), year=2025)
        workers = pl.col("rule").str.starts_with("SW")  # the XML form has no place for them
        found.append(checked.findings.filter(~workers).select("rule", "table", "child"))
    assert found[0].sort(found[0].columns).equals(found[1].sort(found[1].columns))
    assert found[0].height > 0


def test_a_release_is_in_the_audit(loaded: None, analyst: Who, tmp_path: Path) -> None:
    """Who wrote which return, of how many children, with the fingerprint that is beside the files."""
    written = write(YEAR, tmp_path / "out", analyst)
    entry = AuditEntry.objects.get(verb="returns.release")
    listed = json.loads((tmp_path / "out" / LIST).read_text())
    assert entry.details["children"] == 2
    assert entry.details["sha256"] == written.made.sha256 == listed["sha256"]


@pytest.fixture
def closed(loaded: None, granted: Callable[..., Any]) -> UUID:
    """One of the two children, whose record is closed."""
    child = UUID(str(apps.get_model("people.Person").objects.get(sex="F").pk))
    later = today() + timedelta(days=30)
    Restriction.objects.create(
        person_id=child, reason="danger", review_on=later, set_by=granted("director")
    )
    return child


def test_a_restricted_child_is_returned(closed: UUID, analyst: Who, tmp_path: Path) -> None:
    """The law asks for every child; that one is restricted is counted, and told in its own log."""
    written = write(YEAR, tmp_path / "out", analyst)
    assert (written.restricted, written.made.rows["Header"]) == (1, 2)
    assert AuditEntry.objects.filter(verb="returned", person_id=closed).count() == 1


def test_the_same_records_give_the_same_files(loaded: None, analyst: Who, tmp_path: Path) -> None:
    """Written again into the same folder, they have the same fingerprint."""
    first, again = (write(YEAR, tmp_path / "out", analyst) for _ in range(2))
    assert first.made.sha256 == again.made.sha256


def test_a_folder_of_something_else(loaded: None, analyst: Who, tmp_path: Path) -> None:
    """Nothing is written over what is not a return, and nothing is left half done."""
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(KinkeeperError, match="holds something that is not a return"):
        write(YEAR, tmp_path, analyst)
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["notes.txt"]
    assert not AuditEntry.objects.filter(verb="returns.release").exists()


def test_only_its_owner_may_read_it(loaded: None, analyst: Who, tmp_path: Path) -> None:
    """The folder and its files are closed to other accounts of the machine."""
    write(YEAR, tmp_path / "out", analyst)
    modes = {
        one.stat().st_mode & 0o077 for one in (tmp_path / "out", *(tmp_path / "out").iterdir())
    }
    assert modes == {0}


def test_whoever_may_not(loaded: None, granted: Callable[..., Any], tmp_path: Path) -> None:
    """An analyst who prepares returns in the browser does not take their files out here."""
    with pytest.raises(NotAllowed):
        write(YEAR, tmp_path / "out", as_who(granted("performance_analyst")))
    assert not (tmp_path / "out").exists()


def test_a_census_names_its_authority(analyst: Who, tmp_path: Path) -> None:
    """Without the Department's number no census is written."""
    with pytest.raises(BadInput, match="three digits"):
        write(Wanted(name="cin", year=2026), tmp_path / "out", analyst)


def test_a_census_can_be_checked(
    loading: Loading, examples: Path, analyst: Who, tmp_path: Path
) -> None:
    """The census that is written is read and asked every rule."""
    loading(examples / "cin")
    write(Wanted(name="cin", year=2026, authority="330"), tmp_path / "out", analyst)
    checked = cin.check(cin.read(tmp_path / "out"))
    assert not checked.problems
    assert checked.given.authority == "330"
