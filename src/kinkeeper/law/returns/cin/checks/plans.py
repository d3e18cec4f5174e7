"""Rules about child in need plans, also beside child protection plans: a child has one or the other."""

from __future__ import annotations

from functools import partial

from kinkeeper.law.returns.cin.views import (
    CIN_PLANS,
    EPISODE,
    PLANS_OF_CHILD,
    PLANS_OF_EPISODE,
    REVIEWS_AND_CIN_PLANS,
    TWO_CIN_PLANS,
)  # fmt: skip
from kinkeeper.law.returns.cin.words import during, how_many
from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.terms import (
    END,
    after,
    before,
    by,
    dated,
    on,
    sure,
    undated,
    within_year,
    yes,
)  # fmt: skip

STARTED, ENDED = "CINPlanStartDate", "CINPlanEndDate"
PLAN_STARTED, PLAN_ENDED = f"CINPlanDates.{STARTED}", f"CINPlanDates.{ENDED}"
PROTECTED, PROTECTED_TO = "ChildProtectionPlans.CPPstartDate", "ChildProtectionPlans.CPPendDate"
CAPITALS = "The open tool does not know the flag when it is written in capitals, as TRUE."

plan = partial(Rule, over=CIN_PLANS)
of_episode = partial(plan, flags=("CINPlanDates", "CINdetails"))
of_child = partial(plan, flags=("CINPlanDates", "Children"))
both = partial(Rule, flags=("CINPlanDates", "ChildProtectionPlans"))

