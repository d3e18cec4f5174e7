"""The pages of notes, documents, warnings, tasks and alerts, as a browser without scripts sees them."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client

from kinkeeper.access.models import AuditEntry, TeamMember, User
from kinkeeper.casefile.models import Document, Note, NoteDraft, Task, WarningNote
from kinkeeper.casefile.queries import warnings
from kinkeeper.kernel.moment import today
from kinkeeper.people.models import Person
from tests.casefile.conftest import NOBODY, Works, noted

pytestmark = pytest.mark.django_db
Enter = Callable[[User], Client]
PAGES = ("", "notes/", "documents/", "warnings/")
ADOPTERS = {"kind": "visit", "text": "Met the adopters.", "version": "0"}


@pytest.fixture
def enter() -> Enter:
    """Sign somebody in."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def at(child: Person, works_with: Works, enter: Enter) -> tuple[Client, str, User]:
    """The worker's browser, the address of their child's record, and the worker."""
    worker = works_with(child)
    return enter(worker), f"/children/{child.id}", worker


def day(on: date, name: str = "on") -> dict[str, str]:
    """A day as it is typed."""
    return {
        f"{name}-day": str(on.day),
        f"{name}-month": str(on.month),
        f"{name}-year": str(on.year),
    }


def test_a_note_is_written_kept_as_a_draft_and_saved(at: tuple[Client, str, User]) -> None:
    """The draft is resumed where it was left; saved, it is read under Notes and in the story."""
    client, child, _worker = at
    address = f"{child}/notes/new/{uuid4()}/"
    typed = {"kind": "visit", **day(today()), "text": "Sam showed me\nhis room.", "version": "0"}
    client.post(address, typed | {"step": "draft", "time": ""})
    assert "his room." in client.get(address).content.decode()
    client.post(address, typed | {"version": "1", "childs_words": "I like it here"})
    assert (NoteDraft.objects.count(), Note.objects.count()) == (0, 1)
    page = client.get(f"{child}/notes/").content.decode()
    assert "Sam showed me<br>his room." in page
    assert "I like it here" in page
    assert "Sam showed me his room." in client.get(f"{child}/").content.decode()


def test_an_old_window_is_shown_what_stands(at: tuple[Client, str, User]) -> None:
    """Both texts are on the page, and saving again keeps what the reader chose."""
    client, child, _worker = at
    address, typed = f"{child}/notes/new/{uuid4()}/", {"kind": "visit", "step": "draft"}
    client.post(address, typed | {"text": "First.", "version": "0"})
    answer = client.post(address, typed | {"text": "Second.", "version": "0"})
    page = answer.content.decode()
    assert (answer.status_code, "First." in page, "Second." in page) == (422, True, True)
    assert 'name="version" value="1"' in page


def test_what_is_not_ones_is_the_404_of_nobody(
    at: tuple[Client, str, User], child: Person, works_with: Works, enter: Enter
) -> None:
    """A note, a document, a warning and a task of a child one does not work with: as if none were there."""
    client, address, worker = at
    note = noted(child, worker)
    _send(client, address, b"plain words")
    _warn(client, address)
    stranger = enter(works_with())
    for kind, key in (
        ("notes", note.pk), ("documents", Document.objects.get().pk),
        ("warnings", WarningNote.objects.get().pk),
    ):  # fmt: skip
        hidden, unknown = (stranger.get(f"/{kind}/{one}/") for one in (key, NOBODY))
        assert (hidden.status_code, hidden.content) == (404, unknown.content)


def test_a_document_is_sent_and_had_again(at: tuple[Client, str, User]) -> None:
    """As an attachment no browser shows or guesses at, with the look in the audit."""
    client, child, _worker = at
    _send(client, child, "Dear Sam’s school".encode())
    page = client.get(f"{child}/documents/").content.decode()
    assert "No virus scanner is set up" in page
    answer = client.get(f"/documents/{Document.objects.get().pk}/")
    assert b"".join(answer) == "Dear Sam’s school".encode()
    assert answer["Content-Disposition"] == 'attachment; filename="letter.txt"'
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "no-store")
    assert AuditEntry.objects.filter(verb="exported").count() == 1


