"""Rules about section 47 enquiries and the initial conferences that come of them."""

from __future__ import annotations

from functools import partial

import polars as pl

from kinkeeper.law.returns.cin.views import EPISODE, SECTION_47, TWO_SECTION_47
from kinkeeper.law.returns.cin.words import WORKING_DAYS, during, how_many, identical, weekend
from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.terms import (
    END,
    after,
    before,
    dated,
    no,
    on,
    sure,
    undated,
    within_year,
    yes,
)  # fmt: skip

STARTED, CONFERENCE, NOT_NEEDED = "S47ActualStartDate", "DateOfInitialCPC", "ICPCnotRequired"
LIMIT = 15  # working days from the strategy discussion to the conference
WAITING = undated(CONFERENCE) & no(NOT_NEEDED)
UNDECIDED = undated(CONFERENCE) & ~yes(NOT_NEEDED)
CAPITALS = "The open tool does not know the flag when it is written in capitals, as TRUE or FALSE."

enquiry = partial(Rule, over=SECTION_47)
of_episode = partial(enquiry, flags=("Section47", "CINdetails"))

# A rule reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
RULES = (
    of_episode(code="2889", fields=(STARTED, "CINdetails.CINreferralDate"),
               fails=before(on(STARTED), on("CINdetails.CINreferralDate")),
               says="The enquiry began before the child was referred.",
               do="Correct the date of the enquiry or of the referral, or move the enquiry to the episode it "
                  "belongs to.",
               passes="CINdetails: CINreferralDate=2026-05-01; Section47: S47ActualStartDate=2026-05-01; "
                      "CINdetails: ; Section47: S47ActualStartDate=2026-04-30",
               breaks="!CINdetails: CINreferralDate=2026-05-01; !Section47: S47ActualStartDate=2026-04-30"),
    of_episode(code="1104", fields=(CONFERENCE, "CINdetails.CINreferralDate"),
               fails=before(on(CONFERENCE), on("CINdetails.CINreferralDate")),
               says="The initial conference was held before the child was referred.",
               do="Correct the date of the conference or of the referral, or move the enquiry to the episode "
                  "it belongs to.",
               passes="CINdetails: CINreferralDate=2026-05-01; Section47: DateOfInitialCPC=2026-05-01; "
                      "CINdetails: ; Section47: DateOfInitialCPC=2026-04-30",
               breaks="!CINdetails: CINreferralDate=2026-05-01; !Section47: DateOfInitialCPC=2026-04-30"),
    of_episode(code="2884", fields=(CONFERENCE, "CINdetails.DateOfInitialCPC"),
               fails=sure(on(CONFERENCE) == on("CINdetails.DateOfInitialCPC")),
               says="The same conference is given twice: of the enquiry and of the episode.",
               do="Leave it in the enquiry. The date of the episode is for a conference without an enquiry "
                  "of "
                  "yours, of a child who moved in.",
               passes="CINdetails: DateOfInitialCPC=2026-05-01; Section47: DateOfInitialCPC=2026-05-02; "
                      "CINdetails: ; Section47: ; Section47: DateOfInitialCPC=2026-05-01",
               breaks="!CINdetails: DateOfInitialCPC=2026-05-01; !Section47: DateOfInitialCPC=2026-05-01",
               reading="The two are compared within one episode.",
               differs="The open tool also reports a date that two different episodes of a child share."),
    enquiry(code="2991Q", fields=(STARTED,), severity="query", also=("Assessments",),
            fails=pl.col("CINdetails.assessments") == 0,
            says="There was an enquiry, but the episode has no assessment.",
            do="Add the assessment that the enquiry is part of.",
            passes="Section47: ; Assessments: ", breaks="!Section47: ; CINdetails: ; Assessments: "),
    enquiry(code="8615", fields=(STARTED, CONFERENCE),
            fails=after(on(STARTED), on(CONFERENCE)) | (dated(CONFERENCE) & undated(STARTED)),
            says="The initial conference was held before the enquiry began, or the enquiry has no start.",
            do="Give the date of the strategy discussion that began the enquiry, or correct the conference.",
            passes="Section47: S47ActualStartDate=2026-05-01, DateOfInitialCPC=2026-05-01; Section47: ; "
                   "Section47: S47ActualStartDate=2026-05-01",
            breaks="!Section47: S47ActualStartDate=2026-05-02, DateOfInitialCPC=2026-05-01; "
                   "!Section47: DateOfInitialCPC=2026-05-01"),
    enquiry(code="8715", fields=(CONFERENCE,), fails=dated(CONFERENCE) & ~within_year(on(CONFERENCE)),
            says="The initial conference was not held in the census year.",
            do="Leave out what was held before the year; take off the date of one held after it.",
            passes="Section47: DateOfInitialCPC=2026-04-01; Section47: DateOfInitialCPC=2027-03-31; "
                   "Section47: ",
            breaks="!Section47: DateOfInitialCPC=2026-03-31; !Section47: DateOfInitialCPC=2027-04-01"),
    enquiry(code="8740", fields=(STARTED, CONFERENCE, NOT_NEEDED),
            fails=WAITING & dated(STARTED) & ~within_year(on(STARTED)),
            says="An enquiry that waits for its conference did not begin in the census year.",
            do="Give the date of the conference, say that it was not required, or correct the start.",
            passes="Section47: ICPCnotRequired=false, S47ActualStartDate=2026-04-01; "
                   "Section47: ICPCnotRequired=true, S47ActualStartDate=2026-03-31; "
                   "Section47: ICPCnotRequired=false, S47ActualStartDate=2026-03-31, "
                   "DateOfInitialCPC=2026-04-01; "
                   "Section47: ICPCnotRequired=false; Section47: S47ActualStartDate=2026-03-31",
            breaks="!Section47: ICPCnotRequired=false, S47ActualStartDate=2026-03-31; "
                   "!Section47: ICPCnotRequired=0, S47ActualStartDate=2027-04-01",
            differs="The open tool knows this only of files that write 0 for false."),
    enquiry(code="8675Q", fields=(STARTED, CONFERENCE, NOT_NEEDED), severity="query",
            fails=WAITING & before(on(STARTED), WORKING_DAYS.subtract_expr(END, LIMIT)),
            says="The enquiry began more than 15 working days before the end of the year and has no "
                 "conference yet.",
            do="Give the date of the conference, or say that it was not required.",
            passes="2026; Section47: ICPCnotRequired=false, S47ActualStartDate=2026-03-10; "
                   "Section47: ICPCnotRequired=true, S47ActualStartDate=2026-03-01; "
                   "Section47: ICPCnotRequired=false, S47ActualStartDate=2026-03-01, "
                   "DateOfInitialCPC=2026-03-20; Section47: S47ActualStartDate=2026-03-01",
            breaks="2026; !Section47: ICPCnotRequired=FALSE, S47ActualStartDate=2026-03-09",
            reading="The day of the strategy discussion is day 0, so a conference due on the last day of the "
                    "year is not late.",
            differs="The open tool counts the last day of the year as the first working day, one day more, "
                    "and does not know FALSE in capitals."),
    enquiry(code="8839", fields=(CONFERENCE, NOT_NEEDED),
            fails=undated(CONFERENCE) & (how_many(UNDECIDED, of=EPISODE) > 1),
            says="More than one enquiry of the episode has neither a conference nor the word that none was "
                 "required.",
            do="Finish the earlier ones: give the conference, or say that it was not required.",
            passes="Section47: ; Section47: ICPCnotRequired=TRUE; Section47: DateOfInitialCPC=2026-05-01; "
                   "CINdetails: ; Section47: ",
            breaks="!Section47: ; !Section47: ICPCnotRequired=false; !Section47: ICPCnotRequired=true; "
                   "Section47: DateOfInitialCPC=2026-05-01; CINdetails: ; Section47: ",
            differs=CAPITALS),
    of_episode(code="8868", fields=(CONFERENCE, NOT_NEEDED, "CINdetails.CINclosureDate"),
               fails=dated("CINdetails.CINclosureDate") & UNDECIDED,
               says="The episode was closed with an enquiry that has neither a conference nor the word that "
                    "none was required.",
               do="Finish the enquiry: give the conference, or say that it was not required.",
               passes="CINdetails: CINclosureDate=2026-05-01; Section47: ICPCnotRequired=TRUE; "
                      "Section47: DateOfInitialCPC=2026-04-09, ICPCnotRequired=1; "
                      "Section47: DateOfInitialCPC=2026-04-09; CINdetails: ; Section47: ",
               breaks="!CINdetails: CINclosureDate=2026-05-01; !Section47: ; !Section47: ICPCnotRequired=0",
               reading="An enquiry with a conference that is also said not to be required is finished.",
               differs="The open tool also reports an enquiry that has both, and does not know TRUE in "
                       "capitals."),
    enquiry(code="8870Q", fields=("InitialCPCtarget",), severity="query",
            fails=sure(weekend("InitialCPCtarget")),
            says="The day by which the conference was to be held is a Saturday or a Sunday.",
            do="Correct the date: it is the fifteenth working day after the strategy discussion.",
            passes="Section47: InitialCPCtarget=2026-05-08; Section47: InitialCPCtarget=2026-05-11; "
                   "Section47: ",
            breaks="!Section47: InitialCPCtarget=2026-05-09; !Section47: InitialCPCtarget=2026-05-10",
            differs="The open tool expects another form of date here and never reports this."),
    enquiry(code="8875", fields=(CONFERENCE,), fails=sure(weekend(CONFERENCE)),
            says="The initial conference is said to have been held on a Saturday or a Sunday.",
            do="Correct the date of the conference.",
            passes="Section47: DateOfInitialCPC=2026-05-08; Section47: DateOfInitialCPC=2026-05-11; "
                   "Section47: ",
            breaks="!Section47: DateOfInitialCPC=2026-05-09; !Section47: DateOfInitialCPC=2026-05-10"),
    Rule(code="8890", over=TWO_SECTION_47, fields=(STARTED, CONFERENCE),
         fails=during(on(STARTED), f"other.{STARTED}", f"other.{CONFERENCE}",
                      still=~yes(f"other.{NOT_NEEDED}"))
         & ~identical(STARTED, CONFERENCE),
         says="Two enquiries of the episode overlap: one began before the other had come to its conference.",
         do="Check the dates; if it is one enquiry, return it once. Say so where no conference was required.",
         passes="Section47: S47ActualStartDate=2026-05-01, DateOfInitialCPC=2026-05-08; "
                "Section47: S47ActualStartDate=2026-05-09, DateOfInitialCPC=2026-05-19; "
                "Section47: S47ActualStartDate=2026-05-09, DateOfInitialCPC=2026-05-19; "
                "Section47: S47ActualStartDate=2026-06-01, ICPCnotRequired=TRUE; "
                "Section47: S47ActualStartDate=2027-01-01; Section47: S47ActualStartDate=2027-04-01; "
                "CINdetails: ; Section47: S47ActualStartDate=2026-05-02; "
                "Section47: DateOfInitialCPC=2026-05-19",
         breaks="!Section47: S47ActualStartDate=2026-05-01, DateOfInitialCPC=2026-05-08; "
                "!Section47: S47ActualStartDate=2026-05-08, DateOfInitialCPC=2026-05-09; "
                "CINdetails: ; !Section47: S47ActualStartDate=2026-06-01; "
                "!Section47: S47ActualStartDate=2027-03-31, ICPCnotRequired=true; "
                "CINdetails: ; !Section47: S47ActualStartDate=2026-06-01, DateOfInitialCPC=2026-06-02; "
                "!Section47: S47ActualStartDate=2026-06-01, DateOfInitialCPC=2026-06-03"),
)