# A rule reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
RULES = (
    of_episode(code="4000", fields=("CINdetails.ReferralNFA",), fails=yes("CINdetails.ReferralNFA"),
               says="The referral is said to have led to no further action, but there is a child in need "
                    "plan.",
               do="Say false for no further action, or move the plan to the episode it belongs to.",
               passes="CINdetails: ReferralNFA=true; CINdetails: ReferralNFA=false; CINPlanDates: ; "
                      "CINdetails: ; CINPlanDates: ",
               breaks="!CINdetails: ReferralNFA=TRUE; !CINPlanDates: ; !CINdetails: ReferralNFA=1; "
                      "!CINPlanDates: ",
               differs=CAPITALS),
    plan(code="4010", fields=(STARTED,), fails=undated(STARTED) | after(on(STARTED), END),
         says="The child in need plan has no start, or one after the census year.",
         do="Give the date on which the plan began, or leave out one that began after the year.",
         passes="CINPlanDates: CINPlanStartDate=2027-03-31",
         breaks="!CINPlanDates: CINPlanStartDate=2027-04-01; !CINPlanDates: CINPlanEndDate=2026-05-01"),
    plan(code="4011", fields=(STARTED, ENDED), fails=before(on(ENDED), on(STARTED)),
         says="The child in need plan ended before it began.",
         do="Correct the start or the end.",
         passes="CINPlanDates: CINPlanStartDate=2026-05-01, CINPlanEndDate=2026-05-01; "
                "CINPlanDates: CINPlanStartDate=2026-05-01",
         breaks="!CINPlanDates: CINPlanStartDate=2026-05-01, CINPlanEndDate=2026-04-30"),
    plan(code="4012Q", fields=(STARTED, ENDED), severity="query", fails=sure(on(STARTED) == on(ENDED)),
         says="The child in need plan ended on the day it began.",
         do="Check the dates; take out a plan that was set up by mistake.",
         passes="CINPlanDates: CINPlanStartDate=2026-05-01, CINPlanEndDate=2026-05-02; CINPlanDates: ",
         breaks="!CINPlanDates: CINPlanStartDate=2026-05-01, CINPlanEndDate=2026-05-01"),
    plan(code="4013", fields=(ENDED,), fails=dated(ENDED) & ~within_year(on(ENDED)),
         says="The child in need plan ended outside the census year.",
         do="Leave out a plan that ended before the year; take the end off one that ended after it.",
         passes="CINPlanDates: CINPlanEndDate=2026-04-01; CINPlanDates: CINPlanEndDate=2027-03-31; "
                "CINPlanDates: ",
         breaks="!CINPlanDates: CINPlanEndDate=2026-03-31; !CINPlanDates: CINPlanEndDate=2027-04-01"),
    of_episode(code="4015", fields=(STARTED, "CINdetails.CINreferralDate"),
               fails=before(on(STARTED), on("CINdetails.CINreferralDate")),
               says="The child in need plan began before the child was referred.",
               do="Correct the date of the plan or of the referral, or move the plan to the episode it "
                  "belongs to.",
               passes="CINdetails: CINreferralDate=2026-05-01; CINPlanDates: CINPlanStartDate=2026-05-01; "
                      "CINdetails: ; CINPlanDates: CINPlanStartDate=2026-04-30",
               breaks="!CINdetails: CINreferralDate=2026-05-01; !CINPlanDates: CINPlanStartDate=2026-04-30"),
    of_child(code="4008", fields=(STARTED, "Children.PersonDeathDate"),
             fails=after(on(STARTED), on("Children.PersonDeathDate")),
             says="The child in need plan began after the child's death.",
             do="Correct the start of the plan or the date of death.",
             passes="Children: PersonDeathDate=2026-05-01; CINPlanDates: CINPlanStartDate=2026-05-01; "
                    "Children: ; CINPlanDates: CINPlanStartDate=2026-05-01",
             breaks="!Children: PersonDeathDate=2026-05-01; !CINPlanDates: CINPlanStartDate=2026-05-02"),
    of_child(code="4009Q", fields=(ENDED, "Children.PersonDeathDate"), severity="query",
             fails=after(on(ENDED), on("Children.PersonDeathDate")),
             says="The child in need plan ended after the child's death.",
             do="End the plan on the day of the death, or correct the date of death.",
             passes="Children: PersonDeathDate=2026-05-01; CINPlanDates: CINPlanEndDate=2026-05-01; "
                    "Children: ; CINPlanDates: CINPlanEndDate=2026-05-01",
             breaks="!Children: PersonDeathDate=2026-05-01; !CINPlanDates: CINPlanEndDate=2026-05-02"),
    plan(code="4004", fields=(ENDED,), fails=how_many(undated(ENDED), of=EPISODE) > 1,
         says="More than one child in need plan of the episode has no end.",
         do="End the earlier ones on the day the next began.",
         passes="CINPlanDates: ; CINPlanDates: CINPlanEndDate=2026-05-01; CINdetails: ; CINPlanDates: ",
         breaks="!CINPlanDates*2: ; !CINPlanDates: CINPlanEndDate=2026-05-01; CINdetails: ; CINPlanDates: "),
    Rule(code="4014", over=TWO_CIN_PLANS, fields=(STARTED, ENDED),
         fails=during(on(STARTED), f"other.{STARTED}", f"other.{ENDED}"),
         says="Two child in need plans of the child overlap: one began before the other had ended.",
         do="Correct the dates, or return it once if it is one plan. The next may begin on the day after.",
         passes="CINPlanDates: CINPlanStartDate=2026-05-01, CINPlanEndDate=2026-05-08; "
                "CINPlanDates: CINPlanStartDate=2026-05-09; CINPlanDates: CINPlanStartDate=2027-04-01; "
                "CINPlanDates: CINPlanEndDate=2026-05-20; "
                "Children: ; CINPlanDates: CINPlanStartDate=2026-05-02",
         breaks="!CINPlanDates: CINPlanStartDate=2026-05-01, CINPlanEndDate=2026-05-08; "
                "CINdetails: ; !CINPlanDates: CINPlanStartDate=2026-05-08, CINPlanEndDate=2026-05-09; "
                "Children: ; !CINPlanDates: CINPlanStartDate=2026-05-01; "
                "!CINPlanDates: CINPlanStartDate=2027-03-31; "
                "Children: ; !CINPlanDates: CINPlanStartDate=2026-05-01; "
                "!CINPlanDates: CINPlanStartDate=2026-05-01",
         reading="A plan may not begin on the day another ends."),
    both(code="4001", over=PLANS_OF_EPISODE, fields=(ENDED, PROTECTED_TO),
         fails=dated(STARTED) & undated(ENDED) & undated(PROTECTED_TO),
         says="The episode has a child protection plan without an end and a child in need plan without one.",
         do="End the child in need plan on the day the child protection plan began; or, if the child is no "
            "longer on the child protection plan, give the day that plan ended.",
         passes="CINdetails: ; CINPlanDates: CINPlanStartDate=2026-05-01; "
                "ChildProtectionPlans: CPPendDate=2026-06-01; CINdetails: ; "
                "CINPlanDates: CINPlanStartDate=2026-05-01, CINPlanEndDate=2026-06-01; "
                "CINPlanDates: ; ChildProtectionPlans: ; CINdetails: ; "
                "CINPlanDates: CINPlanStartDate=2026-05-01",
         breaks="!CINPlanDates: CINPlanStartDate=2026-05-01; !ChildProtectionPlans: "),
    both(code="4016", over=PLANS_OF_CHILD, fields=(STARTED, PROTECTED, PROTECTED_TO),
         fails=during(on(STARTED), PROTECTED, PROTECTED_TO, last=before),
         says="A child in need plan began while the child was on a child protection plan.",
         do="Begin it on the day the child protection plan ended, or correct that plan's dates.",
         passes="CINPlanDates: CINPlanStartDate=2026-05-08; CINPlanDates: CINPlanStartDate=2026-04-30; "
                "ChildProtectionPlans: CPPstartDate=2026-05-01, CPPendDate=2026-05-08; "
                "ChildProtectionPlans: CPPstartDate=2027-01-01; CINPlanDates: CINPlanStartDate=2027-04-01; "
                "Children: ; CINPlanDates: CINPlanStartDate=2026-05-02",
         breaks="!CINPlanDates: CINPlanStartDate=2026-05-07; CINdetails: ; "
                "!ChildProtectionPlans: CPPstartDate=2026-05-01, CPPendDate=2026-05-08; "
                "!CINPlanDates: CINPlanStartDate=2027-03-31; !ChildProtectionPlans: CPPstartDate=2026-06-01; "
                "Children: ; !CINPlanDates: CINPlanStartDate=2026-05-01; "
                "!ChildProtectionPlans: CPPstartDate=2026-05-01"),
    both(code="4017", over=PLANS_OF_CHILD, fields=(STARTED, ENDED, PROTECTED),
         fails=during(on(PROTECTED), STARTED, ENDED, last=before),
         says="A child protection plan began while the child was on a child in need plan.",
         do="End the child in need plan on the day the child protection plan began.",
         passes="ChildProtectionPlans: CPPstartDate=2026-05-08; "
                "ChildProtectionPlans: CPPstartDate=2026-04-30; "
                "CINPlanDates: CINPlanStartDate=2026-05-01, CINPlanEndDate=2026-05-08; "
                "CINPlanDates: CINPlanStartDate=2027-01-01; ChildProtectionPlans: CPPstartDate=2027-04-01; "
                "Children: ; ChildProtectionPlans: CPPstartDate=2026-05-02",
         breaks="!ChildProtectionPlans: CPPstartDate=2026-05-07; CINdetails: ; "
                "!CINPlanDates: CINPlanStartDate=2026-05-01, CINPlanEndDate=2026-05-08; "
                "!ChildProtectionPlans: CPPstartDate=2027-03-31; !CINPlanDates: CINPlanStartDate=2026-06-01; "
                "Children: ; !ChildProtectionPlans: CPPstartDate=2026-05-01; "
                "!CINPlanDates: CINPlanStartDate=2026-05-01"),
    Rule(code="4003", over=REVIEWS_AND_CIN_PLANS,
         flags=("ProtectionReviews", "ChildProtectionPlans", "CINPlanDates"),
         fields=("CPPreviewDate", PROTECTED_TO, PLAN_STARTED, PLAN_ENDED),
         fails=by(on(PLAN_STARTED), on("CPPreviewDate"))
         & (before(on("CPPreviewDate"), on(PLAN_ENDED)) | undated(PLAN_ENDED))
         & ~sure(on("CPPreviewDate") == on(PROTECTED_TO)),
         says="A child protection plan was reviewed while the child was on a child in need plan.",
         do="Correct the date of the review, or of the child in need plan. Only the review that ended the "
            "child protection plan may be on the day the child in need plan began.",
         passes="ChildProtectionPlans: CPPendDate=2026-05-01; ProtectionReviews: CPPreviewDate=2026-05-01; "
                "ProtectionReviews: CPPreviewDate=2026-04-30; ProtectionReviews: CPPreviewDate=2026-05-08; "
                "CINPlanDates: CINPlanStartDate=2026-05-01, CINPlanEndDate=2026-05-08; CINdetails: ; "
                "CINPlanDates: CINPlanStartDate=2026-05-01; ChildProtectionPlans: ; "
                "ProtectionReviews: ; CINdetails: ; ChildProtectionPlans: ; "
                "ProtectionReviews: CPPreviewDate=2026-05-02",
         breaks="!ChildProtectionPlans: CPPendDate=2026-06-01; !ProtectionReviews: CPPreviewDate=2026-05-01; "
                "!ProtectionReviews: CPPreviewDate=2026-05-07; "
                "!CINPlanDates: CINPlanStartDate=2026-05-01, CINPlanEndDate=2026-05-08; CINdetails: ; "
                "!CINPlanDates: CINPlanStartDate=2026-05-01; !ChildProtectionPlans: ; "
                "!ProtectionReviews: CPPreviewDate=2026-05-02",
         reading="The review and the child in need plan are compared within one episode.",
         differs="The open tool reports it only where both plans have an end, looks beyond the episode, and "
                 "mixes up the plans of a child's episodes."),
)
