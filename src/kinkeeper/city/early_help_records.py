"""Early help as records: from the days of what was done to the rows of every table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from kinkeeper.city.agencies import AGENCIES, LEADING
from kinkeeper.city.chance import Bools, Chance, Ints, Pick
from kinkeeper.city.days import DAY, NONE
from kinkeeper.city.frames import chosen, dates, frame, new_ids
from kinkeeper.law.levels import THRESHOLDS, Level

Frames = dict[str, pl.DataFrame]
LAW: Final = "earlyhelp."
NEEDS: Final = (
    "Mornings are hard, and school is missed once a week.",
    "A parent is alone with the children and has nobody to ask.",
    "Rent is owed, and nobody has slept well since the letter came.",
    "Brothers fight each day, and nobody knows how to end it.",
    "A child is worried about a parent and stays at home to be near.",
)
WORDS: Final = (
    "School is reached on most days, and they say that evenings are calm.",
    "Nursery and the doctor can help with what is left.",
    "Nobody answered three letters and two visits.",
    "They thanked us and want to go on by themselves.",
    "They moved to another town, whose service has been told.",
    "They need more than early help can give.",
)  # by their places in ENDINGS
ENDINGS: Final = ("needs_met", "universal", "no_contact", "declined", "moved", "stepped_up")
UP: Final = ENDINGS.index("stepped_up")
# What came of the items of a plan, by why it ended.
RESULTS: Final = ("met", "met", "not_met", "not_met", "partly", "not_met")
CAME: Final = {
    "met": "It is as they wanted it.",
    "partly": "Better than it was, and not every week.",
    "not_met": "Nothing has changed.",
}
COORDINATORS: Final = ("Wendy Ashgarth", "Tariq Holmewood", "Lorna Peakridge", "Mina Osterley")
TEAM: Final = (("Family support worker", 7), ("Housing officer", 5), ("School nurse", 0))
ITEMS: Final = (
    ("A settled morning", "child"),
    ("Help with money", "family"),
    ("Somebody to talk to", "adult"),
)
ACTIONS: Final = (
    "Breakfast club on three days",
    "An hour with the debt adviser",
    "A group each week",
)
KNOWN: Final = "Two or three children, school or nursery every day, one service in touch already."
REASON: Final = "Several needs that one agency cannot meet."
FOUND: Final = "What was told is so, and the family wants help."
LEVEL: Final = Pick({Level.ADDITIONAL.value: 0.82, Level.UNIVERSAL_PLUS.value: 0.18})
DOWN_WHY: Final = "The plan is done, and what is left needs no social worker."
SERVICE: Final = "Early help"
STEPS: Final = ("name_lead", "contact_lead", "assess", "agree_plan")
LED, _SPOKEN, ASSESSED, PLANNED = range(4)


@dataclass(frozen=True)
class Told:
    """Early help as days, a place for each: NONE is what did not happen, or has not yet."""

    begun: pl.DataFrame
    agencies: pl.Series
    team: str
    down: Bools
    agreed: Bools
    decided: Ints
    asked: Ints
    said: Ints
    steps: Sequence[Ints]
    reviewed: Sequence[Ints]
    ends: Ints
    why: Ints
    met: Ints
    ids: pl.Series


def records(chance: Chance, told: Told) -> Frames:
    """Every table of early help, and the day each row is of as `_on`."""
    n = len(told.ids)
    staff = new_ids(chance, "early help: coordinators", np.full(len(COORDINATORS), 14_700))
    who = chance.among("early help: coordinator", n, len(COORDINATORS))
    need = chance.among("early help: need", n, len(NEEDS))
    lead = np.array(LEADING)[chance.among("early help: led by", n, len(LEADING))]
    by = chosen(who, staff)
    offers = _handovers(chance, told, by, staff.gather((who + 1) % len(COORDINATORS)))
    helped = frame(
        id=told.ids, person_id=told.begun["person_id"],
        began_from=chosen(told.down.astype(np.int64), ("contact", "step_down")),
        contact_id=told.begun["contact_id"], handover_id=offers["_down"]["handover_id"],
        need_on=dates(np.where(told.down, told.decided, _numbers(told.begun["need_on"]))),
        need=chosen(np.where(told.down, NONE, need), NEEDS).fill_null(DOWN_WHY),
        recorded_by=by, _on=dates(told.asked),
    )  # fmt: skip
    frames = {
        "Handover": offers["Handover"], "EarlyHelp": helped, "HandoverAnswer": offers["HandoverAnswer"],
        "HandoverMeeting": offers["HandoverMeeting"], "HelpStep": _steps(chance, told, by),
        "Consent": _consents(told, who, by), "Responsible": _responsible(told, who, lead, by),
        "FamilyTeamMember": _team(told, by), "FamilyAssessment": _assessments(told, need, lead, by),
        **_plans(chance, told, by), "HelpReview": _reviews(told, by),
        "LevelSet": _levels(chance, told, offers["Handover"], by),
    }  # fmt: skip
    return {
        f"{LAW}{name}": rows.filter(pl.col("_on").is_not_null()) for name, rows in frames.items()
    }


def _steps(chance: Chance, told: Told, by: pl.Series) -> pl.DataFrame:
    """Every step, in the order of its early help: so are their ids, as steps are read."""
    over = np.where(told.ends == NONE, NONE, told.why)
    rows = [_step(told, by, "ask", told.asked)]
    rows += [_step(told, by, name, on) for name, on in zip(STEPS, told.steps, strict=True)]
    rows += [_step(told, by, "review", on) for on in told.reviewed]
    last = _step(told, by, "end", told.ends).with_columns(
        step=chosen((over == UP).astype(np.int64), ("end", "hand_up")),
        ending=chosen(over, ENDINGS), words=chosen(over, WORDS).fill_null(""),
    )  # fmt: skip
    made = pl.concat([*rows, last.select(rows[0].columns)]).filter(pl.col("_on").is_not_null())
    ids = new_ids(chance, "earlyhelp.HelpStep", _numbers(made["on"]))
    return made.with_columns(ids).with_columns(pl.col("id").sort().over("early_help_id"))


def _step(told: Told, by: pl.Series, name: str, on: Ints) -> pl.DataFrame:
    return frame(
        early_help_id=told.ids, person_id=told.begun["person_id"], step=name, on=dates(on),
        ending=None, words="", recorded_by=by, _on=dates(on),
    )  # fmt: skip


def _consents(told: Told, who: Ints, by: pl.Series) -> pl.DataFrame:
    return frame(
        early_help_id=told.ids, said=chosen(told.agreed.astype(np.int64), ("refused", "given")),
        by_whom="A parent", on=dates(told.said), told_by=chosen(who, COORDINATORS),
        shared_with="School, health and whoever is in the team", recorded_by=by, _on=dates(told.said),
    )  # fmt: skip


def _responsible(told: Told, who: Ints, lead: Ints, by: pl.Series) -> pl.DataFrame:
    """Who coordinates, and who leads; until it ends."""
    until = dates(told.ends)
    led = told.steps[LED]
    return pl.concat([
        frame(
            early_help_id=told.ids, part="coordinator", name=chosen(who, COORDINATORS), agency=SERVICE,
            agency_known_id=None, telephone="", started_on=dates(told.asked), ended_on=until,
            recorded_by=by, _on=dates(told.asked),
        ),
        frame(
            early_help_id=told.ids, part="lead", name=chosen(lead, [one.lead for one in AGENCIES]),
            agency=chosen(lead, [one.name for one in AGENCIES]),
            agency_known_id=chosen(lead, told.agencies),
            telephone=chosen(lead, [one.telephone for one in AGENCIES]), started_on=dates(led),
            ended_on=until, recorded_by=by, _on=dates(led),
        ),
    ])  # fmt: skip


def _team(told: Told, by: pl.Series) -> pl.DataFrame:
    """Three agencies around a family that has been assessed."""
    on = dates(told.steps[ASSESSED])
    return pl.concat([
        frame(
            early_help_id=told.ids, name=AGENCIES[place].lead, agency=AGENCIES[place].name,
            role=role, started_on=on, recorded_by=by, _on=on,
        )
        for role, place in TEAM
    ])  # fmt: skip


def _assessments(told: Told, need: Ints, lead: Ints, by: pl.Series) -> pl.DataFrame:
    on = dates(told.steps[ASSESSED])
    return frame(
        early_help_id=told.ids, signed_on=on,
        signed_by=chosen(lead, [one.lead for one in AGENCIES]),
        strengths="They laugh together, and an aunt lives near.", needs=chosen(need, NEEDS),
        adults="Somebody to talk to, and a night's sleep.",
        childs_words="I want it to be like before.", recorded_by=by, _on=on,
    )  # fmt: skip


def _plans(chance: Chance, told: Told, by: pl.Series) -> Frames:
    """Three needs of a plan, and what came of each when it ended."""
    on, whole = dates(told.steps[PLANNED]), []
    for number, (need, whose) in enumerate(ITEMS):
        whole.append(frame(
            early_help_id=told.ids, added_on=on, need=need, whose=whose,
            whose_name="Mother" if whose == "adult" else "", action=ACTIONS[number],
            done_by=AGENCIES[TEAM[number][1]].lead, by_when=on.dt.offset_by("6w"), recorded_by=by,
            _on=on, _over=dates(told.ends), _came=chosen(told.why, RESULTS),
        ))  # fmt: skip
    items = pl.concat(whole).filter(pl.col("_on").is_not_null())
    ids = new_ids(chance, "earlyhelp.PlanItem", _numbers(items["added_on"]))
    items = items.with_columns(ids)
    ended = items.filter(pl.col("_over").is_not_null())
    came = ended.select(
        pl.col("id").alias("item_id"), pl.col("_came").alias("result"), pl.col("_over").alias("on"),
        pl.col("_came").replace_strict(CAME).alias("words"), "recorded_by", pl.col("_over").alias("_on"),
    )  # fmt: skip
    return {"PlanItem": items.drop("_over", "_came"), "ItemOutcome": came}


def _reviews(told: Told, by: pl.Series) -> pl.DataFrame:
    return pl.concat([
        frame(
            early_help_id=told.ids, held_on=dates(on), came="The family, their lead and two of the team",
            progress="Two of three things are better.", family_words="It helps that somebody rings.",
            recorded_by=by, _on=dates(on),
        )
        for on in told.reviewed
    ])  # fmt: skip


def _handovers(
    chance: Chance, told: Told, by: pl.Series, other: pl.Series
) -> dict[str, pl.DataFrame]:
    """Steps down that were accepted and met about, and steps up that were accepted."""
    up = told.why == UP
    offered = np.busday_offset(told.ends.clip(0).astype(DAY), -2, roll="backward").astype(np.int64)
    offered = np.maximum(offered, told.asked)
    whose, none = told.begun, pl.Series([None] * len(told.ids), dtype=pl.String)
    down_ids = new_ids(chance, "earlyhelp.Handover: down", told.decided)
    up_ids = new_ids(chance, "earlyhelp.Handover: up", np.maximum(offered, 0))
    lead = AGENCIES[LEADING[1]]
    both = {
        "down": (
            told.down,
            down_ids,
            told.decided,
            told.asked,
            whose["episode_id"],
            none,
            DOWN_WHY,
        ),
        "up": (up, up_ids, offered, told.ends, none, told.ids, WORDS[UP]),
    }
    handed, answers = [], []
    for direction, (these, ids, on, answered, episode, helped, why) in both.items():
        told_on, down = dates(np.where(these, on, NONE)), direction == "down"
        handed.append(frame(
            id=ids, person_id=whose["person_id"], direction=direction, episode_id=episode,
            early_help_id=helped, decided_on=told_on, reason=why,
            to_team_id=_same(told.team, ids) if down else whose["team_id"],
            lead_name=lead.lead if down else "", lead_agency=lead.name if down else "",
            lead_telephone=lead.telephone if down else "", family_agrees=pl.Series(told.agreed),
            family_by="A parent", offered_by=by, recorded_by=by, _on=told_on,
        ))  # fmt: skip
        answers.append(frame(
            handover_id=ids, answer="accepted", on=dates(np.where(these, answered, NONE)), reason="",
            offered_by=by, recorded_by=other, _on=dates(np.where(these, answered, NONE)),
        ))  # fmt: skip
    met = dates(told.met)
    meetings = frame(
        handover_id=down_ids, person_id=whose["person_id"], episode_id=whose["episode_id"], held_on=met,
        came="A parent, the child's worker and the new lead", family_came=True, family_absent_why="",
        recorded_by=by, _on=met,
    )  # fmt: skip
    linked = frame(handover_id=down_ids).with_columns(
        pl.when(pl.Series(told.down)).then(pl.col("handover_id"))
    )
    return {"Handover": pl.concat(handed), "HandoverAnswer": pl.concat(answers),
            "HandoverMeeting": meetings, "_down": linked}  # fmt: skip


def _levels(chance: Chance, told: Told, offers: pl.DataFrame, by: pl.Series) -> pl.DataFrame:
    """The level at the contact, at the assessment, and where a family was handed over."""
    found = chosen(LEVEL.at(chance.uniform("early help: level", len(told.ids))), LEVEL.things)
    at_contact = np.where(told.down, NONE, told.asked)
    points = (("contact", at_contact, REASON), ("assessment", told.steps[ASSESSED], FOUND))
    made = [
        frame(
            person_id=told.begun["person_id"], point=point, on=dates(on), level=found, reason=why,
            known=KNOWN, source_id=told.ids, recorded_by=by, _on=dates(on),
        )
        for point, on, why in points
    ]  # fmt: skip
    handed = offers.select(
        "person_id", point=pl.concat_str(pl.lit("step_"), pl.col("direction")), on="decided_on",
        level=pl.when(pl.col("direction") == "up").then(pl.lit(Level.COMPLEX.value)).otherwise(
            pl.lit(Level.ADDITIONAL.value)), reason="reason", known=pl.lit(KNOWN), source_id="id",
        recorded_by="recorded_by", _on="decided_on",
    )  # fmt: skip
    rows = pl.concat([*made, handed]).filter(pl.col("_on").is_not_null())
    documents = pl.DataFrame({
        "since": [one.since for one in THRESHOLDS], "threshold": [one.id for one in THRESHOLDS]
    }).sort("since")  # fmt: skip
    return rows.sort("on", maintain_order=True).join_asof(
        documents, left_on="on", right_on="since", strategy="backward"
    ).drop("since").with_columns(pl.col("threshold").fill_null(THRESHOLDS[0].id))  # fmt: skip


def _same(value: str, rows: pl.Series) -> pl.Series:
    return pl.Series([value] * len(rows), dtype=pl.String)


def _numbers(days: pl.Series) -> Ints:
    return days.cast(pl.Int32).cast(pl.Int64).fill_null(NONE).to_numpy()
