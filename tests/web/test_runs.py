"""Checks of a return in the browser: begun, read, answered; by role, by relationship, past restrictions."""

import io
import json
import re
import zipfile
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kinkeeper.access.models import (
    AuditEntry,
    Conflict,
    Restriction,
    RoleGrant,
    Team,
    TeamMember,
    User,
)
from kinkeeper.access.services import operator
from kinkeeper.chronology.save import save
from kinkeeper.jobs.tasks import check_received
from kinkeeper.people.models import Person, PersonIdentifier
from kinkeeper.returns.models import Acceptance, Assignment, ReturnRun, RunChild, RunFinding
from kinkeeper.workforce.models import Allocation, Worker
from tests.returns.running.conftest import EXAMPLES, FAULTY, GOOD, header, of_year
from tests.web.conftest import BEFORE, SignIn

pytestmark = pytest.mark.django_db
PLACED = "KID2,05/06/2014,01/02/2026,99/99/2026,RX9"  # a row of PlacedAdoption that is at fault
PLACED_HEADING = "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED"
WHOLE = {"episodes.csv": (EXAMPLES / "2025-26" / "episodes.csv").read_bytes()}
FORMS = ("report.html", "report.xlsx", "findings.csv", "rules.csv", "report.json")


@pytest.fixture
def child(db: None) -> Person:
    """The child of the faulty row, with a record."""
    person = Person(kind="child", born_on=date(2014, 6, 5))
    save(person, by=operator())
    PersonIdentifier.objects.create(person=person, kind="la_child_id", value="KID2")
    return person


@pytest.fixture
def analyst(signed_in: SignIn) -> Client:
    """The browser of somebody who prepares returns."""
    return signed_in("performance_analyst")


def send(client: Client, *rows: str, **more: Any) -> Any:
    """The form, filled in and sent."""
    files = {"header.csv": header(*rows), **more.pop("files", {})}
    told = {"collection": "ssda903", "year": "2026", "authority": "E08000025", **more}
    sent = [SimpleUploadedFile(name, content) for name, content in files.items()]
    return client.post("/returns/runs/new/", {**told, "return": sent})


def check(client: Client, *rows: str, **more: Any) -> ReturnRun:
    """A check that was sent and done."""
    address = send(client, *rows, **more)["Location"]
    run = ReturnRun.objects.get(pk=address.split("/")[3])
    check_received(run_id=str(run.pk))
    run.refresh_from_db()
    return run


def text(client: Client, address: str, status: int = 200) -> str:
    """A page as it is sent."""
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def pages(run: ReturnRun) -> list[str]:
    """Every page on which a child of a run could be read."""
    whose = RunChild.objects.get(run=run, child="KID2")
    one = RunFinding.objects.filter(run=run, rule="101")[0]
    own = [f"/returns/runs/children/{whose.id}/", f"/returns/runs/children/{whose.id}/team/",
           f"/returns/runs/findings/{one.id}/accept/"]  # fmt: skip
    return [
        *(f"/returns/runs/{run.id}/{part}" for part in ("", "rules/101/", "children/", "changes/")),
        *own,
    ]


def finding(run: ReturnRun) -> str:
    """The address of the one finding of rule 101."""
    return f"/returns/runs/findings/{RunFinding.objects.get(run=run, rule='101', status='new').id}"


def manages(role: str, person: Person, signed_in: SignIn) -> Client:
    """Somebody of a role who manages the team of the child's worker."""
    client = signed_in(role)
    team = Team.objects.create(name="Long term", service="Social care", started_on=BEFORE)
    TeamMember.objects.create(
        user=User.objects.get(username=role), team=team, kind="manager", started_on=BEFORE
    )
    worker = Worker.objects.create(full_name="A worker")
    Allocation.objects.create(
        person=person, worker=worker, team=team, role="lead", started_on=BEFORE
    )
    return client


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


# Accepting, withdrawing, giving to a team


