"""A rule is declared in full or not at all."""

from typing import Any

import polars as pl
import pytest

from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.ssda903.views import HEADER
from kinkeeper.law.vocabulary import BadDeclarationError

FULL: dict[str, Any] = {
    "code": "1", "over": HEADER, "fails": pl.lit(value=True), "fields": ("SEX",), "says": "Wrong.",
    "do": "Mend it.", "passes": "Header:", "breaks": "!Header:",
}  # fmt: skip


@pytest.mark.parametrize(
    "changed",
    [{"says": " "}, {"passes": ""}, {"breaks": ""}, {"idle": "Nothing can."}, {"flags": ("OC2",)},
     {"since": 2025, "until": 2024}, {"needs": ("luck",)}],
)  # fmt: skip
def test_a_rule_that_lacks_a_part_of_its_declaration_is_refused(changed: dict[str, Any]) -> None:
    """Its words, its examples, or why nothing can break it; tables and needs that there are."""
    assert Rule(**FULL).pointed == ("Header",)
    with pytest.raises(BadDeclarationError):
        Rule(**FULL | changed)


def test_a_rule_that_nothing_can_break_says_why() -> None:
    """In place of an example that breaks it."""
    assert Rule(**FULL | {"breaks": "", "idle": "Both come from one field."}).idle
