"""No child of a census is lost without a word, whichever way its file is read."""

from collections.abc import Iterator
from importlib import import_module

import pytest

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns.cin import streamed
from kinkeeper.law.returns.cin.read import CinText, read_cin, read_text
from kinkeeper.law.returns.open import Opened, open_content
from tests.law.returns.conftest import Write, census_of
from tests.law.returns.test_plain import CHILD

THREE = census_of("".join(CHILD.replace("C1", f"C{n}") for n in (1, 2, 3)))
HEAD = THREE.partition("<Children>")[0]
ONE = CHILD.replace("C1", "C4")
DAMAGES: dict[str, tuple[str, str, list[str]]] = {  # of the first or all: what is told, by element
    "an attribute of a child": ("<Child>", '<Child id="1">', ["Child"]),
    "a blank in a tag": ("<Child>", "<Child >", []),
    "a line in a tag": ("<Child>", "<Child\n>", []),
    "a blank in an end": ("</Child>", "</Child >", []),
    "a blank after a value that is none": ("<UPN>A1</UPN>", "<UPN/>\n", []),
    "an attribute of a value": ("<UPN>", '<UPN x="1">', ["UPN"]),
    "an element in a value": ("A1</UPN>", "A1<b>x</b></UPN>", ["b"]),
    "text in a child": ("<ChildIdentifiers>", "Ann<ChildIdentifiers>", ["Child"]),
    "text in a wrapper": ("<UPN>", "Ann<UPN>", ["ChildIdentifiers"]),
    "text after a group": ("</Section47>", "</Section47>Ann", ["CINdetails"]),
    "text between children": ("</Child>", "</Child>Ann", ["Children"]),
    "text in the header": ("<Year>", "Ann<Year>", ["CollectionDetails"]),
    "text in the message": ("<Header>", "Ann<Header>", ["Message"]),
    "an element of the header": ("</Header>", "<Extra>1</Extra></Header>", ["Extra"]),
    "a year given twice": ("<Year>", "<Year>2026</Year><Year>", ["Year"]),
    "an element beside": ("</Header>", "</Header><Extra/>", ["Extra"]),
    "an element after": ("</Message>", "<Extra/></Message>", ["Extra"]),
    "an element among children": ("<Children>", "<Children><Extra/>", ["Extra"]),
    "an identifier twice": ("<UPN>", "<LAchildID>C1</LAchildID><UPN>", ["LAchildID"]),
}
STILL_PLAIN = {"a blank in an end", "a blank after a value that is none"}
LOST = {
    "a child after": ("</Children>", f"</Children>{ONE}"),
    "a child before": ("<Children>", f"{ONE}<Children>"),
    "a child in the header": ("</Header>", f"{ONE}</Header>"),
    "a child in a wrapper": ("<Children>", f"<Children><New>{ONE}</New>"),
    "children in a wrapper": ("<Children>", f"<New><Children>{ONE}</Children></New><Children>"),
    "a child in a child": ("<CINdetails>", f"{ONE}<CINdetails>"),
    "a child in a value": ("A1</UPN>", f"A1{ONE}</UPN>"),
    "small letters": ("<Children>", "<Children><child></child>"),
    "a namespace": ("<Children>", "<Children><x:Child xmlns:x='urn:x'/>"),
    "another name": ("<Children>", "<Children><Kid><LAchildID>C4</LAchildID></Kid>"),
    "two in one": ("<UPN>", "<LAchildID>C4</LAchildID><UPN>"),
}  # fmt: skip


@pytest.fixture(params=["quick", "slow", "streamed"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each way a census is read."""
    if request.param == "slow":
        module = import_module("kinkeeper.law.returns.cin.read")
        monkeypatch.setattr(module, "read_plain", lambda _: None)
    return str(request.param)


def read(text: str, way: str, write: Write) -> CinText:
    """The census of this text, read this way."""
    if way == "streamed":
        return streamed.read_streamed(write("census.xml", text))
    return read_text(opened(text))


def opened(text: str) -> Opened:
    """A file of this text."""
    return open_content(text.encode(), name="census.xml")


def children(text: CinText) -> Iterator[str]:
    """Who was read."""
    yield from text.frames["Children"]["LAchildID"]


@pytest.mark.parametrize("what", DAMAGES)
def test_every_child_is_read_and_the_rest_told(what: str, way: str, write: Write) -> None:
    """By element, once, and never by content; a large file that is not plain is refused."""
    sign, put, fields = DAMAGES[what]
    text = THREE.replace(sign, put, 1)
    if way == "streamed" and sign not in HEAD and what not in STILL_PLAIN:
        with pytest.raises(BadInput, match="not a plain"):
            read(text, way, write)
        return
    found = read(text, way, write)
    assert list(children(found)) == ["C1", "C2", "C3"]
    assert [problem.field for problem in found.problems] == fields
    assert all(problem.row and "Ann" not in repr(problem) for problem in found.problems)
    assert None in found.frames["Children"]["UPN"].to_list() or "<UPN/>" not in put


@pytest.mark.parametrize("what", LOST)
def test_a_file_that_would_lose_a_child_is_refused(what: str, way: str, write: Write) -> None:
    """With the line, and to a load as well."""
    text = THREE.replace(*LOST[what], 1)
    with pytest.raises(BadInput) as refused:
        read(text, way, write)
    assert refused.value.row or way == "streamed"
    with pytest.raises(BadInput):
        read_cin(opened(text))


@pytest.mark.parametrize("text", [census_of(""), census_of("").replace("Children>", "Other>")])
def test_a_census_without_children_is_refused(text: str, way: str, write: Write) -> None:
    """Every rule would hold of it."""
    with pytest.raises(BadInput, match=r"no Child stands|not a plain"):
        read(text, way, write)


def test_a_shape_is_told_once_with_how_often(way: str, write: Write) -> None:
    """However many children have it."""
    if way != "streamed":
        (told,) = read(THREE.replace("<Child>", '<Child id="1">'), way, write).problems
        assert (told.row, "(3 times)" in told.reason) == (3, True)