def test_accepting_is_asked_checked_and_done(analyst: Client) -> None:
    """The reason stands at the row; it is audited; the next check keeps it."""
    run = check(analyst, FAULTY)
    page, told = f"{finding(run)}/accept/", {"reason": "Recorded so by <b>court</b>."}
    assert analyst.post(page, {"step": "check", "reason": " "}).status_code == 422
    checked = analyst.post(page, {"step": "check", **told}).content.decode()
    assert ("Check your answers" in checked, Acceptance.objects.count()) == (True, 0)
    done = analyst.post(page, {"step": "accept", **told})
    assert "Accepted: Recorded so by &lt;b&gt;court&lt;/b&gt;." in text(analyst, done["Location"])
    assert AuditEntry.objects.filter(verb="returns.accept").count() == 1
    again = check(analyst, FAULTY)
    assert "Accepted: Recorded" in text(analyst, f"/returns/runs/{again.id}/rules/101/")


def test_an_acceptance_ends_with_its_values(analyst: Client) -> None:
    """Another wrong value is another finding, and nobody has accepted it."""
    run = check(analyst, FAULTY)
    analyst.post(f"{finding(run)}/accept/", {"step": "accept", "reason": "So it is."})
    again = check(analyst, FAULTY.replace("X,", "Z,", 1))
    assert Acceptance.objects.get().end.because == "changed"
    assert "So it is." not in text(analyst, f"/returns/runs/{again.id}/rules/101/")


def test_a_rule_that_is_not_run_ends_no_acceptance(analyst: Client) -> None:
    """Nothing is known of values that were not sent."""
    run = check(analyst, FAULTY)
    analyst.post(f"{finding(run)}/accept/", {"step": "accept", "reason": "So it is."})
    uasc = b"CHILD,SEX,DOB,DUC\nC9,M,01/01/2010,\n"
    sent = {"return": SimpleUploadedFile("uasc.csv", uasc), "collection": "ssda903", "year": "2026"}
    address = analyst.post("/returns/runs/new/", sent)["Location"]
    check_received(run_id=address.split("/")[3])
    assert not hasattr(Acceptance.objects.get(), "end")
    assert not RunFinding.objects.filter(status="gone").exists()


def test_withdrawn_it_counts_again(analyst: Client) -> None:
    """What was accepted stays on record; the row asks for an answer anew."""
    run = check(analyst, FAULTY)
    analyst.post(f"{finding(run)}/accept/", {"step": "accept", "reason": "So it is."})
    assert "So it is." in text(analyst, f"{finding(run)}/withdraw/")
    done = analyst.post(f"{finding(run)}/withdraw/")
    assert "So it is." not in text(analyst, done["Location"])
    assert Acceptance.objects.get().end.because == "withdrawn"
    assert text(analyst, f"{finding(run)}/withdraw/", 404)


def test_a_rule_and_a_child_are_given_to_a_team(analyst: Client) -> None:
    """One team at a time; what it was given to before ends."""
    run = check(analyst, FAULTY)
    teams = [Team.objects.create(name=n, service="S", started_on=BEFORE) for n in ("One", "Two")]
    whose = RunChild.objects.get(run=run)
    for page in (f"/returns/runs/{run.id}/rules/101/", f"/returns/runs/children/{whose.id}/"):
        assert analyst.post(f"{page}team/", {"team": "none"}).status_code == 422
        for team in teams:
            analyst.post(f"{page}team/", {"team": team.id})
        assert "Two" in text(analyst, page)
        analyst.post(f"{page}team/", {"step": "take"})
        assert "No team" in text(analyst, page)
    assert (Assignment.objects.count(), Assignment.objects.filter(end=None).count()) == (4, 0)


# Against the check before


def test_new_gone_and_still_there_are_told_apart(analyst: Client) -> None:
    """By rule, child and values; the first check of a year has nothing to compare with."""
    first = check(analyst, FAULTY, GOOD.replace(",M,", ",Q,"))
    assert "nothing to compare" in text(analyst, f"/returns/runs/{first.id}/changes/")
    second = check(analyst, FAULTY, "KID3,Y,01/01/2012,WBRI,A123456789014,,")
    told = RunFinding.objects.filter(run=second, rule="101")
    assert dict(told.values_list("child__child", "status")) == {
        "KID1": "gone",
        "KID2": "still",
        "KID3": "new",
    }
    gone = text(analyst, f"/returns/runs/{second.id}/changes/?status=gone")
    assert "KID1" in gone
    assert "KID3" not in gone
    assert "KID1" not in text(analyst, f"/returns/runs/{second.id}/rules/101/")


