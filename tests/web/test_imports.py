"""Loading files through the browser."""

import io
import zipfile
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from kinkeeper.kernel.moment import now
from kinkeeper.returns import receiving
from kinkeeper.returns.models import Load, LoadFile
from kinkeeper.returns.states import LOADING
from tests.web.conftest import EXAMPLES, SignIn, load_what_was_sent

pytestmark = pytest.mark.django_db
CENSUS = next((EXAMPLES / "cin").glob("*.xml"))


def upload(name: str, content: bytes) -> dict[str, SimpleUploadedFile]:
    return {"files": SimpleUploadedFile(name, content)}


def sent(client: Client, name: str = CENSUS.name, content: bytes = CENSUS.read_bytes()) -> str:
    """Send a file and follow to its page; the address of it."""
    answer = client.post("/returns/", upload(name, content))
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def read(client: Client, address: str) -> str:
    """A page as it is sent."""
    return client.get(address).content.decode()


def test_a_census_waits_and_then_its_report_is_shown(signed_in: SignIn) -> None:
    """From the file on the analyst's desk to what became of every row."""
    client = signed_in("performance_analyst")
    address = sent(client)
    waiting = read(client, address)
    assert "Waiting to be loaded" in waiting
    assert f'href="{address}"' in waiting
    load_what_was_sent()
    said = read(client, address)
    assert "Report of a load" in said
    assert "Section 47 enquiries" in said
    assert Load.objects.count() == 1


def test_the_page_says_when_it_is_being_loaded(signed_in: SignIn) -> None:
    """Waiting and working are told apart, on the page and in the list."""
    client = signed_in("performance_analyst")
    address = sent(client)
    LOADING.begin(Load.objects.get())
    assert "are being read and loaded now" in read(client, address)
    assert "Being loaded" in read(client, "/returns/")


def test_a_page_that_asks_learns_only_what_is_new(signed_in: SignIn) -> None:
    """Nothing while it stands as it did; to be shown anew once it does not."""
    client = signed_in("performance_analyst")
    address = sent(client)
    asked = f"{address}?seen=waiting"
    assert client.get(asked, headers={"HX-Request": "true"}).status_code == 204
    assert client.get(asked).headers["Location"] == address
    load_what_was_sent()
    answer = client.get(asked, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Refresh"]) == (200, "true")


def test_it_says_that_nobody_loads(signed_in: SignIn) -> None:
    """Once files have waited and no worker was heard of: in plain words, with what to do."""
    client = signed_in("performance_analyst")
    address = sent(client)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_events SET at = at - interval '5 minutes'")
    for page in (address, "/returns/"):
        assert "is not running. " in " ".join(read(client, page).replace("</p>", " ").split())
        assert "Tell your system administrator" in read(client, page)


def test_a_page_left_open_stops_asking(signed_in: SignIn) -> None:
    """A session that nobody uses must end, so only the link is left."""
    client = signed_in("performance_analyst")
    with time_machine.travel(now() - timedelta(minutes=11)):
        address = sent(client)
    said = read(client, address)
    assert "hx-get" not in said
    assert "htmx" not in said
    assert "See how it stands now" in said


def test_a_zip_is_loaded_as_the_folder_it_was_made_of(signed_in: SignIn) -> None:
    """Two years in one archive are two years, told by their folders."""
    client, buffer = signed_in("performance_analyst"), io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for file in (EXAMPLES / "ssda903").glob("202[56]-2*/*.csv"):
            archive.write(file, file.relative_to(EXAMPLES))
    address = sent(client, "returns.zip", buffer.getvalue())
    load_what_was_sent()
    assert "returns.zip/ssda903/2025-26/header.csv" in read(client, address)
    assert set(LoadFile.objects.values_list("year_ended", flat=True)) == {2026, 2027}


def test_a_load_that_failed_says_so(signed_in: SignIn) -> None:
    """Not 'waiting' for ever: what happened, that nothing was loaded, and what to do."""
    client = signed_in("performance_analyst")
    address = sent(client)
    receiving.give_up(Load.objects.get().id)
    said = read(client, address)
    assert "Nothing was loaded" in said
    assert "Send the files again" in said
    assert "Failed: nothing was loaded" in read(client, "/returns/")


def test_loading_it_again_changes_nothing(census: None, signed_in: SignIn) -> None:
    """The second report counts nothing new and nothing changed."""
    client = signed_in("performance_analyst")
    address = sent(client)
    load_what_was_sent()
    said = read(client, address)
    assert '<span class="tally__figure">0</span> <span class="tally__word">records new' in said


@pytest.mark.parametrize(
    ("name", "content"),
    [("notes.txt", b"hello"), ("census.xml", b"<a><b></a>"), ("zip.xml", b"PK\x03\x04rest")],
)
def test_what_is_not_a_return_is_refused_in_words(
    name: str, content: bytes, signed_in: SignIn
) -> None:
    """What was wrong and what to do; nothing is written."""
    client = signed_in("performance_analyst")
    address = sent(client, name, content)
    load_what_was_sent()
    said = read(client, address)
    assert "<title>Error: Nothing was loaded" in said
    assert name in said
    assert not LoadFile.objects.exists()


def test_no_file_is_an_error_at_the_field(signed_in: SignIn) -> None:
    """Pressing the button alone loads nothing and says so."""
    answer = signed_in("performance_analyst").post("/returns/")
    assert "no file was chosen" in answer.content.decode()


def test_who_may_only_see_loads_cannot_load(census: None, signed_in: SignIn) -> None:
    """A director reads the reports; the form is not there, and sending files is refused."""
    client = signed_in("director")
    assert 'type="file"' not in client.get("/returns/").content.decode()
    answer = client.post("/returns/", upload(CENSUS.name, CENSUS.read_bytes()))
    assert answer.status_code == 403
    assert Load.objects.count() == 1


def test_the_return_page_is_closed_to_others(signed_in: SignIn) -> None:
    """A social worker has no business here."""
    assert signed_in("social_worker").get("/returns/").status_code == 403
