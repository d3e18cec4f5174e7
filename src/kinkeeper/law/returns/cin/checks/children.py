"""Rules about who the child is: birth, death, sex, ethnicity and disability."""

from __future__ import annotations

from functools import partial

import polars as pl

from kinkeeper.law.returns.cin.views import CHILD, CHILDREN, DETAILS_AND_DISABILITIES, DISABILITIES
from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.terms import (
    END,
    after,
    by,
    dated,
    days,
    filled,
    is_,
    no,
    on,
    same,
    sure,
    t,
    undated,
    valid,
    within_year,
)  # fmt: skip

child = partial(Rule, over=CHILDREN)
disability = partial(Rule, over=DISABILITIES, fields=("Disability",))
NONE = sure(t("Disability").str.to_uppercase() == "NONE")
OLDER = "Until 2023-24 the census asked for the gender, 0 where it was not recorded."

# A rule reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
RULES = (
    child(code="4180", fields=("Sex",), since=2025, fails=~valid("Sex"),
          says="The child's sex is blank or is not one of the codes.",
          do="Record M, F, or U where it is not known yet.",
          passes="Children: Sex=M; Children: Sex=U",
          breaks="!Children: Sex=1; !Children: ; !Children: Sex=f"),
    child(code="4180", fields=("GenderCurrent",), until=2024, fails=~valid("GenderCurrent"),
          says="The child's gender is blank or is not one of the codes.",
          do="Record 1, 2, 9, or 0 where it is not known yet.",
          passes="2024; Children: GenderCurrent=1; Children: GenderCurrent=0",
          breaks="2024; !Children: GenderCurrent=M; !Children: Sex=M", reading=OLDER),
    child(code="4220", fields=("Ethnicity",), fails=~valid("Ethnicity"),
          says="The child's ethnicity is blank or is not one of the codes.",
          do="Record the ethnicity: REFU where it was refused, NOBT where it has not been obtained yet. "
             "A blank beside the code also spoils it.",
          passes="Children: Ethnicity=WBRI", breaks="!Children: Ethnicity=WHITE; !Children: "),
    child(code="8520", fields=("PersonBirthDate",), fails=after(on("PersonBirthDate"), END),
          says="The child was born after the census year.",
          do="Correct the date of birth. A child not born yet has an expected date of birth instead.",
          passes="Children: PersonBirthDate=2027-03-31; Children: ",
          breaks="!Children: PersonBirthDate=2027-04-01"),
    child(code="8525Q", fields=("PersonBirthDate", "ExpectedPersonBirthDate"), severity="query",
          fails=same(undated("PersonBirthDate"), undated("ExpectedPersonBirthDate")),
          says="The child has both a date of birth and an expected one, or neither.",
          do="Give one of the two: the expected date only while the child is not born.",
          passes="Children: PersonBirthDate=2020-01-01; Children: ExpectedPersonBirthDate=2027-05-01",
          breaks="!Children: PersonBirthDate=2020-01-01, ExpectedPersonBirthDate=2020-01-01; "
                 "!Children: PersonBirthDate=2020-13-01"),
    child(code="8530Q", fields=("ExpectedPersonBirthDate",), severity="query",
          fails=by(on("ExpectedPersonBirthDate"), days(END, -30))
          | by(END.dt.offset_by("9mo"), on("ExpectedPersonBirthDate")),
          says="The expected date of birth is too long before or after the end of the census year to be "
               "that of an unborn child.",
          do="If the child has been born, give the date of birth instead; otherwise correct the date.",
          passes="Children: ExpectedPersonBirthDate=2027-03-02; "
                 "Children: ExpectedPersonBirthDate=2027-12-30; "
                 "Children: ",
          breaks="!Children: ExpectedPersonBirthDate=2027-03-01; "
                 "!Children: ExpectedPersonBirthDate=2027-12-31; "
                 "!Children: ExpectedPersonBirthDate=2026-03-01; "
                 "!Children: ExpectedPersonBirthDate=2028-12-31",
          reading="The thirtieth day before the end of the year, and the day nine months after it, are "
                  "themselves too far."),
    child(code="8535Q", fields=("PersonBirthDate", "PersonDeathDate"), severity="query",
          fails=dated("PersonDeathDate")
          & (undated("PersonBirthDate") | after(on("PersonBirthDate"), on("PersonDeathDate"))),
          says="The child has a date of death but no date of birth, or one after the death.",
          do="Correct whichever of the dates is wrong.",
          passes="Children: PersonBirthDate=2026-05-01, PersonDeathDate=2026-05-01; Children: ; "
                 "Children: PersonBirthDate=2020-05-01",
          breaks="!Children: PersonBirthDate=2026-05-02, PersonDeathDate=2026-05-01; "
                 "!Children: PersonDeathDate=2026-05-01",
          reading="A date of death without a date of birth is queried too."),
    child(code="8545Q", fields=("PersonDeathDate",), severity="query",
          fails=dated("PersonDeathDate") & ~within_year(on("PersonDeathDate")),
          says="The date of death is not in the census year.",
          do="Correct the date, or leave out a child who died before the year began.",
          passes="Children: PersonDeathDate=2026-04-01; Children: PersonDeathDate=2027-03-31; Children: ",
          breaks="!Children: PersonDeathDate=2026-03-31; !Children: PersonDeathDate=2027-04-01"),
    child(code="8750", fields=("Sex", "ExpectedPersonBirthDate", "PersonBirthDate"), since=2025,
          fails=dated("ExpectedPersonBirthDate") & undated("PersonBirthDate") & ~is_("Sex", "U"),
          says="The sex of a child not born yet must be U.",
          do="Record U until the birth; if the child has been born, give the date of birth.",
          passes="Children: ExpectedPersonBirthDate=2027-05-01, Sex=U; Children: Sex=M; "
                 "Children: ExpectedPersonBirthDate=2027-05-01, PersonBirthDate=2027-03-01, Sex=F",
          breaks="!Children: ExpectedPersonBirthDate=2027-05-01, Sex=F; "
                 "!Children: ExpectedPersonBirthDate=2027-05-01"),
    child(code="8750", fields=("GenderCurrent", "ExpectedPersonBirthDate", "PersonBirthDate"), until=2024,
          fails=dated("ExpectedPersonBirthDate") & undated("PersonBirthDate") & ~is_("GenderCurrent", "0"),
          says="The gender of a child not born yet must be 0.",
          do="Record 0 until the birth; if the child has been born, give the date of birth.",
          passes="2024; Children: ExpectedPersonBirthDate=2024-05-01, GenderCurrent=0; "
                 "Children: GenderCurrent=1; "
                 "Children: ExpectedPersonBirthDate=2024-05-01, PersonBirthDate=2024-03-01, GenderCurrent=2",
          breaks="2024; !Children: ExpectedPersonBirthDate=2024-05-01, GenderCurrent=2; "
                 "!Children: ExpectedPersonBirthDate=2024-05-01",
          reading=OLDER),
    Rule(code="8540", over=DETAILS_AND_DISABILITIES, flags=("Disabilities", "Children", "CINdetails"),
         fields=("Disabilities.Disability", "Children.PersonBirthDate", "ReferralNFA"),
         fails=no("ReferralNFA") & dated("Children.PersonBirthDate")
         & ~sure(valid("Disabilities.Disability")),
         says="The referral of a born child led to action, but there is no disability for the child, or one "
              "that is not among the codes.",
         do="Record each disability by its code, or NONE where the child has none.",
         passes="Children: PersonBirthDate=2020-01-01; Disabilities: Disability=NONE; "
                "CINdetails: ReferralNFA=false; Children: ; CINdetails: ReferralNFA=false; "
                "Children: PersonBirthDate=2020-01-01; CINdetails: ReferralNFA=true",
         breaks="!Children: PersonBirthDate=2020-01-01; !CINdetails: ReferralNFA=FALSE; "
                "!Children: PersonBirthDate=2020-01-01; Disabilities: Disability=MOB; "
                "!Disabilities: Disability=LEGS; !CINdetails: ReferralNFA=0",
         differs="The open tool never reports this for a census read from XML."),
    disability(code="8790", fails=filled("Disability") & ~NONE & NONE.any().over(CHILD),
               says="The child has this disability and also NONE, which says that there is none.",
               do="Take out NONE if the child has the disability, otherwise the disability.",
               passes="Disabilities: Disability=NONE; Disabilities: ; "
                      "Children: ; Disabilities: Disability=MOB; Disabilities: Disability=LD",
               breaks="Disabilities: Disability=none; !Disabilities: Disability=MOB; "
                      "!Disabilities: Disability=LD"),
    disability(code="8794", fails=filled("Disability") & (pl.len().over(CHILD, "Disability") > 1),
               says="The child has the same disability more than once.",
               do="Leave it in once.",
               passes="Disabilities: Disability=MOB; Disabilities: Disability=LD; Disabilities*2: ; "
                      "Children: ; Disabilities: Disability=MOB",
               breaks="!Disabilities: Disability=MOB; Disabilities: Disability=LD; "
                      "!Disabilities: Disability=MOB"),
)
