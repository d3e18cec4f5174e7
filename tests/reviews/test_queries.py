"""Reviews, as far as the asker may see."""

from collections.abc import Callable
from datetime import date
from typing import Any

from kinkeeper.reviews import queries
from kinkeeper.reviews.kinds import ReviewKind
from kinkeeper.reviews.models import Review

Make = Callable[..., Any]
D1, D2, D3 = (date(2025, month, 1) for month in (1, 2, 3))


def test_reviews_are_shown_latest_first(make: Make, child: Any, granted: Make) -> None:
    """Of both kinds or of one, with the child's part in words."""
    for kind, held in ((ReviewKind.CHILD_PROTECTION, D1), (ReviewKind.CHILD_PROTECTION, D3)):
        make(Review, kind=kind, held_on=held)
    make(Review, kind=ReviewKind.LOOKED_AFTER, held_on=D2, participation="PN1")
    who = granted("director")
    found = queries.reviews(who=who, person_id=child.id)
    assert [row.held_on for row in found] == [D3, D2, D1]
    (care,) = queries.reviews(who=who, person_id=child.id, kind=ReviewKind.LOOKED_AFTER)
    assert care.kind_title == "Looked after review"
    assert str(care.participation).startswith("Attends")


def test_the_last_review_is_of_its_kind(make: Make, child: Any, granted: Make) -> None:
    """A child protection review is no looked after review."""
    make(Review, kind=ReviewKind.CHILD_PROTECTION, held_on=D1)
    who, ask = granted("director"), queries.last_review
    last = ask(who=who, person_id=child.id, kind=ReviewKind.CHILD_PROTECTION)
    assert last is not None
    assert last.held_on == D1
    assert ask(who=who, person_id=child.id, kind=ReviewKind.LOOKED_AFTER) is None


def test_nobody_unrelated_sees_reviews(make: Make, child: Any, granted: Make) -> None:
    """A social worker of other children is told nothing."""
    make(Review, kind=ReviewKind.CHILD_PROTECTION)
    assert queries.reviews(who=granted("social_worker"), person_id=child.id) == ()
