"""Whatever rows a return holds, the database takes what is left of them."""

from collections.abc import Callable
from pathlib import Path

from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kinkeeper.returns.loading.report import Report

Tables = dict[str, list[str]]
CHILDREN = st.sampled_from(["A1", "A2", "a1", "", "B-1"])
DAYS = st.one_of(
    st.just(""),
    st.builds(
        "{:02d}/{:02d}/{}".format, st.integers(1, 31), st.integers(1, 12), st.integers(2022, 2023)
    ),
)


def row(*values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A row of these values for some child."""
    return st.tuples(CHILDREN, *values).map(",".join)


def rows(*values: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    """Some rows of a table."""
    return st.lists(row(*values), max_size=6)


ANY = st.sampled_from
BLANK = st.just("")
TABLES = st.fixed_dictionaries(
    {
        "Header": rows(ANY("MF1X"), DAYS, ANY(["WBRI", ""]), ANY(["UN1", "A123456789012"]), ANY("01 "), DAYS),
        "Episodes": rows(
            DAYS, ANY(["S", "L", "P", "T", "B", "U", ""]), ANY(["C1", "V3", "?"]), ANY(["N1", ""]),
            ANY(["U6", "K2", ""]), ANY(["PR1", ""]), DAYS, ANY(["X1", "E8", ""]), ANY(["CARPL", ""]),
            ANY(["B1 1AA", "b11aa", "?"]), ANY(["B2 2BB", ""]), ANY(["SC123456", ""]),
        ),
        "Missing": rows(BLANK, ANY("MAZ"), DAYS, DAYS),
        "PlacedAdoption": rows(BLANK, DAYS, DAYS, ANY(["RD1", ""])),
        "AD1": rows(BLANK, DAYS, DAYS, ANY("01 "), ANY("12 3"), ANY(["MF", ""]), ANY(["L0", ""])),
        "PrevPerm": rows(BLANK, ANY(["P1", ""]), ANY(["330", "x"]), ANY(["1/ZZ/2020", "ZZ/ZZ/ZZZZ", "2020"])),
        "SWEpisodes": rows(BLANK, ANY(["SW100", "SW200", "?"]), DAYS, DAYS, ANY(["MANAGE", ""])),
        "DoLo": rows(BLANK, DAYS, DAYS),
        "OC2": rows(BLANK, ANY(["3", "99", ""]), ANY(["SDQ1", ""]), *[ANY("01 ")] * 8),
    }
)  # fmt: skip


def of_a_year(tables: Tables, year: int) -> Tables:
    """These tables with one child who is surely right, and whose review tells the year."""
    header = [*tables["Header"], "A1,F,01/02/2015,WBRI,UN1,,"]
    return {**tables, "Header": header, "Reviews": [f"A1,,03/04/{year},PN1"]}


@settings(
    max_examples=8, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(first=TABLES, second=TABLES)
def test_any_rows_load(
    first: Tables, second: Tables, loading: Callable[..., Report], folder: Callable[..., Path]
) -> None:
    """Any rows in one year and any in the next are loaded or told, and loading the next again is quiet."""
    with transaction.atomic():
        loading(folder("2023-24", of_a_year(first, 2023)))
        loading(second_year := folder("2024-25", of_a_year(second, 2024)))
        again = loading(second_year)
        transaction.set_rollback(True)
    assert (again.new, again.changed) == (0, 0)
