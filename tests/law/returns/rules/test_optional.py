"""A table that a rule can do without does not stop it."""

import pytest

from kinkeeper.law.returns.judge import judge
from kinkeeper.law.returns.ssda903.checks import RULES
from kinkeeper.law.returns.ssda903.derive import prepare
from tests.law.returns.rules.asked import pointed
from tests.law.returns.rules.example import read

OPTIONAL = {
    "165": ("!Header: SEX=F; Episodes: DECOM=01/05/2026", "OC3"),
    "199": ("Episodes: DECOM=01/05/2026, REC=E11; !Episodes: DECOM=02/05/2026", "Episodes_last"),
    "392b": ("!Episodes: HOME_POST=B1 1AA", "UASC"),
    "1000": ("!OC3; Episodes: REC=E2", "Episodes_last"),
}
RULE = {rule.code: rule for rule in RULES}


@pytest.mark.parametrize(("code", "text", "without"), [(c, *rest) for c, rest in OPTIONAL.items()])
def test_it_finds_what_it_can_without_the_table(code: str, text: str, without: str) -> None:
    """It looks at the tables that were given."""
    rule = RULE[code]
    example = read(rule, text)
    assert without not in example.given.tables
    assert pointed(rule, text, prepare, read) == (set(example.pointed), True)


def test_who_is_unaccompanied_is_not_told_by_last_year_alone() -> None:
    """Where this year's table was not given and last year's was, the rule is not run, and says why."""
    text = "Episodes; UASC_last: CHILD=2, DUC=01/05/2026"
    alone = judge([RULE["392b"]], read(RULE["392b"], text).given, prepare)
    assert alone.not_run == {
        "392b": "Not run: the table UASC was not given, though last year's was."
    }
    both = f"!{text}; Episodes: CHILD=3; UASC: CHILD=3, DUC=01/05/2026; Episodes: CHILD=2"
    rows = read(RULE["392b"], both).pointed
    assert pointed(RULE["392b"], both, prepare, read) == (set(rows), True)
