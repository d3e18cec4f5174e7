"""Clocks of court orders: the authority must hold a child by law on every day."""

from __future__ import annotations

from functools import partial

from kinkeeper.kernel.offsets import calendar_days, hours, months, years
from kinkeeper.law.clock import ALWAYS, Clock, Steps
from kinkeeper.law.clocks.terms import (
    ADOPTION_ACT,
    CARE_OVER,
    CHILD_OVER,
    CHILDREN_ACT,
    ON_THE_DATE,
    on,
    since,
)
from kinkeeper.law.sources import SOURCES

clock = partial(Clock, area="court")
ACT = SOURCES.children_act_1989
SECURE = SOURCES.secure_accommodation_1991

# A clock reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
CLOCKS = (
    clock(id="epo_expiry", title="Emergency protection order expires", per="order",
          steps=Steps(1, 2),
          starts=on("epo_made"),
          anchor="The day it was made, counted as the first; then the day it was extended",
          within=since(CHILDREN_ACT, calendar_days(8).beginning_with(), calendar_days(7)),
          met_by=("epo_extended", "epo_ended"),
          meets="It is discharged, replaced by another order or extended, or the child returns",
          ends_with=("epo_ended", *CHILD_OVER),
          owner="Authority's lawyer", escalates="The order lapses",
          law=ACT.at("s45(1) to (6)"), check="S", local="no",
          notes="The earlier reading of eight days; one extension, of up to seven days"),
    clock(id="child_assessment_order", title="Child assessment order runs", per="order",
          starts=on("assessment_order_began"), anchor="The date in the order, as the first day",
          within=since(CHILDREN_ACT, calendar_days(7).beginning_with()),
          met_by=("assessment_order_done",), meets="The assessment is done", ends_with=CHILD_OVER,
          owner="Social worker", escalates="The order lapses",
          law=ACT.at("s43(5)"), check="K", local="no"),
    clock(id="ico_expiry", title="Interim care order ends", per="order",
          starts=on("interim_order_end_set"), anchor="The last day in the order",
          within=since(CHILDREN_ACT, ON_THE_DATE), met_by=("interim_order_concluded",),
          meets="A final order, a renewal, or the child goes home",
          ends_with=("proceedings_ended", *CHILD_OVER),
          owner="Authority's lawyer",
          escalates="The order lapses: no lawful basis to keep the child", warn=10,
          law=ACT.at("s38(4)", also="amended by the Children and Families Act 2014, s14"),
          check="K", local="no",
          in_2014="Before 22 April 2014, eight weeks and then renewals of four"),
    clock(id="supervision_order_expiry", title="Supervision order reviewed before expiry",
          per="order",
          starts=on("supervision_order_made"), anchor="The day of the order",
          within=since(CHILDREN_ACT, years(1)), met_by=("supervision_order_decided",),
          meets="Decided: let it lapse, ask to extend it, or a child in need plan",
          ends_with=CHILD_OVER,
          owner="Social worker", escalates="Alert twelve weeks before", warn=60,
          law=ACT.at("Sch. 3 para 6"), check="K", local="no",
          notes="May be extended to three years in all"),
    clock(id="secure_72h", title="Secure without court authority", per="secure",
          starts=on("secure_placed"), anchor="The time the child was placed",
          within=since(CHILDREN_ACT, hours(72)), met_by=("secure_order_made", "secure_released"),
          meets="An order under section 25 is made, or the child leaves", ends_with=CARE_OVER,
          owner="Secure lead; authority's lawyer", escalates="Unlawful",
          law=SECURE.at("reg 10"), check="S", local="no",
          notes="72 hours in any 28 days: earlier hours in that time are not counted here"),
    clock(id="secure_order", title="Secure order expiry", per="secure", steps=ALWAYS,
          starts=on("secure_order_made"), anchor="The day of the order, then of the next",
          within=since(CHILDREN_ACT, months(3), months(6)),
          met_by=("secure_order_renewed", "secure_released"),
          meets="A further order is made, or the child leaves",
          ends_with=("secure_released", *CARE_OVER),
          owner="Authority's lawyer", escalates="Unlawful", warn=10,
          law=SECURE.at("regs 11 and 12"), check="S", local="no"),
    clock(id="sgo_report", title="Special guardianship report", per="order",
          starts=on("sgo_notice_received"),
          anchor="The notice, which comes three months before the application",
          within=since(ADOPTION_ACT, months(3)), met_by=("sgo_report_filed",),
          meets="The report the regulations prescribe is filed", ends_with=CHILD_OVER,
          owner="Social worker", escalates="The court directs",
          law=ACT.at("s14A(7) to (9)", also="Special Guardianship Regulations 2005"), check="K",
          local="no", in_2014="The same; regulations amended in 2016"),
)
