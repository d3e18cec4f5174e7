"""What each frame of records holds, and the query it is read by.

In every query `{day}` is the day the records are seen at: what began later is left out, what
ended later has not ended. `{year_on}` is 1 April before that day, `{august}` the last day of
August before it. `{of}` narrows a table `x` to the people asked about; `q` leads from the person a
row was written about to the one it is about now, since a merged record keeps its rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from kinkeeper.chronology.tables import PolarsType

CHILD = "coalesce(q.merged_into_id, q.id)"
IDS_OF = f"{CHILD}::text, x.id::text, {{day}}"
WHOSE = "JOIN people_person q ON q.id = x.person_id"
IDS: dict[str, PolarsType] = {"child": pl.String(), "record": pl.String(), "as_at": pl.Date()}


@dataclass(frozen=True)
class FrameQuery:
    """One frame: its columns after `child`, `record` and `as_at`, and the query they follow."""

    columns: Mapping[str, PolarsType]
    query: str

    @cached_property
    def schema(self) -> pl.Schema:
        """Every column with its type."""
        return pl.Schema({**IDS, **self.columns})


def ended(column: str = "x.ended_on") -> str:
    """An end, unless it is still to come."""
    return f"CASE WHEN {column} <= {{day}} THEN {column} END"


def stands(table: str) -> str:
    """Rows of a period that holds on the day."""
    return f"{table}.started_on <= {{day}} AND ({table}.ended_on IS NULL OR {table}.ended_on > {{day}})"


SOCIAL_CARE = "x.level <> 'early_help' AND x.referred_on <= {day}"
CHILDREN = f"""
SELECT p.id::text, p.id::text, {{day}}, p.born_on, p.expected_on, {ended("p.died_on")},
  extract(year FROM age({{day}}, p.born_on))::int, extract(year FROM age({{august}}, p.born_on))::int,
  coalesce(f.is_open, false), coalesce(f.has_lead, false),
  coalesce(f.upns, 0), coalesce(f.reasons, 0), coalesce(f.la_ids, 0)
FROM people_person p LEFT JOIN (
  SELECT {CHILD} AS child, bool_or(x.fact = 'open') AS is_open, bool_or(x.fact = 'lead') AS has_lead,
    count(x.value) FILTER (WHERE x.fact = 'upn') AS upns,
    count(*) FILTER (WHERE x.fact = 'upn' AND x.value IS NULL) AS reasons,
    count(DISTINCT x.value) FILTER (WHERE x.fact = 'la_child_id') AS la_ids
  FROM (
    SELECT x.person_id, 'open' AS fact, NULL AS value FROM frontdoor_helpepisode x
    WHERE {SOCIAL_CARE} AND x.no_further_action IS NOT TRUE
      AND (x.closed_on IS NULL OR x.closed_on > {{day}}) {{of}}
    UNION ALL SELECT x.person_id, 'open', NULL FROM care_careperiod x WHERE {stands("x")} {{of}}
    UNION ALL SELECT x.person_id, 'lead', NULL FROM workforce_allocation x
    WHERE x.role = 'lead' AND {stands("x")} {{of}}
    UNION ALL SELECT x.person_id, x.kind, x.value FROM people_personidentifier x
    WHERE x.kind IN ('upn', 'la_child_id') AND x.issuer = ''
      AND (x.valid_to IS NULL OR x.valid_to > {{day}}) {{of}}
  ) x {WHOSE} GROUP BY 1
) f ON f.child = p.id
WHERE p.kind = 'child' AND p.merged_into_id IS NULL {{of_child}}
"""
REFERRALS = f"""
SELECT {IDS_OF},
  x.referred_on, x.no_further_action, x.referral_source,
  {ended("x.closed_on")},
  lag(x.referred_on) OVER (PARTITION BY {CHILD} ORDER BY x.referred_on, x.id), q.born_on
FROM frontdoor_helpepisode x {WHOSE} WHERE {SOCIAL_CARE} {{of}}
"""
ASSESSMENTS = f"""
SELECT {IDS_OF},
  x.episode_id::text, x.kind, x.started_on, {ended("x.authorised_on")},
  e.referred_on, {ended("e.closed_on")}
FROM frontdoor_assessment x {WHOSE} JOIN frontdoor_helpepisode e ON e.id = x.episode_id
WHERE x.started_on <= {{day}} {{of}}
"""
ENQUIRIES = f"""
SELECT {IDS_OF},
  x.episode_id::text, x.started_on, {ended()}, x.conference_needed, c.held_on
