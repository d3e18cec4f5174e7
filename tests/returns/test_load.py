"""Whole loads, from files to records."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from kinkeeper.access.who import Who
from kinkeeper.kernel.errors import BadInput, NotAllowed
from kinkeeper.people.search import search
from kinkeeper.returns.loading.load import load
from kinkeeper.returns.loading.report import Report
from tests.returns.census_text import child, referral

Loading = Callable[..., Report]
Census = Callable[..., Path]
Folder = Callable[..., Path]

UPN = "<UPN>A123456789012</UPN>"
HEADER = "A1,F,01/02/2015,WBRI,A123456789012,,"
IN_CARE = "A1,01/05/2024,S,C2,N1,U6,PR1,,,,B1 1AA,B2 2BB,"
REVISIONS = "SELECT field, old, new FROM chronology_revision ORDER BY id"


def records(label: str) -> Any:
    """Every record of a kind."""
    model: Any = apps.get_model(label)
    return model.objects


def asked(query: str) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def everything() -> Mapping[str, int]:
    """How many rows each table of records holds."""
    ours = [
        m
        for m in apps.get_models()
        if m._meta.app_label
        in (
            "people",
            "care",
            "protection",
            "frontdoor",
            "reviews",
            "chronology",
            "returns",
            "workforce",
        )
    ]
    return {model._meta.label: model._base_manager.count() for model in ours}


def test_the_examples(loading: Loading, examples: Path) -> None:
    """The examples load, and loading them again changes nothing and leaves no revision."""
    first, again = loading(examples), loading(examples)
    assert first.new > 2_000
    assert first.changed == 0
    assert records("duties.Duty").exists()
    assert (again.new, again.changed, again.unchanged) == (0, 0, first.new)
    assert asked(REVISIONS) == []


def test_every_example_child_has_a_name(loading: Loading, examples: Path) -> None:
    """No child of the examples is nameless."""
    loading(examples)
    named = records("people.PersonName").values_list("person_id", flat=True)
    assert not records("people.Person").exclude(id__in=named).exists()


@pytest.mark.parametrize(
    "names", [("sample50.xml", "ssda903_25"), ("sample500.xml", "ssda903_500")]
)
def test_the_samples(names: tuple[str, str], loading: Loading, samples: Path) -> None:
    """Both sizes of both returns load whole, and again without a change."""
    paths = [samples / name for name in names]
    first, again = loading(*paths), loading(*paths)
    assert first.read > 1_000
    assert (again.new, again.changed, again.unchanged) == (0, 0, first.new)


def test_year_by_year(loading: Loading, examples: Path) -> None:
    """Loaded year by year the records are those of all years at once."""
    for year in sorted((examples / "ssda903").iterdir()):
        loading(year)
    whole = loading(examples / "ssda903")
    assert [(r.name, r.new, r.changed) for r in whole.records if r.new or r.changed] == []


def test_newest_year_first(loading: Loading, examples: Path) -> None:
    """Earlier years loaded after the newest tell when what it found under way began."""
    loading(examples / "ssda903" / "2026-27")
    unknown = records("care.CarePeriod").filter(start_known=False).count()
    loading(examples / "ssda903")
    again = loading(examples / "ssda903")
    assert records("care.CarePeriod").filter(start_known=False).count() < unknown
    assert (again.new, again.changed) == (0, 0)


def test_one_child_in_both_returns(loading: Loading, census: Census, folder: Folder) -> None:
    """The same identifier in both returns is one person, with the records of both."""
    loading(
        census(child("A1", referral("2024-04-02"))),
        folder("2024-25", Header=[HEADER], Episodes=[IN_CARE]),
    )
    (person,) = records("people.Person").all()
    assert records("frontdoor.HelpEpisode").get().person_id == person.id
    assert records("care.CarePeriod").get().person_id == person.id


def test_one_pupil_under_two_identifiers(loading: Loading, census: Census, folder: Folder) -> None:
    """The same UPN and birth date is one person, in one load or in two, and is told."""
    loading(folder("2024-25", Header=[HEADER]))
    report = loading(census(child("B7", referral("2024-04-02"), more=UPN)))
    assert records("people.Person").count() == 1
    identifiers = records("people.PersonIdentifier").filter(kind="la_child_id")
    assert sorted(identifiers.values_list("value", flat=True)) == ["A1", "B7"]
    assert report.new == 2  # the identifier and the referral


def test_one_upn_of_two_children(loading: Loading, census: Census, folder: Folder) -> None:
    """The same UPN with another birth date is told and never merged."""
    loading(folder("2024-25", Header=[HEADER]))
    report = loading(census(child("B7", born="2012-01-01", more=UPN)))
    assert records("people.Person").count() == 2
    assert [(p.field, p.child) for p in report.findings] == [("UPN", "B7")]


def test_a_changed_value(loading: Loading, census: Census) -> None:
    """A changed file updates, and the old value stays in the trail and in the chronology."""
    loading(census(child("A1", referral("2025-05-01", PrimaryNeedCode="N1"))))
    report = loading(
        census(
            child("A1", referral("2025-05-01", PrimaryNeedCode="N2", CINclosureDate="2025-06-01"))
        )
    )
    assert (report.new, report.changed) == (0, 1)
    assert sorted(asked(REVISIONS)) == [
        ("closed_on", None, "2025-06-01"),
        ("primary_need", "N1", "N2"),
    ]
    assert records("frontdoor.HelpEpisode").get().primary_need == "N2"


def test_an_unknown_code(loading: Loading, census: Census) -> None:
    """An unknown code leaves its field empty; the referral and the child are there."""
    report = loading(census(child("A1", referral("2025-05-01", PrimaryNeedCode="N12"))))
    assert [(p.field, p.value, p.stopped) for p in report.findings] == [
        ("PrimaryNeedCode", "N12", "field")
    ]
    assert records("frontdoor.HelpEpisode").get().primary_need is None


def test_what_is_silent_keeps_what_is_known(
    loading: Loading, census: Census, folder: Folder
) -> None:
    """A return that does not tell a fact of a person leaves the fact as it was."""
    loading(census(child("A1", referral("2025-05-01"))))
    loading(folder("2025-26", Header=["A1,,,,UN1,1,01/02/2026"]))
    person = records("people.Person").get()
    assert (person.born_on, person.sex, person.mother) == (date(2015, 2, 1), "F", True)


def test_born_at_last(loading: Loading, census: Census) -> None:
    """An expected date ends where there is a date of birth."""
    expected = "<ExpectedPersonBirthDate>2026-02-01</ExpectedPersonBirthDate>"
    loading(census(child("A1", born="", more=expected)))
    loading(census(child("A1", born="2026-02-11")))
    person = records("people.Person").get()
    assert (person.expected_on, person.born_on) == (None, date(2026, 2, 11))


def test_a_upn_at_last(loading: Loading, census: Census) -> None:
    """A reason for having no UPN ends with the year that brings one."""
    loading(census(child("A1", more="<UPNunknown>UN4</UPNunknown>"), year=2025))
    loading(census(child("A1", more=UPN), year=2026))
    reason = records("people.PersonIdentifier").get(unknown_reason="UN4")
    assert reason.valid_to == date(2026, 3, 31)


def test_a_disability_no_longer_told(loading: Loading, census: Census) -> None:
    """A disability the census no longer tells ends with its year, and comes back when told again."""
    said = "<Disabilities><Disability>{}</Disability></Disabilities>"
    loading(census(child("A1", about=said.format("AUT")), year=2025))
    loading(census(child("A1", about=said.format("LD")), year=2026))
    assert records("people.Disability").get(code="AUT").valid_to == date(2026, 3, 31)
    loading(census(child("A1", about=said.format("AUT")), year=2027))
    assert records("people.Disability").get(code="AUT").valid_to is None


@pytest.fixture
def moved(loading: Loading, folder: Folder) -> None:
    """A child in care whom the files of one year left placed, and those of the next moved."""
    ended = IN_CARE.replace("PR1,,,", "PR1,01/06/2025,X1,OTHER")
    new = "A1,01/06/2025,P,C2,N1,K2,PR4,,,,B1 1AA,B3 3CC,"
    loading(folder("2024-25", Header=[HEADER], Episodes=[IN_CARE]))
    loading(folder("2025-26", Header=[HEADER], Episodes=[ended, new]))


def test_care_goes_on_from_one_year_to_the_next(moved: None) -> None:
    """A new year alone keeps the start of what an earlier load left open, and opens it once."""
    care = records("care.CarePeriod").get()
    assert (care.started_on, care.ended_on, care.start_known) == (date(2024, 5, 1), None, True)
    assert records("care.LegalStatusPeriod").count() == 1


def test_a_move_ends_the_placement_an_earlier_year_left_open(moved: None) -> None:
    """A new year alone ends what an earlier load left open, and what follows is of the same care."""
    one, two = records("care.Placement").order_by("started_on")
    assert (one.ended_on, one.change_reason) == (date(2025, 6, 1), "OTHER")
    assert (two.kind, two.care_period_id) == ("K2", records("care.CarePeriod").get().id)


def test_a_corrected_start(loading: Loading, folder: Folder) -> None:
    """A start the newer file corrects is moved, told, and kept in the trail."""
    loading(folder("2024-25", Header=[HEADER], Episodes=[IN_CARE]))
    report = loading(folder("2024-25", Episodes=[IN_CARE.replace("01/05/2024", "02/05/2024")]))
    assert {(p.row, p.field, p.stopped) for p in report.findings} == {(2, "started_on", "nothing")}
    assert records("care.CarePeriod").get().started_on == date(2024, 5, 2)
    assert set(asked(REVISIONS)) == {("started_on", "2024-05-01", "2024-05-02")}


def test_what_overlaps_a_record(loading: Loading, folder: Folder) -> None:
    """A row that overlaps one recorded is left out and told, and all else is loaded."""
    loading(folder("2024-25", Header=[HEADER], Episodes=[IN_CARE]))
    earlier = "A1,01/04/2024,S,C2,N1,K2,PR1,01/07/2024,E8,,B1 1AA,B3 3CC,"
    report = loading(
        folder("2024-25", Header=[HEADER, "A2,M,01/02/2016,WBRI,UN1,,"], Episodes=[earlier])
    )
    assert ("started_on", 2, "row") in {(p.field, p.row, p.stopped) for p in report.findings}
    assert records("care.Placement").get().kind == "U6"
    assert records("people.Person").count() == 2


def test_what_was_left_open(loading: Loading, folder: Folder) -> None:
    """A worker recorded without an end, gone from the files, ends where the next one begins."""
    worker = "A1,01/02/2015,{},{},,MANAGE"
    loading(folder("2024-25", Header=[HEADER], SWEpisodes=[worker.format("SW100", "01/05/2024")]))
    report = loading(
        folder("2025-26", Header=[HEADER], SWEpisodes=[worker.format("SW200", "01/05/2025")])
    )
    first, second = records("workforce.Allocation").order_by("started_on")
    assert (first.ended_on, second.ended_on) == (date(2025, 5, 1), None)
    assert [(p.table, p.stopped) for p in report.findings] == [("SWEpisodes", "nothing")]


def test_an_older_year_alone(loading: Loading, folder: Folder) -> None:
    """An older year after a newer one is refused by itself, and taken together with it."""
    new, old = folder("2025-26", Header=[HEADER]), folder("2024-25", Header=[HEADER])
    loading(new)
    with pytest.raises(BadInput, match="to March 2026 is loaded already"):
        loading(old)
    assert loading(old, new).unchanged > 0


@pytest.mark.parametrize(
    "bad", [b"CHILD;SEX\n1;M\n", b"PK\x03\x04", b"CHILD,SEX\n1", b"<!DOCTYPE html>"]
)
def test_one_bad_file(bad: bytes, loading: Loading, folder: Folder) -> None:
    """One file that is not what it says refuses the whole set, and nothing at all is written."""
    path = folder("2024-25", Header=[HEADER], Episodes=[IN_CARE])
    (path / "reviews.csv").write_bytes(bad)
    before = everything()
    with pytest.raises(BadInput, match=r"reviews\.csv"):
        loading(path)
    assert everything() == before


@pytest.mark.parametrize("put", ["</Children>{}", "<New>{}</New></Children>", "</Children>"])
def test_a_census_that_would_lose_a_child(loading: Loading, census: Census, put: str) -> None:
    """One that stands elsewhere, and one that stands nowhere, refuse the set."""
    path = census(*() if put == "</Children>" else (child("A1", referral("2025-05-01")),))
    text = path.read_text().replace("</Children>", put.format(child("B2")))
    path.write_text(text)
    with pytest.raises(BadInput, match=r"a child may be lost|no Child stands"):
        loading(path)
    assert not records("people.Person").exists()


def test_a_failure_half_way(
    loading: Loading, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What fails after the rows are written leaves none of them."""
    before = everything()
    monkeypatch.setattr("kinkeeper.returns.loading.storing.store", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        loading(folder("2024-25", Header=[HEADER], Episodes=[IN_CARE]))
    assert everything() == before


def test_names(loading: Loading, folder: Folder, analyst: Who) -> None:
    """A list of names names the children known, and tells of those who are not."""
    loading(folder("2024-25", Header=[HEADER]))
    listed = folder("names", Names=["A1,Aisha,Khan,Ash", "Z9,Noah,Hollis,"])
    report = loading(listed)
    names = records("people.PersonName").order_by("kind").values_list("kind", "forename", "surname")
    assert list(names) == [("known_as", "Ash", "Khan"), ("legal", "Aisha", "Khan")]
    assert [(p.row, p.child, p.stopped) for p in report.findings] == [(3, "Z9", "row")]
    assert [hit.person.id for hit in search(who=analyst, text="aysha kahn").hits] == [
        records("people.Person").get().id
    ]


def test_who_may_load(db: None, examples: Path) -> None:
    """Somebody without the permission loads nothing."""
    user: Any = apps.get_model("access.User")
    nobody = user.objects.create_user("nobody", full_name="No Body")
    with pytest.raises(NotAllowed):
        load(paths=[examples / "cin"], by=nobody)
    assert records("people.Person").count() == 0


def test_the_audit(loading: Loading, examples: Path, analyst: Who) -> None:
    """One entry of the audit says who loaded which files and what came of it."""
    report = loading(examples / "cin")
    entry = records("access.AuditEntry").get(verb="returns.load_files")
    assert entry.actor_id == analyst.id
    assert entry.details["sha256"] == [report.files[0].sha256]
    assert (entry.details["new"], entry.details["refused"]) == (report.new, report.refused)


@pytest.mark.parametrize("year", [2008, 2099, 9999])
def test_a_year_that_cannot_be_is_refused(loading: Loading, census: Census, year: int) -> None:
    """It would stand in the way of every true census after it."""
    with pytest.raises(BadInput, match=f"year to March {year}"):
        loading(census(child("C1", "2015-01-01", referral("2025-05-01")), year=year))
    assert not records("people.Person").exists()
