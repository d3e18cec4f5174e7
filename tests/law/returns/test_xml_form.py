"""The XML form of an SSDA903 makes the tables its CSV files make."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns import ssda903
from kinkeeper.law.returns.ssda903.fields import TABLES
from tests.cli.damaged import SSDA903_XML

Write = Callable[..., Path]
ROWS = {
    "Header": ("A1,F,01/02/2012,WBRI,UN3,0,", "A2,M,01/03/2015,APKN,,,"),
    "Episodes": ("A1,01/05/2026,S,C2,N1,U1,,,,,,,", "A2,01/05/2025,S,C2,,,,,,,,,"),
    "Reviews": ("A1,01/02/2012,01/06/2026,PN3",),
    "UASC": ("A1,F,01/02/2012,01/02/2030",),
    "OC2": ("A1,01/02/2012,12,,,1,,,,,,",),
    "OC3": ("A1,01/02/2012,YES,F2,B2",),
    "AD1": ("A1,01/02/2012,01/05/2026,,,,,",),
    "PlacedAdoption": ("A1,01/02/2012,01/05/2026,,",),
    "PrevPerm": ("A1,01/02/2012,P1,330,ZZ/ZZ/2015",),
    "Missing": ("A1,01/02/2012,M,02/06/2026,03/06/2026",),
}
IN_BOTH = [table for table in TABLES if table.id in ROWS]


@pytest.fixture
def both(write: Write) -> tuple[ssda903.Return, ssda903.Return]:
    """The same children in the XML form and as CSV files."""
    for table in IN_BOTH:
        write(f"2026-27/{table.id}.csv", "\n".join((",".join(table.names), *ROWS[table.id], "")))
    xml = write("children.xml", SSDA903_XML)
    return ssda903.read(xml), ssda903.read(xml.with_name("2026-27"))


def test_its_tables_are_those_of_the_csv_files(both: tuple[ssda903.Return, ssda903.Return]) -> None:
    """Every value of every table, under the same names."""
    xml, csv = both
    assert xml.years == csv.years == (2027,)
    assert [set(one.texts.xml) for one in both] == [{2027}, set()]
    for table in IN_BOTH:
        mine, theirs = (one.tables[table.id].select(table.names) for one in both)
        assert mine.equals(theirs), table.id


def test_what_the_form_cannot_carry_is_not_there(
    both: tuple[ssda903.Return, ssda903.Return],
) -> None:
    """Social workers and deprivations of liberty: their rules are not run, and say why."""
    checked = ssda903.check(both[0])
    assert not {"SWEpisodes", "DoLo"} & set(both[0].tables)
    reasons = {one.not_run for one in checked.asked if "SWEpisodes" in one.rule.over.of}
    assert reasons == {"Not run: the table SWEpisodes was not given."}


def test_the_flag_of_the_form_is_asked_of_the_form(
    both: tuple[ssda903.Return, ssda903.Return],
) -> None:
    """Whether a child was unaccompanied stands in the XML, and in CSV files is the table itself."""
    xml, csv = (ssda903.check(one) for one in both)
    assert both[0].tables["Header"]["UASC"].to_list() == ["1", "0"]
    outcomes = [{one.rule.code: one for one in each.asked}["105"] for each in (xml, csv)]
    assert [one.not_run for one in outcomes] == ["", "Not run: it is asked of the XML form alone."]


def test_both_forms_break_the_same_rules(both: tuple[ssda903.Return, ssda903.Return]) -> None:
    """But for rules of the XML form, and of tables that only CSV files have."""
    xml, csv = (ssda903.check(one).findings.select("rule", "table", "child") for one in both)
    only_xml = [one.rule.code for one in ssda903.check(both[1]).asked if one.not_run]
    assert xml.filter(~pl.col("rule").is_in(only_xml)).sort(pl.all()).equals(csv.sort(pl.all()))


def test_a_child_without_an_element_has_no_row_of_its_table(write: Write) -> None:
    """A flag of 0 makes no row, and nor does an empty element."""
    text = SSDA903_XML.replace("<UASC>0</UASC>", "<UASC>0</UASC><DUC/><ACTIV/>")
    tables = ssda903.read(write("children.xml", text)).tables
    assert [tables[name]["CHILD"].to_list() for name in ("UASC", "OC3", "AD1")] == [["A1"]] * 3


@pytest.mark.parametrize(
    ("text", "said"),
    [(SSDA903_XML[:-20], "cut short"), ("<SSDA903/>", "no child"),
     (SSDA903_XML.replace("<SSDA903>", "<!DOCTYPE x [<!ENTITY a 'b'>]><SSDA903>"), "document type")],
)  # fmt: skip
def test_what_is_refused(text: str, said: str, write: Write) -> None:
    """By name, with what to do."""
    with pytest.raises(BadInput, match=said) as refused:
        ssda903.read(write("children.xml", text))
    assert (refused.value.file, bool(refused.value.do)) == ("children.xml", True)


STRANGE = {
    "not an element of this return": (
        ("<SEX>F</SEX>", "<SEXE>F</SEXE>", "Header", "SEXE"),
        ("<RNE>S</RNE>", "<RNE>S</RNE><WHY>x</WHY>", "Episodes", "WHY"),
        ("</SSDA903>", "<PERSON/></SSDA903>", "", "PERSON"),
    ),
    "given more than once; the first is used": (
        ("<SEX>F</SEX>", "<SEX>F</SEX><SEX>M</SEX>", "Header", "SEX"),
        ("<LS>C2</LS>", "<LS>C2</LS><LS>E1</LS>", "Episodes", "LS"),
    ),
}
CASES = [(why, *one) for why, several in STRANGE.items() for one in several]


@pytest.mark.parametrize(("why", "old", "new", "table", "field"), CASES)
def test_what_is_strange_is_named(
    why: str, old: str, new: str, table: str, field: str, write: Write
) -> None:
    """By file, row, table and element; of a value given twice the first is used."""
    read = ssda903.read(write("children.xml", SSDA903_XML.replace(old, new, 1)))
    (found,) = read.texts.problems
    assert (found.file, found.table, found.field) == ("children.xml", table, field)
    assert (found.reason, found.row > 0) == (why, True)
    assert read.tables["Header"]["SEX"][0] == (None if field == "SEXE" else "F")
    assert ssda903.check(read).problems == (found,)


def test_a_foreign_root_is_named_and_a_stranger_is_counted(write: Write) -> None:
    """Its children are read all the same; what stands several times is told once, with how often."""
    text = SSDA903_XML.replace("SSDA903>", "EXPORT>").replace("DECOM>", "BEGAN>")
    problems = ssda903.read(write("x.xml", text), year=2027).texts.problems
    assert [(one.field, one.reason) for one in problems] == [
        ("EXPORT", "not the first element of this return"),
        ("BEGAN", "not an element of this return (2 times)"),
    ]


def test_a_file_without_a_known_element_is_refused(write: Write) -> None:
    """Whatever its root is called."""
    with pytest.raises(BadInput, match="no element of the SSDA903"):
        ssda903.read(write("x.xml", "<SSDA903><CHILD><NAME>x</NAME></CHILD></SSDA903>"))


def test_damage_is_told_of_the_form_as_well(write: Write) -> None:
    """Once, though a child's birth date stands in the rows of many tables."""
    text = SSDA903_XML.replace("<DOB>01/02/2012", "<DOB>1 Feb 2012").replace("U1<", "N/A<")
    problems = ssda903.read(write("x.xml", text)).texts.problems
    assert [(one.table, one.field) for one in problems] == [
        ("Header", "DOB"),
        ("Episodes", "PLACE"),
    ]
