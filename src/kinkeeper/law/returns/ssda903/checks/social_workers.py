"""Rules about the social workers a child had, and when."""

from __future__ import annotations

from functools import partial
from typing import Final

import polars as pl

from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.ssda903.derive import SHORT_BREAKS
from kinkeeper.law.returns.ssda903.said import ANY_OF_A_DAY, NEW, OTHER_FORMS, THOSE_YEARS, UNREAD
from kinkeeper.law.returns.ssda903.timelines import (
    everywhere,
    in_order,
    in_order_with_care,
    runs_at_end,
)
from kinkeeper.law.returns.ssda903.views import SOCIAL_WORKERS
from kinkeeper.law.returns.terms import (
    END,
    START,
    after,
    among,
    before,
    blank,
    by,
    day,
    days,
    filled,
    is_,
    on,
    sure,
    t,
    unreadable,
    valid,
)
from kinkeeper.law.returns.view import pairs

BY_START: Final = (on("SW_DECOM"), on("SW_DEC"))
DATES: Final = ("SW_DECOM", "SW_DEC")
IN_ORDER: Final = in_order("SWEpisodes", *BY_START, dates=DATES)
AT_END: Final = in_order_with_care("SWEpisodes", *BY_START, dates=DATES)
OF_EPISODES: Final = pairs("Episodes", "SWEpisodes", how="left")
REPORTED_FROM: Final = START.dt.offset_by("-1y")  # social workers are reported of two years
ASKED_FROM: Final = day(2023, 4, 1)  # the reason for a change of social worker
HANDOVER: Final = 7  # days that may lie between one social worker and the next, or overlap
STARTED, ENDED = on("SW_DECOM"), on("SW_DEC")
ENDED_BEFORE: Final = on("previous.SW_DEC")
LATEST: Final = STARTED.is_not_null() & on("next.SW_DECOM").is_null()
IN_CARE_AT_END: Final = pl.col("in_care_at_end")
FIRST_CONTACT: Final = "FCONTA"
LAST_OF_A_DAY: Final = "Of several who begin on one day, the last is who ends last or not at all."
_AT_END = "Asked of children who were looked after on 31 March, short breaks aside."

worker = partial(Rule, over=SOCIAL_WORKERS, since=2024)
following = partial(worker, over=IN_ORDER)
at_end = partial(worker, over=AT_END, reading=_AT_END)


def _within_handover() -> pl.Expr:
    """Whether this social worker began within a handover of the day the one before ended."""
    earliest, latest = days(ENDED_BEFORE, -HANDOVER), days(ENDED_BEFORE, HANDOVER)
    return by(earliest, STARTED) & by(STARTED, latest)


def _had_the_child() -> pl.Expr:
    """Whether this social worker had the child on a day of the episode, as far as is known."""
    too_late = after(on("SWEpisodes.SW_DECOM"), on("DEC"))
    too_early = before(on("SWEpisodes.SW_DEC"), on("DECOM"))
    return filled("SWEpisodes._id") & ~too_late & ~too_early


# fmt: off
gap = partial(
    following, fields=("SW_DECOM",),
    fails=pl.col("has_previous") & ~is_("SW_REASON", FIRST_CONTACT) & ~_within_handover(),
    says="The social worker did not begin within seven days, before or after, of the one before ending, or "
         "one of these dates is not known.",
    do="Check both dates, and add the social worker in between if one is left out; if the case had been "
       "closed, the reason is FCONTA.",
)
FOLLOWS = ("SWEpisodes: SW_DECOM=08/05/2024, SW_DEC=20/05/2024; "
           "SWEpisodes: SW_DECOM=01/01/2024, SW_DEC=01/05/2024; SWEpisodes: SW_DECOM=13/05/2024; "
           "SWEpisodes: CHILD=2, SW_DECOM=01/01/2024, SW_DEC=01/05/2024; "
           "SWEpisodes: CHILD=2, SW_DECOM=01/08/2024, SW_REASON=FCONTA")
FOLLOWED = ("SWEpisodes: SW_DECOM=01/05/2023, SW_DEC=01/08/2023; SWEpisodes: SW_DECOM=08/08/2023;"
            "SWEpisodes: CHILD=2, SW_DECOM=01/05/2023, SW_DEC=01/08/2023;"
            "SWEpisodes: CHILD=2, SW_DECOM=25/07/2023; SWEpisodes: CHILD=3, SW_DECOM=01/05/2023")
