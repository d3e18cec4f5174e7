"""Code sets: each is whole, and every code in the fact tables is declared."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kinkeeper.kernel.errors import KinkeeperError
from kinkeeper.law.codes import CODE_SETS, Code, CodeSet, code_set

FACTS = Path(__file__).resolve().parents[3].parent / "shared" / "facts"
needs_facts = pytest.mark.skipif(
    not FACTS.is_dir(), reason="the fact tables are not beside the checkout"
)

CIN_NAMES = {
    "Sex": "sex", "Gender (to 2023-24)": "gender_current", "UPN unknown reason": "upn_unknown",
    "Ethnicity": "ethnicity", "Disability": "disability", "Referral source": "referral_source",
    "Boolean": "boolean", "Primary need": "primary_need_code",
    "Reason for closure": "reason_for_closure", "Category of abuse": "category_of_abuse",
    "Factors identified at assessment": "assessment_factors",
}  # fmt: skip
CSWW_SHARED = {
    "AgencyWorker": "boolean", "StepUpGrad": "boolean", "FrontlineGrad": "boolean",
    "Absat30Sept": "boolean", "RecruitmentBonus": "payment_offered",
    "RetentionBonus": "payment_offered", "PerformanceAward": "payment_offered",
    "CarAllowance": "payment_offered", "RelocationPackage": "payment_offered",
    "RegionalWeighting": "payment_offered", "CostSWE": "payment_offered",
    "CostDBS": "payment_offered",
}  # fmt: skip


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FACTS / name).open(encoding="utf-8") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _cin() -> set[tuple[str, str]]:
    rows = [row for row in _rows("cin_schema.tsv") if row["kind"] == "code"]
    return {
        (f"cin.{CIN_NAMES[row['code_set']]}", code)
        for row in rows
        for code in row["code"].split(" / ")
    }


def _ssda903() -> set[tuple[str, str]]:
    listed = {(f"ssda903.{row['code_set']}", row["code"]) for row in _rows("ssda903_codes.tsv")}
    columns = {
        (f"ssda903.{row['code_set']}", code.split("=")[0])
        for row in _rows("ssda903_schema.tsv")
        for code in row["codes"].split(" | ")
        if row["code_set"] and row["codes"]
    }
    return (listed | columns | {("ssda903.SEX", "1"), ("ssda903.SEX", "2")}) - {
        ("ssda903.LA_PERM", "nnn")
    }


def _csww() -> set[tuple[str, str]]:
    found = set()
    for row in _rows("csww.tsv"):
        listed, name = row["codes_or_formula"], CSWW_SHARED.get(row["name"], row["name"])
        if row["name"] == "Ethnicity":
            found |= {("csww.ethnicity", code) for code in listed.split(": ")[1].split()}
        elif row["module"] in {"CSWWWorker", "LALevel"} and "=" in listed:
            codes = re.findall(r"(?:^|; )(\w+)=", listed)
            found |= {(code_set(f"csww.{name}").id, code) for code in codes}
    return found


def _declared(prefix: str) -> set[tuple[str, str]]:
    return {
        (one.id, code.code)
        for one in CODE_SETS.values()
        if one.id.startswith(prefix)
        for code in one.codes
    }


@needs_facts
def test_every_census_code_is_declared_and_no_other() -> None:
    """The children in need census's codes are those of its schema, no more and no fewer."""
    assert _declared("cin.") == _cin()


@needs_facts
def test_every_looked_after_code_is_declared_and_no_other() -> None:
    """The SSDA903 codes are those of its code lists and columns, no more and no fewer."""
    assert _declared("ssda903.") == _ssda903()


@needs_facts
def test_every_workforce_code_is_declared_and_no_other() -> None:
    """The workforce census's codes are those of its specification, no more and no fewer."""
    assert _declared("csww.") == _csww()


