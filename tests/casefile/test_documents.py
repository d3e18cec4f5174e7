"""Documents: found by content, drawn anew, checked for viruses and never silently clean."""

import io
import zipfile
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from PIL import Image
from pytest_django import Settings

from kinkeeper.access.models import AuditEntry, User
from kinkeeper.access.services import operator
from kinkeeper.access.who import who_of
from kinkeeper.casefile.actions.documents import record_check
from kinkeeper.casefile.file_types import MOST_PARTS, type_of
from kinkeeper.casefile.kinds import DocumentKind, Verdict
from kinkeeper.casefile.models import Alert, Document, DocumentCheck, DocumentPiece
from kinkeeper.casefile.pictures import stripped
from kinkeeper.casefile.queries.alerts import alerts
from kinkeeper.casefile.queries.documents import documents, is_whole, one_document, pieces_of
from kinkeeper.casefile.receiving import Described, Infected, kept_name, receive
from kinkeeper.casefile.scanner import Answer, scan
from kinkeeper.casefile.watching import check_waiting
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.people.models import Person
from tests.casefile.conftest import Works, open_section
from tests.casefile.scanners import CLAMD, NAMED, OURS, answering, real

WAITS = (Verdict.UNANSWERED, Verdict.NO_SCANNER)
PLACE = {0x8825: {1: "N", 2: (52.0, 28.0, 0.0)}, 0x010F: "Invented Phones"}
MAIL = b"From: a@example.org\r\nDate: Mon, 3 Feb 2025 10:00:00 +0000\r\nSubject: x\r\n\r\nHello\r\n"


