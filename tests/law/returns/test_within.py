"""What one file says twice, or not at all, and numbers that differ in capitals alone: each is told."""

from kinkeeper.law.returns import ssda903
from kinkeeper.law.returns.checked import Checked
from tests.law.returns.conftest import Write
from tests.law.returns.test_text import HEADER, episodes

HEADING = HEADER.splitlines(keepends=True)[0]
ROW = HEADER.splitlines(keepends=True)[1]
UASC = "CHILD,SEX,DOB,DUC\n"


def check(write: Write, **files: str) -> Checked:
    """A return of these files."""
    for name, text in files.items():
        write(f"here/{name}.csv", text)
    folder = write("here/notes.txt", "Not a table.").parent
    return ssda903.check(ssda903.read(folder, year=2027), year=2027)


def said(checked: Checked) -> list[tuple[str, int, str]]:
    """What was wrong with the files."""
    return [(one.file, one.row, one.reason) for one in checked.problems]


def test_headings_alone_are_told(write: Write) -> None:
    """The file and the table: every rule would read it as nobody standing there."""
    (one,) = check(write, header=HEADER, e=episodes().splitlines()[0] + "\n").problems
    assert (one.file, one.table) == ("here/e.csv", "Episodes")
    assert one.reason == "it holds headings and no row"


def test_a_first_part_with_headings_alone_is_named(write: Write) -> None:
    """By the second, as any other part is."""
    checked = check(write, header=HEADER, u1=UASC, u2=f"{UASC}c1,M,01/02/2012,\n")
    assert ("here/u2.csv", 1, "UASC is in here/u1.csv too: their rows are taken together") in said(
        checked
    )


def test_the_same_row_twice_in_one_file_is_told_and_judged(write: Write) -> None:
    """Which rows, and how many; the rules see each, as they would of what is sent."""
    checked = check(write, header=HEADING + ROW * 3)
    assert said(checked) == [
        ("here/header.csv", 2, "the same row stands 3 times, in rows 2, 3, 4: each is judged")
    ]
    assert checked.given.tables["Header"].height == 3


def test_many_rows_twice_are_counted(write: Write) -> None:
    """The first twenty are named."""
    rows = "".join(ROW.replace("c1", f"C{n}") * 2 for n in range(25))
    *_, last = said(check(write, header=HEADING + rows))
    assert last == ("here/header.csv", 1, "5 more rows stand more than once: each is judged")


def test_numbers_that_differ_in_capitals_alone(write: Write) -> None:
    """Within a file and between tables: the place of both, since they are taken as one child."""
    checked = check(write, e=episodes().upper(), header=HEADING + ROW + ROW.replace("c1", "ab1"))
    told = "this number is written in other capitals in row 2 of here/e.csv: both are taken as one child"
    assert said(checked) == [("here/header.csv", 2, told)]


def test_numbers_written_alike_are_not_told(write: Write) -> None:
    """In every file, though it be in small letters."""
    assert said(check(write, header=HEADER, e=episodes().lower())) == []
