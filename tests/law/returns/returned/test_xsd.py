"""XML that is written is what our schemas say, and the schemas are what the declarations say."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from lxml import etree

from kinkeeper.law.returns.cin.returned import census_tables
from kinkeeper.law.returns.cin.write import write_cin
from kinkeeper.law.returns.form import Element, Form
from kinkeeper.law.returns.open import open_content
from kinkeeper.law.returns.ssda903.returned import ssda903_tables
from kinkeeper.law.returns.ssda903.text import read_texts
from kinkeeper.law.returns.ssda903.write import text_tables
from kinkeeper.law.returns.ssda903.write_xml import LEFT_OUT, write_ssda903_xml
from kinkeeper.law.returns.xsd import FORMS, file_of, schema_of
from tests.cli.damaged import SSDA903_XML

Make = Callable[..., dict[str, pl.DataFrame]]
CHECKOUT = Path(__file__).resolve().parents[4]
SAMPLES = CHECKOUT.parent / "shared" / "samples"
WRONG_ON_PURPOSE = {
    "PrimaryNeedCode", "FormerUPN", "ReferralNFA", "AssessmentFactors", "LAchildID", "UPN",
}  # fmt: skip


def faults(form: Form, text: bytes) -> list[str]:
    """What a schema holds against a text, by the element."""
    schema = etree.XMLSchema(etree.fromstring(schema_of(form).encode()))
    schema.validate(etree.fromstring(text))
    held: Any = schema.error_log  # the stubs do not know that it can be gone through
    return [error.message.split("'")[1] for error in held]


@pytest.mark.parametrize("name", FORMS)
def test_the_schema_in_the_package_is_current(name: str) -> None:
    """It is what the declarations make now: else `python -m kinkeeper.law.returns.xsd`."""
    assert file_of(FORMS[name]).read_text(encoding="utf-8") == schema_of(FORMS[name])


DAY = {"started_on": "2024-05-01"}
CARE = {
    "id": "c1", **DAY, "ended_on": "2024-12-01", "cease_reason": "E11", "previous_permanence": "P1",
    "previous_permanence_on_text": "ZZ/ZZ/2015",
}  # fmt: skip
IN_CARE: dict[str, list[dict[str, Any]]] = {
    "care_CarePeriod": [CARE],
    "care_LegalStatusPeriod": [{"code": "E1", **DAY}],
    "care_Placement": [{"kind": "A6", "postcode": "B1 1AA", **DAY}],
    "reviews_Review": [{"kind": "cla", "held_on": "2024-06-01", "participation": "PN1"}],
    "care_MissingEpisode": [{"kind": "M", **DAY}],
    "care_AdoptionCase": [{"decision_on": "2024-06-01", "placed_on": "2024-06-01", "adopters": 2}],
    "people_ImmigrationPeriod": [{"status": "UASC"}],
    "care_HealthCheck": [{"kind": "dental", "year_ended": 2025, "done": True}],
    "care_LeavingCareContact": [{"year_ended": 2025, "in_touch": "YES"}],
}
UNDER = {"episode_id": "e1", "started_on": "2025-05-01"}
IN_NEED: dict[str, list[dict[str, Any]]] = {
    "people_Disability": [{"code": "NONE"}],
    "frontdoor_HelpEpisode": [{"id": "e1", "level": "cin", "referred_on": "2025-05-01"}],
    "frontdoor_Assessment": [
        {**UNDER, "id": "a", "kind": "c_and_f", "authorised_on": "2025-06-01"}
    ],
    "frontdoor_AssessmentFactor": [{"assessment_id": "a", "code": "1A"}],
    "protection_Section47Enquiry": [UNDER],
    "protection_Plan": [{**UNDER, "kind": "cin"}, {**UNDER, "id": "p", "kind": "cp"}],
    "protection_AbuseCategoryPeriod": [{"plan_id": "p", "category": "NEG", **UNDER}],
    "reviews_Review": [{"kind": "cp", "plan_id": "p", "held_on": "2025-08-01"}],
}


def test_a_written_ssda903(records: Make) -> None:
    """A child with a row in every table that the form has a place for."""
    tables = ssda903_tables(records(**IN_CARE), year=2025)
    assert {name for name, rows in tables.items() if rows.is_empty()} == {"SWEpisodes"}
    assert faults(FORMS["ssda903"], write_ssda903_xml(tables, year=2025).encode()) == []


def test_a_written_ssda903_is_read_as_it_was_written(records: Make) -> None:
    """Every value of every table, as its CSV file would have it."""
    tables = ssda903_tables(records(**IN_CARE), year=2025)
    xml = open_content(write_ssda903_xml(tables, year=2025).encode(), name="ssda903_2024-25.xml")
    read = read_texts([xml]).years[2025]
    for name, rows in text_tables(tables, year=2025).items():
        if name not in LEFT_OUT:
            assert read[name].select(rows.columns).equals(rows), name


def test_a_written_census(records: Make) -> None:
    """A child with a row in every group that records hold."""
    tables = census_tables(records(**IN_NEED), year=2026)
    assert [name for name, rows in tables.items() if rows.is_empty()] == ["PreProceedingsandFGDM"]
    assert faults(FORMS["cin"], write_cin(tables, year=2026, authority="330").encode()) == []


def test_an_ssda903_that_was_not_written_here() -> None:
    """The XML form as others write it is what the schema says."""
    assert faults(FORMS["ssda903"], SSDA903_XML.encode()) == []


def test_the_example_census() -> None:
    """It is what a case system writes, and the schema holds nothing against it."""
    (path,) = (CHECKOUT / "examples" / "cin").glob("*.xml")
    assert faults(FORMS["cin"], path.read_bytes()) == []


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the larger samples are not at hand")
def test_the_sample_censuses() -> None:
    """Only what was made wrong on purpose is held against them, each once."""
    assert faults(FORMS["cin"], (SAMPLES / "sample50.xml").read_bytes()) == []
    found = faults(FORMS["cin"], (SAMPLES / "sample500.xml").read_bytes())
    assert sorted(found) == sorted(WRONG_ON_PURPOSE)


def test_an_element_holds_a_value_or_others() -> None:
    """One that holds neither is refused when it is declared."""
    with pytest.raises(ValueError, match="holds a value, or other elements"):
        Element("Empty")
