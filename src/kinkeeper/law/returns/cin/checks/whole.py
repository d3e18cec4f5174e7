"""Rules about the header, and about the census as a whole: they point at no child."""

from __future__ import annotations

from functools import partial

import polars as pl

from kinkeeper.law.returns.cin.read import DATES
from kinkeeper.law.returns.cin.views import CENSUS, CHILD, HEADER
from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.terms import is_, on, sure, t, undated, within_year
from kinkeeper.law.returns.typed import as_date

whole = partial(Rule, over=CENSUS, flags=())
LAST_DAY = as_date(pl.concat_str(t("Year"), pl.lit("-03-31")), DATES)
FEWEST_DISABILITIES = 8
SEX_MAY_LACK_ONE_IN = 50  # two in a hundred
IS_CHILD = pl.col("Children._id").is_not_null()
DISABILITY = t("Disabilities.Disability")
OF_CHILD = f"Disabilities.{CHILD}"

# A rule reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
RULES = (
    Rule(code="100", over=HEADER, fields=("ReferenceDate",), fails=~sure(on("ReferenceDate") == LAST_DAY),
         says="The reference date of the header is not 31 March of its year.",
         do="Export the census again for the right year, or correct the header.",
         passes="Header: Year=2027, ReferenceDate=2027-03-31",
         breaks="!Header: Year=2026, ReferenceDate=2027-03-31"),
    whole(code="2883", fields=("ChildProtectionPlans.CPPstartDate", "CINdetails.DateOfInitialCPC",
                               "Section47.DateOfInitialCPC"),
          fails=within_year(on("ChildProtectionPlans.CPPstartDate")).sum()
          > within_year(on("CINdetails.DateOfInitialCPC")).sum()
          + within_year(on("Section47.DateOfInitialCPC")).sum(),
          says="More child protection plans began in the year than there were initial conferences.",
          do="Look for plans without a conference (rule 2885 names them) and add its date, to the enquiry "
             "or, for a child who moved in, to the episode.",
          passes="CINdetails: DateOfInitialCPC=2026-04-01; Section47: DateOfInitialCPC=2027-03-31; "
                 "ChildProtectionPlans*2: CPPstartDate=2026-05-01; "
                 "ChildProtectionPlans: CPPstartDate=2026-03-31; "
                 "ChildProtectionPlans: CPPstartDate=2027-04-01",
          breaks="CINdetails: DateOfInitialCPC=2026-03-31; Section47: DateOfInitialCPC=2027-03-31; "
                 "ChildProtectionPlans*2: CPPstartDate=2026-05-01"),
    whole(code="2886Q", fields=("Children.Sex", "Children.ExpectedPersonBirthDate"), severity="query",
          since=2025,
          fails=(IS_CHILD & (t("Children.Sex").is_null() | is_("Children.Sex", "U"))
                 & undated("Children.ExpectedPersonBirthDate")).sum() * SEX_MAY_LACK_ONE_IN > IS_CHILD.sum(),
          says="The sex of more than two in a hundred children is not known, unborn children aside.",
          do="Complete the sex of born children before the census is sent; rule 4180 names the blanks.",
          passes="Children*48: Sex=M; Children: Sex=U; Children: Sex=U, ExpectedPersonBirthDate=2027-05-01",
          breaks="Children*98: Sex=F; Children*2: Sex=U; Children: "),
    whole(code="2886Q", fields=("Children.GenderCurrent", "Children.ExpectedPersonBirthDate"),
          severity="query", until=2024,
          fails=(IS_CHILD & (t("Children.GenderCurrent").is_null() | is_("Children.GenderCurrent", "0"))
                 & undated("Children.ExpectedPersonBirthDate")).sum() * SEX_MAY_LACK_ONE_IN > IS_CHILD.sum(),
          says="The gender of more than two in a hundred children is not known, unborn children aside.",
          do="Complete the gender of born children before the census is sent; rule 4180 names the blanks.",
          passes="2024; Children*48: GenderCurrent=1; Children: GenderCurrent=0; "
                 "Children: GenderCurrent=0, ExpectedPersonBirthDate=2024-05-01",
          breaks="2024; Children*98: GenderCurrent=2; Children*2: GenderCurrent=0; Children: ",
          reading="Until 2023-24 the census asked for the gender, 0 where it was not recorded."),
    whole(code="2887Q", fields=("Disabilities.Disability",), severity="query",
          fails=DISABILITY.filter(sure(DISABILITY != "NONE")).n_unique() < FEWEST_DISABILITIES,
          says="Fewer than eight different disabilities are recorded in the whole census.",
          do="Check that the export takes every disability over from the case system; a small authority "
             "may have so few.",
          passes="Disabilities: Disability=MOB; Disabilities: Disability=HAND; Disabilities: Disability=PC; "
                 "Disabilities: Disability=INC; Disabilities: Disability=COMM; Disabilities: Disability=LD; "
                 "Disabilities: Disability=HEAR; Disabilities: Disability=VIS; Disabilities: Disability=NONE",
          breaks="Disabilities: Disability=MOB; Disabilities: Disability=HAND; Disabilities: Disability=PC; "
                 "Disabilities: Disability=INC; Disabilities: Disability=COMM; Disabilities: Disability=LD; "
                 "Disabilities: Disability=HEAR; Disabilities: Disability=NONE; Disabilities: Disability=; "
                 "Disabilities: Disability=MOB",
          differs="The open tool counts the children without a disability instead, so it is silent wherever "
                  "there are eight of them."),
    whole(code="2888Q", fields=("Disabilities.Disability",), severity="query",
          fails=sure(DISABILITY != "NONE").sum().over(OF_CHILD).max() == 1,
          says="No child in the whole census has more than one disability.",
          do="Check that the export takes every disability of a child over, not just the first.",
          passes="Disabilities: Disability=MOB; Disabilities: Disability=LD; "
                 "Children: ; Disabilities: Disability=MOB; Children: ; Disabilities: Disability=NONE",
          breaks="Disabilities: Disability=NONE; Disabilities: Disability=LD; "
                 "Children: ; Disabilities: Disability=MOB; Children: ; Disabilities: Disability=NONE"),
)
