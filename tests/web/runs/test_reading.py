"""A check in the browser: begun, waited for, read by rule and by child."""

import io
import re
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kinkeeper.jobs.tasks import check_received
from kinkeeper.people.models import Person
from kinkeeper.returns.models import ReturnRun, RunChild, RunRow
from tests.returns.running.conftest import EXAMPLES, FAULTY, GOOD, header, of_year
from tests.web.conftest import SignIn
from tests.web.runs.conftest import WHOLE, check, of_child, send, text

pytestmark = pytest.mark.django_db


def test_a_return_waits_and_then_what_was_found_is_shown(analyst: Client) -> None:
    """From the files on the analyst's desk to the rule, its row and what to do."""
    address = send(analyst, GOOD, FAULTY)["Location"]
    waiting = text(analyst, address)
    assert "Waiting to be checked" in waiting
    assert analyst.get(f"{address}?seen=waiting", headers={"HX-Request": "true"}).status_code == 204
    check_received(run_id=address.split("/")[3])
    assert "HX-Refresh" in analyst.get(f"{address}?seen=waiting", headers={"HX-Request": "true"})
    shown = text(analyst, address)
    for said in ("SSDA903, children looked after, 2025-26", "Rule 101", "The table Episodes was not given",
                 "Fingerprint of all that was checked", "header.csv", "E08000025"):  # fmt: skip
        assert said in shown


def test_a_rule_says_what_to_do_and_whose_rows(analyst: Client) -> None:
    """The child, the file and row, and the field at fault with what it holds."""
    run = check(analyst, GOOD, FAULTY)
    shown = text(analyst, f"/returns/runs/{run.id}/rules/101/")
    for said in ("Record the sex", "KID2", "Header, header.csv row 3", "SEX X", "Accept"):
        assert said in shown
    assert "KID1" not in shown


def test_one_childs_rows_are_marked(analyst: Client) -> None:
    """The whole row, and which field which rule points at."""
    run = check(analyst, FAULTY)
    whose = RunChild.objects.get(run=run)
    shown = text(analyst, f"/returns/runs/children/{whose.id}/")
    assert "05/06/2014" in shown
    assert re.search(r"X\s*<span class=\"status status--late\">At fault: 101", shown)


def test_the_rows_beside_a_fault_are_shown(analyst: Client) -> None:
    """The child's other rows as they stand, the nearest alone, and nobody else's."""
    days = [f"{day:02}/06/2025" for day in range(1, 29)]
    days[14] = "99/99/2025"
    rows = "".join(f"KID2,05/06/2014,{day},PN1\n" for day in days)
    reviews = f"CHILD,DOB,REVIEW,REVIEW_CODE\nKID1,01/02/2015,29/07/2025,PN1\n{rows}".encode()
    run = check(analyst, GOOD, FAULTY, files={"reviews.csv": reviews})
    shown = text(analyst, of_child(run, "KID2"))
    found = re.findall(r"\d\d/06/2025", shown)
    assert found == [*days[8:14], *days[15:21]]
    assert "29/07/2025" not in shown
    check(analyst, GOOD, FAULTY, files={"reviews.csv": reviews})
    assert not RunRow.objects.filter(run=run, at_fault=False).exists()


def test_a_list_changes_in_place(analyst: Client) -> None:
    """The part alone to a script that asks for it; the page to everybody else."""
    run = check(analyst, FAULTY)
    for page in (f"/returns/runs/{run.id}/?kind=error", f"/returns/runs/{run.id}/rules/101/",
                 f"/returns/runs/{run.id}/children/"):  # fmt: skip
        part = analyst.get(page, headers={"HX-Request": "true"})
        assert "<html" not in part.content.decode()
        assert "data-part" in part.content.decode()


@pytest.mark.parametrize(
    ("changed", "says"),
    [({"collection": "x"}, "Choose a return"), ({"year": "1999"}, "Choose a year"),
     ({"authority": "Brum"}, "a letter E and eight digits"), ({"files": None}, "no file of the return")],
)  # fmt: skip
def test_what_is_wrong_in_the_form_is_said(
    changed: dict[str, Any], says: str, analyst: Client
) -> None:
    """At the top and at the field; nothing is begun."""
    told = {"collection": "ssda903", "year": "2026", "authority": "", **changed}
    sent = {} if "files" in told else {"return": SimpleUploadedFile("h.csv", header(FAULTY))}
    told.pop("files", None)
    answer = analyst.post("/returns/runs/new/", {**told, **sent})
    assert (answer.status_code, ReturnRun.objects.count()) == (422, 0)
    assert answer.content.decode().lower().count(says.lower()) >= 2


