"""Contacts at the front door: those that become referrals, those that do not, and police notices."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from kinkeeper.city.chance import Bools, Ints, Pick
from kinkeeper.city.days import NONE, Month, day, is_working, months, working_after
from kinkeeper.city.demand import SOURCES, day_weights
from kinkeeper.city.frames import chosen, dates, frame, new_ids, until
from kinkeeper.city.ledger import NO_ACTION, ORDINARY, Ledger
from kinkeeper.city.people import People

CHANNEL = Pick(
    {"telephone": 0.46, "form": 0.24, "email": 0.2, "in_person": 0.04, "out_of_hours": 0.06}
)
REASON = Pick({"abuse_or_neglect": 0.34, "family_stress": 0.14, "parental_ill_health": 0.08,
               "parental_substance_misuse": 0.09, "child_behaviour": 0.09, "exploitation": 0.03,
               "missing": 0.03, "disability": 0.05, "homelessness": 0.05, "request_for_support": 0.06,
               "other": 0.04})  # fmt: skip
REASONS = (*REASON.things, "domestic_abuse_police", "immigration")
NOTICE = REASONS.index("domestic_abuse_police")
RATING = Pick({0: 0.07, 1: 0.38, 2: 0.4, 3: 0.15})  # by their places in RAGS
OTHERS_RATED = 0.15
RAGS = ("red", "amber", "green", "blue")
OUTCOMES = ("no_further_action", "advice", "early_help", "open_case", "referral")
NOTHING, ADVICE, EARLY, OPEN, REFERRED = range(5)
ELSEWHERE = Pick({ADVICE: 0.5, NOTHING: 0.32, EARLY: 0.18})
RATED_FROM = day(date(2014, 7, 28))  # when contacts began to be rated
POLICE = SOURCES.index("6")
DECIDES = "mash_decision_maker"


def contacts(ledger: Ledger, people: People, episodes: pl.Series, last: int) -> pl.DataFrame:
    """Everything received between the first day and the last."""
    first = day(ledger.scenario.first)
    kept = pl.max_horizontal("received", "decided") >= ledger.begins
    parts = [_that_were_referred(ledger, first)]
    for month in months(ledger.scenario.first, ledger.scenario.last):
        if month.first <= last:
            parts += [_others(ledger, month, parts[0]), _notices(ledger, month)]
    parts.append(_waiting(ledger, first))
    told = pl.concat(parts).unique(
        ["child", "received", "reason"], keep="first", maintain_order=True
    )
    told = told.filter(kept & (pl.col("received") <= last))
    return _records(ledger, people, episodes, told, last)


def _part(child: Ints, received: Ints, *, group: Ints, episode: Ints, reason: Ints, source: Ints,
          outcome: Ints, wait: Ints) -> pl.DataFrame:  # fmt: skip
    return pl.DataFrame({
        "child": child, "received": received, "group": group, "episode": episode, "reason": reason,
        "source": source, "outcome": outcome, "decided": working_after(received, wait),
    })  # fmt: skip


def _that_were_referred(ledger: Ledger, first: int) -> pl.DataFrame:
    """Received on the working day before the referral, or on its day."""
    table, chance = ledger.episodes, ledger.chance
    these = np.flatnonzero(table["referred_on"] >= first)
    incident = table["incident"][these]
    n = int(ledger.incidents)
    ago = (chance.uniform("contact: ago", n) < 0.6).astype(np.int64)[incident]
    referred = table["referred_on"][these]
    received = np.where((ago == 1) & is_working(referred - 1), referred - 1, referred)
    reason = REASON.at(chance.uniform("contact: reason", n))[incident]
    police = table["source"][these] == POLICE
    notice = police & (chance.uniform("contact: notice", n)[incident] < 0.7)
    part = _part(
        table["child"][these], received, group=incident, episode=these,
        reason=np.where(notice, NOTICE, reason), source=table["source"][these],
        outcome=np.full(len(these), REFERRED), wait=np.zeros(len(these), dtype=np.int64),
    )  # fmt: skip
    return part.with_columns(decided=pl.Series(referred))


def _children_of(ledger: Ledger, month: Month, concern: str, wanted: int) -> tuple[Ints, Ints]:
    """Children known sooner or later, family by family, and a number for each family's contact."""
    families = ledger.families
    ours = np.flatnonzero(families["kind"] == ORDINARY)
    order = ours[np.argsort(ledger.chance.uniform(concern, len(ours)), kind="stable")][: wanted + 1]
    counts = families["children"][order]
    owner = np.repeat(np.arange(len(order)), counts)
    child = (
        np.repeat(families["first"][order], counts)
        + np.arange(counts.sum())
        - np.repeat(np.cumsum(counts) - counts, counts)
    )
    fit = ledger.children["born_on"][child] <= month.first
    fit &= (month.last - ledger.children["born_on"][child]) < 6500
    fit &= ledger.children["gone"][child] == 0
    return child[fit][:wanted].astype(np.int64), owner[fit][:wanted].astype(np.int64)


