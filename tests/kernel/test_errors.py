"""Errors."""

import pytest

from kinkeeper.kernel.errors import BadInput, BadSetting, KinkeeperError, NotAllowed, Refused


def test_an_error_says_what_to_do() -> None:
    """The message and the remedy are both there, and the message is what is printed."""
    wrong = KinkeeperError("The file is empty.", do="Export it again.")
    assert (str(wrong), wrong.message, wrong.do) == ("The file is empty.",) * 2 + (
        "Export it again.",
    )


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ({"file": "header.csv", "row": 3, "field": "DOB"}, "header.csv, row 3, DOB: not a date"),
        ({"field": "DOB"}, "DOB: not a date"),
        ({}, "not a date"),
    ],
)
def test_bad_input_says_where(place: dict[str, str | int], said: str) -> None:
    """Bad input names the file, row and field it came from, as far as they are known."""
    assert str(BadInput("not a date", **place)) == said  # type: ignore[arg-type]


def test_a_refusal_says_what_is_missing_and_who_can_waive_it() -> None:
    """A refusal says what would have to be there, and who may let it pass."""
    no = NotAllowed("Needs a manager.", missing="approval", who_can_waive="team manager", do="Ask.")
    assert isinstance(no, Refused)
    assert (no.missing, no.who_can_waive, no.do) == ("approval", "team manager", "Ask.")


def test_each_kind_of_error_has_its_exit_code() -> None:
    """A command's exit code tells the kinds of failure apart, and none is success."""
    kinds = (KinkeeperError, BadInput, Refused, BadSetting)
    assert len({kind.exit_code for kind in kinds} | {0}) == 5
