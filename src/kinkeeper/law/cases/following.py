"""Worked cases of what nobody records because it follows: from birthdays, from care, from counting."""

from __future__ import annotations

from datetime import date

from kinkeeper.law.cases.case import Case

CASES = (
    Case(
        "Missing a third time in 30 days calls for a strategy meeting each time that is reached",
        events="""
            Mon 05 Jan 2015 | missing_started | M1 | M
            Fri 16 Jan 2015 | missing_started | M2 | M
            Wed 04 Feb 2015 | missing_started | M3 | M
            Fri 13 Feb 2015 | missing_started | M4 | M
            Sat 14 Feb 2015 | missing_started | M5 | M
        """,
        instances="""
            missing_strategy | 1 | Mon 09 Feb 2015 | | |
            missing_strategy | 1 | Wed 18 Feb 2015 | | |
        """,
    ),
    Case(
        "A protection plan still running at 15 and 18 months is reviewed by the head of service",
        events="""
            Mon 06 Jan 2014 | cp_plan_started         | P in E
            Wed 08 Apr 2015 | cp_plan_senior_reviewed | P in E
            Fri 04 Sep 2015 | cp_plan_ended           | P in E
        """,
        instances="""
            cp_plan_long | 1 | Mon 06 Apr 2015 | | | met Wed 08 Apr 2015
            cp_plan_long | 1 | Mon 06 Jul 2015 | | | ended Fri 04 Sep 2015
        """,
    ),
    Case(
        "A fourth birthday in care starts the yearly score",
        events="Mon 03 Feb 2014 | looked_after_started | C",
        instances="sdq | 1 | Sat 01 Aug 2015 | Fri 31 Jul 2015 | |",
        born_on=date(2010, 8, 1),
    ),
    Case(
        "With 13 weeks in care since 14, a child is eligible on turning 16",
        events="""
            Thu 27 Nov 2014 | looked_after_started  | C
            Mon 16 Mar 2015 | adviser_appointed     | a child
            Fri 05 Jun 2015 | leaving_care_assessed | a child
        """,
        instances="""
            pa_appointed        | 1 | Wed 10 Jun 2015 | | | met Mon 16 Mar 2015
            eligible_assessment | 1 | Wed 10 Jun 2015 | | | met Fri 05 Jun 2015
        """,
        born_on=date(1999, 3, 10),
    ),
    Case(
        "Eligible when 13 weeks are complete, relevant on leaving care, former relevant at 18",
        events="""
            Mon 05 Jan 2015 | looked_after_started  | C
            Fri 31 Jul 2015 | looked_after_ended    | C
            Fri 09 Oct 2015 | leaving_care_assessed | a child
            Tue 04 Apr 2017 | leaver_contacted      | a child
        """,
        instances="""
            eligible_assessment | 1 | Mon 06 Jul 2015 |                 | | ended Fri 31 Jul 2015
            relevant_assessment | 1 | Sat 31 Oct 2015 | Fri 30 Oct 2015 | | met Fri 09 Oct 2015
            care_leaver_touch   | 1 | Fri 05 May 2017 |                 | | met Tue 04 Apr 2017
            care_leaver_touch   | 2 | Tue 30 May 2017 |                 | |
        """,
        born_on=date(1999, 3, 10),
    ),
)
