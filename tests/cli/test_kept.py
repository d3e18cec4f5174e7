"""The secrets that a data folder keeps."""

import string
from pathlib import Path

from kinkeeper.access.invented import PEOPLE
from kinkeeper.cli import kept


def test_no_password_made_resembles_a_name(tmp_path: Path) -> None:
    """Whatever is made: of 30 such letters, too few can be those of any name of the demonstration."""
    made = kept.secret(tmp_path, kept.PASSWORD, strength=15)
    assert len(made) == 30
    assert set(made) <= set(string.hexdigits.lower())
    for name in (words for person in PEOPLE for words in (person.username, person.full_name)):
        alike = sum(letter in string.hexdigits for letter in name.lower())
        assert 2 * alike / (len(made) + len(name)) < 0.7


def test_it_is_made_once(tmp_path: Path) -> None:
    """And read the next time."""
    assert kept.secret(tmp_path, "one", strength=9) == kept.secret(tmp_path, "one", strength=9)
