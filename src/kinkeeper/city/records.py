"""The story's referrals, assessments, enquiries, conferences and plans as records."""

from __future__ import annotations

import numpy as np
import polars as pl

from kinkeeper.city.casework import REASONS
from kinkeeper.city.chance import Pick
from kinkeeper.city.days import NONE, working_after
from kinkeeper.city.demand import NEEDS, SOURCES
from kinkeeper.city.frames import chosen, dates, frame, new_ids, until
from kinkeeper.city.ledger import NO_ACTION, Ledger
from kinkeeper.city.people import People
from kinkeeper.city.protection import CATEGORIES

FACTORS = Pick({
    "1A": 0.01, "1B": 0.09, "1C": 0.02, "2A": 0.02, "2B": 0.1, "2C": 0.02, "3A": 0.04, "3B": 0.22,
    "3C": 0.03, "4A": 0.05, "4B": 0.15, "4C": 0.02, "5A": 0.03, "5B": 0.02, "6A": 0.02, "6B": 0.03,
    "7A": 0.01, "10A": 0.01, "11A": 0.015, "13A": 0.01, "14A": 0.03, "15A": 0.02, "16A": 0.12, "17A": 0.13,
    "18A": 0.08, "19A": 0.035, "20": 0.05,
})  # fmt: skip
NOTHING_FOUND = "21"
MOST_FACTORS = 4


def episodes(ledger: Ledger, people: People, last: int) -> pl.DataFrame:
    """Every referral that became known by the last day."""
    table = ledger.episodes
    closed = until(table["closed_on"], last)
    nothing = table["outcome"] == NO_ACTION
    reason = np.where((closed == NONE) | nothing, NONE, table["reason"])
    return frame(
        id=new_ids(ledger.chance, "frontdoor.HelpEpisode", table["referred_on"]),
        person_id=people.ids.gather(table["child"]),
        level="cin",
        referred_on=dates(table["referred_on"]),
        referral_source=chosen(table["source"], SOURCES),
        primary_need=chosen(table["need"], NEEDS.things),
        no_further_action=pl.Series(nothing),
        closed_on=dates(closed),
        closure_reason=chosen(reason, REASONS),
    )


def assessments(ledger: Ledger, people: People, ids: pl.Series, last: int) -> pl.DataFrame:
    """Assessments begun by the last day; some not authorised yet."""
    table = ledger.episodes
    these = np.flatnonzero((table["outcome"] != NO_ACTION) & (table["assessed_from"] <= last))
    from_, done = table["assessed_from"][these], until(table["authorised_on"][these], last)
    return frame(
        id=new_ids(ledger.chance, "frontdoor.Assessment", from_),
        person_id=people.ids.gather(table["child"][these]),
        episode_id=ids.gather(these),
        kind="c_and_f",
        started_on=dates(from_),
        authorised_on=dates(done),
    )


def factors(ledger: Ledger, assessed: pl.DataFrame) -> pl.DataFrame:
    """What the finished assessments found: one to four things, or nothing."""
    done = assessed.filter(pl.col("authorised_on").is_not_null())
    n, chance = len(done), ledger.chance
    count = chance.drawn("factors: how many", n, {0.0: 0.6, 0.5: 2.0, 1.0: MOST_FACTORS + 0.99})
    found = np.stack([FACTORS.at(chance.uniform(f"factor {k}", n)) for k in range(MOST_FACTORS)])
    rows = [
        pl.DataFrame(
            {
                "assessment_id": done["id"],
                "code": chosen(found[k], FACTORS.things),
                "_on": done["authorised_on"],
            }
        ).filter(pl.Series(count > k))
        for k in range(MOST_FACTORS)
    ]
    none = done.filter(pl.Series(count == 0)).select(
        assessment_id="id", code=pl.lit(NOTHING_FOUND), _on="authorised_on"
    )
    return pl.concat([*rows, none]).unique(
        ["assessment_id", "code"], keep="first", maintain_order=True
    )


def strategies(ledger: Ledger, people: People, ids: pl.Series, last: int) -> pl.DataFrame:
    """The discussion that began each enquiry."""
    table = ledger.enquiries
    held = table["held_on"]
    made = frame(
        id=new_ids(ledger.chance, "protection.StrategyDiscussion", held),
        person_id=people.ids.gather(table["child"]),
        episode_id=ids.gather(table["episode"]),
        held_on=dates(held),
    )
    return made.with_columns(kept=pl.Series(held <= last))


def enquiries(
    ledger: Ledger, people: People, ids: pl.Series, discussed: pl.Series, last: int
) -> pl.DataFrame:
    """Section 47 enquiries; one without an outcome is still under way."""
    table = ledger.enquiries
    ended = until(table["ended_on"], last)
    needed = (table["needed"] == 1).astype(np.int64)
    needed[ended == NONE] = NONE
    target = np.where(needed == 1, working_after(table["held_on"], 15), NONE)
    return frame(
        id=new_ids(ledger.chance, "protection.Section47Enquiry", table["held_on"]),
        person_id=people.ids.gather(table["child"]),
        episode_id=ids.gather(table["episode"]),
        strategy_id=discussed,
        started_on=dates(table["held_on"]),
        conference_needed=chosen(needed, ["false", "true"]) == "true",
        conference_target_on=dates(target),
        ended_on=dates(ended),
    )


def conferences(
    ledger: Ledger, people: People, ids: pl.Series, enquired: pl.Series, last: int
) -> pl.DataFrame:
    """Initial conferences that have been held."""
    table = ledger.enquiries
    held = until(table["conference_on"], last)
    return frame(
        id=new_ids(ledger.chance, "protection.Conference", np.maximum(held, table["held_on"])),
        person_id=people.ids.gather(table["child"]),
        episode_id=ids.gather(table["episode"]),
        enquiry_id=enquired,
        kind="initial",
        held_on=dates(held),
    )


def review_conferences(reviews: pl.DataFrame) -> pl.DataFrame:
    """Reviews of protection plans are conferences too."""
    return reviews.select(
        "person_id",
        "episode_id",
        "held_on",
        enquiry_id=pl.lit(None, dtype=pl.String),
        kind=pl.lit("review"),
    ).unique(["person_id", "held_on"], keep="first", maintain_order=True)


def protection_plans(
    ledger: Ledger, people: People, ids: pl.Series, conferred: pl.Series, last: int
) -> pl.DataFrame:
    """Child protection plans begun by the last day."""
    table = ledger.plans
    return frame(
        id=new_ids(ledger.chance, "protection.Plan", table["started_on"]),
        person_id=people.ids.gather(table["child"]),
        episode_id=ids.gather(table["episode"]),
        conference_id=conferred.gather(table["enquiry"]),
        kind="cp",
        started_on=dates(table["started_on"]),
        ended_on=dates(until(table["ended_on"], last)),
        previous_plans=pl.Series(table["previous"]),
    ).with_columns(
        category=chosen(table["category"], CATEGORIES), kept=pl.Series(table["started_on"] <= last)
    )
