"""Worked cases of referrals, assessments and child protection."""

from __future__ import annotations

from kinkeeper.law.cases.case import Case

CASES = (
    Case(
        "The conference is counted from the strategy discussion that began the enquiry",
        events="""
            Wed 17 Dec 2014 | strategy_discussion_held | S1 in E
            Wed 17 Dec 2014 | s47_started              | Q in E
            Mon 05 Jan 2015 | strategy_discussion_held | S2 in E
            Mon 12 Jan 2015 | conference_initial_held  | Q in E
        """,
        instances="icpc | 1 | Mon 12 Jan 2015 | | | met Mon 12 Jan 2015",
    ),
    Case(
        "A plan's core group and first review run from the conference that made it",
        events="""
            Mon 12 Jan 2015 | cp_plan_started | P in E
            Mon 26 Jan 2015 | core_group_held | P in E
        """,
        instances="""
            core_group_first  | 1 | Mon 26 Jan 2015 |                 |                 | met Mon 26 Jan 2015
            core_group_repeat | 2 | Mon 09 Mar 2015 |                 |                 |
            rcpc_first        | 1 | Sun 12 Apr 2015 | Fri 10 Apr 2015 | Mon 13 Apr 2015 |
        """,
    ),
    Case(
        "An assessment runs from the referral, through Christmas",
        events="""
            Fri 19 Dec 2014 | referral_received     | E
            Fri 02 Jan 2015 | assessment_started    | A in E
            Thu 26 Feb 2015 | assessment_authorised | A in E
        """,
        instances="""
            assessment_complete | 1 | Wed 25 Feb 2015 | | | met Thu 26 Feb 2015
            referral_decision   | 1 | Mon 22 Dec 2014 | | |
        """,
        states="""
            Thu 26 Feb 2015 | assessment_complete | 1 | met late
        """,
    ),
    Case(
        "Before it was authorised, or known to be, the assessment was late",
        events="""
            Fri 19 Dec 2014 | referral_received  | E
            Fri 02 Jan 2015 | assessment_started | A in E
        """,
        instances="assessment_complete | 1 | Wed 25 Feb 2015 | | |",
        states="Tue 10 Mar 2015 | assessment_complete | 1 | late",
    ),
    Case(
        "Easter and the May holiday are not counted",
        events="Mon 03 Mar 2014 | referral_received | E",
        instances="""
            referral_decision       | 1 | Tue 04 Mar 2014 | | |
            assessment_review_point | 1 | Mon 17 Mar 2014 | | |
            assessment_complete     | 1 | Thu 08 May 2014 | | |
        """,
    ),
    Case(
        "From a Saturday, day one is the next working day",
        events="Sat 19 Apr 2014 | referral_received | E",
        instances="""
            referral_decision   | 1 | Tue 22 Apr 2014 | | |
            assessment_complete | 1 | Wed 25 Jun 2014 | | |
        """,
    ),
    Case(
        "A holiday proclaimed late moves what is still open",
        events="Fri 09 Sep 2022 | referral_received | E",
        instances="assessment_review_point | 1 | Mon 26 Sep 2022 | | |",
    ),
    Case(
        "A second assessment on an open case runs from its own start",
        events="""
            Mon 03 Mar 2014 | referral_received     | E
            Mon 03 Mar 2014 | assessment_started    | A1 in E
            Mon 07 Apr 2014 | assessment_authorised | A1 in E
            Mon 01 Sep 2014 | assessment_started    | A2 in E
        """,
        instances="""
            assessment_complete | 1 | Thu 08 May 2014 | | | met Mon 07 Apr 2014
            assessment_complete | 1 | Mon 03 Nov 2014 | | |
        """,
    ),
    Case(
        "So does one that starts when the referral's own time is over",
        events="""
            Mon 03 Mar 2014 | referral_received  | E
            Mon 01 Sep 2014 | assessment_started | A in E
        """,
        instances="""
            assessment_complete | 1 | Thu 08 May 2014 | | |
            assessment_complete | 1 | Mon 03 Nov 2014 | | |
        """,
    ),
    Case(
        "Before April 2013 it was an initial assessment of ten days, and no single one",
        events="Thu 11 Apr 2013 | referral_received | E",
        instances="initial_assessment_hist | 1 | Thu 25 Apr 2013 | | |",
    ),
    Case(
        "A referral that ended on a day not recorded is not late: it cannot be counted",
        events="""
            Mon 03 Mar 2014 | referral_received          | E
            not recorded    | referral_no_further_action | E
        """,
        instances="""
            assessment_complete | 1 | | | | It ended on a date that is not recorded.
        """,
    ),
    Case(
        "Nor is it late when the case is closed long after",
        events="""
            Mon 03 Mar 2014 | referral_received          | E
            not recorded    | referral_no_further_action | E
            Mon 01 Sep 2014 | case_closed                | E
        """,
        instances="""
            assessment_complete | 1 | | | | ended Mon 01 Sep 2014; It ended on a date that is not recorded.
        """,
    ),
)
