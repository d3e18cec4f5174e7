"""Police notices in bulk: each taken once, and of a file with a fault nothing at all."""

import json
from collections.abc import Callable
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.access.services import operator
from kinkeeper.access.who import who_is
from kinkeeper.cli import notices, sample_partners, service
from kinkeeper.frontdoor.actions import name_child
from kinkeeper.frontdoor.models import ChildClosed, ChildTold, Contact, ContactGroup, ContactStep
from kinkeeper.frontdoor.notices import NoticesRefused, from_csv, from_json
from kinkeeper.frontdoor.taking_notices import Counted, Taken, counted, take
from kinkeeper.frontdoor.told import ChildNamed
from kinkeeper.kernel.moment import now, today
from kinkeeper.partners import actions
from kinkeeper.partners.models import Agency, ApiToken, Draft

HEADER = "reference,happened_at,concern,risk,child_forename,child_surname,child_born_on,child_age"
GOOD = f"""{HEADER}
DA/1,2026-02-01 21:15,"Shouting, a door broken",high,Ada,Larkin,2015-03-27,
DA/1,2026-02-01 21:15,"Shouting, a door broken",high,Tom,Larkin,,4
DA/2,2026-02-02T08:00+00:00,A call,standard,Bo,,,
"""
BAD = f"""{HEADER}
DA/1,soon,x,grave,Ada,,27/03/2015,
DA/1,soon,y,grave,,,,99
,2026-02-01,,,Bo,,2999-01-01,
"""
NOTICE = {"reference": "DA/9", "happened_at": "2026-02-01T21:15", "concern": "A call",
          "children": [{"forename": "Ada", "age": 7}, {"surname": "Larkin"}]}  # fmt: skip


def faults(read: Callable[..., object], content: str) -> list[str]:
    """What is told of a file that is refused."""
    with pytest.raises(NoticesRefused) as caught:
        read(content.encode(), "n.csv")
    return [str(fault) for fault in caught.value.faults]


def test_every_fault_is_named_by_file_row_and_field() -> None:
    """All of them at once, and no value is repeated."""
    said = faults(from_csv, BAD)
    assert "n.csv, row 2, happened_at: is not a date and time, as 2026-11-20 21:15" in said
    assert "n.csv, row 3, concern: differs from another row of the same reference" in said
    assert "n.csv, row 3, child_age: is not an age in years" in said
    assert "n.csv, row 3, child_forename: says of no child who it is" in said
    assert "n.csv, row 4, reference: is missing" in said
    assert "n.csv, row 4, child_born_on: lies ahead" in said
    assert not any("grave" in one or "27/03" in one for one in said)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "reference: this column is missing"),
        (HEADER + ",colour\n", "colour: is no column of a notice"),
        (HEADER + "\n", "holds no notice"),
        (HEADER + "\nDA/1,2026-02-01\n", "has not the 8 cells of the header"),
        (HEADER + '\n"DA/1', "quotation mark"),
    ],
)
def test_a_file_that_is_no_list_of_notices_says_why(content: str, told: str) -> None:
    """Missing and unknown columns, no rows, rows cut short, a quotation left open."""
    assert any(told in said for said in faults(from_csv, content))


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: (GOOD + text).encode()))
def test_whatever_comes_is_read_or_refused(content: bytes) -> None:
    """Nothing else is raised, by either way in."""
    for read in (from_csv, from_json):
        with suppress(NoticesRefused):
            assert read(content, "n")


@pytest.fixture
def send(agency: Agency) -> Callable[[str], Taken]:
    """`send(text)`: what became of a file of notices."""
    program = who_is(actions.program_of(agency=agency.id, by=operator()))
    told: dict[str, Any] = {"agency_id": agency.id, "file": "n", "by": program}
    return lambda text: take(from_csv(text.encode(), "n"), **told)


def test_each_is_taken_once(send: Callable[[str], Taken]) -> None:
    """Sent again it is the same contact; sent otherwise under the same number, all of it is refused."""
    assert (send(GOOD).new, send(GOOD).before) == (2, 2)
    assert (ContactGroup.objects.count(), ChildTold.objects.count()) == (2, 3)
    one = ContactGroup.objects.get(agency_reference="DA/1")
    assert str(one.concern).startswith("Happened on Sunday 1 February 2026, 21:15. Graded high")
    with pytest.raises(NoticesRefused, match="DA/1: was sent before, and says otherwise"):
        send(GOOD.replace("broken", "shut").replace("DA/2", "DA/3"))
    assert ContactGroup.objects.count() == 2


