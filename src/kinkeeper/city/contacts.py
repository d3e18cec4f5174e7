"""Contacts at the front door: those that become referrals, those that do not, and police notices."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from kinkeeper.city import enquiries
from kinkeeper.city.chance import Bools, Ints, Pick
from kinkeeper.city.days import NONE, Month, day, is_working, months, working_after
from kinkeeper.city.demand import SOURCES, day_weights
from kinkeeper.city.frames import chosen, dates, frame, new_ids, until
from kinkeeper.city.ledger import NO_ACTION, ORDINARY, Ledger
from kinkeeper.city.people import People
from kinkeeper.law.levels import THRESHOLDS, Level

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
OUTCOMES = (
    "no_further_action", "advice", "early_help", "open_case", "referral", "mash_enquiry",
)  # fmt: skip
NOTHING, ADVICE, EARLY, OPEN, REFERRED, ENQUIRED = range(6)
ELSEWHERE = Pick({ADVICE: 0.5, NOTHING: 0.32, EARLY: 0.18})
RATED_FROM = day(date(2014, 7, 28))  # when contacts began to be rated
POLICE = SOURCES.index("6")
DECIDES = "mash_decision_maker"
LEVELS = {
    "no_further_action": Level.UNIVERSAL,
    "advice": Level.UNIVERSAL_PLUS,
    "early_help": Level.ADDITIONAL,
    "open_case": Level.COMPLEX,
    "referral": Level.COMPLEX,
}
WHY = (
    "No need was found that is not met already.",
    "One agency can meet what was told.",
    "Several needs, and the family agrees to early help.",
    "The child's case is open.",
    "The child may need help that only social care can give.",
    "Several agencies may each know a part of it.",
)
SAID = (
    "We looked into it and do nothing more.",
    "We gave advice to the family.",
    "We offered the family early help.",
    "We told the child's social worker.",
    "We took it as a referral to social care.",
)
TELLS = {
    "abuse_or_neglect": "Bruises that were explained twice, each time another way.",
    "family_stress": "Everybody is tired, and voices are raised each evening.",
    "parental_ill_health": "A parent is ill, and the eldest looks after the others.",
    "parental_substance_misuse": "A parent was drunk when the children were fetched.",
    "child_behaviour": "Hits out at home and at school, and nothing they tried has helped.",
    "exploitation": "Has new clothes and a second telephone, and is fetched by somebody older.",
    "missing": "Was not at home for two nights, and would not say where.",
    "disability": "The family asks for help with a child who is disabled.",
    "homelessness": "They have to leave on Friday and have nowhere to go.",
    "request_for_support": "A parent asks for somebody to talk to.",
    "other": "Somebody is worried and would like advice.",
    "domestic_abuse_police": "Police were called to shouting; children were at home.",
    "immigration": "The family has no recourse to public funds, and their savings are gone.",
}  # by their reasons, the words they were told in
KEPT_BACK = "Whoever told it left no way to be reached."
TOLD, NOT_SAID = 0.96, 0.995  # of those decided: told, and told or kept back with a reason
TAKEN = 0.995  # of those sent to the worker of an open case, in as many days
TOLD_AFTER = {0.0: 0, 0.8: 1, 0.95: 3, 1.0: 9}  # working days
STEP_FACTS = ("rating", "outcome", "level", "reason", "evidence", "research", "episode_id")
SCREENED_ON, ENQUIRED_ON = "history referrer", "history partners referrer"  # what decisions rest on
Frames = dict[str, pl.DataFrame]


def contacts(
    ledger: Ledger, people: People, episodes: pl.Series, asked: pl.Series, last: int
) -> Frames:
    """Everything received between the first day and the last, and what was done with it.

    `asked` are the ids of the agencies that the hub asks.
    """
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
    return _records(ledger, people, episodes, asked, told, last)


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
    ledger: Ledger,
    people: People,
    episodes: pl.Series,
    asked: pl.Series,
    told: pl.DataFrame,
    last: int,
) -> Frames:
    received = told["received"].to_numpy()
    groups = told["group"].to_numpy()
    several = ledger.chance.uniform("contact: channel", ledger.incidents)
    rows = frame(
        id=new_ids(ledger.chance, "frontdoor.Contact", received),
        person_id=people.ids.gather(told["child"]),
        contact_group_id=_groups(ledger, groups, received),
        received_on=dates(received),
        referral_source=chosen(told["source"].to_numpy(), SOURCES),
        channel=chosen(CHANNEL.at(several)[groups], CHANNEL.things),
        reason=chosen(told["reason"].to_numpy(), REASONS),
    )
    steps, looked_into = _steps(ledger, rows, told, episodes, asked, last)
    rows = rows.join(
        _over(steps), left_on="id", right_on="contact_id", how="left", maintain_order="left"
    )
    return {
        "frontdoor.ContactGroup": _told_once(rows),
        "frontdoor.Contact": rows,
        "frontdoor.ContactStep": steps,
        **looked_into,
    }


def _over(steps: pl.DataFrame) -> pl.DataFrame:
    """When everything was decided about each contact of which nothing waits."""
    decides = pl.col("outcome").is_not_null() & (pl.col("outcome") != OUTCOMES[ENQUIRED])
    return steps.filter(decides).group_by("contact_id").agg(over_on=pl.col("on").min())


def _told_once(rows: pl.DataFrame) -> pl.DataFrame:
    """What each group of contacts has in common."""
    of = ("referral_source", "channel", "reason")
    return rows.group_by("contact_group_id", maintain_order=True).agg(
        pl.col("received_on").min(), *(pl.col(one).first() for one in of)
    ).with_columns(
        concern=pl.col("reason").replace_strict(TELLS)
    ).rename({"contact_group_id": "id"})  # fmt: skip


def _steps(
    ledger: Ledger,
    rows: pl.DataFrame,
    told: pl.DataFrame,
    episodes: pl.Series,
    asked: pl.Series,
    last: int,
) -> tuple[pl.DataFrame, Frames]:
    """Screened and decided as they were, and most of those who told it told what became of it."""
    groups, received = told["group"].to_numpy(), told["received"].to_numpy()
    decided = np.maximum(until(told["decided"].to_numpy(), last), received)
    known = until(told["decided"].to_numpy(), last) != NONE
    outcome = told["outcome"].to_numpy()
    rated = _rated(ledger, groups, received, outcome == REFERRED)
    rated = np.where(known | (rated < 2), rated, NONE)
    hub = known & (outcome != OPEN)
    hub &= enquiries.to_the_hub(ledger.chance, groups, rated, ledger.incidents)
    linked = np.where(np.isin(outcome, (OPEN, REFERRED)), told["episode"].to_numpy(), NONE)
    draw = ledger.chance.uniform("contact: referrer told", ledger.incidents)[groups]
    days = ledger.chance.drawn("contact: told after", ledger.incidents, TOLD_AFTER)[groups]
    back = until(working_after(decided, days), last)
    told_back = known & (draw < NOT_SAID) & (back != NONE)
    worker = ledger.chance.uniform("contact: taken by the worker", ledger.incidents)[groups]
    taken = known & (outcome == OPEN) & (worker < TAKEN)
    parts = (
        (rated != NONE, "rated", received, {"rating": chosen(rated, RAGS)}),
        (known, "decided", np.where(hub, received, decided), _decision(
            rated, np.where(hub, ENQUIRED, outcome), np.where(hub, NONE, linked), episodes)),
        (taken & (back != NONE), "acknowledged", back, {"episode_id": chosen(linked, episodes)}),
        (told_back & (draw < TOLD), "referrer_told", back, {
            "reason": chosen(outcome, SAID), "episode_id": chosen(linked, episodes),
        }),
        (told_back & (draw >= TOLD), "not_told", back, {
            "reason": pl.Series([KEPT_BACK]).extend_constant(KEPT_BACK, len(rows) - 1),
            "episode_id": chosen(linked, episodes),
        }),
    )  # fmt: skip
    steps = pl.concat([_step(rows, *part) for part in parts if len(rows)])
    ids = new_ids(ledger.chance, "frontdoor.ContactStep", _numbers(steps["on"]))
    sent = enquiries.Sent(
        rows.filter(pl.Series(hub)), groups[hub], received[hub], decided[hub],
        chosen(rated[hub], RAGS),
    )  # fmt: skip
    frames, research = enquiries.enquiries(ledger.chance, asked, sent, last, ledger.incidents)
    facts = _decision(rated[hub], outcome[hub], linked[hub], episodes) | {"research": research}
    after = _after(ledger, sent, facts)
    return _by_document(pl.concat([steps.with_columns(ids), after])), frames


def _after(ledger: Ledger, sent: enquiries.Sent, facts: dict[str, pl.Series]) -> pl.DataFrame:
    """What was decided after each enquiry."""
    evidence = chosen(np.zeros(len(sent.group), dtype=np.int64), (ENQUIRED_ON,))
    every = np.ones(len(sent.group), dtype=np.bool_)
    steps = _step(
        sent.contacts, every, "enquiry_decided", sent.decided, facts | {"evidence": evidence}
    )
    ids = new_ids(ledger.chance, "enquiry decided", _numbers(steps["on"]))
    return steps.with_columns(ids)


def _decision(
    rated: Ints, outcome: Ints, linked: Ints, episodes: pl.Series
) -> dict[str, pl.Series]:
    """What a decision says: an enquiry has no level yet."""
    return {
        "rating": chosen(rated, RAGS),
        "outcome": chosen(outcome, OUTCOMES),
        "level": chosen(
            np.where(outcome == ENQUIRED, NONE, outcome), [LEVELS[one] for one in LEVELS]
        ),
        "reason": chosen(outcome, WHY),
        "evidence": chosen(np.zeros(len(outcome), dtype=np.int64), (SCREENED_ON,)),
        "episode_id": chosen(linked, episodes),
    }


def _by_document(steps: pl.DataFrame) -> pl.DataFrame:
    """The steps with the threshold document that their level is of."""
    documents = {one.since: one.id for one in THRESHOLDS}
    since = pl.DataFrame({"since": list(documents), "threshold": list(documents.values())})
    return (
        steps.with_row_index("_n")
        .sort("on")
        .join_asof(since.sort("since"), left_on="on", right_on="since", strategy="backward")
        .sort("_n")
        .with_columns(threshold=pl.when(pl.col("level").is_not_null()).then(
            pl.col("threshold").fill_null(THRESHOLDS[0].id)
        ))
        .drop("_n", "since")
    )  # fmt: skip


def _step(
    rows: pl.DataFrame, taken: Bools, kind: str, on: Ints, facts: dict[str, pl.Series]
) -> pl.DataFrame:
    """A step of these contacts, on these days."""
    blank = {name: pl.Series([None] * len(rows), dtype=pl.String) for name in STEP_FACTS}
    return frame(
        contact_id=rows["id"], person_id=rows["person_id"], kind=kind, on=dates(on),
        by_role=DECIDES, **{**blank, **facts},
    ).filter(pl.Series(taken))  # fmt: skip


def _numbers(days: pl.Series) -> Ints:
    return days.cast(pl.Int32).cast(pl.Int64).to_numpy()


def _rated(ledger: Ledger, groups: Ints, received: Ints, referred: Bools) -> Ints:
    """What goes to the multi-agency hub is rated: what became a referral, and some of the rest."""
    rag = RATING.at(ledger.chance.uniform("contact: rag", ledger.incidents))[groups]
    other = ledger.chance.uniform("contact: to the hub", ledger.incidents)[groups] < OTHERS_RATED
    return np.where((received >= RATED_FROM) & (referred | other), rag, NONE)


def _groups(ledger: Ledger, groups: Ints, received: Ints) -> pl.Series:
    on = np.full(ledger.incidents, int(received.min(initial=16000)), dtype=np.int64)
    on[groups] = received
    return new_ids(ledger.chance, "contact group", on).gather(groups)