def test_the_season_is_drawn_with_its_table(analyst: Client) -> None:
    """How rows in error went from check to check."""
    first = check(analyst, FAULTY, GOOD.replace(",M,", ",Q,"), files=WHOLE)
    second = check(analyst, GOOD, files=WHOLE)
    check(analyst, FAULTY)
    shown = text(analyst, "/returns/runs/")
    assert f"2025-26, files: rows in error fell from {first.errors} to {second.errors}" in shown
    assert '<svg class="chart"' in shown
    assert "Check by check" in shown


def test_a_part_of_a_return_says_that_it_is_one(analyst: Client) -> None:
    """On its page and in the list; it is compared with the same part, and no chart is drawn of it."""
    first, whole = check(analyst, FAULTY), check(analyst, FAULTY, files=WHOLE)
    second = check(analyst, FAULTY)
    assert (second.before, whole.before) == (first, None)
    said = "Only these tables were given: Header."
    assert said in text(analyst, f"/returns/runs/{second.id}/")
    assert said not in text(analyst, f"/returns/runs/{whole.id}/")
    assert text(analyst, "/returns/runs/").count(said) == 2


def test_files_and_records_are_two_seasons(analyst: Client) -> None:
    """Each with its own chart, and neither compared with the other."""
    files = check(analyst, FAULTY, files=WHOLE)
    records = check(analyst, FAULTY, origin="live")
    assert (records.before, records.whole, files.whole) == (None, True, True)
    shown = text(analyst, "/returns/runs/")
    assert ("2025-26, files:" in shown, "2025-26, the records:" in shown) == (True, True)


def test_a_files_name_stays_as_it_was_given(analyst: Client) -> None:
    """A sentence that begins with one has no capital."""
    sent = SimpleUploadedFile("slip.zip", b"PK\x03\x04 no archive")
    answer = analyst.post(
        "/returns/runs/new/", {"collection": "ssda903", "year": "2026", "return": sent}
    )
    check_received(run_id=answer["Location"].split("/")[3])
    shown = text(analyst, answer["Location"])
    assert ("slip.zip" in shown, "Slip.zip" in shown) == (True, False)


# Who sees what


@pytest.mark.parametrize(
    "role", ["social_worker", "partner", "system_administrator", "governor_services_officer"]
)
def test_the_pages_are_closed_to_others(role: str, analyst: Client, signed_in: SignIn) -> None:
    """They have no business with a return."""
    run = check(analyst, FAULTY)
    client = signed_in(role)
    for page in ("/returns/runs/", "/returns/runs/new/", *pages(run)):
        assert client.get(page).status_code == 403, page


@pytest.mark.parametrize("role", ["scrutiny_member", "workforce_lead", "finance_partner"])
def test_who_sees_figures_alone_has_the_counts_alone(
    role: str, analyst: Client, signed_in: SignIn
) -> None:
    """No list, no rule and no child; small numbers are kept back from those who see only aggregates."""
    run = check(analyst, FAULTY)
    client = signed_in(role)
    shown = text(client, f"/returns/runs/{run.id}/")
    assert "Rows in error" in shown
    assert "KID2" not in shown
    assert "Rule 101" not in shown
    assert client.get(f"/returns/runs/{run.id}/rules/101/").status_code == 403
    assert client.get(f"/returns/runs/{run.id}/report/findings.csv").status_code == 403
    kept = re.findall(r"Rows in error</dt><dd>(.*?)</dd>", shown)
    assert kept == [str(run.errors) if role == "finance_partner" else "c"]


