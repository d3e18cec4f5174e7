"""Bank holidays of England and Wales, 2010 to 2030, as data.

A day is a holiday under the Banking and Financial Dealings Act 1971 (schedule 1, or proclaimed
under section 1) or at common law (Christmas Day and Good Friday). Where one falls at a weekend
the weekday kept in its place is given. Scotland and Northern Ireland never count, nor does a day
on which a council chooses to close.

To add a proclaimed holiday, add a line to `CHANGES`; `kinkeeper.kernel.workdays` makes a new
version of the calendar from it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

FIRST_ON = date(2010, 1, 1)
LAST_ON = date(2030, 12, 31)

COLUMNS = (
    "New Year's Day",
    "Good Friday",
    "Easter Monday",
    "Early May bank holiday",
    "Spring bank holiday",
    "Summer bank holiday",
    "Christmas Day",
    "Boxing Day",
)

# Year, then the month and day each holiday of COLUMNS is kept, before any change below.
REGULAR = """
2010  01-01  04-02  04-05  05-03  05-31  08-30  12-27  12-28
2011  01-03  04-22  04-25  05-02  05-30  08-29  12-27  12-26
2012  01-02  04-06  04-09  05-07  05-28  08-27  12-25  12-26
2013  01-01  03-29  04-01  05-06  05-27  08-26  12-25  12-26
2014  01-01  04-18  04-21  05-05  05-26  08-25  12-25  12-26
2015  01-01  04-03  04-06  05-04  05-25  08-31  12-25  12-28
2016  01-01  03-25  03-28  05-02  05-30  08-29  12-27  12-26
2017  01-02  04-14  04-17  05-01  05-29  08-28  12-25  12-26
2018  01-01  03-30  04-02  05-07  05-28  08-27  12-25  12-26
2019  01-01  04-19  04-22  05-06  05-27  08-26  12-25  12-26
2020  01-01  04-10  04-13  05-04  05-25  08-31  12-25  12-28
2021  01-01  04-02  04-05  05-03  05-31  08-30  12-27  12-28
2022  01-03  04-15  04-18  05-02  05-30  08-29  12-27  12-26
2023  01-02  04-07  04-10  05-01  05-29  08-28  12-25  12-26
2024  01-01  03-29  04-01  05-06  05-27  08-26  12-25  12-26
2025  01-01  04-18  04-21  05-05  05-26  08-25  12-25  12-26
2026  01-01  04-03  04-06  05-04  05-25  08-31  12-25  12-28
2027  01-01  03-26  03-29  05-03  05-31  08-30  12-27  12-28
2028  01-03  04-14  04-17  05-01  05-29  08-28  12-25  12-26
2029  01-01  03-30  04-02  05-07  05-28  08-27  12-25  12-26
2030  01-01  04-19  04-22  05-06  05-27  08-26  12-25  12-26
"""


@dataclass(frozen=True)
class Holiday:
    """A day on which the country does not work.

    `proclaimed_on` is when it became known, None for a holiday that comes every year;
    `replaces` is the day it was moved from. `check` says how sure we are of `proclaimed_on`:
    T the text was read, K recalled and to be verified ("" where there is nothing to check).
    """

    on: date
    name: str
    proclaimed_on: date | None = None
    replaces: date | None = None
    check: Literal["", "T", "K"] = ""
    note: str = ""


def _regular() -> tuple[Holiday, ...]:
    rows = [line.split() for line in REGULAR.strip().splitlines()]
    return tuple(
        Holiday(date.fromisoformat(f"{year}-{day}"), name)
        for year, *days in rows
        for name, day in zip(COLUMNS, days, strict=True)
    )


REGULAR_HOLIDAYS = _regular()

# Dates marked K are when the change was announced, as recalled; the proclamation followed.
CHANGES = (
    Holiday(
        date(2012, 6, 4), "Spring bank holiday", date(2010, 1, 5), date(2012, 5, 28), "K",
        "moved for the Diamond Jubilee",
    ),
    Holiday(date(2012, 6, 5), "Diamond Jubilee", date(2010, 1, 5), None, "K"),
    Holiday(date(2011, 4, 29), "Wedding of Prince William", date(2010, 11, 23), None, "K"),
    Holiday(
        date(2020, 5, 8), "Early May bank holiday", date(2019, 6, 7), date(2020, 5, 4), "K",
        "moved to the 75th anniversary of VE Day",
    ),
    Holiday(
        date(2022, 6, 2), "Spring bank holiday", date(2020, 11, 12), date(2022, 5, 30), "K",
        "moved for the Platinum Jubilee",
    ),
    Holiday(date(2022, 6, 3), "Platinum Jubilee", date(2020, 11, 12), None, "K"),
    Holiday(
        date(2022, 9, 19), "State Funeral of Queen Elizabeth II", date(2022, 9, 10), None, "K",
        "proclaimed at the Accession Council",
    ),
    Holiday(
        date(2023, 5, 8), "Coronation of King Charles III", date(2022, 11, 6), None, "K",
        "announced on this day",
    ),
)  # fmt: skip