def test_a_notice_of_which_more_was_read_is_the_same_notice(
    send: Callable[[str], Taken], granted: Callable[..., Any]
) -> None:
    """A child named here later makes no other notice of it; one about no child waits no more."""
    send(GOOD)
    group = ContactGroup.objects.get(agency_reference="DA/1")
    decider = granted("mash_decision_maker")
    name_child(group=group, named=ChildNamed(forename="Ada"), by=decider)
    assert send(GOOD).before == 2
    facts = {"kind": "mistake", "reason": "Named twice.", "by": decider.id, "at": now()}
    for one in group.children.all():
        ChildClosed.objects.create(child=one, **facts)
    assert counted(on=today(), who=decider).waiting == 1


def test_a_days_notices_are_counted(
    send: Callable[[str], Taken], granted: Callable[..., Any], child: Any, make: Callable[..., Any]
) -> None:
    """How many came, how many were looked at and how many wait, found or not."""
    send(GOOD)
    group = ContactGroup.objects.get(agency_reference="DA/1")
    contact = make(Contact, contact_group=group, person=child, received_on=today())
    ContactStep.objects.create(
        contact=contact, person=child, kind="rated", rating="red", on=today()
    )
    seen = counted(on=today(), who=granted("mash_decision_maker"))
    assert seen == Counted(on=today(), received=2, screened=1, waiting=1)


@pytest.fixture
def sent(client: Client) -> Callable[..., Any]:
    """`sent(body, token)`: what the address for programs answers."""

    def post(body: object, token: str) -> Any:
        letter = {"Authorization": f"Bearer {token}"}
        return client.post("/api/notices/", json.dumps(body), "application/json", headers=letter)

    return post


def test_a_program_sends_them_with_its_token(agency: Agency, sent: Callable[..., Any]) -> None:
    """Whole or not at all, twice as once."""
    _, token = actions.new_token(agency=agency.id, by=operator())
    first, second = sent(NOTICE, token).json(), sent({"notices": [NOTICE]}, token).json()
    assert (first["taken"], second["taken before"]) == (1, 1)
    assert first["references"] == second["references"]
    bad = sent({"notices": [NOTICE | {"reference": "DA/10"}, {"reference": "DA/11"}]}, token)
    assert (bad.status_code, bad.json()["faults"][0]["notice"]) == (422, 2)
    assert ContactGroup.objects.count() == 1


def test_without_a_token_that_holds_nothing_is_read(
    agency: Agency, sent: Callable[..., Any]
) -> None:
    """One that is made up, one that has ended; it is kept as a hash alone."""
    kept, token = actions.new_token(agency=agency.id, by=operator())
    assert token not in ApiToken.objects.get().hash
    assert sent(NOTICE, "kk-guess").status_code == 401
    actions.end_token(token=kept.id, by=operator())
    assert sent(NOTICE, token).status_code == 401
    assert not ContactGroup.objects.exists()


@pytest.mark.django_db
def test_tokens_cannot_be_guessed_at_leisure(client: Client) -> None:
    """After twenty wrong ones a machine has to wait."""
    tries = [client.post("/api/notices/", headers={"Authorization": "Bearer x"}) for _ in range(21)]
    assert [tries[0].status_code, tries[-1].status_code] == [401, 429]


@pytest.mark.django_db
def test_a_demonstration_has_agencies_and_what_they_told(granted: Callable[..., Any]) -> None:
    """Made through the same actions, by people who may; the partner who signs in is of the police."""
    partner = granted("partner")
    made = sample_partners.make(by=operator(), partner=partner.id, since=today())
    assert list(made)[:3] == ["health", "education", "police"]
    assert (ContactGroup.objects.count(), ChildTold.objects.count()) == (3, 4)
    assert Draft.objects.get().user_id == partner.id


def test_the_command_takes_a_file_once_and_tells_faults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, agency: Agency
) -> None:
    """Its words are for whoever runs it at night."""
    monkeypatch.setattr(service, "django", nullcontext)
    file = tmp_path / "day.csv"
    file.write_text(GOOD)
    said = [CliRunner().invoke(notices.command, ["load", str(file)]).output for _ in range(2)]
    assert said[0] == "2 taken from Heartlands Police; 0 were taken before.\n"
    assert said[1] == "0 taken from Heartlands Police; 2 were taken before.\n"
    file.write_text(BAD)
    refused = CliRunner().invoke(notices.command, ["load", str(file)])
    assert isinstance(refused.exception, NoticesRefused)
    other = CliRunner().invoke(notices.command, ["load", str(file), "--agency", "Nobody"])
    assert (type(other.exception), ContactGroup.objects.count()) == (NoticesRefused, 2)
