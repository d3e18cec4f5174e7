"""The dataset's tables of people, workers and teams."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import polars as pl

from kinkeeper.law.returns.ssd.scope import SHOWN, Scope, yes_no

Frames = dict[str, pl.DataFrame]
GENDERS: Final[Mapping[str, str]] = {"1": "01", "2": "02", "0": "00", "9": "09"}
IDENTIFIERS: Final[Mapping[str, str]] = {
    "nhs": "NHS number", "upn": "Unique Pupil Number", "former_upn": "Former Unique Pupil Number",
    "uln": "Unique Learner Number", "home_office": "Home Office Registration",
    "court": "Court reference", "legacy": "Reference in an earlier system",
}  # fmt: skip


def people_tables(scope: Scope) -> Frames:
    """Everything that is told of people, whoever they are; `persons` chooses who is in the dataset."""
    return {
        "ssd_family": scope.lasting("people.FamilyMember", "started_on", "ended_on").select(
            fami_table_id="id", fami_family_id="group_id", fami_person_id=SHOWN
        ),
        "ssd_address": _addresses(scope),
        "ssd_disability": scope.lasting("people.Disability", "valid_from", "valid_to").select(
            disa_person_id=SHOWN, disa_table_id="id", disa_disability_code="code"
        ),
        "ssd_immigration_status": scope.lasting(
            "people.ImmigrationPeriod", "started_on", "ended_on"
        ).select(
            immi_person_id=SHOWN, immi_immigration_status_id="id", immi_immigration_status="status",
            immi_immigration_status_start_date="started_on",
            immi_immigration_status_end_date="ended_on",
        ),
        "ssd_mother": _mothers(scope),
        "ssd_linked_identifiers": _identifiers(scope),
    }  # fmt: skip


def persons(scope: Scope, named: pl.Series) -> pl.DataFrame:
    """Who each person is whom another table names; a sealed name is not told."""
    people = scope.recorded["people.Person"].rename({"id": "person_id"})
    here = people.join(scope.numbers, on="person_id").filter(pl.col(SHOWN).is_in(named.implode()))
    legal = (pl.col("kind") == "legal") & pl.col("valid_to").is_null() & ~pl.col("sealed")
    names = scope.recorded["people.PersonName"].filter(legal).sort("valid_from", "id")
    last = names.unique("person_id", keep="last", maintain_order=True)
    told = here.join(last.select("person_id", "forename", "surname"), on="person_id", how="left")
    for column, kind, value in (
        ("nhs", "nhs", "value"), ("legacy", "legacy", "value"), ("why", "upn", "unknown_reason"),
    ):  # fmt: skip
        told = told.join(_of_kind(scope, kind, value, column), on="person_id", how="left")
    gender = pl.col("gender_identity").replace_strict(GENDERS, default=None, return_dtype=pl.String)
    return told.select(
        pers_person_id=SHOWN, pers_forename="forename", pers_surname="surname", pers_sex="sex",
        pers_gender=gender, pers_ethnicity="ethnicity", pers_dob="born_on",
        pers_common_child_id="nhs", pers_legacy_id="legacy", pers_upn_unknown="why",
        pers_expected_dob="expected_on", pers_death_date=scope.by("died_on"),
        pers_is_mother=yes_no("mother"), pers_nationality="nationality",
    )  # fmt: skip


def _of_kind(scope: Scope, kind: str, value: str, column: str) -> pl.DataFrame:
    rows = scope.recorded["people.PersonIdentifier"].filter(
        (pl.col("kind") == kind) & pl.col(value).is_not_null() & pl.col("valid_to").is_null()
    )
    once = rows.sort("valid_from", "id").unique("person_id", keep="last", maintain_order=True)
    return once.select("person_id", pl.col(value).alias(column))


def _addresses(scope: Scope) -> pl.DataFrame:
    """Addresses that are not protected: a protected one never leaves the record."""
    rows = scope.lasting("people.PersonAddress", "valid_from", "valid_to")
    return rows.filter(~pl.col("protected")).select(
        addr_table_id="id", addr_person_id=SHOWN, addr_address_type="kind",
        addr_address_start_date="valid_from", addr_address_end_date="valid_to",
        addr_address_postcode="postcode",
    )  # fmt: skip


def _mothers(scope: Scope) -> pl.DataFrame:
    rows = scope.lasting("people.Relationship", "started_on", "ended_on")
    children = scope.recorded["people.Person"].select("born_on", other_id="id")
    shown = scope.numbers.select(other_id="person_id", other=SHOWN)
    told = rows.filter(pl.col("kind") == "mother_of").join(children, on="other_id")
    return told.join(shown, on="other_id").select(
        moth_table_id="id", moth_person_id=SHOWN, moth_childs_person_id="other",
        moth_childs_dob="born_on",
    )  # fmt: skip


def _identifiers(scope: Scope) -> pl.DataFrame:
    """The numbers others know a person by."""
    rows = scope.lasting("people.PersonIdentifier", "valid_from", "valid_to")
    told = rows.filter(pl.col("value").is_not_null() & pl.col("kind").is_in(list(IDENTIFIERS)))
    return told.select(
        link_table_id="id", link_person_id=SHOWN,
        link_identifier_type=pl.col("kind").replace_strict(IDENTIFIERS, return_dtype=pl.String),
        link_identifier_value="value", link_valid_from_date="valid_from",
        link_valid_to_date="valid_to",
    )  # fmt: skip


def work_tables(scope: Scope) -> Frames:
    """Who works with whom, the workers, and the teams."""
    involved = scope.lasting("workforce.Allocation", "started_on", "ended_on")
    workers = scope.recorded["workforce.Worker"]
    teams = scope.recorded["access.Team"]
    above = teams.select(parent_id="id", parent="name")
    return {
        "ssd_involvements": involved.select(
            invo_involvements_id="id", invo_professional_id="worker_id",
            invo_professional_role_id="role", invo_professional_team="team_id",
            invo_involvement_start_date="started_on", invo_involvement_end_date="ended_on",
            invo_worker_change_reason="change_reason", invo_person_id=SHOWN,
        ),
        "ssd_professionals": workers.select(
            prof_professional_id="id", prof_professional_name="full_name",
            prof_social_worker_registration_no="swe_number",
        ),
        "ssd_department": teams.join(above, on="parent_id", how="left").select(
            dept_team_id="id", dept_team_name="name", dept_team_parent_id="parent_id",
            dept_team_parent_name="parent",
        ),
    }  # fmt: skip