def test_a_file_that_is_not_kept_is_said_why(at: tuple[Client, str, User]) -> None:
    """In words at the field, with what may be sent; nothing is kept."""
    client, child, _worker = at
    answer = _send(client, child, b"MZ\x90\x00 a program")
    assert answer.status_code == 422
    assert "This type of file is not kept. Send one of: PDF" in answer.content.decode()
    assert not Document.objects.exists()


def test_a_warning_stands_in_the_banner_until_it_ends(at: tuple[Client, str, User]) -> None:
    """On every page, its review overdue once the day has passed; ended, it is gone from there."""
    client, child, _worker = at
    _warn(client, child)
    assert "Dangerous dog, since" in client.get(f"{child}/details/").content.decode()
    warning = WarningNote.objects.get()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(warnings, "_review_on", lambda row: today() - timedelta(days=1))
        assert "Dangerous dog: review overdue since" in client.get(f"{child}/").content.decode()
    client.post(f"/warnings/{warning.pk}/", {"step": "end", "ended": "The dog has moved out."})
    assert "Dangerous dog, since" not in client.get(f"{child}/").content.decode()
    assert "The dog has moved out." in client.get(f"/warnings/{warning.pk}/").content.decode()


def test_warnings_that_cannot_be_read_are_said_to_be_missing(
    at: tuple[Client, str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page is shown, and never as if there were none."""
    client, child, _worker = at

    def lost(**_: Any) -> None:
        raise OperationalError

    monkeypatch.setattr("kinkeeper.web.presenters.warnings.in_force", lost)
    page = client.get(f"{child}/").content.decode()
    assert "Alerts unavailable" in page
    assert "Do not read this as no alerts" in page


def test_a_task_is_given_and_done(at: tuple[Client, str, User]) -> None:
    """It waits on the first page until it is done; who may not see the child cannot be asked."""
    client, child, worker = at
    given = {"what": "Ring the school", "whose": f"user-{worker.pk}", **day(today(), "due")}
    assert client.post(f"{child}/tasks/new/", given).status_code == 302
    assert "1 task of yours or your team" in client.get("/").content.decode()
    task = Task.objects.get()
    client.post(f"/tasks/{task.pk}/", {"step": "done"})
    assert "Ring the school" not in client.get("/tasks/").content.decode()
    stranger = User.objects.create_user("stranger", full_name="A Stranger")
    refused = client.post(f"{child}/tasks/new/", given | {"whose": f"user-{stranger.pk}"})
    assert "may see this part of the record" in refused.content.decode()


def _send(client: Client, child: str, content: bytes, **more: str) -> Any:
    file = SimpleUploadedFile("letter.exe", content)
    said = {"file": file, "kind": "letter", "about": "From the school", **more}
    return client.post(f"{child}/documents/", said)


def _warn(client: Client, child: str) -> None:
    later = day(today() + timedelta(days=90), "review")
    said = {"kind": "dog", "text": "Bites. Ring before you come."}
    assert client.post(f"{child}/warnings/new/", said | later).status_code == 302


def test_what_is_of_a_section_leaves_no_trace_on_any_page(
    at: tuple[Client, str, User], child: Person, works_with: Works, enter: Enter
) -> None:
    """To whom it is closed, every page reads as it did before a note, a document and a task of it."""
    client, address, worker = at
    opened, of = enter(works_with(child, sections=("adoption",))), {"section": "adoption"}
    paths = ["/", "/tasks/", *(f"{address}/{page}" for page in PAGES)]
    before = [_read(client, path) for path in paths]
    opened.post(f"{address}/notes/new/{uuid4()}/", ADOPTERS | day(today()) | of)
    _send(opened, address, b"Matching report", **of)
    team = TeamMember.objects.get(user=worker).team_id
    opened.post(f"{address}/tasks/new/", {"what": "Book it", "whose": f"team-{team}"} | of)
    assert [one.objects.count() for one in (Note, Document, Task)] == [1, 1, 1]
    assert [_read(client, path) for path in paths] == before


def _read(client: Client, path: str) -> str:
    """The page as it is read: without what is new in every answer."""
    said = client.get(path).content.decode()
    return re.sub(r'value="[\w-]{36,64}"', "", said).split("<main")[1].split("</main>")[0]
