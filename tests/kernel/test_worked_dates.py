"""The worked dates: each line is a case, an offset, the date counted from and the date it gives."""

from datetime import date, datetime

import polars as pl
import pytest

from kinkeeper.kernel.offsets import (
    Offset,
    calendar_days,
    clear_days,
    months,
    weeks,
    working_days,
    years,
)
from kinkeeper.kernel.workdays import calendar

COUNTED = {
    "wd": working_days,
    "wd before": lambda n: working_days(n).before(),
    "d": calendar_days,
    "d beginning with": lambda n: calendar_days(n).beginning_with(),
    "clear d": clear_days,
    "clear d before": lambda n: clear_days(n).before(),
    "w": weeks,
    "w beginning with": lambda n: weeks(n).beginning_with(),
    "m": months,
    "y": years,
}

WORKED = """
referral 3 Mar 2014, decision              | 1 wd               | Mon 3 Mar 2014  | Tue 4 Mar 2014
referral 3 Mar 2014, day 10                | 10 wd              | Mon 3 Mar 2014  | Mon 17 Mar 2014
referral 3 Mar 2014, day 45                | 45 wd              | Mon 3 Mar 2014  | Thu 8 May 2014
referral Easter Saturday, decision         | 1 wd               | Sat 19 Apr 2014 | Tue 22 Apr 2014
referral Easter Saturday, day 45           | 45 wd              | Sat 19 Apr 2014 | Wed 25 Jun 2014
referral before Christmas, decision        | 1 wd               | Fri 19 Dec 2014 | Mon 22 Dec 2014
referral before Christmas, day 45          | 45 wd              | Fri 19 Dec 2014 | Wed 25 Feb 2015
strategy, initial conference               | 15 wd              | Wed 17 Dec 2014 | Mon 12 Jan 2015
initial conference, core group             | 10 wd              | Mon 12 Jan 2015 | Mon 26 Jan 2015
initial conference, review conference      | 3 m                | Mon 12 Jan 2015 | Sun 12 Apr 2015
initial conference, reported review        | 91 d               | Mon 12 Jan 2015 | Mon 13 Apr 2015
looked after, placement plan and notices   | 5 wd               | Thu 27 Nov 2014 | Thu 4 Dec 2014
looked after, first visit                  | 1 w                | Thu 27 Nov 2014 | Thu 4 Dec 2014
looked after, care plan                    | 10 wd              | Thu 27 Nov 2014 | Thu 11 Dec 2014
looked after, first review                 | 20 wd              | Thu 27 Nov 2014 | Mon 29 Dec 2014
looked after, temporary approval           | 16 w               | Thu 27 Nov 2014 | Thu 19 Mar 2015
temporary approval, in days                | 112 d              | Thu 27 Nov 2014 | Thu 19 Mar 2015
temporary approval, extended               | 56 d               | Thu 19 Mar 2015 | Thu 14 May 2015
first review held, second                  | 3 m                | Mon 22 Dec 2014 | Sun 22 Mar 2015
second review held, next                   | 6 m                | Wed 18 Mar 2015 | Fri 18 Sep 2015
visit, next in six weeks                   | 6 w                | Wed 3 Dec 2014  | Wed 14 Jan 2015
visit, next in 42 days                     | 42 d               | Wed 3 Dec 2014  | Wed 14 Jan 2015
care application, earliest case management | 12 wd              | Tue 6 May 2014  | Thu 22 May 2014
care application, latest case management   | 18 wd              | Tue 6 May 2014  | Mon 2 Jun 2014
care application, 26 weeks                 | 26 w beginning with| Tue 6 May 2014  | Mon 3 Nov 2014
care application, naive 26 weeks           | 26 w               | Tue 6 May 2014  | Tue 4 Nov 2014
review, reviewing officer's talk           | 15 wd before       | Tue 6 Jan 2015  | Thu 11 Dec 2014
review, papers                             | 3 wd before        | Tue 6 Jan 2015  | Wed 31 Dec 2014
complaint, 25 days                         | 25 wd              | Mon 1 Dec 2014  | Thu 8 Jan 2015
complaint, 65 days                         | 65 wd              | Mon 1 Dec 2014  | Thu 5 Mar 2015
complaint, panel                           | 30 wd              | Mon 1 Dec 2014  | Thu 15 Jan 2015
inspection report, publish                 | 30 wd              | Fri 23 May 2014 | Mon 7 Jul 2014
inspection report, statement of action     | 70 wd              | Fri 23 May 2014 | Tue 2 Sep 2014
Kirklees, from the report                  | 70 wd              | Fri 25 Nov 2016 | Wed 8 Mar 2017
Kirklees, from the day received            | 70 wd              | Mon 28 Nov 2016 | Thu 9 Mar 2017
referral before the state funeral, day 10  | 10 wd              | Fri 9 Sep 2022  | Mon 26 Sep 2022
45 back from the year end                  | 45 wd before       | Tue 31 Mar 2015 | Tue 27 Jan 2015
45 back, counting the day itself           | 44 wd before       | Tue 31 Mar 2015 | Wed 28 Jan 2015
30 Nov and 3 months                        | 3 m                | Sun 30 Nov 2014 | Sat 28 Feb 2015
30 Nov and 91 days, a day late             | 91 d               | Sun 30 Nov 2014 | Sun 1 Mar 2015
31 Jan and 3 months                        | 3 m                | Sat 31 Jan 2015 | Thu 30 Apr 2015
31 Jan and 91 days, two days late          | 91 d               | Sat 31 Jan 2015 | Sat 2 May 2015
31 Aug and 6 months                        | 6 m                | Sun 31 Aug 2014 | Sat 28 Feb 2015
31 Aug and 183 days, two days late         | 183 d              | Sun 31 Aug 2014 | Mon 2 Mar 2015
22 Dec and 91 days, a day late             | 91 d               | Mon 22 Dec 2014 | Mon 23 Mar 2015
18 Mar and 183 days, a day early           | 183 d              | Wed 18 Mar 2015 | Thu 17 Sep 2015
six weeks is 42 days                       | 6 w                | Thu 27 Nov 2014 | Thu 8 Jan 2015
EPO, eight days counting the day made      | 8 d beginning with | Tue 15 Apr 2014 | Tue 22 Apr 2014
EPO, eight days after the day made         | 8 d                | Tue 15 Apr 2014 | Wed 23 Apr 2014
sixteenth birthday of 29 February          | 16 y               | Thu 29 Feb 1996 | Wed 29 Feb 2012
eighteenth birthday of 29 February         | 18 y               | Sat 29 Feb 2020 | Sun 28 Feb 2038
clear days leave out both ends             | 2 clear d          | Mon 3 Mar 2014  | Thu 6 Mar 2014
clear days back leave out both ends        | 2 clear d before   | Thu 6 Mar 2014  | Mon 3 Mar 2014
return Friday night, three working days    | 3 wd               | Fri 19 Dec 2014 | Wed 24 Dec 2014
nought is the day itself, working or not   | 0 wd               | Sat 19 Apr 2014 | Sat 19 Apr 2014
"""