def test_a_refused_check_says_why(analyst: Client) -> None:
    """What was wrong with the files, and what to do."""
    address = analyst.post(
        "/returns/runs/new/",
        {"collection": "ssda903", "year": "2026", "return": SimpleUploadedFile("a.csv", b"A,B\n1,2\n")},
    )["Location"]  # fmt: skip
    check_received(run_id=address.split("/")[3])
    shown = text(analyst, address)
    assert "Error: Nothing was checked" in shown
    assert "Check which files were exported" in shown


def test_a_files_name_stays_as_it_was_given(analyst: Client) -> None:
    """A sentence that begins with one has no capital."""
    sent = SimpleUploadedFile("slip.zip", b"PK\x03\x04 no archive")
    answer = analyst.post(
        "/returns/runs/new/", {"collection": "ssda903", "year": "2026", "return": sent}
    )
    check_received(run_id=answer["Location"].split("/")[3])
    shown = text(analyst, answer["Location"])
    assert ("slip.zip" in shown, "Slip.zip" in shown) == (True, False)


def test_a_zip_of_two_years_is_read_whole(analyst: Client) -> None:
    """This year's rules with last year's tables beside them, each year from its own folder."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for year in ("2024-25", "2025-26"):
            for name, content in of_year(year).items():
                archive.writestr(f"{year}/{name}", content)
    sent = {"return": SimpleUploadedFile("years.zip", packed.getvalue())}
    told = {"collection": "ssda903", "year": "2026"}
    address = analyst.post("/returns/runs/new/", told | sent)["Location"]
    check_received(run_id=address.split("/")[3])
    shown = text(analyst, address)
    assert "Rule 1002" in shown
    assert "last year&#39;s return was not given" not in shown


def test_a_census_is_checked_too(analyst: Client) -> None:
    """The children in need census, one file; of another year it is refused."""
    census = next((EXAMPLES.parent / "cin").glob("*.xml"))
    for year, says in (("2026", "Children in need census, 2025-26"), ("2027", "not of 2026-27")):
        sent = {"return": SimpleUploadedFile(census.name, census.read_bytes())}
        told = {"collection": "cin", "year": year}
        address = analyst.post("/returns/runs/new/", told | sent)["Location"]
        check_received(run_id=address.split("/")[3])
        assert says in text(analyst, address)


def test_a_worker_finds_it_on_the_childs_page(
    child: Person, analyst: Client, signed_in: SignIn
) -> None:
    """What is wrong, what to do, and in which return; of the newest check of a whole return alone."""
    check(analyst, FAULTY, files=WHOLE)
    client = signed_in("social_worker", works_with=child.id)
    shown = text(client, f"/children/{child.id}/work/")
    for said in ("To put right in the return", "Record the sex", "SEX X", "SSDA903"):
        assert said in shown
    check(analyst, FAULTY.replace(",X,", ",M,"))
    assert "Record the sex" in text(client, f"/children/{child.id}/work/")
    check(analyst, FAULTY.replace(",X,", ",M,"), files=WHOLE)
    assert "Record the sex" not in text(client, f"/children/{child.id}/work/")


def test_a_child_of_very_many_rows_has_a_page_all_the_same(analyst: Client) -> None:
    """A file in which every row has one number: the first of them, and how many there are."""
    rows = "".join(f"KID2,05/06/2014,99/99/{year},PN1\n" for year in range(2000, 2210))
    reviews = f"CHILD,DOB,REVIEW,REVIEW_CODE\n{rows}".encode()
    run = check(analyst, FAULTY, files={"reviews.csv": reviews})
    shown = text(analyst, of_child(run, "KID2"))
    assert "210 rows, the first 200 shown" in shown
    assert shown.count("At fault: 166") == 200
