"""What duties are called where they stand alone."""

import re

from kinkeeper.law.clocks import CLOCKS
from kinkeeper.law.plain_titles import ALONE, plain_title

BY_ID = {one.id: one for one in CLOCKS}
# Letters that stand for words, and words that lean on a neighbour.
LETTERS = re.compile(r"\b(IRO|PA|PEP|LA|DCS|CP|ICPC|RCPC|CDOP|EDT|MASH|CMH|TAF|EHC|RAG|s47|reg)\b")
LEANING = re.compile(
    r"^(Later|Second|Next|First|Subsequent) (reviews?|visits?)$|thereafter|HISTORIC"
)


def test_each_is_of_a_clock_and_says_something_else() -> None:
    """No words for a duty that is gone, and none that only repeat its title."""
    assert [name for name in ALONE if name not in BY_ID] == []
    assert [name for name, said in ALONE.items() if BY_ID[name].title == said] == []


def test_no_two_duties_are_called_the_same() -> None:
    """On one child's list each is told from each."""
    said = [plain_title(one) for one in CLOCKS]
    assert len(set(said)) == len(said)


def test_none_is_written_in_letters_or_leans_on_its_neighbours() -> None:
    """Somebody new to the work can read every one of them, alone."""
    said = {one.id: plain_title(one) for one in CLOCKS}
    assert {k: v for k, v in said.items() if LETTERS.search(v) or LEANING.search(v)} == {}


def test_each_fits_a_line_of_a_list() -> None:
    """The words are short: a column of a table is no place for a paragraph."""
    assert [said for one in CLOCKS if len(said := plain_title(one)) > 80] == []
