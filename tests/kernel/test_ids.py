"""Identifiers and the references people see."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import RFC_4122, UUID

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.kernel import ids
from kinkeeper.kernel.ids import reference, uuid7, uuid7s


@pytest.fixture(autouse=True)
def _own_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test counts ticks afresh, so that one in the future leaves no trace."""
    monkeypatch.setattr(ids, "_ticker", type(ids._ticker)())


def test_an_identifier_is_a_version_7_uuid() -> None:
    """The standard's version and variant are in place, one at a time and in a batch."""
    for made in (uuid7(), UUID(uuid7s(3)[1])):
        assert (made.version, made.variant) == (7, RFC_4122)


def test_identifiers_ascend_however_they_are_made() -> None:
    """Later ones sort later, across batches and singles, as text and as values."""
    made = [str(uuid7()), *uuid7s(10_000), str(uuid7()), *uuid7s(5), str(uuid7())]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_identifiers_ascend_when_the_clock_stands_still() -> None:
    """A batch made in one instant leaves later ones room after it, also if the clock goes back."""
    with time_machine.travel(datetime(2099, 1, 1, tzinfo=UTC), tick=False):
        made = [*uuid7s(10_000), str(uuid7()), *uuid7s(3)]
    made.append(str(uuid7()))
    assert made == sorted(set(made))


def test_identifiers_made_at_once_never_meet() -> None:
    """Threads making batches together never make the same one."""
    with ThreadPoolExecutor(8) as pool:
        batches = list(pool.map(uuid7s, [500] * 40))
    assert len({one for batch in batches for one in batch}) == 20_000
    assert all(batch == sorted(batch) for batch in batches)


def test_an_identifier_tells_when_it_was_made() -> None:
    """The first 48 bits are the milliseconds, give or take what large batches borrowed."""
    made = datetime.fromtimestamp((uuid7().int >> 80) / 1000, UTC)
    assert abs((datetime.now(UTC) - made).total_seconds()) < 5


def test_no_identifiers_are_none() -> None:
    """An empty batch is empty."""
    assert uuid7s(0) == []


@given(st.uuids())
def test_a_reference_is_short_and_cannot_be_misread(identifier: UUID) -> None:
    """Ten characters, none of I, L, O and U, the same from the value and its text."""
    shown = reference(identifier)
    assert re.fullmatch("[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}", shown)
    assert shown == reference(str(identifier))


def test_a_reference_says_nothing_of_when() -> None:
    """Only the random tail is shown: other times, same reference."""
    assert reference(UUID(int=5)) == reference(UUID(int=5 + (1 << 90)))


def test_references_of_a_batch_differ() -> None:
    """Thousands of records in one load keep references apart."""
    assert len({reference(one) for one in uuid7s(5_000)}) == 5_000
