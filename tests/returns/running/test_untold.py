"""What an episode next to an adoption tells is told of nothing: decision 17, in the rows of a return."""

import pytest

from kinkeeper.returns.models import RunFinding, RunRow
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


def test_the_episodes_on_both_sides_of_one_are_of_its_section(check: Check) -> None:
    """How one ends and the other begins would tell of it; a child's further rows, and others', do not."""
    rows = "\n".join([HEADING, *EPISODES, ""]).encode()
    run = check(files={"header.csv": header(), "episodes.csv": rows})
    of_need = RunFinding.objects.filter(run=run, rule="145").order_by("row")
    assert [one.section for one in of_need] == ["adoption"] * 3 + ["", ""]
    kept = RunRow.objects.filter(run=run, table="Episodes").order_by("row")
    assert [one.section for one in kept] == ["adoption"] * 3 + ["", ""]
