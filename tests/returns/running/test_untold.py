"""What an episode next to an adoption tells is told of nothing: decision 17, in the rows of a return."""

import pytest

from kinkeeper.law.returns.cin.checks import RULES as CIN_RULES
from kinkeeper.law.returns.ssda903.checks import RULES as SSDA903_RULES
from kinkeeper.returns.models import RunFinding, RunRow
from kinkeeper.returns.running.findings import row_of
from tests.returns.running.conftest import Check, header

pytestmark = pytest.mark.django_db
HEADING = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
)
# Each with a code of need that is none: on an order, on a placement order, on the first again, and after.
EPISODES = (
    "KID1,01/05/2025,S,C2,N9,U4,PR4,01/07/2025,X1,,B8 2AN,DY4 8XQ,1200339",
    "KID1,01/07/2025,L,E1,N9,U4,PR4,01/09/2025,X1,,B8 2AN,DY4 8XQ,1200339",
    "KID1,01/09/2025,L,C2,N9,U4,PR4,01/11/2025,X1,CARPL,B8 2AN,DY4 8XQ,1200339",
    "KID1,01/11/2025,P,C2,N9,U4,PR4,,,,B8 2AN,DY4 8XQ,1200339",
    "KID2,01/09/2025,S,C2,N9,U4,PR4,,,,B8 2AN,DY4 8XQ,1200339",
)
# Adopted, and three episodes after.
AFTER = (
    "KID1,01/05/2025,S,C2,N1,U4,PR4,01/07/2025,E11,,B8 2AN,DY4 8XQ,1200339",
    "KID1,01/09/2025,S,C2,N1,U4,PR4,01/11/2025,X1,,B8 2AN,DY4 8XQ,1200339",
    "KID1,01/11/2025,P,C2,N1,U4,PR4,01/12/2025,X1,CARPL,B8 2AN,DY4 8XQ,1200339",
    "KID1,01/12/2025,P,C2,N9,U4,PR4,,,,B8 2AN,DY4 8XQ,1200339",
)


def test_the_episodes_on_both_sides_of_one_are_of_its_section(check: Check) -> None:
    """How one ends and the other begins would tell of it; a child's further rows, and others', do not."""
    rows = "\n".join([HEADING, *EPISODES, ""]).encode()
    run = check(files={"header.csv": header(), "episodes.csv": rows})
    of_need = RunFinding.objects.filter(run=run, rule="145").order_by("row")
    assert [one.section for one in of_need] == ["adoption"] * 3 + ["", ""]
    kept = RunRow.objects.filter(run=run, table="Episodes").order_by("row")
    assert [one.section for one in kept] == ["adoption"] * 3 + ["", ""]


def test_a_rule_that_speaks_of_adoption_is_of_its_section() -> None:
    """By its own words, whatever row it points at; the others read the tables of adoption."""
    every = (*SSDA903_RULES, *CIN_RULES)
    speak = {one.code for one in every if "adopt" in f"{one.says} {one.do}".lower()}
    assert speak <= {one.code for one in every if one.tells_of_adoption}
    elsewhere = {one.code for one in every if one.tells_of_adoption and one.over.base != "AD1"}
    assert {"199", "1001", "242", "217", "336", "386", "390", "408", "446"} <= elsewhere
    assert not elsewhere & {
        "378",
        "432",
        "631",
        "8640",
    }  # a parent, the end of care, a list of codes


def test_what_is_said_of_a_child_adopted_before_is_of_the_section(check: Check) -> None:
    """The rule tells it of each later row; one that no other rule points at is as those beside it."""
    rows = "\n".join([HEADING, *AFTER, ""]).encode()
    run = check(files={"header.csv": header(), "episodes.csv": rows})
    told = RunFinding.objects.filter(run=run, rule="199")
    assert [one.section for one in told] == ["adoption"] * 3
    kept = RunRow.objects.filter(run=run, table="Episodes").order_by("row")
    others = RunFinding.objects.filter(run=run, section="", table="Episodes")
    openly = set(others.values_list("row", flat=True))
    assert {one.row for one in kept if one.section == ""} == openly, list(
        others.values_list("row", "rule")
    )


@pytest.mark.parametrize(("reason", "section"), [("RC1", "adoption"), ("RC7", "")])
def test_a_case_closed_by_adoption_is_of_the_section(reason: str, section: str) -> None:
    """A row of the census, as one of the SSDA903."""
    held = {"_id": 1, "LAchildID": "C1", "ReasonForClosure": reason}
    told = row_of(held, "CINdetails", "LAchildID", "cin", frozenset())
    assert told.section == section
