"""Opens the files of a return: what is not plainly what it says it is, is refused unread."""

import hashlib
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns.archives import SIGNS, is_archive, is_workbook, members

MOST_BYTES = 200_000_000  # a census of 200,000 children is half of this
MOST_FILES = 1_000
FIRST_LOOK = 8_192

Form = Literal["xml", "csv"]

_OTHER_FORMS = (
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file", "Save the sheet as CSV and load that."),
    (b"%PDF", "a PDF", "Give the file the system exported."),
    (b"\x1f\x8b", "a gzip archive", "Unpack it first, then load the files."),
    (b"7z\xbc\xaf", "a 7-Zip archive", "Unpack it first, then load the files."),
    (b"Rar!", "a RAR archive", "Unpack it first, then load the files."),
    (b"PAR1", "a Parquet file", "Give the file as CSV."),
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(rb"\s*(<!doctype\s+html|<html|<head|<body|<table)", re.IGNORECASE)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._\-]{1,40})[\"']")
_READABLE_ENCODINGS = (
    "utf-8",
    "utf8",
    "us-ascii",
    "ascii",
    "iso-8859-1",
    "latin1",
    "windows-1252",
    "cp1252",
)
_NEITHER = "neither XML nor CSV"
_ROOT = re.compile(r"(?:\s++|(?><\?.*?\?>)|(?><!--.*?-->))*+<([^\s/>!?]++)", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_CONTROLS = bytes(n for n in range(32) if _CONTROL.match(chr(n)))  # in either encoding


@dataclass(frozen=True, slots=True)
class Opened:
    """One file, read once and looked at: its name as given, form, text and fingerprint."""

    name: str
    folder: str
    form: Form
    text: str
    sha256: str
    size: int
    encoding: str

    @property
    def is_census(self) -> bool:
        """Whether its first element is the one a children in need census begins with."""
        first = _ROOT.match(self.text) if self.form == "xml" else None
        return first is not None and first[1] == "Message"


@dataclass(frozen=True, slots=True)
class LeftUnread:
    """A file of a folder that is not part of a return, and why it was passed by."""

    name: str
    reason: str


def open_paths(paths: Sequence[Path]) -> tuple[tuple[Opened, ...], tuple[LeftUnread, ...]]:
    """Every file the paths name, opened; the first that is not what it says stops the whole set."""
    opened: list[Opened] = []
    unread: list[LeftUnread] = []
    for path, name, chosen in _files(paths):
        if chosen or path.suffix.lower() in (".csv", ".xml", ".zip"):
            inside, beside = open_contents(
                _content(path, name), name=name, folder=str(path.resolve().parent)
            )
            opened += inside
            unread += beside
        else:
            unread.append(LeftUnread(name, _NEITHER))
    if not opened:
        raise BadInput(
            "nothing to load",
            do="Name a CIN census XML, SSDA903 CSV files, or a folder or zip of them.",
        )
    return tuple(opened), tuple(unread)


def refuse_missing(paths: Sequence[Path]) -> None:
    """A path that is not there is told before anything else is begun."""
    for path in paths:
        if not path.exists():
            raise BadInput("there is no such file or folder", file=str(path), do="Check the path.")


def too_large(paths: Sequence[Path]) -> bool:
    """Whether these name one XML file that is larger than what is opened whole."""
    if len(paths) != 1 or paths[0].suffix.lower() != ".xml" or not paths[0].is_file():
        return False
    return paths[0].stat().st_size > MOST_BYTES


def open_file(path: Path, *, name: str = "") -> Opened:
    """One file, opened safely; an archive is refused."""
    name = name or path.name
    return open_content(_content(path, name), name=name, folder=str(path.resolve().parent))


def open_contents(
    content: bytes, *, name: str, folder: str = ""
) -> tuple[tuple[Opened, ...], tuple[LeftUnread, ...]]:
    """A file, or each file of a zip archive, as though the archive were a folder of that name."""
    if Path(name).suffix.lower() in (".csv", ".xml") or not is_archive(content[:FIRST_LOOK]):
        return (open_content(content, name=name, folder=folder),), ()
    _refuse_too_large(len(content), name)
    opened: list[Opened] = []
    unread: list[LeftUnread] = []
    for one in members(content, name, most_files=MOST_FILES, most_bytes=MOST_BYTES):
        inner = f"{name}/{one.name}"
        if one.content is None:
            unread.append(LeftUnread(inner, _NEITHER))
        else:
            within = PurePosixPath(folder, PurePosixPath(name).stem, one.name).parent
            opened.append(open_content(one.content, name=inner, folder=str(within)))
    if not opened:
        raise BadInput("no XML or CSV is in this zip archive", file=name, do="Check what is in it.")
    return tuple(opened), tuple(unread)


def open_content(content: bytes, *, name: str, folder: str = "") -> Opened:
    """A file that is in hand already, looked at as one from the disk is."""
    _refuse_empty_or_binary(content[:FIRST_LOOK], name)
    _refuse_too_large(len(content), name)
    _refuse_other_forms(content, name)
    text, encoding = _text(content, name)
    form: Form = "xml" if text.lstrip()[:1] == "<" else "csv"
    _refuse_wrong_suffix(form, name)
    return Opened(
        name=name,
        folder=folder,
        form=form,
        text=text,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        encoding=encoding,
    )


def _files(paths: Sequence[Path]) -> Iterator[tuple[Path, str, bool]]:
    seen: set[Path] = set()
    refuse_missing(paths)
    for path in paths:
        for inner in _inside(path):
            if (at := inner.resolve()) in seen:
                continue
            seen.add(at)
            if len(seen) > MOST_FILES:
                raise BadInput(
                    f"more than {MOST_FILES} files", file=path.name, do="Load one return at a time."
                )
            yield inner, _shown_name(path, inner), inner == path


def _inside(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for inner in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in inner.relative_to(path).parts)
        if inner.is_file() and not hidden:
            yield inner


def _shown_name(path: Path, inner: Path) -> str:
    root = path.resolve()
    return inner.name if inner == path else f"{root.name}/{inner.relative_to(path).as_posix()}"


def _content(path: Path, name: str) -> bytes:
    """The bytes of a regular file of bearable size; its first bytes are judged before the rest is read."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise BadInput("this is not an ordinary file", file=name, do="Name a file or a folder.")
        with path.open("rb") as stream:
            first = stream.read(FIRST_LOOK)
            if not is_archive(first):
                _refuse_empty_or_binary(first, name)
            _refuse_too_large(about.st_size, name)
            rest = stream.read(MOST_BYTES)
    except OSError as error:
        raise BadInput(
            f"cannot be read: {error.strerror}", file=name, do="Check who may read it."
        ) from error
    _refuse_too_large(len(first) + len(rest), name)
    return first + rest


def _refuse_too_large(size: int, name: str) -> None:
    if size > MOST_BYTES:
        raise BadInput(
            f"larger than {MOST_BYTES // 1_000_000} MB, which no return is",
            file=name,
            do="Check that this is the return and not a database copy.",
        )


def _refuse_empty_or_binary(first: bytes, name: str) -> None:
    if not first.strip():
        raise BadInput("the file is empty", file=name, do="Export it again.")
    if first.startswith(_UTF16) or _looks_like_utf16(first):
        xml = first.replace(b"\x00", b"").lstrip(b"\xff\xfe\xef\xbb\xbf \t\r\n").startswith(b"<")
        do = "Export it as UTF-8." if xml else 'Save it as "CSV UTF-8" or as UTF-8 text.'
        raise BadInput("the file is in UTF-16", file=name, do=do)
    if first.startswith(SIGNS):
        _refuse_zip(first, name)
    for magic, what, do in _OTHER_FORMS:
        if first.startswith(magic):
            raise BadInput(f"this is {what}, not a return", file=name, do=do)
    if b"\x00" in first:
        raise BadInput("the file holds binary data, not text", file=name, do="Export it again.")


def _looks_like_utf16(first: bytes) -> bool:
    """Text in which every other byte of the first line is NUL."""
    start = first[:64]
    return len(start) >= 8 and any(
        not any(start[one::2]) and all(start[1 - one :: 2]) for one in (0, 1)
    )


def _refuse_zip(first: bytes, name: str) -> None:
    if is_workbook(first):
        raise BadInput(
            "this is an Excel workbook, whatever its name says",
            file=name,
            do="Save each sheet as CSV and load those.",
        )
    raise BadInput(
        "this is a zip archive, whatever its name says",
        file=name,
        do="Unzip it first, or give it a name that ends in .zip.",
    )


def _refuse_other_forms(content: bytes, name: str) -> None:
    if _HTML.match(content[:FIRST_LOOK].removeprefix(b"\xef\xbb\xbf")):
        raise BadInput(
            "this is a web page, not a return",
            file=name,
            do="The download may have failed or ended at a sign-in page. Export it again.",
        )
    if b"\x00" in content:
        raise BadInput(
            "the file holds NUL bytes, so part of it is not text",
            file=name,
            do="It may be damaged. Export it again.",
        )


def _text(content: bytes, name: str) -> tuple[str, str]:
    """The text and the encoding it was read in: UTF-8, or Windows-1252 where it is not UTF-8."""
    declared = _DECLARED.match(content.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].decode().lower() not in _READABLE_ENCODINGS:
        raise BadInput(
            "the XML names an encoding that is not read here", file=name, do="Save it as UTF-8."
        )
    for encoding in ("utf-8-sig", "windows-1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(content.translate(None, _CONTROLS)) != len(content):
            _refuse_control_characters(text, name)
        return text, "utf-8" if encoding == "utf-8-sig" else encoding
    raise BadInput("the text is neither UTF-8 nor Windows-1252", file=name, do="Save it as UTF-8.")


def _refuse_control_characters(text: str, name: str) -> None:
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise BadInput(
            "a control character stands in the text, so the file is damaged or binary",
            file=name,
            row=line,
            do="Export it again.",
        )


def _refuse_wrong_suffix(form: Form, name: str) -> None:
    suffix = Path(name).suffix.lower()
    if suffix in (".csv", ".xml") and suffix != f".{form}":
        raise BadInput(
            f"the name ends in {suffix} but the content is {'' if form == 'xml' else 'not '}XML",
            file=name,
            do="Check which file this is.",
        )