@pytest.mark.parametrize("one", CODE_SETS.values(), ids=CODE_SETS.keys())
def test_a_code_set_is_whole(one: CodeSet) -> None:
    """Every code is unlike the others and says its meaning; the set says where it was read."""
    assert re.fullmatch(r"(cin|ssda903|csww)\.\w+", one.id)
    assert len({code.code for code in one.codes}) == len(one.codes)
    assert all(len(code.meaning) > 1 and code.meaning == code.meaning.strip() for code in one.codes)
    assert one.title
    assert one.source


def test_ids_are_unique_whatever_their_capitals() -> None:
    """No two sets could be taken for one another."""
    assert len({name.replace("_", "").lower() for name in CODE_SETS}) == len(CODE_SETS) == 48


@pytest.mark.parametrize(
    ("name", "code", "on", "valid"),
    [
        ("cin.assessment_factors", "18A", "2020-03-31", True),
        ("cin.assessment_factors", "18A", "2020-04-01", False),
        ("cin.assessment_factors", "24A", "2021-03-31", False),
        ("cin.assessment_factors", "24A", "2021-04-01", True),
        ("cin.referral_source", "5D", "2022-03-31", False),
        ("cin.referral_source", "5D", "2022-04-01", True),
        ("cin.reason_for_closure", "RC9", "2022-03-31", False),
        ("cin.sex", "U", "2024-04-01", True),
        ("cin.gender_current", "9", "2024-04-01", False),
        ("ssda903.SEX", "U", "2024-03-31", False),
        ("ssda903.SEX", "1", "2024-03-31", True),
        ("ssda903.PLACE", "K3", "2024-04-01", True),
        ("ssda903.PLACE", "H5", "2024-04-01", False),
        ("ssda903.PLACE", "Z1", "2025-04-01", False),
        ("ssda903.PLACE", "Z14", "2025-04-01", True),
        ("ssda903.SW_REASON", "MANAGE", "2023-03-31", False),
        ("ssda903.LS", "C2", "2015-03-31", True),
        ("ssda903.LS", "C9", "2015-03-31", False),
        ("ssda903.LA_PERM", "330", "2015-03-31", True),
        ("ssda903.LA_PERM", "33", "2015-03-31", False),
        ("csww.cfkss_status", "1", "2024-10-01", False),
    ],
)
def test_a_code_is_valid_in_its_years(name: str, code: str, on: str, valid: bool) -> None:
    """A code counts in the collection years it could be returned in, and in no others."""
    assert code_set(name).valid(code, date.fromisoformat(on)) is valid


def test_a_code_has_a_meaning_in_its_years() -> None:
    """A code's meaning is given with or without a date, and refused outside its years."""
    factors = code_set("cin.AssessmentFactors")
    assert factors.meaning("18A").startswith("Physical abuse")
    with pytest.raises(KinkeeperError, match="no such code on 2024-04-01"):
        factors.meaning("18A", date(2024, 4, 1))
    assert code_set("ssda903.LA_PERM").meaning("330").startswith("English authority")


def test_the_returns_own_field_name_finds_its_set() -> None:
    """Capitals and underscores do not matter; an unknown name is refused."""
    assert code_set("cin.ReferralSource") is CODE_SETS["cin.referral_source"]
    with pytest.raises(KinkeeperError, match=r"cin\.shoe_size"):
        code_set("cin.shoe_size")


def test_a_muddled_code_set_is_refused() -> None:
    """Empty meanings, years that run backwards and codes said twice are refused when declared."""
    for muddle in (
        lambda: Code("A", " "),
        lambda: Code("A", "Apple", since=date(2020, 4, 1), until=date(2020, 3, 31)),
        lambda: CodeSet("x.y", "Twice", (Code("A", "Apple"), Code("A", "Axe")), source="here"),
        lambda: CodeSet("x.y", "None", (), source="here"),
    ):
        with pytest.raises(KinkeeperError):
            muddle()
