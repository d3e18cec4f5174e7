"""Levels of need: which document stood on a day, what a level calls for, an authority's own words."""

from datetime import date
from pathlib import Path

import pytest

from kinkeeper.chronology.thresholds import thresholds_here
from kinkeeper.kernel.errors import BadSetting, KinkeeperError
from kinkeeper.law.levels import (
    THRESHOLDS,
    Level,
    Mismatch,
    Service,
    expected,
    level,
    mismatch,
    threshold,
    threshold_on,
)
from kinkeeper.law.local_levels import read
from kinkeeper.law.reference.levels import levels as page

OWN = '[[document]]\nid = "own"\ntitle = "Continuum"\nsince = 2026-04-01\n'


def file(folder: Path, text: str) -> Path:
    path = folder / "levels.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(2014, 4, 1), "rsrt_2014"),
        (date(2015, 4, 19), "rsrt_2014"),
        (date(2015, 4, 20), "rsrt_2015"),
        (date(2026, 11, 23), "rhrt"),
    ],
)
def test_the_document_of_a_day(on: date, name: str) -> None:
    """It stands until the next begins; before the first of them, the first is used."""
    assert threshold_on(on).id == name
    assert threshold(name) is threshold_on(on)


def test_what_is_unverified_says_so() -> None:
    """A document whose words or day were recalled is marked wherever it is printed."""
    unsure = [one for one in THRESHOLDS if not one.is_sure]
    assert [one.id for one in unsure] == ["rhrt"]
    assert "\n".join(page()).count("unverified") == 2


def test_a_level_calls_for_a_service() -> None:
    """Given less or more, it says which; given that, nothing."""
    assert [expected(one) for one in Level] == list(Service)
    assert mismatch(Level.ADDITIONAL, Service.EARLY_HELP) is None
    assert mismatch(Level.COMPLEX, Service.EARLY_HELP) is Mismatch.LESS
    assert mismatch(Level.UNIVERSAL, Service.SOCIAL_CARE) is Mismatch.MORE


def test_what_is_no_level_or_document_is_refused() -> None:
    """With those there are."""
    with pytest.raises(KinkeeperError, match="no level of need"):
        level("severe", date(2026, 1, 1))
    with pytest.raises(KinkeeperError, match="no threshold document"):
        threshold("fcaf")


def test_an_authority_words_them_its_own_way(tmp_path: Path, settings: object) -> None:
    """What its file does not say stays as Birmingham's levels have it."""
    told = OWN + '[document.levels.additional]\ntitle = "Level 3"\n'
    settings.LOCAL_LEVELS = str(file(tmp_path, told))  # type: ignore[attr-defined]
    own = level("additional", date(2026, 5, 1), thresholds_here())
    assert own.title == "Level 3"
    assert own.who == level("additional", date(2026, 5, 1)).who


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ("document = ", "cannot be read"),
        ("title = 'A'", "needs one `document`"),
        ("[[document]]\nid = 'a'\ntitle = 'A'", "a day `since`"),
        (OWN.replace("2026-04-01", "'2026'"), "is not one"),
        (OWN + "[document.levels.severe]\ntitle = 'A'", "no level severe"),
        (OWN + "[document.levels.complex]\ncolour = 'A'", "complex may have"),
        (OWN + "[document.levels.complex]\ntitle = ' '", "told in words"),
        (OWN + OWN, "Two threshold documents have one id"),
    ],
)
def test_what_cannot_stand_is_refused(tmp_path: Path, told: str, says: str) -> None:
    """The file and the document are named, and what to write instead."""
    with pytest.raises(BadSetting, match=says) as refused:
        read(file(tmp_path, told))
    assert refused.value.do
