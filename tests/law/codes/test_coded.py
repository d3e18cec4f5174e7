"""A code as people read it."""

from kinkeeper.law.codes.coded import Coded, coded


def test_a_code_is_shown_with_its_meaning() -> None:
    """The words of the code set stand for the code."""
    assert str(coded("ssda903.LS", "C1")) == "Interim care order"


def test_a_code_that_is_not_listed_stands_for_itself() -> None:
    """A page still opens, and shows what is recorded."""
    assert coded("ssda903.LS", "Q9") == Coded("Q9", "Q9")


def test_nothing_recorded_is_nothing_shown() -> None:
    """No code is no words either."""
    assert coded("ssda903.LS", None) is None