FROM protection_section47enquiry x {WHOSE} LEFT JOIN (
  SELECT x.enquiry_id, min(x.held_on) AS held_on FROM protection_conference x
  WHERE x.kind = 'initial' AND x.held_on <= {{day}} {{of}} GROUP BY 1
) c ON c.enquiry_id = x.id
WHERE x.started_on <= {{day}} {{of}}
"""
PLANS = f"""
SELECT {IDS_OF},
  x.episode_id::text, x.kind, x.started_on, {ended()}, x.previous_plans,
  EXISTS (SELECT 1 FROM protection_abusecategoryperiod a WHERE a.plan_id = x.id
    AND (a.started_on IS NULL OR a.started_on <= {{day}})
    AND (a.ended_on IS NULL OR a.ended_on > {{day}})),
  x.conference_id IS NOT NULL OR EXISTS (SELECT 1 FROM protection_conference c
    WHERE c.person_id = x.person_id AND c.episode_id = x.episode_id AND c.kind <> 'review'
    AND c.held_on <= {{day}}),
  {ended("e.closed_on")}
FROM protection_plan x {WHOSE} JOIN frontdoor_helpepisode e ON e.id = x.episode_id
WHERE x.started_on <= {{day}} {{of}}
"""
CARE_PERIODS = f"""
SELECT {IDS_OF},
  x.started_on, x.start_known, {ended()}, q.born_on,
  (SELECT min(l.code) FROM care_legalstatusperiod l
    WHERE l.person_id = x.person_id AND l.care_period_id = x.id AND {stands("l")}),
  EXISTS (SELECT 1 FROM care_placement l
    WHERE l.person_id = x.person_id AND l.care_period_id = x.id AND {stands("l")}),
  EXISTS (SELECT 1 FROM reviews_review r WHERE r.person_id = x.person_id AND r.kind = 'cla'
    AND r.held_on BETWEEN x.started_on AND {{day}}),
  (SELECT count(*) FROM care_placement l WHERE l.person_id = x.person_id
    AND l.started_on <= {{day}} AND (l.ended_on IS NULL OR l.ended_on >= {{year_on}})
    AND (l.kind IS NULL OR l.kind NOT LIKE 'T%%'))
FROM care_careperiod x {WHOSE} WHERE x.started_on <= {{day}} {{of}}
"""
PLACEMENTS = f"""
SELECT {IDS_OF},
  x.care_period_id::text, x.kind, x.provider_kind, x.started_on, {ended()}
FROM care_placement x {WHOSE} WHERE x.started_on <= {{day}} {{of}}
"""
EARLY_HELP = f"""
SELECT {IDS_OF}, x.referred_on, {ended("x.closed_on")}
FROM frontdoor_helpepisode x {WHOSE} WHERE x.level = 'early_help' AND x.referred_on <= {{day}} {{of}}
UNION ALL
SELECT {IDS_OF}, b."on", e."on" FROM earlyhelp_earlyhelp x {WHOSE}
JOIN earlyhelp_helpstep b ON b.early_help_id = x.id AND b.step = 'name_lead' AND b."on" <= {{day}}
LEFT JOIN earlyhelp_helpstep e ON e.early_help_id = x.id AND e.step IN ('hand_up', 'end')
  AND e."on" <= {{day}}
WHERE x.episode_id IS NULL {{of}}
"""
CONTACTS = f"""
SELECT {IDS_OF}, x.received_on, s.on, coalesce(a.outcome, s.outcome)
FROM frontdoor_contact x {WHOSE} LEFT JOIN frontdoor_contactstep s
  ON s.contact_id = x.id AND s.kind = 'decided' AND s.on <= {{day}}
LEFT JOIN frontdoor_contactstep a
  ON a.contact_id = x.id AND a.kind = 'enquiry_decided' AND a.on <= {{day}}
WHERE x.received_on <= {{day}} AND x.withdrawn_at IS NULL {{of}}
"""
MISSING = f"""
SELECT {IDS_OF}, x.kind, x.started_on, {ended("x.returned_on")}
FROM care_missingepisode x {WHOSE} WHERE x.started_on <= {{day}} {{of}}
"""
ALLOCATIONS = f"""
SELECT {IDS_OF},
  x.worker_id::text, x.team_id::text, x.role, x.started_on, {ended()}
