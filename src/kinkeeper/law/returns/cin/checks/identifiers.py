"""Rules about what the child is known by: the authority's own identifier and the pupil numbers."""

from __future__ import annotations

from functools import partial

import polars as pl

from kinkeeper.law.returns.cin.authorities import AUTHORITIES, TO_2022_23
from kinkeeper.law.returns.cin.views import CHILDREN, DETAILS
from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.terms import END, among, blank, by, filled, is_, no, on, sure, t, yes

child = partial(Rule, over=CHILDREN)
referral = partial(Rule, over=DETAILS)
WHOLE_UPN = sure(t("UPN").str.len_chars() == 13)
AUTHORITY_OF_UPN = t("UPN").str.slice(1, 3)
LONGEST_ID = 20
SIX = END.dt.offset_by("-6y")  # born by this day, a child is six when the year ends
FIVE_BY_AUGUST = END.dt.offset_by("5mo").dt.offset_by("-6y")
REASONS = tuple(f"{letters}{number}" for letters in ("UN", "un") for number in range(2, 8))

# A rule reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
RULES = (
    child(code="8500", fields=("LAchildID",), fails=blank("LAchildID"),
          says="The child has no identifier of the authority.",
          do="Give the child the identifier that your case system knows them by.",
          passes="Children: LAchildID=A1", breaks="!Children: LAchildID="),
    child(code="8510", fields=("LAchildID",), fails=t("LAchildID").is_duplicated(),
          says="More than one child of the census has this identifier.",
          do="Merge the records if it is the same child; otherwise give each an identifier of their own.",
          passes="Children: LAchildID=A1; Children: LAchildID=a1",
          breaks="!Children: LAchildID=A1; Children: LAchildID=A2; !Children: LAchildID=A1; "
                 "!Children: LAchildID=; !Children: LAchildID=",
          reading="Two children without an identifier count as having the same one."),
    child(code="1570", fields=("LAchildID",), since=2025,
          fails=sure(t("LAchildID").str.len_chars() > LONGEST_ID),
          says="The child's identifier has more than 20 characters.",
          do="Shorten the identifier in the case system, and use the shorter one in later years too.",
          passes="Children: LAchildID=A2345678901234567890; Children: LAchildID=",
          breaks="!Children: LAchildID=A23456789012345678901"),
    child(code="1580", fields=("LAchildID",), since=2025,
          fails=sure(t("LAchildID").str.contains(r"[^\p{L}\p{N}]")),
          says="The child's identifier has something in it that is neither a letter nor a digit.",
          do="Take out blanks, dashes and other signs; look also for a blank before or after it.",
          passes="Children: LAchildID=Añ9; Children: LAchildID=",
          breaks="!Children: LAchildID=A-1; !Children: LAchildID=A 1"),
    child(code="8590", fields=("LAchildID",), fails=pl.col("details") == 0, also=("CINdetails",),
          says="Nothing is returned of this child but who they are: there is no referral episode.",
          do="Add the episode of need that was open in the year, or leave the child out.",
          passes="Children: LAchildID=A1; CINdetails:; Children: LAchildID=A1",
          breaks="!Children: ; Children: ; CINdetails:"),
    child(code="1510", fields=("UPN",), fails=sure(t("UPN").str.head(1) != pl.col("UPN:letter")),
          says="The first letter of the unique pupil number does not go with its digits, so one of them "
               "is mistyped.",
          do="Ask the school or look the number up again; do not change the letter to fit.",
          passes="Children: UPN=N330180000001; Children: UPN=A33018000000B; Children: UPN=A33018000; "
                 "Children: UPN=",
          breaks="!Children: UPN=A330180000001; !Children: UPN=n330180000001"),
    child(code="1520", fields=("UPN",), fails=filled("UPN") & t("UPN").is_duplicated(),
          says="More than one child has this unique pupil number.",
          do="Find whose number it is. If both records are of one child, merge them.",
          passes="Children: UPN=N330180000001; Children: UPN=A330180000001; Children*2: UPN=",
          breaks="!Children: UPN=N330180000001; Children: UPN=A1; !Children: UPN=N330180000001"),
    *(
        child(code="1530", fields=("UPN",), since=since, until=until,
              fails=WHOLE_UPN & ~sure(AUTHORITY_OF_UPN.is_in(numbers)),
              says="The second to fourth characters of the unique pupil number are not the number of an "
                   "authority.",
              do="Check the number with the school; the three digits after the letter name an authority.",
              passes=f"{until or since}; Children: UPN=N330180000001; Children: UPN=N005180000001; "
                     "Children: UPN=N99918000000; Children: UPN=",
              breaks=f"{until or since}; !Children: UPN=N999180000001; !Children: UPN=N006180000001; "
                     f"!Children: UPN=NA30180000001; !Children: UPN=N{stranger}180000001")
        for numbers, since, until, stranger in ((TO_2022_23, 2023, 2023, 942),
                                                (AUTHORITIES, 2024, None, 944))
    ),
    child(code="1540", fields=("UPN",),
          fails=filled("UPN") & ~sure(t("UPN").str.slice(4, 8).str.contains(r"^[0-9]+$")),
          says="The fifth to twelfth characters of the unique pupil number are not all digits.",
          do="Check the number with the school; a temporary one has a letter at the end only.",
          passes="Children: UPN=N330180000001; Children: UPN=A33018000000B; Children: UPN=N33018000000; "
                 "Children: UPN=",
          breaks="!Children: UPN=N3301A0000001; !Children: UPN=N330180000A01; !Children: UPN=N330; "
                 "!Children: UPN=N33018000A001",
          reading="A number of another length passes if what stands in those places is digits, but "
                  "there must be something."),
    child(code="1550", fields=("UPN",),
          fails=WHOLE_UPN & ~sure(t("UPN").str.contains(r"[0-9A-HJ-NP-RT-Z]$")),
          says="The last character of the unique pupil number is neither a digit nor one of the letters "
               "that it can be.",
          do="Check the number with the school; the letters I, O and S are not used.",
          passes="Children: UPN=N330180000001; Children: UPN=A33018000000B; Children: UPN=A330180000I; "
                 "Children: UPN=",
          breaks="!Children: UPN=A33018000000I; !Children: UPN=A33018000000b; !Children: UPN=A33018000000S"),
    child(code="1560Q", fields=("FormerUPN",), severity="query",
          fails=filled("FormerUPN") & ~sure(t("FormerUPN").str.contains(r"^[A-Za-z][0-9]{11}[0-9A-Za-z]$")),
          says="The former unique pupil number is not of the form such numbers have.",
          do="Check it: a letter, eleven digits, and a digit or (a temporary number) a letter. "
             "Leave it out if it cannot be found.",
          passes="Children: FormerUPN=N330180000001; Children: FormerUPN=A33018000000B; "
                 "Children: FormerUPN=",
          breaks="!Children: FormerUPN=3330180000001; !Children: FormerUPN=N33018000000; "
                 "!Children: FormerUPN=N33018000000AB",
          differs="The open tool also queries every temporary number, whose last character is a letter."),
    *(
        referral(code="8770Q", fields=("Children.UPN", "Children.UPNunknown"), flags=("Children",),
                 severity="query", since=since, until=until,
                 fails=by(on("Children.PersonBirthDate"), born_by) & no("ReferralNFA")
                 & blank("Children.UPN") & ~among("Children.UPNunknown", *REASONS),
                 says="A child of school age has neither a unique pupil number nor a reason why it is not "
                      "known.",
                 do="Ask the school or the pupil database for the number; failing that give a reason, UN2 or "
                    "later. UN1 is for children under school age.",
                 passes=f"{year}; Children: PersonBirthDate={young}; CINdetails: ReferralNFA=false; "
                        f"Children: PersonBirthDate={old}; CINdetails: ReferralNFA=true; "
                        f"Children: PersonBirthDate={old}, UPN=N330180000001; CINdetails: ReferralNFA=false; "
                        f"Children: PersonBirthDate={old}, UPNunknown=UN2; CINdetails: ReferralNFA=false; "
                        f"Children: PersonBirthDate={old}, UPNunknown=un7; CINdetails: ReferralNFA=false",
                 breaks=f"{year}; !Children: PersonBirthDate={old}; CINdetails: ReferralNFA=true; "
                        "CINdetails: ReferralNFA=0; "
                        "!Children: PersonBirthDate=2010-01-01, UPNunknown=UN1; "
                        "CINdetails: ReferralNFA=FALSE",
                 reading=f"Of school age is a child who {age}.")
        for since, until, born_by, year, young, old, age in (
            (2023, 2024, SIX, 2024, "2018-04-01", "2018-03-31", "was six by the end of the census year"),
            (2025, None, FIVE_BY_AUGUST, 2027, "2021-09-01", "2021-08-31",
             "was five by 31 August of the census year"),
        )
    ),
    referral(code="8772", fields=("Children.UPNunknown", "ReferralNFA"), flags=("Children", "CINdetails"),
             fails=is_("Children.UPNunknown", "UN7") & ~yes("ReferralNFA"),
             says="The reason given for a missing unique pupil number, that the referral led to no further "
                  "action, does not go with a referral that led to some.",
             do="Find the number, or give the reason that fits; UN7 is only for a child all of whose "
                "referrals ended without further action.",
             passes="Children: UPNunknown=UN7; CINdetails: ReferralNFA=TRUE; "
                    "Children: UPNunknown=UN6; CINdetails: ReferralNFA=false; Children: UPNunknown=UN7",
             breaks="!Children: UPNunknown=UN7; CINdetails: ReferralNFA=1; !CINdetails: ReferralNFA=0; "
                    "!Children: UPNunknown=UN7; !CINdetails: ReferralNFA=",
             differs="The open tool also reports a child with UN7 who has no referral episode at all, "
                     "which rule 8590 is for."),
)