def archive(*names: str, **contents: bytes) -> bytes:
    """An archive that holds these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as parts:
        for name in names:
            parts.writestr(name, contents.get(name.partition(".")[0].strip("[]"), b"x"))
    return made.getvalue()


def picture(form: str = "JPEG", **more: Any) -> bytes:
    """A picture as a telephone takes it: lying on its side, with where it was taken."""
    exif, made = Image.Exif(), io.BytesIO()
    exif[0x0112], exif[0x010F] = 6, PLACE[0x010F]
    exif.get_ifd(0x8825).update(PLACE[0x8825])  # type: ignore[arg-type]
    Image.new("RGB", (40, 20), (200, 30, 30)).save(made, form, exif=exif, **more)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (picture("PNG"), "png"),
        (picture(), "jpeg"),
        (archive("[Content_Types].xml", "word/document.xml"), "docx"),
        (archive("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (archive("mimetype", mimetype=b"application/vnd.oasis.opendocument.text"), "odt"),
        (MAIL, "eml"),
        ("Zoë’s letter\n".encode(), "txt"),
        ("Zoë".encode("cp1252"), "txt"),
    ],
)
def test_a_type_is_found_in_the_file(content: bytes, found: str) -> None:
    """Whatever its name says."""
    assert type_of(content).name == found


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00", "not kept"),
        (b"\x7fELF\x02", "not kept"),
        (b"GIF89a\x01\x00", "not kept"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", "old Office"),
        (archive("readme.txt"), "archive"),
        (archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "macros"),
        (
            archive("[Content_Types].xml", "xl/workbook.xml", Content_Types=b"macroEnabled"),
            "macros",
        ),
        (archive(*(f"{n}.xml" for n in range(MOST_PARTS + 1))), "too much"),
        (b"PK\x03\x04 broken", "damaged"),
    ],
)
def test_what_is_not_on_the_list_is_refused(content: bytes, said: str) -> None:
    """With a reason its sender understands."""
    with pytest.raises(BadInput, match=said):
        type_of(content)


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_picture_keeps_nothing_a_camera_wrote(form: str) -> None:
    """It stands upright, as it was seen; place, maker and orientation are gone, from the bytes too."""
    sent = picture(form)
    kept = stripped(sent, type_of(sent))
    seen = Image.open(io.BytesIO(kept))
    assert seen.size == (20, 40)
    assert not dict(seen.getexif())
    assert b"Invented" in sent
    assert b"Invented" not in kept


def test_a_broken_picture_is_refused() -> None:
    """It begins as one and holds none."""
    content = b"\x89PNG\r\n\x1a\n" + b"\x00" * 50
    with pytest.raises(BadInput, match="damaged"):
        stripped(content, type_of(content))


def test_a_name_is_kept_without_what_no_disk_takes() -> None:
    """No path, no line break, no ending that it is not; never without a name."""
    text = type_of(b"words")
    assert kept_name("../..\\etc/pass\r\nwd.exe", text) == "pass wd.txt"
    assert kept_name("", text) == "document.txt"
    assert len(kept_name("a" * 400, text)) == 120


def send(child: Person, by: User, content: bytes = b"A letter.", section: str = "") -> Document:
    """A file sent by somebody."""
    file = SimpleUploadedFile("letter.txt", content)
    described = Described(kind=DocumentKind.LETTER, about="A letter", section=section)
    return receive(child=child.id, file=file, described=described, by=who_of(by))


@pytest.mark.django_db
def test_a_document_is_kept_whole_and_refuses_to_change(child: Person, works_with: Works) -> None:
    """In pieces, with its fingerprint; a byte changed under us would be seen, and cannot be."""
    content = b"0123456789abcdef" * 140_000
    kept = send(child, by := works_with(child), content)
    assert b"".join(pieces_of(kept.pk)) == content
    shown = one_document(who=by, document_id=kept.pk)
    assert shown
    assert is_whole(shown)
    assert DocumentPiece.objects.count() == 3
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        DocumentPiece.objects.update(content=b"other")
    with pytest.raises(DatabaseError, match="kept as it was"), transaction.atomic():
        Document.objects.update(sha256="0" * 64)


@pytest.mark.django_db
def test_a_virus_is_refused_and_told(
    child: Person, works_with: Works, tmp_path: Path, settings: Settings
) -> None:
    """Nothing is kept; the audit knows who sent what, by its fingerprint."""
    settings.CLAMAV = f"unix://{tmp_path / 'clam'}"
    refused = pytest.raises(Infected, match="Eicar-Test")
    with answering(b"stream: Eicar-Test FOUND\0", tmp_path / "clam") as heard, refused:
        send(child, works_with(child))
    assert heard == [b"A letter."]
    assert not Document.objects.exists()
    assert AuditEntry.objects.get(verb="casefile.virus_refused").person_id == child.id


@pytest.mark.django_db
@pytest.mark.parametrize(
    "says", [b"", b"stream: OK", b"INSTREAM size limit exceeded. ERROR\0", b"OK\0"]
)
def test_only_its_own_word_is_clean(says: bytes, tmp_path: Path, settings: Settings) -> None:
    """An error, a line that was cut off or anything else is no answer."""
    settings.CLAMAV = f"unix://{tmp_path / 'clam'}"
    with answering(says, tmp_path / "clam"):
        assert scan([b"x"]).verdict == Verdict.UNANSWERED


@pytest.mark.django_db
def test_without_an_answer_it_is_held_and_asked_again(
    child: Person, works_with: Works, tmp_path: Path, settings: Settings
) -> None:
    """Kept, said plainly, not to be downloaded; once the scanner answers, it is."""
    settings.CLAMAV = f"unix://{tmp_path / 'clam'}"
    worker = works_with(child)
    send(child, worker)
    (held,) = documents(who=worker, person_id=child.id)
    assert (held.verdict, held.opens) == (Verdict.UNANSWERED, False)
    assert check_waiting(by=operator()) == 0
    with answering(b"stream: OK\0", tmp_path / "clam"):
        assert (check_waiting(by=operator()), check_waiting(by=operator())) == (1, 0)
    (seen,) = documents(who=worker, person_id=child.id)
    assert (seen.verdict, seen.opens) == (Verdict.CLEAN, True)


@pytest.mark.django_db
def test_a_virus_found_later_closes_it_and_alerts(
    child: Person, works_with: Works, tmp_path: Path, settings: Settings
) -> None:
    """What was kept while no scanner was set is asked about once one is; who kept it is told, once."""
    worker = works_with(child)
    send(child, worker)
    settings.CLAMAV = f"unix://{tmp_path / 'clam'}"
    with answering(b"stream: Late FOUND\0", tmp_path / "clam"):
        check_waiting(by=operator())
    (found,) = documents(who=worker, person_id=child.id)
    (alert,) = alerts(who=worker, known=False)
    assert (found.opens, alert.title) == (False, "A document kept here holds a virus")
    assert Alert.objects.count() == 1


@pytest.mark.django_db
def test_a_document_of_a_section_is_not_there(child: Person, works_with: Works) -> None:
    """To whom it is closed: no row, nothing by its id; and nobody sends into a section closed to them."""
    closed, opened = works_with(child), works_with(child, sections=("legal_advice",))
    kept = send(child, opened, section="legal_advice")
    assert documents(who=closed, person_id=child.id) == ()
    assert one_document(who=closed, document_id=kept.pk) is None
    with pytest.raises(NotAllowed):
        send(child, closed, section="legal_advice")
    open_section(closed, "legal_advice")
    assert len(documents(who=User.objects.get(pk=closed.pk), person_id=child.id)) == 1


@pytest.mark.skipif(not CLAMD, reason="clamd is not on this machine")
def test_clamd_itself_answers_as_we_read_it(tmp_path: Path, settings: Settings) -> None:
    """A harmless file that our own signature names is found; another is clean; too long is neither."""
    with real(tmp_path) as settings.CLAMAV:
        found = scan([b"before ", OURS, b" after"])
        assert (found.verdict, found.found) == (Verdict.INFECTED, f"{NAMED}.UNOFFICIAL")
        assert scan([b"a letter"]).verdict == Verdict.CLEAN
        assert scan([b"x" * 1024 * 1024] * 3).verdict == Verdict.UNANSWERED


@pytest.mark.django_db
@pytest.mark.parametrize("was", Verdict)
def test_a_verdict_goes_only_where_it_may(was: Verdict, child: Person, works_with: Works) -> None:
    """From waiting to clean or to a virus, once: neither is ever unsaid."""
    worker = works_with(child)
    for next_ in Verdict:
        kept = send(child, worker)
        DocumentCheck.objects.create(document=kept, verdict=was)
        may = was in WAITS and next_ not in WAITS
        with nullcontext() if may else pytest.raises(Refused, match="verdict already"):
            record_check(document=kept, answer=Answer(next_), by=operator())
