"""Rules about child protection plans and their reviews."""

from __future__ import annotations

from functools import partial

from kinkeeper.law.returns.cin.views import (
    CHILD,
    CONFERENCES,
    PROTECTION_PLANS,
    REVIEWS,
    TWO_PROTECTION_PLANS,
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
    t,
    undated,
    valid,
    within_year,
    yes,
)  # fmt: skip
from kinkeeper.law.returns.view import ID

STARTED, ENDED, REVIEWED = "CPPstartDate", "CPPendDate", "CPPreviewDate"

plan = partial(Rule, over=PROTECTION_PLANS)
of_episode = partial(plan, flags=("ChildProtectionPlans", "CINdetails"))
of_child = partial(plan, flags=("ChildProtectionPlans", "Children"))
review = partial(Rule, over=REVIEWS)

# A rule reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
RULES = (
    of_episode(code="1105", fields=(STARTED, "CINdetails.CINreferralDate"),
               fails=before(on(STARTED), on("CINdetails.CINreferralDate")),
               says="The child protection plan began before the child was referred.",
               do="Correct the date of the plan or of the referral, or move the plan to the episode it "
                  "belongs to.",
               passes="CINdetails: CINreferralDate=2026-05-01; "
                      "ChildProtectionPlans: CPPstartDate=2026-05-01; "
                      "CINdetails: ; ChildProtectionPlans: CPPstartDate=2026-04-30",
               breaks="!CINdetails: CINreferralDate=2026-05-01; "
                      "!ChildProtectionPlans: CPPstartDate=2026-04-30"),
    of_episode(code="8832", fields=("CINdetails.ReferralNFA",), fails=yes("CINdetails.ReferralNFA"),
               says="The referral is said to have led to no further action, but there is a child protection "
                    "plan.",
               do="Say false for no further action, or move the plan to the episode it belongs to.",
               passes="CINdetails: ReferralNFA=true; CINdetails: ReferralNFA=false; ChildProtectionPlans: ; "
                      "CINdetails: ; ChildProtectionPlans: ",
               breaks="!CINdetails: ReferralNFA=TRUE; !ChildProtectionPlans: ; !CINdetails: ReferralNFA=1; "
                      "!ChildProtectionPlans: ",
               differs="The open tool points at the wrong rows, or at none, unless the plan and the episode "
                       "stand in the same place of their tables."),
    Rule(code="2885", over=CONFERENCES, flags=("ChildProtectionPlans", "Section47", "CINdetails"),
         fields=(STARTED, "Section47.DateOfInitialCPC", "CINdetails.DateOfInitialCPC"),
         fails=within_year(on(STARTED)) & ~sure(on(STARTED) == on("conference")).any().over(ID),
         says="The child protection plan did not begin on the day of an initial conference.",
         do="Correct the start of the plan, or give the conference of the enquiry; without an enquiry of "
            "yours, of a child who moved in, that of the episode.",
         passes="CINdetails: DateOfInitialCPC=2026-06-01; Section47: DateOfInitialCPC=2026-05-01; "
                "Section47: DateOfInitialCPC=2026-05-09; ChildProtectionPlans: CPPstartDate=2026-05-09; "
                "CINdetails: DateOfInitialCPC=2026-05-01; Section47: ICPCnotRequired=true; "
                "ChildProtectionPlans: CPPstartDate=2026-05-01; "
                "ChildProtectionPlans: CPPstartDate=2026-03-31; "
                "ChildProtectionPlans: CPPstartDate=2027-04-01",
         breaks="CINdetails: DateOfInitialCPC=2026-05-01; Section47: DateOfInitialCPC=2026-05-08; "
                "!ChildProtectionPlans: CPPstartDate=2026-05-01; "
                "ChildProtectionPlans: CPPstartDate=2026-05-08; "
                "CINdetails: DateOfInitialCPC=2026-05-01; !Section47: ; !Section47: ICPCnotRequired=0; "
                "!ChildProtectionPlans: CPPstartDate=2026-05-01; "
                "!CINdetails: ; !ChildProtectionPlans: CPPstartDate=2026-05-01; "
                "!CINdetails: DateOfInitialCPC=2026-05-01; Section47: DateOfInitialCPC=2026-05-02, "
                "ICPCnotRequired=1; !ChildProtectionPlans: CPPstartDate=2026-05-02",
         reading="An enquiry of which it is not said that no conference was required counts, so the date of "
                 "the episode is looked at only where there is no such enquiry. The "
                 "conferences are pointed at where no plan of the episode began on the day of one.",
         differs="The open tool understands 1 but not true, so a plan that follows the episode's conference "
                 "is reported when an enquiry that needed none stands beside it."),
    plan(code="8720", fields=(STARTED,), fails=undated(STARTED) | after(on(STARTED), END),
         says="The child protection plan has no start, or one after the census year.",
         do="Give the date on which the plan began, or leave out one that began after the year.",
         passes="ChildProtectionPlans: CPPstartDate=2027-03-31",
         breaks="!ChildProtectionPlans: CPPstartDate=2027-04-01; !ChildProtectionPlans: "),
    plan(code="8925", fields=(STARTED, ENDED), fails=before(on(ENDED), on(STARTED)),
         says="The child protection plan ended before it began.",
         do="Correct the start or the end.",
         passes="ChildProtectionPlans: CPPstartDate=2026-05-01, CPPendDate=2026-05-01; "
                "ChildProtectionPlans: CPPstartDate=2026-05-01",
         breaks="!ChildProtectionPlans: CPPstartDate=2026-05-01, CPPendDate=2026-04-30"),
    plan(code="8840", fields=(STARTED, ENDED), fails=sure(on(STARTED) == on(ENDED)),
         says="The child protection plan ended on the day it began.",
         do="Correct the dates, or take out a plan that was set up by mistake.",
         passes="ChildProtectionPlans: CPPstartDate=2026-05-01, CPPendDate=2026-05-02; "
                "ChildProtectionPlans: ",
         breaks="!ChildProtectionPlans: CPPstartDate=2026-05-01, CPPendDate=2026-05-01"),
    plan(code="8930", fields=(ENDED,), fails=dated(ENDED) & ~within_year(on(ENDED)),
         says="The child protection plan ended outside the census year.",
         do="Leave out a plan that ended before the year; take the end off one that ended after it.",
         passes="ChildProtectionPlans: CPPendDate=2026-04-01; ChildProtectionPlans: CPPendDate=2027-03-31; "
                "ChildProtectionPlans: ",
         breaks="!ChildProtectionPlans: CPPendDate=2026-03-31; !ChildProtectionPlans: CPPendDate=2027-04-01"),
    plan(code="8730", fields=("NumberOfPreviousCPP",),
         fails=~sure(t("NumberOfPreviousCPP").str.contains(r"^[0-9]+$")),
         says="The number of the child's earlier child protection plans is not given as a whole number.",
         do="Give how many there were, with other authorities too; 0 if there was none.",
         passes="ChildProtectionPlans: NumberOfPreviousCPP=0; ChildProtectionPlans: NumberOfPreviousCPP=12",
         breaks="!ChildProtectionPlans: ; !ChildProtectionPlans: NumberOfPreviousCPP=-1; "
                "!ChildProtectionPlans: NumberOfPreviousCPP=two",
         differs="The open tool fails as soon as one value in the file is not a number, and reports none."),
    *(
        plan(code=code, fields=(field,), fails=~valid(field),
             says=f"The {which} category of abuse is blank or is not one of the codes.",
             do="Give the category that the conference recorded; MUL where there was more than one.",
             passes=f"ChildProtectionPlans: {field}=NEG",
             breaks=f"!ChildProtectionPlans: ; !ChildProtectionPlans: {field}=neg")
        for code, which, field in (("8905", "initial", "InitialCategoryOfAbuse"),
                                   ("8910", "latest", "LatestCategoryOfAbuse"))
    ),
    of_child(code="8915", fields=(STARTED, "Children.PersonDeathDate"),
             fails=after(on(STARTED), on("Children.PersonDeathDate")),
             says="The child protection plan began after the child's death.",
             do="Correct the start of the plan or the date of death.",
             passes="Children: PersonDeathDate=2026-05-01; ChildProtectionPlans: CPPstartDate=2026-05-01; "
                    "Children: ; ChildProtectionPlans: CPPstartDate=2026-05-01",
             breaks="!Children: PersonDeathDate=2026-05-01; !ChildProtectionPlans: CPPstartDate=2026-05-02"),
    of_child(code="8920", fields=(ENDED, "Children.PersonDeathDate"),
             fails=after(on(ENDED), on("Children.PersonDeathDate")),
             says="The child protection plan ended after the child's death.",
             do="End the plan on the day of the death, or correct the date of death.",
             passes="Children: PersonDeathDate=2026-05-01; ChildProtectionPlans: CPPendDate=2026-05-01; "
                    "Children: ; ChildProtectionPlans: CPPendDate=2026-05-01",
             breaks="!Children: PersonDeathDate=2026-05-01; !ChildProtectionPlans: CPPendDate=2026-05-02"),
    plan(code="8935", fields=(ENDED,), fails=undated(ENDED) & (how_many(undated(ENDED), of=CHILD) > 1),
         says="More than one child protection plan of the child has no end.",
         do="End the earlier ones; a child has one child protection plan at a time.",
         passes="ChildProtectionPlans: ; ChildProtectionPlans: CPPendDate=2026-05-01; "
                "Children: ; ChildProtectionPlans: ",
         breaks="!ChildProtectionPlans: ; ChildProtectionPlans: CPPendDate=2026-05-01; CINdetails: ; "
                "!ChildProtectionPlans: ; Children: ; !ChildProtectionPlans*2: ",
         differs="The open tool finds such plans only in two different episodes, and there only those that "
                 "stand in the same place."),
    Rule(code="8940", over=TWO_PROTECTION_PLANS, fields=(STARTED, ENDED),
         fails=during(on(STARTED), f"other.{STARTED}", f"other.{ENDED}"),
         says="Two child protection plans of the child overlap: one began before the other had ended.",
         do="Correct the dates, or return it once if it is one plan. The next may begin on the day after.",
         passes="ChildProtectionPlans: CPPstartDate=2026-05-01, CPPendDate=2026-05-08; "
                "ChildProtectionPlans: CPPstartDate=2026-05-09; "
                "ChildProtectionPlans: CPPstartDate=2027-04-01; "
                "ChildProtectionPlans: CPPendDate=2026-05-20; "
                "Children: ; ChildProtectionPlans: CPPstartDate=2026-05-02",
         breaks="!ChildProtectionPlans: CPPstartDate=2026-05-01, CPPendDate=2026-05-08; "
                "CINdetails: ; !ChildProtectionPlans: CPPstartDate=2026-05-08, CPPendDate=2026-05-09; "
                "Children: ; !ChildProtectionPlans: CPPstartDate=2026-05-01; "
                "!ChildProtectionPlans: CPPstartDate=2027-03-31; "
                "Children: ; !ChildProtectionPlans: CPPstartDate=2026-05-01; "
                "!ChildProtectionPlans: CPPstartDate=2026-05-01",
         differs="The open tool does not compare plans that stand in the same place of two episodes."),
    review(code="8841", fields=(REVIEWED, f"ChildProtectionPlans.{STARTED}"),
           flags=("ProtectionReviews", "ChildProtectionPlans"),
           fails=by(on(REVIEWED), on(f"ChildProtectionPlans.{STARTED}")),
           says="The child protection plan was reviewed before it began, or on that day.",
           do="Correct the date of the review, or move it to the plan it belongs to. The conference that "
              "began the plan is not a review.",
           passes="ChildProtectionPlans: CPPstartDate=2026-05-01; "
                  "ProtectionReviews: CPPreviewDate=2026-05-02; "
                  "ChildProtectionPlans: ; ProtectionReviews: CPPreviewDate=2026-05-02",
           breaks="!ChildProtectionPlans: CPPstartDate=2026-05-01; "
                  "ProtectionReviews: CPPreviewDate=2026-05-02; "
                  "!ProtectionReviews: CPPreviewDate=2026-05-01; "
                  "!ProtectionReviews: CPPreviewDate=2026-04-01",
           differs="The open tool sees only the first review of each plan."),
    review(code="8842Q", fields=(REVIEWED,), severity="query", fails=undated(REVIEWED),
           says="A review of the child protection plan has no date, or something that is not one.",
           do="Give the date of the review, or take it out.",
           passes="ChildProtectionPlans: ; ProtectionReviews: CPPreviewDate=2026-05-01",
           breaks="!ProtectionReviews: ; !ProtectionReviews: CPPreviewDate=01/05/2026",
           reading="A plan with an empty group of reviews has none, and is not queried.",
           differs="The open tool sees only the first review of each plan."),
)
