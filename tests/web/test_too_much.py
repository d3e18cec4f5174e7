"""What is sent to us is bounded before it is read."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.conf import settings as site
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from kinkeeper.returns.models import LoadFile
from kinkeeper.web import uploads
from kinkeeper.web.middleware import not_too_much
from tests.web.conftest import EXAMPLES, SignIn, load_what_was_sent

pytestmark = pytest.mark.django_db
CENSUS = next((EXAMPLES / "cin").glob("*.xml"))
A_FORM = uploads.MOST_BYTES_OF_A_FORM
Send = Callable[..., int]


@pytest.fixture
def send() -> Send:
    """Say that a body is this long, and send none: the answer must come from what was said."""

    def post(client: Client, path: str, **said: str) -> int:
        return client.generic("POST", path, b"", **said).status_code  # type: ignore[arg-type]

    return post


@pytest.mark.parametrize("path", ["/sign-in/", "/returns/", "/", "/health/", "/nowhere/"])
def test_a_stranger_sends_no_more_than_a_form(path: str, client: Client, send: Send) -> None:
    """Wherever it is sent, and whatever it says it is; what fits a form is let through."""
    assert send(client, path, CONTENT_LENGTH=str(A_FORM + 1)) == 413
    assert send(client, path, CONTENT_LENGTH=str(A_FORM)) != 413


def test_somebody_signed_in_sends_files_to_the_page_that_loads_them(
    signed_in: SignIn, send: Send
) -> None:
    """As much as the page takes there, and no more than a form elsewhere."""
    client = signed_in("performance_analyst")
    assert send(client, "/returns/", CONTENT_LENGTH=str(uploads.MOST_BYTES)) != 413
    assert send(client, "/returns/", CONTENT_LENGTH=str(uploads.MOST_BYTES + 1)) == 413
    assert send(client, "/children/", CONTENT_LENGTH=str(A_FORM + 1)) == 413


def test_a_document_is_sent_to_the_page_that_keeps_it(signed_in: SignIn, send: Send) -> None:
    """As much as one document with what is said of it, whoever's record it is; no more."""
    client, path = signed_in("social_worker"), f"/children/{uuid4()}/documents/"
    most = uploads.MOST_BYTES_OF_A_DOCUMENT
    assert [send(client, path, CONTENT_LENGTH=str(n)) for n in (most, most + 1)] == [404, 413]
    said = client.generic("POST", path, b"", CONTENT_LENGTH=str(most + 1)).content.decode()
    assert "one document of 20 MB at most" in said
    assert "one year at a time" not in said


@pytest.mark.parametrize(
    "said",
    [
        {"HTTP_TRANSFER_ENCODING": "chunked"},
        {"CONTENT_LENGTH": "-1"},
        {"CONTENT_LENGTH": "9" * 5000},
        {"CONTENT_LENGTH": "many"},
    ],
)
def test_a_body_of_no_stated_length_is_refused(
    said: dict[str, str], client: Client, send: Send
) -> None:
    """What could be of any length is not read."""
    assert send(client, "/sign-in/", **said) == 413


def test_it_is_refused_unread(rf: RequestFactory) -> None:
    """Nothing behind the door is asked, so nothing is written to disk."""

    def never(_request: HttpRequest) -> HttpResponse:
        raise AssertionError

    answer = not_too_much(never)(rf.post("/sign-in/", CONTENT_LENGTH=str(A_FORM + 1)))
    assert "Too much was sent at once" in answer.content.decode()


def test_the_door_stands_before_whatever_reads_a_body() -> None:
    """The check of a form's token reads the form."""
    order = list(site.MIDDLEWARE)
    door = order.index("kinkeeper.web.middleware.not_too_much")
    assert door < order.index("django.middleware.csrf.CsrfViewMiddleware")
    assert site.DATA_UPLOAD_MAX_NUMBER_FILES == uploads.MOST_FILES


def test_too_many_files_are_refused_in_words(signed_in: SignIn) -> None:
    """How many it may be, and what to do."""
    many = [SimpleUploadedFile(f"{n}.csv", b"a") for n in range(uploads.MOST_FILES + 1)]
    answer = signed_in("performance_analyst").post("/returns/", {"files": many})
    assert answer.status_code == 413
    assert f"{uploads.MOST_FILES} files" in answer.content.decode()


@pytest.mark.parametrize("middle", ["a" * 240, "é" * 200, "🦦" * 100], ids=["fits", "2", "4"])
def test_a_name_too_long_for_a_disk_is_loaded(middle: str, signed_in: SignIn) -> None:
    """Shortened in the middle: how it begins and ends is still to be read in the report."""
    file = SimpleUploadedFile(f"cin{middle}.xml", CENSUS.read_bytes())
    answer = signed_in("performance_analyst").post("/returns/", {"files": file})
    assert answer.status_code == 302
    load_what_was_sent()
    name = LoadFile.objects.get().name
    assert (name[:3], name[-4:]) == ("cin", ".xml")


def test_a_file_of_commas_is_refused_in_words(signed_in: SignIn) -> None:
    """Not a fault of ours."""
    file = SimpleUploadedFile("header.csv", b",,,\n,,\n")
    client = signed_in("performance_analyst")
    address = client.post("/returns/", {"files": file}).headers["Location"]
    load_what_was_sent()
    assert "nothing in this file but commas" in client.get(address).content.decode()


def test_a_search_is_kept_no_longer_than_a_search(signed_in: SignIn) -> None:
    """A session is no place to store things."""
    client = signed_in("social_worker")
    client.post("/children/", {"text": "w" * 5000})
    assert [len(text) for text in client.session["searches"].values()] == [200]