FOLLOWED_NOT = ("SWEpisodes: SW_DECOM=01/05/2023, SW_DEC=01/08/2023;"
                "!SWEpisodes: SW_DECOM=09/08/2023, SW_REASON=FCONTA;"
                "SWEpisodes: CHILD=2, SW_DECOM=01/05/2023, SW_DEC=01/08/2023;"
                "!SWEpisodes: CHILD=2, SW_DECOM=24/07/2023")
FOLLOWS_NOT = ("SWEpisodes: SW_DECOM=01/01/2024, SW_DEC=01/05/2024; "
               "!SWEpisodes: SW_DECOM=09/05/2024, SW_DEC=20/05/2024, SW_REASON=LEFTRL; "
               "!SWEpisodes: SW_DECOM=12/05/2024; !SWEpisodes: SW_DECOM=13/05/2024; "
               "SWEpisodes: CHILD=2, SW_DECOM=01/01/2024, SW_DEC=01/05/2024; !SWEpisodes: CHILD=2")

# A rule reads as one paragraph: its lines are broken by meaning, not by the formatter.
RULES = (
    worker(code="SW02STG1", fails=~sure(t("SW_ID").str.contains(r"(?s)^(SW|XX)..")), fields=("SW_ID",),
           says="The social worker's number is blank, is too short, or does not begin with SW or XX.",
           do="Record the number of the social worker's registration, such as SW12345; XX and a number of "
              "your own where there is none.",
           passes="SWEpisodes: SW_ID=SW12; SWEpisodes: CHILD=2, SW_ID=XX12345",
           breaks="!SWEpisodes: SW_ID=SW1; !SWEpisodes: CHILD=2, SW_ID=12345; !SWEpisodes: CHILD=3; "
                  "!SWEpisodes: CHILD=4, SW_ID=ASW1234",
           reading="The least length of four characters came in with 2025-26; it is asked of earlier years "
                   "too."),
    worker(code="SW04STG1", fails=unreadable("SW_DECOM"), fields=("SW_DECOM",),
           says="The day the social worker began is not a date.",
           do="Record it as day, month and year.",
           passes="SWEpisodes: SW_DECOM=01/05/2026; SWEpisodes: CHILD=2",
           breaks="!SWEpisodes: SW_DECOM=31/04/2026"),
    worker(code="SW05STG1", fails=unreadable("SW_DEC"), fields=("SW_DEC",),
           says="The day the social worker ended is not a date.",
           do="Record it as day, month and year, or leave it blank while the social worker stays.",
           passes="SWEpisodes: SW_DEC=01/05/2026; SWEpisodes: CHILD=2",
           breaks="!SWEpisodes: SW_DEC=31/04/2026",
           differs="Its message speaks of the beginning, though it is the end that cannot be read."),
    worker(code="SW06STG2", fails=after(STARTED, END), fields=("SW_DECOM",),
           says="The social worker began after the end of the year.",
           do="Correct the date, or keep the row for next year's return.",
           passes="SWEpisodes: SW_DECOM=31/03/2027", breaks="!SWEpisodes: SW_DECOM=01/04/2027"),
    worker(code="SW07STG2", fails=before(ENDED, REPORTED_FROM) | after(ENDED, END), fields=("SW_DEC",),
           says="The social worker ended before the two years that are reported, or after the end of this "
                "one.",
           do="Correct the date; leave out what ended before then, and leave the end blank if the social "
              "worker stayed beyond 31 March.",
           passes="SWEpisodes: SW_DEC=01/04/2025; SWEpisodes: CHILD=2, SW_DEC=31/03/2027; "
                  "SWEpisodes: CHILD=3",
           breaks="!SWEpisodes: SW_DEC=31/03/2025; !SWEpisodes: CHILD=2, SW_DEC=01/04/2027",
           reading="Social workers are reported from 1 April of the year before."),
    following(code="SW08STG2", fields=("SW_DEC",),
              reading=LAST_OF_A_DAY, differs=ANY_OF_A_DAY,
              fails=pl.col("has_next") & STARTED.is_not_null() & ENDED.is_null(),
              says="Another social worker began after this one, who has no end.",
              do="Record the day this social worker handed the child over.",
              passes="SWEpisodes: SW_DECOM=01/05/2026; SWEpisodes: SW_DECOM=01/01/2026, SW_DEC=01/05/2026; "
                     "SWEpisodes: CHILD=2; SWEpisodes: CHILD=2; SWEpisodes: CHILD=3, SW_DECOM=01/05/2026; "
                     "SWEpisodes: CHILD=3, SW_DECOM=01/05/2026, SW_DEC=02/05/2026",
              breaks="SWEpisodes: SW_DECOM=01/05/2026; !SWEpisodes: SW_DECOM=01/01/2026; "
                     "SWEpisodes: CHILD=2; !SWEpisodes: CHILD=2, SW_DECOM=01/01/2026, SW_DEC=31/04/2026"),
    worker(code="SW09STG2", fails=by(ENDED, STARTED), fields=("SW_DECOM", "SW_DEC"),
           says="The social worker had the child for less than a day.",
           do="Correct the dates, or take the row out if the social worker never had the child.",
           passes="SWEpisodes: SW_DECOM=01/05/2026, SW_DEC=02/05/2026; "
                  "SWEpisodes: CHILD=2, SW_DECOM=01/05/2026",
           breaks="!SWEpisodes: SW_DECOM=01/05/2026, SW_DEC=01/05/2026; "
                  "!SWEpisodes: CHILD=2, SW_DECOM=02/05/2026, SW_DEC=01/05/2026",
           reading="By dates, less than 24 hours is an end on the day of the beginning or before it.",
           differs="It takes anything under three days for less than 24 hours. " + OTHER_FORMS),
    gap(code="SW10STG2", until=2024, fails=pl.col("has_previous") & ~_within_handover(),
        passes=f"2024; {FOLLOWED}", breaks=f"2024; {FOLLOWED_NOT}",
        reading=f"Until 2023-24 a closed case was no reason for a gap. {THOSE_YEARS}"),
    gap(code="SW10STG2", since=2025, until=2025, passes="2025; " + FOLLOWS, breaks="2025; " + FOLLOWS_NOT,
        differs="It goes on asking this beside the two rules that replaced it, so each is reported twice."),
    gap(code="SW10aSTG2", since=2026, passes=FOLLOWS, breaks=FOLLOWS_NOT),
    following(code="SW10bSTG2", since=2026, fields=("SW_DECOM", "SW_REASON"),
              fails=is_("SW_REASON", FIRST_CONTACT) & by(STARTED, ENDED_BEFORE),
              says="The social worker is recorded as beginning at first contact, but the one before had "
                   "not ended.",
              do="Correct the reason for the change, or the dates of the two.",
              passes="SWEpisodes: SW_DECOM=02/05/2026, SW_REASON=FCONTA; "
                     "SWEpisodes: SW_DECOM=01/01/2026, SW_DEC=01/05/2026; "
                     "SWEpisodes: CHILD=2, SW_DECOM=01/01/2026, SW_DEC=01/05/2026; "
                     "SWEpisodes: CHILD=2, SW_DECOM=01/05/2026, SW_REASON=LEFTRL",
              breaks="!SWEpisodes: SW_DECOM=01/05/2026, SW_REASON=FCONTA; "
                     "SWEpisodes: SW_DECOM=01/01/2026, SW_DEC=01/05/2026"),
    at_end(code="SW11bSTG2", fails=LATEST & before(ENDED, END) & IN_CARE_AT_END, fields=("SW_DEC",),
           says="The child's last social worker ended before 31 March, and the child was still looked after.",
           do="Add the social worker the child has had since, or take the end out.",
           passes="SWEpisodes: SW_DECOM=01/01/2026, SW_DEC=31/03/2027; Episodes: DECOM=01/01/2026; "
                  "SWEpisodes: CHILD=2, SW_DECOM=01/01/2026, SW_DEC=01/12/2026; SWEpisodes: CHILD=2, "
                  "SW_DECOM=02/12/2026; Episodes: CHILD=2, DECOM=01/01/2026; "
                  "SWEpisodes: CHILD=3, SW_DECOM=01/01/2026, SW_DEC=01/12/2026; "
                  "Episodes: CHILD=3, DECOM=01/01/2026, DEC=31/03/2027; "
                  "SWEpisodes: CHILD=4, SW_DECOM=01/01/2026, SW_DEC=01/12/2026; "
                  "Episodes: CHILD=4, DECOM=01/01/2026, LS=V4; "
                  "SWEpisodes: CHILD=5, SW_DEC=01/12/2026; Episodes: CHILD=5, DECOM=01/01/2026",
           breaks="!SWEpisodes: SW_DECOM=01/01/2026, SW_DEC=30/03/2027; Episodes: DECOM=01/01/2026; "
                  "!SWEpisodes: CHILD=2, SW_DECOM=01/01/2026, SW_DEC=01/12/2026; SWEpisodes: CHILD=2; "
                  "Episodes: CHILD=2, DECOM=01/01/2026, DEC=01/04/2027",
           differs="It looks only at the last five days of the year, 31 March included, so that an end in "
                   "December goes unnoticed; where another began before that end, it takes this one for "
                   "the last all the same; and it does not ask whether the child was still looked after."),
    worker(code="SW12STG2", over=OF_EPISODES, fields=("DECOM", "SWEpisodes.SW_DECOM"),
           fails=runs_at_end().any().over("CHILD") & ~before(on("DEC"), REPORTED_FROM)
                 & ~among("LS", *SHORT_BREAKS) & (is_("RNE", "S") | ~is_("REC", "X1"))
                 & everywhere(~_had_the_child()),
           says="The child was looked after on 31 March, but no social worker is reported for any day of "
                "this episode.",
           do="Add the social workers the child has had since 1 April of the year before, in care or not.",
           passes="Episodes: DECOM=01/01/2027, RNE=S; SWEpisodes: SW_DECOM=01/01/2026, SW_DEC=01/01/2027; "
                  "SWEpisodes: SW_DECOM=01/01/2020, SW_DEC=01/01/2021; "
                  "Episodes: CHILD=2, DECOM=01/01/2026, DEC=31/03/2027, RNE=S, REC=E4A; "
                  "Episodes: CHILD=3, DECOM=01/01/2026, LS=V3, RNE=S; "
                  "Episodes: CHILD=4, DECOM=01/01/2025, DEC=31/03/2025, RNE=S, REC=X1; "
                  "Episodes: CHILD=4, DECOM=31/03/2025, DEC=01/06/2026, RNE=P, REC=X1; "
                  "Episodes: CHILD=4, DECOM=01/06/2026, RNE=P; SWEpisodes: CHILD=4, SW_DECOM=02/06/2026; "
                  "Episodes: CHILD=5, DECOM=01/01/2025, DEC=01/05/2025, RNE=S, REC=E4A; "
                  "Episodes: CHILD=5, DECOM=01/01/2027, RNE=S; SWEpisodes: CHILD=5, SW_DECOM=01/05/2025; "
                  "Episodes: CHILD=6, DECOM=01/05/2026, DEC=01/06/2026, RNE=S, REC=E4A; "
                  "Episodes: CHILD=6, DECOM=01/01/2027, LS=V3, RNE=S",
           breaks="!Episodes: DECOM=31/03/2027, RNE=S; "
                  "!Episodes: CHILD=2, DECOM=01/01/2027, RNE=P; SWEpisodes: CHILD=2, SW_DECOM=01/01/2026, "
                  "SW_DEC=31/12/2026; Episodes: CHILD=3, DECOM=01/01/2027, RNE=S; "
                  "!Episodes: CHILD=3, DECOM=01/01/2025, DEC=01/04/2025, RNE=S, REC=X1; "
                  "!Episodes: CHILD=3, DECOM=01/04/2025, DEC=01/05/2025, RNE=P, REC=E4A; "
                  "Episodes: CHILD=3, DECOM=01/01/2025, DEC=01/05/2025, LS=V4, RNE=S, REC=E4A; "
                  "SWEpisodes: CHILD=3, SW_DECOM=02/05/2025",
           reading="Asked of the first and the last episode of each time in care, in the two years "
                   "reported, of a child looked after on 31 March, short breaks aside.",
           differs="It asks the impossible of an episode without an end that is not the child's first, and "
                   "reports it once for every social worker. It looks at each of them alone, so that one "
                   "who began before the child came into care, or after care ended, is enough for it; and "
                   "one who began after the first episode had ended contents it. It asks it of children "
                   "who had left care too."),
    worker(code="SW13STG1", fields=("SW_REASON",),
           fails=(filled("SW_REASON") & ~valid("SW_REASON"))
                 | (blank("SW_REASON") & by(ASKED_FROM, STARTED)),
           says="The reason for the change of social worker is not one of the codes, or is blank though "
                "the social worker began after 31 March 2023.",
           do="Record why this social worker took over from the one before.",
           passes="SWEpisodes: SW_REASON=MANAGE, SW_DECOM=01/04/2023; "
                  "SWEpisodes: CHILD=2, SW_DECOM=31/03/2023; SWEpisodes: CHILD=3, SW_DECOM=31/04/2026",
           breaks="!SWEpisodes: SW_REASON=SICK; !SWEpisodes: CHILD=2, SW_DECOM=01/04/2023",
           differs=UNREAD),
    at_end(code="SW17STG2", fails=LATEST & filled("SW_DEC") & IN_CARE_AT_END, fields=("SW_DEC", "SW_DECOM"),
           says="The child was looked after on 31 March, but no social worker is reported who was still "
                "there.",
           do="Take the last social worker's end out, or add the one who followed.",
           passes="SWEpisodes: SW_DECOM=01/01/2026; Episodes: DECOM=01/01/2026; "
                  "SWEpisodes: CHILD=2, SW_DECOM=01/01/2026, SW_DEC=31/03/2027; "
                  "Episodes: CHILD=2, DECOM=01/01/2026, DEC=31/03/2027; "
                  "SWEpisodes: CHILD=3, SW_DEC=31/03/2027; Episodes: CHILD=3, DECOM=01/01/2026; "
                  "Episodes: CHILD=4, DECOM=01/01/2026; "
                  "SWEpisodes: CHILD=4, SW_DECOM=01/01/2026, SW_DEC=01/05/2026; "
                  "SWEpisodes: CHILD=4, SW_DECOM=01/05/2026",
           breaks="!SWEpisodes: SW_DECOM=01/01/2026, SW_DEC=31/03/2027; Episodes: DECOM=01/01/2026; "
                  "SWEpisodes: SW_DEC=01/05/2026",
           since=2026, reading=f"{_AT_END} {LAST_OF_A_DAY} {NEW}",
           differs="It does not ask whether the child was still looked after, so it reports everyone who "
                   f"left care in the year. {ANY_OF_A_DAY} {OTHER_FORMS}"),
    worker(code="SW18STG2", fails=by(ENDED, STARTED), fields=("SW_DEC", "SW_DECOM"),
           since=2026, reading=NEW, differs=OTHER_FORMS,
           says="The social worker does not end after beginning.",
           do="Correct whichever of the two dates is wrong.",
           passes="SWEpisodes: SW_DECOM=01/05/2026, SW_DEC=02/05/2026; "
                  "SWEpisodes: CHILD=2, SW_DECOM=01/05/2026",
           breaks="!SWEpisodes: SW_DECOM=01/05/2026, SW_DEC=01/05/2026; "
                  "!SWEpisodes: CHILD=2, SW_DECOM=02/05/2026, SW_DEC=01/05/2026"),
    worker(code="SW19STG2", fields=("SW_DEC", "SW_DECOM"),
           fails=~pl.struct("CHILD", "SW_DECOM").is_first_distinct(),
           says="Another row of the child has the same day, or the same blank, for when the social worker "
                "began.",
           do="Take one of the two out, or correct the day the later one began.",
           passes="SWEpisodes: SW_DECOM=01/05/2026; SWEpisodes: SW_DECOM=02/05/2026; "
                  "SWEpisodes: CHILD=2, SW_DECOM=01/05/2026",
           breaks="SWEpisodes: SW_DECOM=01/05/2026; !SWEpisodes: SW_DECOM=01/05/2026; "
                  "!SWEpisodes: SW_DECOM=01/05/2026",
           since=2026, reading=f"The first of such rows stands; those after it are pointed at. {NEW}"),
)
