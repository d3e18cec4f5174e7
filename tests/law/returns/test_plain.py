"""A plain census is read as whole columns, and means what reading it element by element means."""

from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinkeeper.law.returns.cin import plain
from kinkeeper.law.returns.cin.read import read_text
from kinkeeper.law.returns.open import Opened, open_content, open_file
from tests.law.returns.conftest import census_of

CHILD = """<Child>
<ChildIdentifiers><LAchildID>C1</LAchildID><UPN>A1</UPN></ChildIdentifiers>
<ChildCharacteristics><Disabilities><Disability>LD</Disability><Disability/></Disabilities>
</ChildCharacteristics>
<CINdetails><CINreferralDate>2025-05-01</CINreferralDate>
<Section47><S47ActualStartDate>2025-05-02</S47ActualStartDate></Section47>
<ReferralNFA></ReferralNFA></CINdetails></Child>
"""
NOT_PLAIN = {
    "an unknown element": CHILD.replace("<UPN>", "<Name>X</Name><UPN>"),
    "an attribute": CHILD.replace("<UPN>", '<UPN kind="x">'),
    "a comment": CHILD.replace("<UPN>", "<!-- x --><UPN>"),
    "a marked section": CHILD.replace("A1", "<![CDATA[A1]]>"),
    "a value given twice": CHILD.replace("<UPN>", "<UPN>B2</UPN><UPN>"),
    "an element elsewhere": CHILD.replace("<Section47>", "<Section47><UPN>A1</UPN>"),
    "a number of a character": CHILD.replace("A1", "&#65;1"),
    "an instruction": CHILD.replace("<UPN>", "<?x y?><UPN>"),
}


def opened(text: str) -> Opened:
    """A file of this text."""
    return open_content(text.encode(), name="census.xml")


def assert_alike(file: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of reading make the same of it."""
    quick = read_text(file)
    monkeypatch.setattr(
        import_module("kinkeeper.law.returns.cin.read"), "read_plain", lambda _: None
    )
    slow = read_text(file)
    assert (quick.header, quick.problems) == (slow.header, slow.problems)
    for name, rows in slow.frames.items():
        assert quick.frames[name].select(rows.columns).equals(rows), name


@pytest.mark.parametrize("what", NOT_PLAIN)
def test_what_is_not_plain_is_left(what: str) -> None:
    """It is read element by element, which knows what to say of it."""
    assert plain.read_plain([census_of(CHILD + NOT_PLAIN[what])]) is None


@pytest.mark.parametrize("what", NOT_PLAIN)
def test_both_ways_tell_the_same(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a census holds, the faster way changes nothing of what is read."""
    assert_alike(opened(census_of(CHILD + NOT_PLAIN[what] + CHILD)), monkeypatch)


@pytest.mark.parametrize(
    "children", [CHILD, CHILD * 3, CHILD.replace("<LAchildID>C1</LAchildID>", "")]
)
def test_both_ways_read_plain_children(children: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One, several, and one without an identifier."""
    assert_alike(opened(census_of(children)), monkeypatch)


@pytest.mark.parametrize("size", [1, 7, 100, 10_000])
def test_blocks_may_end_anywhere(size: int) -> None:
    """A text means the same however it is cut."""
    text = census_of(CHILD * 4)
    whole = plain.read_plain([text])
    cut = plain.read_plain(text[at : at + size] for at in range(0, len(text), size))
    assert whole is not None
    assert cut is not None
    assert cut.around == whole.around
    assert all(rows.equals(whole.frames[name]) for name, rows in cut.frames.items())


def test_the_example_census_is_plain(examples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The census the project carries is read the faster way, and alike."""
    file = open_file(next((examples / "cin").glob("*.xml")))
    assert plain.read_plain([file.text]) is not None
    assert_alike(file, monkeypatch)


@settings(deadline=None, max_examples=40)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn")), max_size=20))
def test_any_value_stands_as_it_is(value: str) -> None:
    """Ampersands and angles are escaped in a file, and come back as they were."""
    escaped = value.replace("&", "&amp;").replace("<", "&lt;")
    told = plain.read_plain([census_of(CHILD.replace("A1", escaped))])
    assert told is not None
    assert told.frames["Children"]["UPN"].to_list() == [value or None]


def test_lines_are_told_beyond_65535() -> None:
    """The line of an element is its own, however long the file."""
    told = plain.read_plain([census_of("\n" * 70_000 + CHILD)])
    assert told is not None
    assert told.frames["Children"]["_row"].to_list() == [70_003]