def _day(words: str) -> date:
    found = datetime.strptime(f"{words} +0000", "%a %d %b %Y %z").date()
    assert f"{found:%a}" == words[:3], f"{words} was not that day of the week"
    return found


def _case(line: str) -> tuple[str, Offset, date, date]:
    name, counted, anchor, due = (cell.strip() for cell in line.split("|"))
    n, unit = counted.split(" ", 1)
    return name, COUNTED[unit](int(n)), _day(anchor), _day(due)


CASES = [_case(line) for line in WORKED.strip().splitlines()]


@pytest.mark.parametrize(
    ("offset", "anchor", "due"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_worked_date(offset: Offset, anchor: date, due: date) -> None:
    """Every worked date comes out as the guidance counts it."""
    assert offset.due(anchor, calendar()) == due


@pytest.mark.parametrize(
    ("offset", "anchor", "due"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_worked_date_as_an_expression(offset: Offset, anchor: date, due: date) -> None:
    """A whole column counts as one date does."""
    frame = pl.DataFrame(
        {"on": [anchor], "at": [None]}, schema={"on": pl.Date, "at": pl.Datetime("us", "UTC")}
    )
    counted = frame.select(due=offset.due_expr(pl.col("on"), pl.col("at"), calendar()))
    assert counted["due"].to_list() == [due]


@pytest.mark.parametrize(
    ("limit", "planned"),
    [("Sun 12 Apr 2015", "Fri 10 Apr 2015"), ("Sun 22 Mar 2015", "Fri 20 Mar 2015")],
)
def test_a_limit_at_a_weekend_is_planned_for_the_working_day_before(
    limit: str, planned: str
) -> None:
    """A month's limit does not roll forward: it is planned for the working day before."""
    assert calendar().on_or_before(_day(limit)) == _day(planned)


@pytest.mark.parametrize(("year", "count"), [(2014, 253), (2016, 253), (2022, 250)])
def test_working_days_in_a_year(year: int, count: int) -> None:
    """The working days of a year are as many as the guidance counts."""
    assert calendar().between(date(year - 1, 12, 31), date(year, 12, 31)) == count


def test_the_same_day_is_nought() -> None:
    """A conference on the day of its strategy discussion took no working days."""
    assert calendar().between(date(2014, 3, 3), date(2014, 3, 3)) == 0
