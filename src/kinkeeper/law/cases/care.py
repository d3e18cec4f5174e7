"""Worked cases of becoming looked after, reviews, health and adoption."""

from __future__ import annotations

from datetime import date

from kinkeeper.law.cases.case import Case

CASES = (
    Case(
        "The first review is due 20 working days after a child becomes looked after",
        events="Thu 27 Nov 2014 | looked_after_started | C",
        instances="review_first | 1 | Mon 29 Dec 2014 | | |",
        states="""
            Mon 01 Dec 2014 | review_first | 1 | open
            Mon 29 Dec 2014 | review_first | 1 | open
            Tue 30 Dec 2014 | review_first | 1 | late
        """,
    ),
    Case(
        "A later review is counted from the one held, and what a return counts stands beside it",
        events="""
            Thu 27 Nov 2014 | looked_after_started | C
            Mon 22 Dec 2014 | care_review_held     | R1 in C
        """,
        instances="""
            review_first  | 1 | Mon 29 Dec 2014 |                 |                 | met Mon 22 Dec 2014
            review_second | 2 | Sun 22 Mar 2015 | Fri 20 Mar 2015 | Mon 23 Mar 2015 |
        """,
        states="""
            Tue 23 Dec 2014 | review_first  | 1 | met
            Mon 23 Mar 2015 | review_second | 2 | late
        """,
    ),
    Case(
        "A review held late starts the next from its own day; going home ends what is left",
        events="""
            Thu 27 Nov 2014 | looked_after_started | C
            Mon 22 Dec 2014 | care_review_held     | R1 in C
            Wed 25 Mar 2015 | care_review_held     | R2 in C
            Wed 01 Jul 2015 | looked_after_ended   | C
        """,
        instances="""
            review_first  | 1 | Mon 29 Dec 2014 |                 |                 | met Mon 22 Dec 2014
            review_second | 2 | Sun 22 Mar 2015 | Fri 20 Mar 2015 | Mon 23 Mar 2015 | met Wed 25 Mar 2015
            review_later  | 3 | Fri 25 Sep 2015 |                 | Thu 24 Sep 2015 | ended Wed 01 Jul 2015
        """,
        states="""
            Thu 26 Mar 2015 | review_second | 2 | met late
            Thu 02 Jul 2015 | review_later  | 3 | not needed
        """,
    ),
    Case(
        "The month's date is the limit even when the days a return counts run past it",
        events="""
            Thu 27 Nov 2014 | looked_after_started | C
            Mon 22 Dec 2014 | care_review_held     | R1 in C
            Wed 18 Mar 2015 | care_review_held     | R2 in C
        """,
        instances="""
            review_later | 3 | Fri 18 Sep 2015 | | Thu 17 Sep 2015 |
        """,
    ),
    Case(
        "What must come before a review is counted back from the day it is booked for",
        events="Tue 06 Jan 2015 | care_review_booked | R in C",
        instances="""
            iro_sw_contact | 1 | Thu 11 Dec 2014 |                 | |
            review_papers  | 1 | Wed 31 Dec 2014 |                 | |
        """,
    ),
    Case(
        "Papers sent before the booked review meet it; leaving care before then ends the rest",
        events="""
            Mon 01 Dec 2014 | looked_after_started | C
            Tue 06 Jan 2015 | care_review_booked   | R in C
            Mon 29 Dec 2014 | review_papers_sent   | R in C
            Wed 10 Dec 2014 | looked_after_ended   | C
        """,
        instances="""
            iro_sw_contact | 1 | Thu 11 Dec 2014 | | | ended Wed 10 Dec 2014
            review_papers  | 1 | Wed 31 Dec 2014 | | | ended Wed 10 Dec 2014
        """,
    ),
    Case(
        "A child under five is assessed six-monthly, and yearly from the fifth birthday",
        events="""
            Mon 03 Feb 2014 | looked_after_started | C
            Mon 03 Mar 2014 | health_assessed      | H1 in C
        """,
        instances="""
            rha_under5 | 1 | Sun 03 Aug 2014 | Fri 01 Aug 2014 | | met Mon 03 Mar 2014
            rha_under5 | 2 | Wed 03 Sep 2014 |                 | | ended Fri 01 Aug 2014
            rha_5plus  | 1 | Sat 01 Aug 2015 | Fri 31 Jul 2015 | |
        """,
        born_on=date(2009, 8, 1),
    ),
    Case(
        "A child placed for adoption is reviewed at four weeks, three months, then six-monthly",
        events="""
            Mon 02 Jun 2014 | legal_status_started | L in C  | E1
            Mon 01 Sep 2014 | placed_with_adopters | P in C
            Mon 22 Sep 2014 | care_review_held     | R1 in C
            Mon 15 Dec 2014 | care_review_held     | R2 in C
            Tue 03 Feb 2015 | looked_after_ended   | C
        """,
        instances="""
            adoption_review_unplaced_1 | 1 | Tue 02 Sep 2014 |  | | ended Mon 01 Sep 2014
            adoption_review_placed_1   | 1 | Mon 29 Sep 2014 |  | | met Mon 22 Sep 2014
            adoption_review_placed_2   | 2 | Mon 22 Dec 2014 |  | | met Mon 15 Dec 2014
            adoption_review_placed_2   | 3 | Mon 15 Jun 2015 |  | | ended Tue 03 Feb 2015
        """,
    ),
    Case(
        "Ceasing to be looked after must be approved first; staying is no breach",
        events="""
            Mon 01 Jun 2015 | looked_after_started | C
            Sat 01 Aug 2015 | looked_after_ended   | C
            Fri 31 Jul 2015 | ceasing_approved     | C
        """,
        instances="ceasing_decision | 1 | Sat 01 Aug 2015 | Fri 31 Jul 2015 | | met Fri 31 Jul 2015",
    ),
    Case(
        "Looked after since a day not recorded: the first reviews cannot be judged, later ones can",
        events="""
            not recorded    | looked_after_started | C
            Mon 22 Dec 2014 | care_review_held     | R1 in C
            Wed 18 Mar 2015 | care_review_held     | R2 in C
            Wed 16 Sep 2015 | care_review_held     | R3 in C
        """,
        instances="""
            review_first | 1 | | | | met Mon 22 Dec 2014; The date it is counted from is not recorded.
            review_later | 1 | | | | met Mon 22 Dec 2014; The date it is counted from is not recorded.
            review_later | 3 | Fri 18 Sep 2015 | | Thu 17 Sep 2015 | met Wed 16 Sep 2015
            review_later | 4 | Wed 16 Mar 2016 | | Thu 17 Mar 2016 |
        """,
    ),
)
