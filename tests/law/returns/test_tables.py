"""A plain CSV is cut up as whole columns, and means what reading it row by row means."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns import tables
from kinkeeper.law.returns.open import Opened, open_content
from kinkeeper.law.returns.tables import Sheet, read_sheet

VALUES = st.text(st.sampled_from("aé1 ;'\t"), max_size=4)
ROWS = st.lists(st.lists(VALUES, min_size=1, max_size=4), min_size=1, max_size=6)
TEXTS = st.builds(
    lambda rows, end, last: end.join(",".join(row) for row in rows) + last,
    ROWS, st.sampled_from(["\n", "\r\n", "\n\n", "\r", "\n,,\n"]), st.sampled_from(["", "\n", "\r\n"]),
)  # fmt: skip


def opened(text: str) -> Opened | None:
    """A file of this text, where it is one."""
    try:
        return open_content(text.encode(), name="table.csv")
    except BadInput:
        return None


def told(file: Opened) -> object:
    """What is read of it, or why it is refused."""
    try:
        sheet = read_sheet(file)
    except BadInput as refused:
        return str(refused), refused.row
    return sheet.columns, sheet.texts.schema, sheet.texts.rows(), sheet.misshapen


@settings(deadline=None, max_examples=300)
@given(TEXTS)
@example("A,B\n1\n,2,")  # one value too few, and one too many in a last line without an end
def test_both_ways_tell_the_same(text: str) -> None:
    """Rows, lines, blank rows and refusals, however lines end."""
    if (file := opened(text)) is None:
        return
    with pytest.MonkeyPatch.context() as patch:
        quick = told(file)
        patch.setattr(tables, "_plain", lambda _: None)
        assert quick == told(file)


@pytest.mark.parametrize(
    "text", ['A,B\n"1",2\n', "A,B\n1\n2,3\n", f"A,B\n{'x' * 10_001},2\n", "A,B\r1,2\r", ",,\n"]
)
def test_what_is_not_plain(text: str) -> None:
    """Quotations, rows of another width, long values and old ends of line go row by row."""
    assert tables._plain(text) is None


def test_an_uneven_file_spoils_none_beside_it() -> None:
    """Files are cut up together; one whose rows differ in width is read row by row."""
    texts = ["A,B\n1,2\n", "A,B\n1\n,2,\n3,4\n", "A\n1\n"]
    files = [file for text in texts if (file := opened(text)) is not None]
    first, uneven, last = tables.read_sheets(files)
    assert first.texts.rows() == [(2, "1", "2")]
    assert (uneven.texts.rows(), uneven.misshapen) == ([(4, "3", "4")], ((2, 1), (3, 3)))
    assert last.texts.rows() == [(2, "1")]


@pytest.mark.parametrize(("length", "plain"), [(10_000, True), (10_001, False)])
def test_a_line_too_long_is_found_anywhere(length: int, *, plain: bool) -> None:
    """First, last, or after many short ones."""
    long = "x" * length
    for text in (f"A\n{long}\n1\n", f"A\n{long}", "A\n" + "1\n" * 9_000 + f"{long}\n1\n"):
        assert (tables._plain(text) is not None) is plain


def test_lines_are_those_of_the_file() -> None:
    """Blank rows are passed over and still counted."""
    file = opened("\nA,B\n1,2\n\n,\n3,\n")
    assert file is not None
    sheet: Sheet = read_sheet(file)
    assert sheet.texts.rows() == [(3, "1", "2"), (6, "3", "")]
