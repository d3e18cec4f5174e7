"""Rules about an episode of need: its referral, its closure, and whether the two fit what it holds."""

from __future__ import annotations

from functools import partial

import polars as pl

from kinkeeper.law.returns.cin.views import CHILD, DETAILS, PARTS, TWO_DETAILS
from kinkeeper.law.returns.cin.words import WORKING_DAYS, how_many
from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.terms import (
    END,
    START,
    after,
    among,
    before,
    birthday,
    blank,
    by,
    dated,
    day,
    days,
    filled,
    is_,
    no,
    on,
    undated,
    valid,
    within_year,
    yes,
)  # fmt: skip

referral = partial(Rule, over=DETAILS)
part = partial(Rule, over=PARTS)
AFTER_ASSESSMENT = ("RC8", "RC9")  # closed after one: no further action, or to early help
BEFORE_BIRTH = -280  # days: the longest that a referral can come before the child
SOURCE_SINCE = day(2013, 4, 1)
_PARTS = ("Assessments", "CINPlanDates", "Section47", "ChildProtectionPlans")
EVENTS = (
    "Assessments.AssessmentActualStartDate", "Assessments.AssessmentAuthorisationDate",
    "Section47.S47ActualStartDate", "Section47.DateOfInitialCPC", "DateOfInitialCPC",
    "ChildProtectionPlans.CPPendDate", "CINPlanDates.CINPlanStartDate", "CINPlanDates.CINPlanEndDate",
)  # fmt: skip
ACTIONS = EVENTS[:5]
OPEN = undated("CINclosureDate") & no("ReferralNFA")
CAPITALS = "The open tool does not know the flag when it is written in capitals, as TRUE or FALSE."