def test_a_manager_reads_the_rows_of_their_own_children(
    child: Person, analyst: Client, signed_in: SignIn
) -> None:
    """Role and relationship: the child of their team, no other, and neither files nor export."""
    run = check(analyst, FAULTY, GOOD.replace(",M,", ",Q,"))
    client = manages("team_manager", child, signed_in)
    shown = text(client, f"/returns/runs/{run.id}/children/")
    assert ("KID2" in shown, "KID1" in shown) == (True, False)
    assert "Files that were checked" not in text(client, f"/returns/runs/{run.id}/")
    assert text(client, of_child(run, "KID1"), 404)
    assert text(client, f"{finding_of(run, 'KID2')}/accept/", 403)
    assert text(client, f"/returns/runs/{run.id}/report/report.json", 403)


def of_child(run: ReturnRun, child: str) -> str:
    """The address of a child's rows."""
    return f"/returns/runs/children/{RunChild.objects.get(run=run, child=child).id}/"


def finding_of(run: ReturnRun, child: str) -> str:
    """The address of a child's finding."""
    one = RunFinding.objects.get(run=run, rule="101", child__child=child)
    return f"/returns/runs/findings/{one.id}"


def test_a_manager_of_another_team_reads_nothing(
    child: Person, analyst: Client, signed_in: SignIn
) -> None:
    """The role without the relationship opens no row."""
    run = check(analyst, FAULTY)
    client = signed_in("team_manager")
    shown = text(client, f"/returns/runs/{run.id}/")
    assert "0 rules broken" in shown
    assert text(client, f"/returns/runs/children/{RunChild.objects.get(run=run).id}/", 404)


def saved(client: Client, run: ReturnRun, form: str) -> str:
    """A report as it was saved; of a workbook, the words in it."""
    content = client.get(f"/returns/runs/{run.id}/report/{form}").content
    if form != "report.xlsx":
        return str(content.decode())
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "".join(book.read(one).decode() for one in book.namelist())


def close(person: Person, how: str, user: User) -> None:
    """A restriction on the record or a section of it, or a tie outside work."""
    by = User.objects.create_user("somebody", full_name="Somebody")
    if how == "conflict":
        Conflict.objects.create(user=user, person_id=person.id, reason="family", named_by=by)
        return
    scope = {"scope": "section", "section": how} if how == "adoption" else {}
    Restriction.objects.create(
        person_id=person.id, reason="danger", review_on=date(2026, 5, 1), set_by=by, **scope
    )


@pytest.fixture(params=["restriction", "conflict"])
def closed(request: pytest.FixtureRequest, child: Person, analyst: Client) -> ReturnRun:
    """A check of a child whose record is closed to the analyst, and of another."""
    run = check(analyst, FAULTY, GOOD.replace(",M,", ",Q,"))
    close(child, request.param, User.objects.get(username="performance_analyst"))
    return run


@pytest.mark.parametrize("linked", [True, False], ids=["known then", "known since"])
def test_a_closed_child_is_on_no_page(linked: bool, closed: ReturnRun, analyst: Client) -> None:
    """Whoever prepares the return, and whether or not the record was there when it was checked."""
    if not linked:
        RunChild.objects.filter(run=closed).update(person=None)
    for page in pages(closed)[:4]:
        assert "KID2" not in text(analyst, page), page
    for page in pages(closed)[4:]:
        assert text(analyst, page, 404)
    told = {"step": "accept", "reason": "So it is."}
    assert analyst.post(f"{finding_of(closed, 'KID2')}/accept/", told).status_code == 404
    assert not Acceptance.objects.exists()


@pytest.mark.parametrize("form", FORMS)
def test_a_closed_child_is_in_no_export(form: str, closed: ReturnRun, analyst: Client) -> None:
    """In none of its forms; the other child is."""
    said = saved(analyst, closed, form)
    assert "KID2" not in said
    assert "KID1" in said or form == "rules.csv"


LEFT_OUT = "Rows of records not open to you are left out."