FROM workforce_allocation x {WHOSE} WHERE x.started_on <= {{day}} {{of}}
"""

FRAMES: Mapping[str, FrameQuery] = {
    "children": FrameQuery(
        {
            "born_on": pl.Date(),
            "expected_on": pl.Date(),
            "died_on": pl.Date(),
            "age": pl.Int64(),
            "age_last_august": pl.Int64(),
            "is_open": pl.Boolean(),  # a referral being worked on, or looked after
            "has_lead_worker": pl.Boolean(),
            "upns": pl.Int64(),
            "reasons_for_no_upn": pl.Int64(),
            "la_child_ids": pl.Int64(),
        },
        CHILDREN,
    ),
    "referrals": FrameQuery(
        {
            "referred_on": pl.Date(),
            "no_further_action": pl.Boolean(),
            "referral_source": pl.String(),
            "closed_on": pl.Date(),
            "previous_on": pl.Date(),
            "born_on": pl.Date(),
        },
        REFERRALS,
    ),
    "assessments": FrameQuery(
        {
            "episode": pl.String(),
            "kind": pl.String(),
            "started_on": pl.Date(),
            "authorised_on": pl.Date(),
            "referred_on": pl.Date(),
            "case_closed_on": pl.Date(),
        },
        ASSESSMENTS,
    ),
    "enquiries": FrameQuery(
        {
            "episode": pl.String(),
            "started_on": pl.Date(),
            "ended_on": pl.Date(),
            "conference_needed": pl.Boolean(),
            "conference_on": pl.Date(),
        },
        ENQUIRIES,
    ),
    "plans": FrameQuery(
        {
            "episode": pl.String(),
            "kind": pl.String(),
            "started_on": pl.Date(),
            "ended_on": pl.Date(),
            "previous_plans": pl.Int64(),
            "has_category": pl.Boolean(),
            "has_conference": pl.Boolean(),
            "case_closed_on": pl.Date(),
        },
        PLANS,
    ),
    "care_periods": FrameQuery(
        {
            "started_on": pl.Date(),
            "start_known": pl.Boolean(),
            "ended_on": pl.Date(),
            "born_on": pl.Date(),
            "legal_status": pl.String(),
            "has_placement": pl.Boolean(),
            "has_review": pl.Boolean(),
            "placements_in_year": pl.Int64(),
        },
        CARE_PERIODS,
    ),
    "placements": FrameQuery(
        {
            "care_period": pl.String(),
            "kind": pl.String(),
            "provider_kind": pl.String(),
            "started_on": pl.Date(),
            "ended_on": pl.Date(),
        },
        PLACEMENTS,
    ),
    "contacts": FrameQuery(
        {"received_on": pl.Date(), "decided_on": pl.Date(), "outcome": pl.String()},
        CONTACTS,
    ),
    "early_help": FrameQuery(
        {"referred_on": pl.Date(), "closed_on": pl.Date()},
        EARLY_HELP,
    ),
    "missing": FrameQuery(
        {"kind": pl.String(), "started_on": pl.Date(), "returned_on": pl.Date()},
        MISSING,
    ),
    "allocations": FrameQuery(
        {
            "worker": pl.String(),
            "team": pl.String(),
            "role": pl.String(),
            "started_on": pl.Date(),
            "ended_on": pl.Date(),
        },
        ALLOCATIONS,
    ),
}

# A kind of record of which there is nothing at all: the table, and how a reader is told.
HELD: Mapping[str, tuple[str, str]] = {
    "children": ("people_person", "No child has been recorded."),
    "referrals": ("frontdoor_helpepisode", "No referral has been recorded or loaded."),
    "assessments": ("frontdoor_assessment", "No assessment has been recorded or loaded."),
    "enquiries": (
        "protection_section47enquiry",
        "No section 47 enquiry has been recorded or loaded.",
    ),
    "conferences": ("protection_conference", "No conference has been recorded or loaded."),
    "plans": ("protection_plan", "No plan has been recorded or loaded."),
    "abuse_categories": (
        "protection_abusecategoryperiod",
        "No category of abuse has been recorded or loaded.",
    ),
    "care_periods": ("care_careperiod", "No child looked after has been recorded or loaded."),
    "legal_statuses": ("care_legalstatusperiod", "No legal status has been recorded or loaded."),
    "placements": ("care_placement", "No placement has been recorded or loaded."),
    "reviews": ("reviews_review", "No review has been recorded or loaded."),
    "allocations": ("workforce_allocation", "No worker has been recorded with any child."),
    "contacts": ("frontdoor_contact", "No contact has been recorded."),
    "missing": ("care_missingepisode", "No time missing has been recorded or loaded."),
    "early_help": (
        "(SELECT 1 FROM frontdoor_helpepisode WHERE level = 'early_help'"
        " UNION ALL SELECT 1 FROM earlyhelp_earlyhelp) h",
        "No early help has been recorded.",
    ),
}
