"""Rules about assessments and the factors found in them."""

from __future__ import annotations

from functools import partial

import polars as pl

from kinkeeper.law.returns.cin.views import ASSESSMENTS, EPISODE, FACTORS, TWO_ASSESSMENTS
from kinkeeper.law.returns.cin.words import WORKING_DAYS, during, how_many, identical
from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.terms import (
    END,
    START,
    after,
    among,
    before,
    by,
    dated,
    filled,
    is_,
    on,
    sure,
    undated,
    valid,
    within_year,
)  # fmt: skip
from kinkeeper.law.returns.view import ID

STARTED, AUTHORISED = "AssessmentActualStartDate", "AssessmentAuthorisationDate"
FACTOR = "AssessmentFactors.AssessmentFactors"
NO_FACTORS = "21"
OLDER_FACTORS = ("18A", "19A")
LIMIT = 45  # working days in which an assessment is to be finished

assessment = partial(Rule, over=ASSESSMENTS)
with_factors = partial(Rule, over=FACTORS, flags=("Assessments", "AssessmentFactors"))
NEVER_FIRES = "The open tool never reports this for a census read from XML."

# A rule reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
RULES = (
    assessment(code="1103", fields=(STARTED, "CINdetails.CINreferralDate"),
               flags=("Assessments", "CINdetails"),
               fails=before(on(STARTED), on("CINdetails.CINreferralDate")),
               says="The assessment began before the child was referred.",
               do="Correct the date of the assessment or of the referral, or move the assessment to the "
                  "episode it belongs to.",
               passes="CINdetails: CINreferralDate=2026-05-01; "
                      "Assessments: AssessmentActualStartDate=2026-05-01; "
                      "CINdetails: ; Assessments: AssessmentActualStartDate=2026-04-30",
               breaks="!CINdetails: CINreferralDate=2026-05-01; "
                      "!Assessments: AssessmentActualStartDate=2026-04-30"),
    assessment(code="8608", fields=(STARTED, AUTHORISED), fails=after(on(STARTED), on(AUTHORISED)),
               says="The assessment was authorised before it began.",
               do="Correct the start or the authorisation.",
               passes="Assessments: AssessmentActualStartDate=2026-05-01, "
                      "AssessmentAuthorisationDate=2026-05-01; "
                      "Assessments: AssessmentActualStartDate=2026-05-01",
               breaks="!Assessments: AssessmentActualStartDate=2026-05-02, "
                      "AssessmentAuthorisationDate=2026-05-01"),
    assessment(code="8696", fields=(AUTHORISED,), fails=dated(AUTHORISED) & ~within_year(on(AUTHORISED)),
               says="The assessment was authorised outside the census year.",
               do="Leave out an assessment that ended before the year; take the date off one that ended "
                  "after it.",
               passes="Assessments: AssessmentAuthorisationDate=2026-04-01; Assessments: ; "
                      "Assessments: AssessmentAuthorisationDate=2027-03-31",
               breaks="!Assessments: AssessmentAuthorisationDate=2026-03-31; "
                      "!Assessments: AssessmentAuthorisationDate=2027-04-01"),
    assessment(code="8736", fields=(STARTED, AUTHORISED),
               fails=undated(AUTHORISED) & ~within_year(on(STARTED)),
               says="An assessment that has not been authorised did not begin in the census year.",
               do="Give the date on which it was authorised, or correct its start.",
               passes="Assessments: AssessmentActualStartDate=2026-04-01; "
                      "Assessments: AssessmentActualStartDate=2025-04-01, "
                      "AssessmentAuthorisationDate=2026-05-01",
               breaks="!Assessments: AssessmentActualStartDate=2026-03-31; !Assessments: ; "
                      "!Assessments: AssessmentActualStartDate=2027-04-01"),
    assessment(code="8670Q", fields=(STARTED, AUTHORISED), severity="query",
               fails=undated(AUTHORISED) & before(on(STARTED), WORKING_DAYS.subtract_expr(END, LIMIT)),
               says="The assessment has been open for more than 45 working days at the end of the year.",
               do="Give the date on which it was authorised; if it is really open, note why it is late.",
               passes="2026; Assessments: AssessmentActualStartDate=2026-01-27; "
                      "Assessments: AssessmentActualStartDate=2026-01-26, "
                      "AssessmentAuthorisationDate=2026-03-30",
               breaks="2026; !Assessments: AssessmentActualStartDate=2026-01-26",
               reading="The day it began is day 0, so one whose forty-fifth working day is the last day of "
                       "the year is not late.",
               differs="The open tool counts the last day of the year as the first working day, and so "
                       "also queries the assessment whose forty-fifth working day it is."),
    assessment(code="8896", fields=(AUTHORISED,), fails=how_many(undated(AUTHORISED), of=EPISODE) > 1,
               says="More than one assessment of the episode has not been authorised.",
               do="Give the dates on which the earlier ones were authorised, or take the duplicate out.",
               passes="Assessments: ; Assessments: AssessmentAuthorisationDate=2026-05-01; "
                      "CINdetails: ; Assessments: ",
               breaks="!Assessments*2: ; !Assessments: AssessmentAuthorisationDate=2026-05-01; "
                      "CINdetails: ; Assessments: "),
    assessment(code="8867", fields=(AUTHORISED, "CINdetails.CINclosureDate"),
               flags=("Assessments", "CINdetails"),
               fails=dated("CINdetails.CINclosureDate") & undated(AUTHORISED),
               says="The episode was closed with an assessment that was never authorised.",
               do="Give the date on which the assessment was authorised, or take the closure off.",
               passes="CINdetails: CINclosureDate=2026-05-01; "
                      "Assessments: AssessmentAuthorisationDate=2026-05-01; "
                      "CINdetails: ; Assessments: ",
               breaks="!CINdetails: CINclosureDate=2026-05-01; !Assessments: "),
    Rule(code="8863Q", over=TWO_ASSESSMENTS, fields=(STARTED, AUTHORISED), severity="query",
         fails=during(on(STARTED), f"other.{STARTED}", f"other.{AUTHORISED}")
         & ~identical(STARTED, AUTHORISED),
         says="Two assessments of the episode overlap: one began before the other was authorised.",
         do="Check the dates; if it is one assessment, return it once.",
         passes="Assessments: AssessmentActualStartDate=2026-05-01, AssessmentAuthorisationDate=2026-05-09; "
                "Assessments: AssessmentActualStartDate=2026-05-10, AssessmentAuthorisationDate=2026-05-19; "
                "Assessments: AssessmentActualStartDate=2026-05-10, AssessmentAuthorisationDate=2026-05-19; "
                "Assessments: AssessmentActualStartDate=2027-01-01; "
                "Assessments: AssessmentActualStartDate=2027-04-01; "
                "CINdetails: ; Assessments: AssessmentActualStartDate=2026-05-02; "
                "Assessments: AssessmentAuthorisationDate=2026-05-19",
         breaks="!Assessments: AssessmentActualStartDate=2026-05-01, AssessmentAuthorisationDate=2026-05-09; "
                "!Assessments: AssessmentActualStartDate=2026-05-09, AssessmentAuthorisationDate=2026-05-20; "
                "CINdetails: ; !Assessments: AssessmentActualStartDate=2026-06-01; "
                "!Assessments: AssessmentActualStartDate=2027-03-31, AssessmentAuthorisationDate=2027-03-31; "
                "CINdetails: ; !Assessments: AssessmentActualStartDate=2026-06-01, "
                "AssessmentAuthorisationDate=2026-06-02; !Assessments: AssessmentActualStartDate=2026-06-01, "
                "AssessmentAuthorisationDate=2026-06-03"),
    with_factors(code="8614", fields=(AUTHORISED, FACTOR), fails=undated(AUTHORISED) & filled(FACTOR),
                 says="Factors are recorded of an assessment that has not been authorised.",
                 do="Give the date on which the assessment was authorised, or leave the factors until it is.",
                 passes="Assessments: ; AssessmentFactors: ; "
                        "Assessments: AssessmentAuthorisationDate=2026-05-01; "
                        "AssessmentFactors: AssessmentFactors=1A",
                 breaks="!Assessments: ; !AssessmentFactors: AssessmentFactors=1A",
                 differs="The open tool fails as soon as there is one such assessment, and reports none."),
    with_factors(code="8897Q", fields=(FACTOR, AUTHORISED), severity="query",
                 fails=by(START, on(AUTHORISED)) & ~(sure(valid(FACTOR)) | among(FACTOR, *OLDER_FACTORS)),
                 says="The assessment was authorised without factors, or with one that is not among the "
                      "codes.",
                 do="Record every factor that was found, or 21 where there was none.",
                 passes="Assessments: AssessmentAuthorisationDate=2026-04-01; "
                        "AssessmentFactors: AssessmentFactors=1A; AssessmentFactors: AssessmentFactors=18A; "
                        "AssessmentFactors: ; Assessments: AssessmentAuthorisationDate=2026-03-31; "
                        "Assessments: ; "
                        "AssessmentFactors: AssessmentFactors=99",
                 breaks="!Assessments: AssessmentAuthorisationDate=2026-04-01; "
                        "!Assessments: AssessmentAuthorisationDate=2027-05-01; "
                        "AssessmentFactors: AssessmentFactors=1A; !AssessmentFactors: AssessmentFactors=1a",
                 reading="The older 18A and 19A pass here; 8945Q and 8950Q query them.",
                 differs="The open tool fails as soon as one factor is not among the codes, and then does "
                         "not "
                         "report the assessments without factors either; it also mixes up the assessments of "
                         "a child's episodes."),
    with_factors(code="8869", fields=(FACTOR,),
                 fails=is_(FACTOR, NO_FACTORS) & (~is_(FACTOR, NO_FACTORS)).any().over(ID),
                 says="The assessment says that no factor was found, and names one.",
                 do="Take 21 out if the other factors were found, otherwise the others.",
                 passes="Assessments: ; AssessmentFactors: AssessmentFactors=21; "
                        "Assessments: ; AssessmentFactors: AssessmentFactors=1A; "
                        "AssessmentFactors: AssessmentFactors=1B",
                 breaks="!Assessments: ; AssessmentFactors: AssessmentFactors=1A; "
                        "!AssessmentFactors: AssessmentFactors=21",
                 differs=NEVER_FIRES),
    with_factors(code="8873Q", fields=(FACTOR, "CINdetails.ReasonForClosure"), severity="query",
                 flags=("Assessments", "AssessmentFactors", "CINdetails"),
                 fails=is_(FACTOR, NO_FACTORS) & (pl.col("CINdetails.assessments") == 1)
                 & ~among("CINdetails.ReasonForClosure", "RC8", "RC9"),
                 says="The only assessment of the episode found no factor, yet the case was not closed "
                      "after it.",
                 do="Record the factors that kept the case open, or close it with RC8 or RC9.",
                 passes="CINdetails: ReasonForClosure=RC8; Assessments: ; "
                        "AssessmentFactors: AssessmentFactors=21; "
                        "CINdetails: ; Assessments: ; AssessmentFactors: AssessmentFactors=21; "
                        "Assessments: ; "
                        "CINdetails: ; Assessments: ; AssessmentFactors: AssessmentFactors=1A",
                 breaks="!CINdetails: ReasonForClosure=RC7; !Assessments: ; "
                        "!AssessmentFactors: AssessmentFactors=21; "
                        "!CINdetails: ; !Assessments: ; !AssessmentFactors: AssessmentFactors=21",
                 reading="An episode that is open counts as not closed after the assessment."),
    with_factors(code="8898", fields=(FACTOR,), fails=pl.len().over(ID, FACTOR) > 1,
                 says="The assessment names the same factor more than once.",
                 do="Leave it in once.",
                 passes="Assessments: ; AssessmentFactors: AssessmentFactors=1A; "
                        "AssessmentFactors: AssessmentFactors=1B; Assessments: ; "
                        "AssessmentFactors: AssessmentFactors=1A; Assessments: ; AssessmentFactors*2: ",
                 breaks="!Assessments: ; !AssessmentFactors: AssessmentFactors=1A; "
                        "AssessmentFactors: AssessmentFactors=1B; !AssessmentFactors: AssessmentFactors=1A",
                 differs="The open tool fails as soon as there is one such assessment, and reports none."),
    *(
        with_factors(code=code, fields=(FACTOR,), severity="query", since=2025, fails=is_(FACTOR, older),
                     says=f"The factor {older} does not tell whether the abuse was by an adult or a child, "
                          "and is no longer among the codes.",
                     do=f"Record {number}B for abuse by another child, or {number}C for abuse by an adult.",
                     passes=f"Assessments: ; AssessmentFactors: AssessmentFactors={number}B; Assessments: ",
                     breaks=f"!Assessments: ; AssessmentFactors: AssessmentFactors=1A; "
                            f"!AssessmentFactors: AssessmentFactors={older}",
                     differs=NEVER_FIRES)
        for code, number, older in (("8945Q", 18, "18A"), ("8950Q", 19, "19A"))
    ),
)