def test_a_rule_broken_by_closed_rows_alone_is_broken(child: Person, analyst: Client) -> None:
    """It never reads as holding; nothing says how many rows are closed."""
    run = check(analyst, FAULTY)
    close(child, "restriction", User.objects.get(username="performance_analyst"))
    shown = text(analyst, f"/returns/runs/{run.id}/?kind=error")
    assert re.search(rf"Rule 101</a>.*?{LEFT_OUT}", shown, re.DOTALL)
    told = json.loads(saved(analyst, run, "report.json"))["rules"]
    rule = next(one for one in told if one["rule"] == "101")
    assert (rule["outcome"], rule["rows"], rule["left_out"]) == ("broken", 0, LEFT_OUT)
    assert LEFT_OUT in saved(analyst, run, "report.html")
    listed = re.findall(r'data-label="In error".*?>\s*(\d+)', text(analyst, "/returns/runs/"))
    assert (listed, run.errors) == (["0"], 1)


@pytest.fixture
def placed(child: Person, analyst: Client) -> ReturnRun:
    """A check of two children's rows of PlacedAdoption; of the first, another row is at fault too."""
    rows = f"{PLACED_HEADING}\n{PLACED}\n{PLACED.replace('KID2', 'KID9')}\n".encode()
    run = check(analyst, FAULTY, files={**WHOLE, "placed_for_adoption.csv": rows})
    assert RunFinding.objects.filter(section="adoption").exists()
    return run


def test_what_tells_of_adoption_needs_its_section(
    child: Person, placed: ReturnRun, analyst: Client, signed_in: SignIn
) -> None:
    """A manager has it with the section open; the page says the same whether there is any or not."""
    page = f"/returns/runs/children/{RunChild.objects.get(run=placed, child='KID2').id}/"
    assert "PlacedAdoption" in text(analyst, page)
    client = manages("team_manager", child, signed_in)
    for address in (page, f"/children/{child.id}/work/"):
        shown = text(client, address)
        assert "PlacedAdoption" not in shown
        assert "is listed only where that section of the record is open to you" in shown
    manager = {"user": User.objects.get(username="team_manager"), "role": "team_manager"}
    RoleGrant.objects.create(**manager, section="adoption", started_on=BEFORE)
    assert "PlacedAdoption" in text(client, page)


def test_a_closed_section_is_closed_to_who_prepares_the_return(
    child: Person, placed: ReturnRun, analyst: Client
) -> None:
    """Denial beats every grant; the child's other rows, and other children's, are there as ever."""
    close(child, "adoption", User.objects.get(username="performance_analyst"))
    own, other = (RunChild.objects.get(run=placed, child=one) for one in ("KID2", "KID9"))
    shown = text(analyst, f"/returns/runs/children/{own.id}/")
    assert ("PlacedAdoption" in shown, "At fault: 101" in shown) == (False, True)
    assert "PlacedAdoption" in text(analyst, f"/returns/runs/children/{other.id}/")


@pytest.mark.parametrize("form", FORMS)
def test_a_report_is_saved_and_audited_first(form: str, child: Person, analyst: Client) -> None:
    """From what was kept, with the rule, the child and what to do; and who took it is known."""
    run = check(analyst, FAULTY)
    answer = analyst.get(f"/returns/runs/{run.id}/report/{form}")
    assert "attachment" in answer["Content-Disposition"]
    assert form.endswith("xlsx") or b"101" in answer.content
    told = AuditEntry.objects.get(verb="exported").details
    assert (told["run"], told["form"], told["shown"]) == (str(run.id), form, [str(child.id)])
    assert text(analyst, f"/returns/runs/{run.id}/report/other.doc", 404)


def test_an_export_that_cannot_be_audited_is_not_made(
    analyst: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is not there before the audit is."""
    run = check(analyst, FAULTY)
    monkeypatch.setattr("kinkeeper.returns.run_reports.audit.exported", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        analyst.get(f"/returns/runs/{run.id}/report/findings.csv")


def test_every_look_at_a_child_is_in_the_audit(child: Person, analyst: Client) -> None:
    """Lists with whom they showed; the child's own page as a read of the record."""
    run = check(analyst, FAULTY)
    listing, own = pages(run)[1], pages(run)[4]
    text(analyst, listing)
    assert AuditEntry.objects.get(verb="listed").details["shown"] == [str(child.id)]
    text(analyst, own)
    assert AuditEntry.objects.filter(verb="read", person_id=child.id).exists()


# On the child's own page


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
