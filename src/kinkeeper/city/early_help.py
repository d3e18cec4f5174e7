"""Early help that is recorded here: what began it, how far it came and when, and what was handed over.

Nobody publishes these rates: they are assumed, and the-city.md states them. Whatever a child's
family was in when they were referred to social care again is stepped up on that day.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from kinkeeper.city import early_help_records
from kinkeeper.city.chance import Bools, Chance, Floats, Ints, Pick, spread
from kinkeeper.city.days import ADULT, DAY, NONE, birthday, open_day, working_after
from kinkeeper.city.early_help_records import ENDINGS, UP, Told
from kinkeeper.city.frames import new_ids, until

Frames = dict[str, pl.DataFrame]
RECORDED: Final = 0.4  # of families offered early help at the front door, those recorded here
AGREED: Final = 0.9
STEPPED_DOWN: Final = 0.05  # of cases closed because services ceased, after sixty days or more
CEASED: Final = "RC7"
LONG: Final = 60
# Working days: to a lead professional, to speaking to them (3), to the assessment (15), to a plan.
LEAD: Final = {0.0: 1, 0.7: 4, 0.95: 10, 1.0: 20}
SPOKEN: Final = {0.0: 0, 0.78: 3.9, 0.95: 7, 1.0: 15}
ASSESSED: Final = {0.0: 5, 0.7: 15.9, 0.92: 25, 1.0: 45}
PLANNED: Final = {0.0: 0, 0.8: 5, 1.0: 15}
MEETING: Final = {0.0: 2, 0.82: 10.9, 1.0: 18}  # of a step down (10)
REVIEWED: Final = {0.0: 24, 0.76: 42.9, 0.95: 56, 1.0: 80}  # days after the plan or the last (42)
GOES_ON: Final = {0.0: 60, 0.5: 130, 1.0: 240}  # days from the plan to the end
REVIEWS: Final = 6  # at the most
SOON: Final = {0.0: 0, 1.0: 2.9}
FAR: Final = 10**6
WHY: Final = Pick(dict(zip(ENDINGS[:UP], (0.6, 0.2, 0.09, 0.06, 0.05), strict=True)))
DECLINED: Final = WHY.things.index("declined")
UNIVERSAL: Final = WHY.things.index("universal")


def early_help(
    chance: Chance, frames: Frames, leads: pl.DataFrame, agencies: pl.Series, team: str, last: int
) -> Frames:
    """Everything of early help from these records; `leads` tells which team had a child when."""
    begun = pl.concat([_from_contacts(chance, frames), _from_cases(chance, frames)])
    begun = begun.unique("person_id", keep="first", maintain_order=True)
    told = _told(chance, _meanwhile(begun, frames, leads), agencies, team, last)
    return early_help_records.records(chance, told)


def _from_contacts(chance: Chance, frames: Frames) -> pl.DataFrame:
    """One child of each family that was offered early help, of whose families some are recorded."""
    decided = frames["frontdoor.ContactStep"].filter(pl.col("outcome") == "early_help")
    of = frames["frontdoor.Contact"].select("received_on", "contact_group_id", contact_id="id")
    found = decided.join(of, on="contact_id", maintain_order="left").unique(
        "contact_group_id", keep="first", maintain_order=True
    )
    kept = pl.Series(chance.uniform("early help: recorded", len(found)) < RECORDED)
    return found.filter(kept).select(
        "person_id", "contact_id", need_on="received_on", asked_on="on",
        episode_id=pl.lit(None, dtype=pl.String), closed_on=pl.lit(None, dtype=pl.Date),
    )  # fmt: skip


def _from_cases(chance: Chance, frames: Frames) -> pl.DataFrame:
    """Cases that closed because services ceased, some of them stepped down."""
    lasted = (pl.col("closed_on") - pl.col("referred_on")).dt.total_days()
    closed = frames["frontdoor.HelpEpisode"].filter(
        (pl.col("closure_reason") == CEASED) & (lasted >= LONG)
    )
    n = len(closed)
    down = pl.Series(chance.uniform("early help: stepped down", n) < STEPPED_DOWN)
    meets = spread(chance.uniform("early help: handover meeting", n), MEETING)
    before = -(meets + 1)
    decided = np.busday_offset(_days(closed["closed_on"]).astype(DAY), before, roll="forward")
    decided_on = pl.Series(decided.astype(np.int64)).cast(pl.Int32).cast(pl.Date)
    return closed.with_columns(decided_on.alias("_decided")).filter(down).select(
        "person_id", contact_id=pl.lit(None, dtype=pl.String), need_on="_decided",
        asked_on="_decided", episode_id="id", closed_on="closed_on",
    )  # fmt: skip


def _meanwhile(begun: pl.DataFrame, frames: Frames, leads: pl.DataFrame) -> pl.DataFrame:
    """With the day each child was next referred, of whose team they then were, and when they were born."""
    begun = begun.with_columns(
        _since=pl.coalesce("closed_on", "asked_on") + pl.duration(days=1)
    ).with_row_index("_n")
    real = frames["frontdoor.HelpEpisode"].filter(~pl.col("no_further_action"))
    again = real.select("person_id", referred_on="referred_on").sort("referred_on")
    theirs = leads.select("person_id", "team_id", from_on="started_on").sort("from_on")
    born = frames["people.Person"].select("born_on", person_id="id")
    asked = begun.sort("_since").join_asof(
        again, left_on="_since", right_on="referred_on", by="person_id", strategy="forward",
        check_sortedness=False,
    )  # fmt: skip
    with_team = asked.with_columns(_then=pl.coalesce("referred_on", "_since")).sort("_then")
    whose = with_team.join_asof(
        theirs, left_on="_then", right_on="from_on", by="person_id", strategy="forward",
        check_sortedness=False,
    )  # fmt: skip
    some = leads["team_id"][0] if len(leads) else None
    return whose.join(born, on="person_id", how="left").sort("_n").with_columns(
        pl.col("team_id").fill_null(some)
    )  # fmt: skip


def _told(chance: Chance, begun: pl.DataFrame, agencies: pl.Series, team: str, last: int) -> Told:
    """The days of everything that was done, in order; what had not happened by the end is NONE."""

    def draw(concern: str) -> Floats:
        return chance.uniform(f"early help: {concern}", len(begun))

    down = begun["episode_id"].is_not_null().to_numpy()
    decided = _days(begun["asked_on"])
    asked = np.where(down, working_after(decided, 1), decided)
    agreed = down | (draw("agreed") < AGREED)
    said = np.where(down, decided, working_after(asked, spread(draw("said"), SOON)))
    named = np.where(
        down, asked, np.maximum(said, working_after(asked, spread(draw("lead"), LEAD)))
    )
    spoken = working_after(named, spread(draw("spoken"), SPOKEN))
    assessed = np.maximum(spoken, working_after(named, spread(draw("assessed"), ASSESSED)))
    planned = working_after(assessed, spread(draw("planned"), PLANNED))
    reviewed = _reviewed(chance, planned)
    over = open_day(planned + spread(draw("goes on"), GOES_ON))
    over = np.where(agreed, over, working_after(said, 1 + spread(draw("closed"), SOON)))
    why = np.where(agreed, WHY.at(draw("why")), DECLINED)
    over, why = _cut(begun, over, why)
    ends = until(over, last)
    stop = np.where(ends == NONE, last, ends)
    happened = [
        np.where(agreed & (on <= stop), on, NONE) for on in (named, spoken, assessed, planned)
    ]
    meeting = np.where(down, _days(begun["closed_on"]), NONE)
    return Told(
        begun=begun, agencies=agencies, team=team, down=down, agreed=agreed, decided=decided,
        asked=asked, said=np.minimum(said, stop), steps=happened,
        reviewed=[np.where(agreed & (on < stop), on, NONE) for on in reviewed],
        ends=ends, why=np.where(ends == NONE, NONE, why), met=_met(down, decided, meeting),
        ids=new_ids(chance, "earlyhelp.EarlyHelp", asked),
    )  # fmt: skip


def _cut(begun: pl.DataFrame, over: Ints, why: Ints) -> tuple[Ints, Ints]:
    """Nothing goes on past a referral to social care, or past childhood."""
    born = _days(begun["born_on"])
    grown = np.where(born == NONE, FAR, birthday(np.maximum(born, 0), ADULT))
    why = np.where(over >= grown, UNIVERSAL, why)
    over = np.minimum(over, grown)
    referred = _days(begun["referred_on"], FAR)
    return np.minimum(over, referred), np.where(referred <= over, UP, why)


def _met(down: Bools, decided: Ints, closed: Ints) -> Ints:
    """The day of the handover meeting: the open day before the case closed."""
    before = np.busday_offset(np.where(down, closed, decided).astype(DAY), -1, roll="forward")
    return np.where(down, np.maximum(before.astype(np.int64), decided), NONE)


def _reviewed(chance: Chance, planned: Ints) -> list[Ints]:
    """The days of the reviews, each after the one before."""
    days, on = [], planned
    for number in range(REVIEWS):
        draw: Floats = chance.uniform(f"early help: review {number}", len(planned))
        on = open_day(on + spread(draw, REVIEWED))
        days.append(on)
    return days


def _days(dates: pl.Series, absent: int = NONE) -> Ints:
    return dates.cast(pl.Int32).cast(pl.Int64).fill_null(absent).to_numpy()