def _others(ledger: Ledger, month: Month, referred: pl.DataFrame) -> pl.DataFrame:
    """What was no referral: advice, early help, or for the worker who is there already."""
    wanted = ledger.take(
        "contacts", ledger.scenario.on("contacts", (month.first + month.after) // 2)
    )
    here = referred.filter(
        pl.col("received").is_between(month.first, month.last) & (pl.col("reason") != NOTICE)
    )
    child, owner = _children_of(ledger, month, "contact: whom", max(0, wanted - len(here)))
    return _extra(ledger, month, child, owner, "contact", reason=None)


def _notices(ledger: Ledger, month: Month) -> pl.DataFrame:
    """Domestic abuse notices by the police that led to no referral."""
    wanted = ledger.take("notices", ledger.scenario.on("notices", (month.first + month.after) // 2))
    child, owner = _children_of(ledger, month, "notice: whom", round(wanted * 0.93))
    return _extra(ledger, month, child, owner, "notice", reason=NOTICE)


def _extra(
    ledger: Ledger, month: Month, child: Ints, owner: Ints, concern: str, *, reason: int | None
) -> pl.DataFrame:
    chance, groups = ledger.chance, int(owner.max(initial=-1)) + 1
    weights = Pick(dict(enumerate(day_weights(month))))
    received = (month.first + weights.at(chance.uniform(f"{concern}: day", groups)))[owner]
    reasons = REASON.at(chance.uniform(f"{concern}: reason", groups))[owner]
    sources = (chance.uniform(f"{concern}: source", groups) * len(SOURCES)).astype(np.int64)[owner]
    open_now = _was_open(ledger, child, received)
    outcome = np.array(ELSEWHERE.things)[
        ELSEWHERE.at(chance.uniform(f"{concern}: outcome", groups))
    ][owner]
    backlog = {0.0: 0, 0.6: 1, 0.9: 4, 1.0: 18} if reason == NOTICE else {0.0: 0, 0.8: 1.2, 1.0: 4}
    first = ledger.next_incidents(groups)
    return _part(
        child, received, group=first + owner, episode=np.where(open_now == NONE, NONE, open_now),
        reason=reasons if reason is None else np.full(len(child), reason),
        source=sources if reason is None else np.full(len(child), POLICE),
        outcome=np.where(open_now == NONE, outcome, OPEN),
        wait=chance.drawn(f"{concern}: wait", groups, backlog)[owner],
    )  # fmt: skip


def _waiting(ledger: Ledger, first: int) -> pl.DataFrame:
    """What lay undecided on the first day, received in the weeks before."""
    chance = ledger.chance
    month = Month(-1, first - 31, first)
    year = ledger.scenario.first.year
    notices = round(ledger.scenario.in_year("notices_waiting", year) * ledger.size)
    others = round(ledger.scenario.in_year("contacts_waiting", year) * ledger.size)
    parts = []
    for count, concern, reason in (
        (notices, "waiting notice", NOTICE),
        (others, "waiting contact", None),
    ):
        child, owner = _children_of(ledger, month, concern, count)
        part = _extra(ledger, month, child, owner, concern, reason=reason)
        later = first + chance.among(f"{concern}: decided", len(part), 20)
        parts.append(part.with_columns(decided=pl.Series(working_after(later, 1))))
    return pl.concat(parts)


def _was_open(ledger: Ledger, child: Ints, on: Ints) -> Ints:
    """The episode the child had open on the day, or NONE."""
    table = ledger.episodes
    real = np.flatnonzero(table["outcome"] != NO_ACTION)
    order = real[np.lexsort((table["referred_on"][real], table["child"][real]))]
    key = table["child"][order] * 100_000 + table["referred_on"][order]
    place = np.searchsorted(key, child * 100_000 + on, side="right") - 1
    found = order[np.maximum(place, 0)]
    closed = table["closed_on"][found]
    same = (place >= 0) & (table["child"][found] == child)
    still = (closed == NONE) | (closed > on)
    return np.where(same & still & (table["referred_on"][found] < on), found, NONE).astype(np.int64)


def _records(
    ledger: Ledger, people: People, episodes: pl.Series, told: pl.DataFrame, last: int
) -> pl.DataFrame:
    chance = ledger.chance
    received = told["received"].to_numpy()
    decided = until(told["decided"].to_numpy(), last)
    known = decided != NONE
    outcome = np.where(known, told["outcome"].to_numpy(), NONE)
    groups = told["group"].to_numpy()
    to_mash = told["outcome"].to_numpy() == REFERRED
    rated = _rated(ledger, groups, received, to_mash)
    linked = known & np.isin(told["outcome"].to_numpy(), (OPEN, REFERRED))
    episode = np.where(linked, told["episode"].to_numpy(), NONE)
    several = chance.uniform("contact: channel", ledger.incidents)
    return frame(
        id=new_ids(chance, "frontdoor.Contact", received),
        person_id=people.ids.gather(told["child"]),
        contact_group=_groups(ledger, groups, received),
        received_on=dates(received),
        source=chosen(told["source"].to_numpy(), SOURCES),
        channel=chosen(CHANNEL.at(several)[groups], CHANNEL.things),
        reason=chosen(told["reason"].to_numpy(), REASONS),
        rag=chosen(np.where(known | (rated < 2), rated, NONE), RAGS),
        rated_on=dates(np.where((rated != NONE) & (known | (rated < 2)), received, NONE)),
        outcome=chosen(outcome, OUTCOMES),
        decided_on=dates(np.where(known, np.maximum(decided, received), NONE)),
        decided_by_role=chosen(np.where(known, 0, NONE), [DECIDES]),
        episode_id=chosen(episode, episodes),
    )


def _rated(ledger: Ledger, groups: Ints, received: Ints, referred: Bools) -> Ints:
    """What goes to the multi-agency hub is rated: what became a referral, and some of the rest."""
    rag = RATING.at(ledger.chance.uniform("contact: rag", ledger.incidents))[groups]
    other = ledger.chance.uniform("contact: to the hub", ledger.incidents)[groups] < OTHERS_RATED
    return np.where((received >= RATED_FROM) & (referred | other), rag, NONE)


def _groups(ledger: Ledger, groups: Ints, received: Ints) -> pl.Series:
    on = np.full(ledger.incidents, int(received.min(initial=16000)), dtype=np.int64)
    on[groups] = received
    return new_ids(ledger.chance, "contact group", on).gather(groups)