# A rule reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
RULES = (
    referral(code="8600", fields=("CINreferralDate",),
             fails=undated("CINreferralDate") | after(on("CINreferralDate"), END),
             says="The referral has no date, or one after the census year.",
             do="Give the date on which the referral was received.",
             passes="CINdetails: CINreferralDate=2027-03-31",
             breaks="!CINdetails: CINreferralDate=2027-04-01; !CINdetails: CINreferralDate=01/05/2026"),
    referral(code="8606", flags=("CINdetails", "Children"),
             fields=("CINreferralDate", "Children.PersonBirthDate", "Children.ExpectedPersonBirthDate"),
             fails=before(on("CINreferralDate"), days(on("Children.PersonBirthDate"), BEFORE_BIRTH))
             | before(on("CINreferralDate"), days(on("Children.ExpectedPersonBirthDate"), BEFORE_BIRTH)),
             says="The referral is more than 280 days before the child's birth, or the day it was expected.",
             do="Correct the date of the referral or of the birth; look for a sibling's referral.",
             passes="Children: PersonBirthDate=2026-10-08; CINdetails: CINreferralDate=2026-01-01; "
                    "Children: ExpectedPersonBirthDate=2026-10-08; CINdetails: CINreferralDate=2026-01-01",
             breaks="!Children: PersonBirthDate=2026-10-08; !CINdetails: CINreferralDate=2025-12-31; "
                    "!Children: ExpectedPersonBirthDate=2026-10-08; "
                    "!CINdetails: CINreferralDate=2025-12-31"),
    referral(code="8555Q", fields=("CINreferralDate", "Children.PersonDeathDate"),
             flags=("CINdetails", "Children"), severity="query",
             fails=after(on("CINreferralDate"), on("Children.PersonDeathDate")),
             says="The child was referred after the date of death.",
             do="Correct the date of the referral or of the death.",
             passes="Children: PersonDeathDate=2026-05-01; CINdetails: CINreferralDate=2026-05-01; "
                    "Children: ; CINdetails: CINreferralDate=2026-05-01",
             breaks="!Children: PersonDeathDate=2026-05-01; !CINdetails: CINreferralDate=2026-05-02"),
    referral(code="8866", fields=("ReferralSource", "CINreferralDate"),
             fails=by(SOURCE_SINCE, on("CINreferralDate")) & ~valid("ReferralSource"),
             says="The source of the referral is blank or is not one of the codes.",
             do="Record who made the referral; code 10 is for an unknown source.",
             passes="CINdetails: CINreferralDate=2026-05-01, ReferralSource=1A; "
                    "CINdetails: CINreferralDate=2013-03-31; CINdetails: ReferralSource=11",
             breaks="!CINdetails: CINreferralDate=2013-04-01; "
                    "!CINdetails: CINreferralDate=2026-05-01, ReferralSource=1a"),
    referral(code="8568", fields=("ReferralNFA",), fails=pl.col("ReferralNFA:is").is_null(),
             says="It is not said, as true or false, whether the referral led to no further action.",
             do="Give true if nothing followed, not even an assessment; false if something did.",
             passes="CINdetails: ReferralNFA=TRUE; CINdetails: ReferralNFA=0",
             breaks="!CINdetails: ReferralNFA=no; !CINdetails: "),
    referral(code="8569Q", fields=("CINreferralDate", "ReferralNFA"), severity="query",
             fails=before(on("CINreferralDate"), WORKING_DAYS.subtract_expr(START, 1)) & ~no("ReferralNFA"),
             says="A referral made before the census year, on which nothing was done, does not belong to it.",
             do="Leave the episode out, or record that the referral led to action.",
             passes="CINdetails: CINreferralDate=2026-03-31, ReferralNFA=true; "
                    "CINdetails: CINreferralDate=2026-03-01, ReferralNFA=FALSE",
             breaks="!CINdetails: CINreferralDate=2026-03-30, ReferralNFA=true; "
                    "!CINdetails: CINreferralDate=2026-03-30",
             reading="One working day before the year is allowed: its last day is the working day before "
                     "1 April.",
             differs="The open tool allows no working day before the year, though it means to, and takes "
                     "FALSE in capitals for no further action."),
    referral(code="8650", fields=("PrimaryNeedCode",),
             fails=filled("PrimaryNeedCode") & ~valid("PrimaryNeedCode"),
             says="The primary need is not one of the codes.",
             do="Give one of N0 to N9.",
             passes="CINdetails: PrimaryNeedCode=N0; CINdetails: ",
             breaks="!CINdetails: PrimaryNeedCode=N10"),
    referral(code="8610", fields=("PrimaryNeedCode", "ReferralNFA"),
             fails=no("ReferralNFA") & blank("PrimaryNeedCode"),
             says="The referral led to action, but the child's primary need is not given.",
             do="Record the primary need as it was assessed first.",
             passes="CINdetails: ReferralNFA=false, PrimaryNeedCode=N1; CINdetails: ReferralNFA=true; "
                    "CINdetails: ",
             breaks="!CINdetails: ReferralNFA=false; !CINdetails: ReferralNFA=FALSE", differs=CAPITALS),
    referral(code="8620", fields=("CINclosureDate",),
             fails=dated("CINclosureDate") & ~within_year(on("CINclosureDate")),
             says="The episode was closed outside the census year.",
             do="Leave out an episode closed before the year; take the closure off one closed after it.",
             passes="CINdetails: CINclosureDate=2026-04-01; CINdetails: CINclosureDate=2027-03-31; "
                    "CINdetails: ",
             breaks="!CINdetails: CINclosureDate=2026-03-31; !CINdetails: CINclosureDate=2027-04-01"),
    referral(code="8630", fields=("CINclosureDate", "CINreferralDate"),
             fails=before(on("CINclosureDate"), on("CINreferralDate")),
             says="The episode was closed before it began.",
             do="Correct the date of the referral or of the closure.",
             passes="CINdetails: CINreferralDate=2026-05-01, CINclosureDate=2026-05-01; "
                    "CINdetails: CINclosureDate=2026-05-01",
             breaks="!CINdetails: CINreferralDate=2026-05-01, CINclosureDate=2026-04-30"),
    referral(code="8640", fields=("ReasonForClosure",),
             fails=filled("ReasonForClosure") & ~valid("ReasonForClosure"),
             says="The reason for the closure is not one of the codes.",
             do="Give one of RC1 to RC9.",
             passes="CINdetails: ReasonForClosure=RC9; CINdetails: ",
             breaks="!CINdetails: ReasonForClosure=RC10"),
    referral(code="8805", fields=("CINclosureDate", "ReasonForClosure"),
             fails=dated("CINclosureDate") & blank("ReasonForClosure"),
             says="The episode was closed, but no reason is given.",
             do="Give the reason for the closure, or take the date off if the case is open.",
             passes="CINdetails: CINclosureDate=2026-05-01, ReasonForClosure=RC1; CINdetails: ",
             breaks="!CINdetails: CINclosureDate=2026-05-01"),
    referral(code="8810", fields=("ReasonForClosure", "CINclosureDate"),
             fails=filled("ReasonForClosure") & undated("CINclosureDate"),
             says="There is a reason for a closure, but no date of it.",
             do="Give the date on which the case was closed, or take the reason off.",
             passes="CINdetails: CINclosureDate=2026-05-01, ReasonForClosure=RC1; CINdetails: ",
             breaks="!CINdetails: ReasonForClosure=RC1"),
    referral(code="8585Q", fields=("ReasonForClosure", "Children.PersonDeathDate"), severity="query",
             flags=("CINdetails", "Children"),
             fails=is_("ReasonForClosure", "RC2") & undated("Children.PersonDeathDate"),
             says="The case was closed because the child died, but there is no date of death.",
             do="Give the date of death, or correct the reason.",
             passes="Children: PersonDeathDate=2026-05-01; CINdetails: ReasonForClosure=RC2; "
                    "Children: ; CINdetails: ReasonForClosure=RC1",
             breaks="!Children: ; !CINdetails: ReasonForClosure=RC2"),
    referral(code="8775Q", fields=("Children.PersonBirthDate", "CINclosureDate"), severity="query",
             flags=("CINdetails", "Children"),
             fails=before(on("Children.PersonBirthDate"), END.dt.offset_by("-25y"))
             & (undated("CINclosureDate")
                | after(on("CINclosureDate"), birthday(25, "Children.PersonBirthDate"))),
             says="A young person over 25 has an episode that is open, or was closed after that birthday.",
             do="Close the episode by the 25th birthday, or correct the date of birth.",
             passes="Children: PersonBirthDate=2002-03-31; CINdetails: ; "
                    "Children: PersonBirthDate=2001-05-01; CINdetails: CINclosureDate=2026-05-01",
             breaks="!Children: PersonBirthDate=2002-03-30; !CINdetails: ; "
                    "!Children: PersonBirthDate=2001-05-01; !CINdetails: CINclosureDate=2026-05-02"),
    referral(code="8815", fields=("CINclosureDate",),
             fails=undated("CINclosureDate") & (how_many(OPEN, of=CHILD) > 1),
             says="The child has more than one open episode.",
             do="Close all but the one that is open; a further referral belongs to it.",
             passes="CINdetails: ReferralNFA=false; "
                    "CINdetails: ReferralNFA=false, CINclosureDate=2026-05-01; "
                    "CINdetails: ReferralNFA=true; Children: ; CINdetails: ReferralNFA=false",
             breaks="!CINdetails: ReferralNFA=false; !CINdetails: ReferralNFA=FALSE; "
                    "!CINdetails: ReferralNFA=true; CINdetails: ReferralNFA=false, CINclosureDate=2026-05-01",
             differs=CAPITALS),
    Rule(code="8816", over=TWO_DETAILS, fields=("CINreferralDate", "CINclosureDate"),
         fails=OPEN & dated("CINreferralDate") & pl.col("other.latest"),
         says="An open episode is not the child's latest: another began after it.",
         do="Close the earlier episode on or before the day the later one began.",
         passes="CINdetails: ReferralNFA=true, CINreferralDate=2026-05-01; "
                "CINdetails: ReferralNFA=false, CINreferralDate=2026-05-02, CINclosureDate=2026-05-03; "
                "CINdetails: ReferralNFA=false, CINreferralDate=2026-05-04; CINdetails: ReferralNFA=false",
         breaks="!CINdetails: ReferralNFA=false, CINreferralDate=2026-05-01; "
                "CINdetails: ReferralNFA=true, CINreferralDate=2026-05-02; "
                "!CINdetails: ReferralNFA=true, CINreferralDate=2026-05-03, CINclosureDate=2026-05-03; "
                "!CINdetails: ReferralNFA=FALSE, CINreferralDate=2026-05-03",
         reading="Of two that began on the latest day the first in the file is the latest.",
         differs="The open tool stops altogether when such a child has no identifier, and does not know "
                 "the flag in capitals."),
    Rule(code="8820", over=TWO_DETAILS, fields=("CINreferralDate", "CINclosureDate"),
         fails=by(on("other.CINreferralDate"), on("CINreferralDate"))
         & (before(on("CINreferralDate"), on("other.CINclosureDate"))
            | (undated("other.CINclosureDate") & no("other.ReferralNFA")
               & before(on("CINreferralDate"), END))),
         says="Two episodes of the child overlap: one began while the other was open.",
         do="Merge the two, or correct the dates; one may begin on the day another is closed.",
         passes="CINdetails: CINreferralDate=2026-05-01, CINclosureDate=2026-05-09; "
                "CINdetails: CINreferralDate=2026-05-09, CINclosureDate=2026-05-10; "
                "CINdetails: CINreferralDate=2026-05-11, ReferralNFA=true; "
                "CINdetails: CINreferralDate=2027-03-30, ReferralNFA=false; "
                "CINdetails: CINreferralDate=2027-03-31, ReferralNFA=false",
         breaks="!CINdetails: CINreferralDate=2026-05-01, CINclosureDate=2026-05-09; "
                "!CINdetails: CINreferralDate=2026-05-08, CINclosureDate=2026-05-10; "
                "!CINdetails: CINreferralDate=2026-06-01, ReferralNFA=false; "
                "!CINdetails: CINreferralDate=2026-06-01, ReferralNFA=true; "
                "Children: ; !CINdetails: CINreferralDate=2026-06-01, CINclosureDate=2026-07-01; "
                "!CINdetails: CINreferralDate=2026-06-01, CINclosureDate=2026-06-01",
         reading="Two that began on the same day overlap, also where one ended at once in no further "
                 "action."),
    referral(code="8825Q", fields=("ReasonForClosure",), severity="query", also=("Assessments",),
             fails=among("ReasonForClosure", *AFTER_ASSESSMENT) & (pl.col("assessments") == 0),
             says="The case was closed after an assessment, but the episode has none.",
             do="Add the assessment, or correct the reason.",
             passes="CINdetails: ReasonForClosure=RC8; Assessments: ; CINdetails: ReasonForClosure=RC7",
             breaks="!CINdetails: ReasonForClosure=RC8; !CINdetails: ReasonForClosure=RC9"),
    part(code="2990", fields=("ReasonForClosure", "DateOfInitialCPC"),
         flags=("CINdetails", "Section47", "ChildProtectionPlans", "CINPlanDates"),
         fails=among("ReasonForClosure", *AFTER_ASSESSMENT)
         & (dated("DateOfInitialCPC")
            | filled("Section47._id", "ChildProtectionPlans._id", "CINPlanDates._id")),
         says="The case was closed after an assessment, but the episode went on to an enquiry, a conference "
              "or a plan.",
         do="Give the reason for which the case was closed in the end.",
         passes="CINdetails: ReasonForClosure=RC8; Assessments: ; "
                "CINdetails: ReasonForClosure=RC7, DateOfInitialCPC=2026-05-01; Section47: ",
         breaks="!CINdetails: ReasonForClosure=RC8, DateOfInitialCPC=2026-05-01; "
                "!CINdetails: ReasonForClosure=RC9; !Section47: ; !CINdetails: ReasonForClosure=RC8; "
                "!ChildProtectionPlans: ; !CINdetails: ReasonForClosure=RC8; !CINPlanDates: "),
    part(code="8565", fields=("CINclosureDate", *EVENTS), flags=("CINdetails", *_PARTS),
         fails=pl.any_horizontal(before(on("CINclosureDate"), on(event)) for event in EVENTS),
         says="Something happened after the episode was closed: an assessment, an enquiry, a conference or "
              "a plan has a later date.",
         do="Correct the date, or close the episode when the last of them has ended.",
         passes="CINdetails: CINclosureDate=2026-05-01, DateOfInitialCPC=2026-05-01; "
                "Assessments: AssessmentActualStartDate=2026-05-01, AssessmentAuthorisationDate=2026-05-01; "
                "Section47: S47ActualStartDate=2026-05-01, DateOfInitialCPC=2026-05-01; "
                "ChildProtectionPlans: CPPendDate=2026-05-01, CPPstartDate=2026-05-02; "
                "CINPlanDates: CINPlanStartDate=2026-05-01, CINPlanEndDate=2026-05-01; "
                "CINdetails: ; Assessments: AssessmentActualStartDate=2026-05-02",
         breaks="!CINdetails: CINclosureDate=2026-05-01, DateOfInitialCPC=2026-05-02; Section47: ; "
                "!CINdetails: CINclosureDate=2026-05-01; "
                "!Assessments: AssessmentActualStartDate=2026-05-02; "
                "!Assessments: AssessmentAuthorisationDate=2026-05-02; "
                "!Section47: S47ActualStartDate=2026-05-02; !Section47: DateOfInitialCPC=2026-05-02; "
                "!ChildProtectionPlans: CPPendDate=2026-05-02; Section47: S47ActualStartDate=2026-05-01; "
                "!CINPlanDates: CINPlanStartDate=2026-05-02; !CINPlanDates: CINPlanEndDate=2026-05-02",
         differs="The open tool does not find child protection plans that ended later, and reports nothing "
                 "at "
                 "all when its counts of plans and enquiries happen to differ."),
    part(code="8831", fields=("ReferralNFA", *ACTIONS), flags=("CINdetails", "Assessments", "Section47"),
         fails=yes("ReferralNFA") & dated(*ACTIONS),
         says="The referral is said to have led to no further action, but an assessment, an enquiry or a "
              "conference followed it.",
         do="Say false for no further action, or move what followed to the episode it belongs to.",
         passes="CINdetails: ReferralNFA=true; CINdetails: ReferralNFA=false, DateOfInitialCPC=2026-05-01; "
                "Assessments: AssessmentActualStartDate=2026-05-01; CINdetails: ReferralNFA=true; "
                "Section47: ",
         breaks="!CINdetails: ReferralNFA=TRUE, DateOfInitialCPC=2026-05-01; Section47: ; "
                "!CINdetails: ReferralNFA=1; "
                "!Section47: DateOfInitialCPC=2026-05-01; !Section47: S47ActualStartDate=2026-05-01; "
                "!Assessments: AssessmentActualStartDate=2026-05-01; "
                "!Assessments: AssessmentAuthorisationDate=2026-05-01",
         reading="A conference under an enquiry counts, even where the enquiry has no start.",
         differs="The open tool does not know TRUE in capitals, nor a conference under an enquiry that has "
                 "no start."),
)
