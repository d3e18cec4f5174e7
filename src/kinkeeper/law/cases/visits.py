"""Worked cases of placements and visits."""

from __future__ import annotations

from kinkeeper.law.cases.case import Case

CASES = (
    Case(
        "Visits run six weeks from the visit made; a new placement starts them again",
        events="""
            Thu 27 Nov 2014 | placement_started | P1 in C
            Wed 03 Dec 2014 | care_visit_made   | V1 in C
            Mon 05 Jan 2015 | placement_started | P2 in C
        """,
        instances="""
            visit_first_week    | 1 | Thu 04 Dec 2014 |  | | met Wed 03 Dec 2014
            visit_first_week    | 1 | Mon 12 Jan 2015 |  | |
            visit_six_weekly_y1 | 2 | Wed 14 Jan 2015 |  | | superseded Mon 05 Jan 2015
        """,
        states="Mon 05 Jan 2015 | visit_six_weekly_y1 | 2 | superseded",
    ),
    Case(
        "Six-weekly visits pass from one clock to the other when the placement is a year old",
        events="""
            Mon 06 Jan 2014 | placement_started | P1 in C
            Wed 10 Dec 2014 | care_visit_made   | V1 in C
            Wed 14 Jan 2015 | care_visit_made   | V2 in C
        """,
        instances="""
            visit_six_weekly_y1       | 2 | Wed 21 Jan 2015 | | | met Wed 14 Jan 2015
            visit_six_weekly_after_y1 | 3 | Wed 25 Feb 2015 | | |
        """,
    ),
    Case(
        "A placement with adopters is visited weekly to its first review; other visits go on from the last",
        events="""
            Mon 06 Jan 2014 | placement_started    | P1 in C
            Fri 10 Jan 2014 | care_visit_made      | V1 in C
            Mon 10 Feb 2014 | placement_ended      | P1 in C
            Mon 10 Feb 2014 | placed_with_adopters | P2 in C
            Fri 14 Feb 2014 | care_visit_made      | V2 in C
            Wed 19 Feb 2014 | care_review_held     | R in C
        """,
        instances="""
            adoption_visit      | 1 | Mon 17 Feb 2014 | | | met Fri 14 Feb 2014
            adoption_visit      | 2 | Fri 21 Feb 2014 | | | ended Wed 19 Feb 2014
            visit_first_week    | 1 | Mon 13 Jan 2014 | | | met Fri 10 Jan 2014
            visit_six_weekly_y1 | 2 | Fri 21 Feb 2014 | | | met Fri 14 Feb 2014
            visit_six_weekly_y1 | 3 | Fri 28 Mar 2014 | | |
        """,
    ),
    Case(
        "A placement meant to last to 18 is visited three-monthly instead",
        events="""
            Mon 06 Jan 2014 | placement_started          | P1 in C
            Wed 14 Jan 2015 | care_visit_made            | V1 in C
            Mon 02 Feb 2015 | permanent_placement_agreed | P1 in C
            Mon 20 Apr 2015 | care_visit_made            | V2 in C
        """,
        instances="""
            visit_six_weekly_after_y1     | 2 | Wed 25 Feb 2015 | | | ended Mon 02 Feb 2015
            visit_three_monthly_permanent | 1 | Sat 02 May 2015 | Fri 01 May 2015 | | met Mon 20 Apr 2015
            visit_three_monthly_permanent | 2 | Mon 20 Jul 2015 | | |
        """,
    ),
    Case(
        "Becoming looked after sets plans, notices, visits and the review running",
        events="""
            Thu 27 Nov 2014 | looked_after_started | C
            Thu 27 Nov 2014 | placement_started    | P in C
        """,
        instances="""
            placement_plan         | 1 | Thu 04 Dec 2014 |                 | |
            placement_notification | 1 | Thu 04 Dec 2014 |                 | |
            iro_appointed          | 1 | Thu 04 Dec 2014 |                 | |
            visit_first_week       | 1 | Thu 04 Dec 2014 |                 | |
            care_plan              | 1 | Thu 11 Dec 2014 |                 | |
            pep_first              | 1 | Thu 11 Dec 2014 |                 | |
            iha                    | 1 | Mon 29 Dec 2014 |                 | |
            dental                 | 1 | Fri 27 Nov 2015 |                 | |
        """,
    ),
    Case(
        "A placement plan made before the placement counts; its end ends what is left",
        events="""
            Tue 25 Nov 2014 | placement_plan_agreed | P in C
            Thu 27 Nov 2014 | placement_started     | P in C
            Fri 28 Nov 2014 | placement_ended       | P in C
            Fri 28 Nov 2014 | placement_started     | P2 in C
            Tue 02 Dec 2014 | placement_ended       | P2 in C
        """,
        instances="""
            placement_plan | 1 | Thu 04 Dec 2014 | | | met Tue 25 Nov 2014
            placement_plan | 1 | Fri 05 Dec 2014 | | | ended Tue 02 Dec 2014
        """,
    ),
    Case(
        "Temporary approval lasts 16 weeks, and eight more if extended",
        events="""
            Thu 27 Nov 2014 | temporary_carer_approved    | P in C
            Thu 19 Mar 2015 | temporary_approval_extended | P in C
        """,
        instances="""
            temp_approval           | 1 | Thu 19 Mar 2015 | | | ended Thu 19 Mar 2015
            temp_approval_extension | 1 | Thu 14 May 2015 | | |
        """,
    ),
    Case(
        "Privately fostered children are visited six-weekly, then twelve-weekly after a year",
        events="""
            Mon 03 Mar 2014 | private_fostering_began   | F
            Mon 09 Feb 2015 | private_fostering_visited | F
            Mon 09 Mar 2015 | private_fostering_visited | F
        """,
        instances="""
            pf_visit_y1 | 1 | Mon 14 Apr 2014 | | | met Mon 09 Feb 2015
            pf_visit_y1 | 2 | Mon 23 Mar 2015 | | | met Mon 09 Mar 2015
            pf_visit_y2 | 3 | Mon 01 Jun 2015 | | |
        """,
    ),
)
