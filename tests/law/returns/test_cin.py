"""The census, read."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.codes import code_set
from kinkeeper.law.returns.cin.fields import TABLES
from kinkeeper.law.returns.cin.read import read_cin, read_text
from kinkeeper.law.returns.open import Opened, open_file

Open = Callable[..., Opened]
Census = Callable[..., str]

CHILD = (
    "<Child><ChildIdentifiers><LAchildID>A1</LAchildID><PersonBirthDate>2015-02-01</PersonBirthDate>"
    "<Sex>F</Sex></ChildIdentifiers><ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>"
    "{}</Child>"
)
BILLION = (
    '<!DOCTYPE Message [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<Message>&b;</Message>"
)
OUTSIDE = '<!DOCTYPE Message [<!ENTITY x SYSTEM "file:///etc/hostname">]><Message>&x;</Message>'


def test_every_review_date_is_read(opened: Open, census: Census) -> None:
    """A plan with three reviews has three, though some systems keep the first alone."""
    dates = "".join(f"<CPPreviewDate>2025-0{n}-01</CPPreviewDate>" for n in (1, 4, 9))
    held = f"<CPPstartDate>2024-10-01</CPPstartDate><Reviews>{dates}</Reviews>"
    plan = f"<ChildProtectionPlans>{held}</ChildProtectionPlans>"
    details = f"<CINdetails><CINreferralDate>2024-09-01</CINreferralDate>{plan}</CINdetails>"
    frames = read_cin(opened("c.xml", census(CHILD.format(details)))).frames
    reviews = frames["ProtectionReviews"]["CPPreviewDate"].to_list()
    assert reviews == [date(2025, 1, 1), date(2025, 4, 1), date(2025, 9, 1)]


def test_the_text_is_as_the_file_has_it(opened: Open, census: Census) -> None:
    """Nothing is trimmed, put in capitals or typed; an empty value is a value that is not there."""
    needs = "<CINreferralDate>soon</CINreferralDate><ReferralSource> 1a</ReferralSource><PrimaryNeedCode/>"
    text = read_text(opened("c.xml", census(CHILD.format(f"<CINdetails>{needs}</CINdetails>"))))
    row = text.frames["CINdetails"].row(0, named=True)
    assert (row["CINreferralDate"], row["ReferralSource"]) == ("soon", " 1a")
    assert row["PrimaryNeedCode"] is row["ReferralNFA"] is None


def test_an_empty_review_is_one_and_an_empty_group_none(opened: Open, census: Census) -> None:
    """The checks are told of a review without a date, not of a plan without reviews."""
    held = (
        "<Reviews/>",
        "<Reviews><CPPreviewDate/><CPPreviewDate>2026-01-01</CPPreviewDate></Reviews>",
    )
    plans = "".join(f"<ChildProtectionPlans>{one}</ChildProtectionPlans>" for one in held)
    text = read_text(opened("c.xml", census(CHILD.format(f"<CINdetails>{plans}</CINdetails>"))))
    reviews, second = (
        text.frames["ProtectionReviews"],
        text.frames["ChildProtectionPlans"]["_id"][1],
    )
    assert reviews["CPPreviewDate"].to_list() == [None, "2026-01-01"]
    assert reviews["_under"].to_list() == [second, second]


def test_the_header_is_a_table_of_one_row(opened: Open, census: Census) -> None:
    """What it says and what it leaves out, as text."""
    header = read_text(opened("c.xml", census(reference="2026-02-30"))).tables["Header"]
    assert header.row(0, named=True)["ReferenceDate"] == "2026-02-30"
    assert header.select("Year", "LEA").rows() == [("2026", None)]


def test_what_lies_under_what(opened: Open, census: Census) -> None:
    """Each group knows the group it lies in, and its line."""
    two = "".join(
        f"\n<CINdetails><CINreferralDate>{on}</CINreferralDate>\n<Section47><S47ActualStartDate>{on}"
        "</S47ActualStartDate></Section47></CINdetails>"
        for on in ("2024-09-01", "2025-09-01")
    )
    frames = read_cin(opened("c.xml", census(CHILD.format(two)))).frames
    assert frames["Section47"]["_under"].to_list() == frames["CINdetails"]["_id"].to_list()
    assert frames["Section47"]["_row"].to_list() == [5, 7]
    assert frames["Section47"]["LAchildID"].to_list() == ["A1", "A1"]


def test_a_group_nobody_mapped(opened: Open, census: Census) -> None:
    """The pre-proceedings group is read into its own frame."""
    group = "<PreProceedingsandFGDM><PPStartDate>2026-09-09</PPStartDate></PreProceedingsandFGDM>"
    details = f"<CINdetails><CINreferralDate>2024-09-01</CINreferralDate>{group}</CINdetails>"
    frames = read_cin(opened("c.xml", census(CHILD.format(details)))).frames
    assert frames["PreProceedingsandFGDM"]["PPStartDate"].to_list() == [date(2026, 9, 9)]


def test_strange_elements_are_named_once(opened: Open, census: Census) -> None:
    """An element nobody declared, and one given twice, are told by name and not by content."""
    twice = "<CINreferralDate>2024-09-01</CINreferralDate>" * 2
    details = f"<CINdetails>{twice}<Worker>Ann</Worker><Worker>Bob</Worker></CINdetails>"
    problems = read_cin(opened("c.xml", census(CHILD.format(details)))).problems
    assert [(p.field, "Ann" in repr(p)) for p in problems] == [
        ("CINreferralDate", False),
        ("Worker", False),
    ]
    assert "(2 times)" in problems[1].reason


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BILLION, "document type"),
        (OUTSIDE, "document type"),
        ("<Message><Children></Message>", "cut short or damaged"),
        ("<Message><Children>", "cut short or damaged"),
        ("<Message><Children/></Message>", "does not say that it is a CIN"),
        ("<Children/>", "first element is not Message"),
        ("<Message xmlns='urn:x'/>", "first element is not Message"),
        ("<Message>&nbsp;</Message>", "cut short or damaged"),
        ("<a>" * 400 + "</a>" * 400, "first element is not Message"),
        ("<Message>" * 400 + "</Message>" * 400, "cut short or damaged"),
    ],
)
def test_refused(text: str, said: str, opened: Open) -> None:
    """Entities, other roots, other collections and broken XML are refused whole."""
    with pytest.raises(BadInput, match=said):
        read_cin(opened("c.xml", text))


def test_another_collection(opened: Open, census: Census) -> None:
    """Another return in the same wrapper is not taken for a census."""
    with pytest.raises(BadInput, match="does not say that it is a CIN"):
        read_cin(opened("c.xml", census(collection="SSDA903")))


def test_no_year(opened: Open, census: Census) -> None:
    """A census that does not say when it stands is refused, because nothing could be compared."""
    with pytest.raises(BadInput, match="neither the reference date nor the year"):
        read_cin(opened("c.xml", census(reference="31/03/2026")))


def test_a_year_that_its_reference_date_denies(opened: Open, census: Census) -> None:
    """One of the two is wrong, and only the sender knows which."""
    text = census().replace("<Year>2026</Year>", "<Year>1999</Year>")
    assert "<Year>1999</Year>" in text
    with pytest.raises(BadInput, match="the year is 1999"):
        read_cin(opened("c.xml", text))


def test_every_cut_is_noticed(examples: Path, opened: Open) -> None:
    """Cut anywhere, the example is refused and never half read."""
    text = next((examples / "cin").glob("*.xml")).read_text()
    for length in range(100, len(text) - 20, len(text) // 40):
        with pytest.raises(BadInput):
            read_cin(opened(f"c{length}.xml", text[:length]))


def test_every_code_set_exists() -> None:
    """Each coded element names a code set that is there."""
    assert all(code_set(f.code_set).codes for table in TABLES for f in table.fields if f.code_set)


def test_the_samples(samples: Path) -> None:
    """Fifty and five hundred children are read whole, with the faults put there on purpose."""
    fifty, more = (read_cin(open_file(samples / f"sample{n}.xml")) for n in (50, 500))
    assert fifty.problems == ()
    assert {name: len(frame) for name, frame in more.frames.items()} == {
        "Children": 500, "Disabilities": 535, "CINdetails": 609, "Assessments": 459,
        "AssessmentFactors": 1152, "CINPlanDates": 151, "Section47": 95, "ChildProtectionPlans": 62,
        "ProtectionReviews": 75, "PreProceedingsandFGDM": 0,
    }  # fmt: skip
    assert ("PrimaryNeedCode", "N12") in {(p.field, p.value) for p in more.problems}
