"""Whatever slip of the pen, the person is found: search tried on invented slips."""

from collections.abc import Callable
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinkeeper.access.models import User
from kinkeeper.people import folding
from kinkeeper.people.asked import take_apart
from kinkeeper.people.models import Person
from kinkeeper.people.search import search
from kinkeeper.people.slips import readings

LETTERS = "abcdefghijklmnopqrstuvwxyzéñøł"
names = st.text(LETTERS, min_size=3, max_size=12)
births = st.dates(date(1930, 1, 1), date(2026, 12, 31))
tolerant = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@st.composite
def slips(draw: st.DrawFn, word: st.SearchStrategy[str]) -> tuple[str, str]:
    """A word, and the same with one letter lost, added, changed or swapped with its neighbour."""
    right = draw(word)
    place = draw(st.integers(0, len(right) - 2))
    letter = draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    before, one, two, after = right[:place], right[place], right[place + 1], right[place + 2 :]
    middle = draw(st.sampled_from([one, one + letter + two, letter + two, two + one]))
    return right, before + middle + after


@given(slips(names))
@settings(max_examples=500, deadline=None)
def test_near_keys_meet(pair: tuple[str, str]) -> None:
    """Two words one slip apart always share a near key, however long they are."""
    right, wrong = (folding.fold(one) for one in pair)
    assert folding.near(right) & folding.near(wrong)


@tolerant
@given(forename=slips(names), surname=names, order=st.booleans())
def test_one_slip_in_either_order(
    screener: User,
    person: Callable[..., Person],
    forename: tuple[str, str],
    surname: str,
    order: bool,
) -> None:
    """A name with one slip, whichever name comes first, finds the person."""
    one = person(f"{forename[0]} {surname}".title())
    typed = f"{forename[1]} {surname}" if order else f"{surname.upper()} {forename[1]}"
    assert one.id in [hit.person.id for hit in search(who=screener, text=typed).hits]


@tolerant
@given(names, names, births, st.integers(0, 6))
def test_swapped_digits_of_the_birth(
    screener: User,
    person: Callable[..., Person],
    forename: str,
    surname: str,
    born_on: date,
    place: int,
) -> None:
    """A date with two neighbouring digits swapped, with one name, finds the person."""
    one = person(f"{forename} {surname}", born_on=born_on)
    digits = list(f"{born_on:%d%m}{born_on.year:04}")
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    typed = "".join(digits[:2]) + "/" + "".join(digits[2:4]) + "/" + "".join(digits[4:])
    hits = search(who=screener, text=f"{surname} {typed}").hits
    assert one.id in [hit.person.id for hit in hits]


@given(births)
def test_the_date_as_typed_is_likeliest(on: date) -> None:
    """However a date might have been miswritten, what it says is what it first means."""
    found = readings(f"{on:%d%m}{on.year:04}")
    assert found[on].likeness == 1.0
    assert sum(1 for reading in found.values() if reading.likeness == 1.0) == 1


@given(
    births, st.sampled_from(["%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d%m%Y"])
)
def test_every_way_to_write_a_date(on: date, style: str) -> None:
    """A date is read the same however it is written, with a name before it."""
    asked = take_apart(f"o'brien {on.strftime(style)}")
    assert asked.dates[on].likeness == 1.0
    assert asked.words == ("obrien",)


@given(st.text(max_size=300))
def test_anything_may_be_typed(text: str) -> None:
    """No text, however odd, breaks the box."""
    asked = take_apart(text)
    assert len(asked.words) <= 6
    assert all(word == folding.fold(word) for word in asked.words)


@given(st.text(max_size=60))
def test_folding_settles(text: str) -> None:
    """What is folded stays as it is when folded again, so stored and typed always meet."""
    assert folding.fold(folding.fold(text)) == folding.fold(text)
