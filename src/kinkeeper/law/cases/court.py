"""Worked cases of courts, and of children who go missing."""

from __future__ import annotations

from kinkeeper.law.cases.case import Case

CASES = (
    Case(
        "Care proceedings begin with the day of issue",
        events="Tue 06 May 2014 | proceedings_issued | L",
        instances="""
            care_proceedings_26wk | 1 | Mon 03 Nov 2014 |                 | |
            cmh                   | 1 | Mon 02 Jun 2014 |                 | |
            irh                   | 1 | Tue 23 Sep 2014 |                 | |
        """,
    ),
    Case(
        "Before April 2014 no law limited proceedings, and the pilot's hearing came by day 12",
        events="Tue 01 Apr 2014 | proceedings_issued | L",
        instances="cmh | 1 | Thu 17 Apr 2014 | | |",
    ),
    Case(
        "The eight days of an emergency protection order are read the earlier way",
        events="""
            Tue 15 Apr 2014 | epo_made     | O
            Tue 22 Apr 2014 | epo_extended | O
            Mon 28 Apr 2014 | epo_ended    | O
        """,
        instances="""
            epo_expiry | 1 | Tue 22 Apr 2014 |                 | | met Tue 22 Apr 2014
            epo_expiry | 2 | Tue 29 Apr 2014 |                 | | met Mon 28 Apr 2014
        """,
    ),
    Case(
        "A return interview is due 72 hours on, through the weekend",
        events="""
            Wed 17 Dec 2014 | missing_started  | M | M
            Fri 19 Dec 2014 | missing_returned | M | M
        """,
        instances="rhi | 1 | Mon 22 Dec 2014 | | |",
    ),
    Case(
        "A child away without permission, and not missing, is owed no return interview",
        events="""
            Wed 17 Dec 2014 | missing_started  | M1 | A
            Fri 19 Dec 2014 | missing_returned | M1 | A
            Wed 07 Jan 2015 | missing_started  | M2 | M
            Fri 09 Jan 2015 | missing_returned | M2 | M
        """,
        instances="rhi | 1 | Mon 12 Jan 2015 | | |",
    ),
)
