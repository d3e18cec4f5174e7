"""The Standard Safeguarding Dataset, told from records."""

import io
from collections.abc import Callable

import polars as pl
import pytest

from kinkeeper.law.returns.ssd import TABLES, not_held, ssd_tables, write_ssd
from kinkeeper.law.returns.ssd.fields import Column
from kinkeeper.law.returns.ssd.write import NOT_HELD

Make = Callable[..., dict[str, pl.DataFrame]]
CARE = {"id": "c1", "started_on": "2023-05-01"}
# Where the standard points a field at one that holds something else, or at one it does not have.
ASTRAY = {"perm_person_id", "ehcn_ehcp_asmt_id"}


@pytest.fixture
def looked_after(records: Make) -> dict[str, pl.DataFrame]:
    """A child looked after, where she lives, and who works with her."""
    return records(
        care_CarePeriod=[CARE],
        care_LegalStatusPeriod=[{"code": "C2", "started_on": "2023-05-01"}],
        care_Placement=[{"kind": "U6", "started_on": "2023-05-01"}],
        workforce_Worker=[{"id": "w1", "swe_number": "SW1234"}, {"id": "w2", "full_name": "B"}],
        workforce_Allocation=[{"worker_id": "w1", "role": "lead", "started_on": "2023-05-01"}],
        people_PersonAddress=[
            {"kind": "home", "postcode": "B1 1AA", "protected": False},
            {"kind": "safe", "postcode": "B2 2BB", "protected": True},
        ],
        people_PersonName=[{"kind": "legal", "forename": "Ada", "surname": "B", "sealed": False}],
    )


def test_every_table_and_field_is_there(looked_after: dict[str, pl.DataFrame]) -> None:
    """48 tables and 359 fields, named and typed as the standard has them, rows or none."""
    told = ssd_tables(looked_after, year=2025)
    assert {name: rows.schema for name, rows in told.items()} == {t.name: t.schema for t in TABLES}
    assert (len(TABLES), sum(len(t.columns) for t in TABLES)) == (48, 359)


def test_an_episode_is_of_its_placement_and_legal_status(records: Make) -> None:
    """Its id stays when a date is corrected, so that who reads it need not think it another."""
    ids = []
    for day in ("2023-05-01", "2023-05-02"):
        held = records(
            care_CarePeriod=[{**CARE, "started_on": day}],
            care_LegalStatusPeriod=[{"code": "C2", "started_on": day}],
            care_Placement=[{"kind": "U6", "started_on": day}],
        )
        ids.append(ssd_tables(held, year=2025)["ssd_cla_episodes"]["clae_cla_episode_id"].to_list())
    assert ids[0] == ids[1]
    assert len(ids[0]) == 1


def test_a_protected_address_is_not_told(looked_after: dict[str, pl.DataFrame]) -> None:
    """It never leaves the record; the others do."""
    told = ssd_tables(looked_after, year=2025)["ssd_address"]
    assert told["addr_address_postcode"].to_list() == ["B1 1AA"]


def test_only_who_is_worked_with(looked_after: dict[str, pl.DataFrame]) -> None:
    """A person of whom nothing is told is not in it, nor a worker who works with nobody."""
    told = ssd_tables(looked_after, year=2025)
    assert told["ssd_person"]["pers_forename"].to_list() == ["Ada"]
    assert told["ssd_professionals"]["prof_professional_id"].to_list() == ["w1"]
    before = ssd_tables(looked_after, year=2023)
    assert before["ssd_person"].is_empty()


def test_what_ended_long_ago_is_left_out(records: Make) -> None:
    """Six years are told, and what goes on."""
    care = [{**CARE, "started_on": "2010-05-01", "ended_on": "2018-06-01"}]
    held = records(
        care_CarePeriod=care,
        care_Placement=[{"kind": "U6", **care[0], "id": "x", "care_period_id": "c1"}],
    )
    told = [len(ssd_tables(held, year=year)["ssd_cla_placement"]) for year in (2024, 2025)]
    assert told == [1, 0]


def test_keys_lead_somewhere(looked_after: dict[str, pl.DataFrame]) -> None:
    """A field that points at another table names a row of it."""
    told = ssd_tables(looked_after, year=2025)
    for table in TABLES:
        for column in table.columns:
            if column.refers_to and column.name not in ASTRAY:
                there, _, field = column.refers_to.partition(".")
                values = told[table.name][column.name].drop_nulls()
                assert values.is_in(told[there][field].implode()).all(), column.name


def test_text_too_long_for_its_column(records: Make) -> None:
    """It is left blank, not cut: a part of a value is another value."""
    held = records(
        care_CarePeriod=[CARE],
        people_PersonIdentifier=[
            {"kind": "la_child_id", "issuer": "", "value": "A1"},
            {"kind": "nhs", "issuer": "", "value": "9" * 60},
        ],
    )
    assert ssd_tables(held, year=2025)["ssd_person"]["pers_common_child_id"].to_list() == [None]


def test_the_files(looked_after: dict[str, pl.DataFrame]) -> None:
    """Each table as CSV and Parquet with the same rows, and the list of what is not held."""
    tables = ssd_tables(looked_after, year=2025)
    files = write_ssd(tables)
    assert set(files) == {f"{t.name}.{end}" for t in TABLES for end in ("csv", "parquet")} | {
        NOT_HELD
    }
    packed = pl.read_parquet(io.BytesIO(files["ssd_cla_placement.parquet"]))
    assert packed.equals(tables["ssd_cla_placement"])
    plain = files["ssd_cla_placement.csv"].decode().splitlines()
    assert len(plain) == 2
    assert "2023-05-01T00:00:00" in plain[1]


def test_what_is_not_held_is_named() -> None:
    """A table none of whose fields has a record, and a field of one that has."""
    missing = not_held()
    assert len(missing["ssd_voice_of_child"]) == 7
    assert "cppr_cp_review_quorate" in missing["ssd_cp_reviews"]
    assert "ssd_legal_status" not in missing


def test_a_type_the_standard_does_not_have() -> None:
    """It is refused when it is declared."""
    with pytest.raises(ValueError, match="not a type of the standard"):
        _ = Column("a", "varchar(3)").type
