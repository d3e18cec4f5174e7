"""How legal statuses read where some are closed: decision 17, one case at a time."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from kinkeeper.access.sections import Section
from kinkeeper.care.models import LegalStatusPeriod
from kinkeeper.care.reading import read

CLOSED = (Section.ADOPTION,)
IN_CARE = uuid4()


def status(told: str, in_care: UUID = IN_CARE) -> LegalStatusPeriod:
    """Told as `C2 1-3`: the code, and the months of 2025 it began and ended in."""
    code, _, months = told.partition(" ")
    start, _, end = months.partition("-")
    return LegalStatusPeriod(
        code=code,
        care_period_id=in_care,
        started_on=date(2025, int(start), 1),
        ended_on=date(2025, int(end), 1) if end else None,
    )


def shown(*told: str) -> list[str]:
    """What is read, told the same way."""
    found = read([status(one) for one in told], CLOSED)
    ends = [one.ended_on.month if one.ended_on else "" for one in found]
    return [
        f"{one.row.code} {one.started_on.month}-{end}" for one, end in zip(found, ends, strict=True)
    ]


@pytest.mark.parametrize(
    ("recorded", "reads"),
    [
        (("C2 1-3", "E1 3-"), ["C2 1-"]),
        (("C1 1-3", "E1 3-6"), ["C1 1-6"]),
        (("C1 1-2", "C2 2-3", "E1 3-6", "C2 6-"), ["C1 1-2", "C2 2-"]),
        (("C2 1-3", "E1 3-5", "C2 5-7", "E1 7-9", "C2 9-11"), ["C2 1-11"]),
        (("C2 1-3", "D1 3-4", "E1 4-6", "V2 6-"), ["C2 1-6", "V2 6-"]),
        (("V2 1-3", "E1 3-6", "C2 6-"), ["V2 1-6", "C2 6-"]),
        (("C2 1-3", "E1 4-6", "C2 6-"), ["C2 1-"]),
        (("E1 1-3", "C2 3-"), ["C2 3-"]),
        (("C2 1-3", "C2 3-"), ["C2 1-3", "C2 3-"]),
    ],
)
def test_what_is_left_out_reads_as_what_it_suspends(
    recorded: tuple[str, ...], reads: list[str]
) -> None:
    """It reads as lasting, a gap before it too, and as one where it begins again; no other is moved."""
    assert shown(*recorded) == reads


def test_nothing_lasts_from_one_time_in_care_into_the_next() -> None:
    """A care order ends with the time in care that it was made for."""
    ended, begun = status("C2 1-3"), status("E1 3-", uuid4())
    assert [one.ended_on for one in read([ended, begun], CLOSED)] == [ended.ended_on]


def test_to_whom_the_section_is_open_each_is_read_as_recorded() -> None:
    """In the order of their days, and each for sure."""
    rows = [status(one) for one in ("E1 3-6", "V2 1-3", "C2 6-")]
    assert [(one.row.code, one.unsure) for one in read(rows, ())] == [
        ("V2", False), ("E1", False), ("C2", False)
    ]  # fmt: skip
    assert [(one.row.code, one.unsure) for one in read(rows, CLOSED)] == [
        ("V2", True), ("C2", False)
    ]  # fmt: skip
