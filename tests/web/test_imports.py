"""Loading files through the browser."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kinkeeper.returns.models import Load
from tests.web.conftest import EXAMPLES, SignIn

pytestmark = pytest.mark.django_db
CENSUS = next((EXAMPLES / "cin").glob("*.xml"))


def upload(name: str, content: bytes) -> dict[str, SimpleUploadedFile]:
    return {"files": SimpleUploadedFile(name, content)}


def test_a_census_is_loaded_and_its_report_shown(signed_in: SignIn) -> None:
    """From the file on the analyst's desk to what became of every row."""
    client = signed_in("performance_analyst")
    answer = client.post("/returns/", upload(CENSUS.name, CENSUS.read_bytes()), follow=True)
    said = answer.content.decode()
    assert "Report of a load" in said
    assert "Section 47 enquiries" in said
    assert Load.objects.count() == 1


def test_loading_it_again_changes_nothing(census: None, signed_in: SignIn) -> None:
    """The second report counts nothing new and nothing changed."""
    client = signed_in("performance_analyst")
    answer = client.post("/returns/", upload(CENSUS.name, CENSUS.read_bytes()), follow=True)
    said = answer.content.decode()
    assert '<span class="tally__figure">0</span> <span class="tally__word">records new' in said


@pytest.mark.parametrize(
    ("name", "content"),
    [("notes.txt", b"hello"), ("census.xml", b"<a><b></a>"), ("zip.xml", b"PK\x03\x04rest")],
)
def test_what_is_not_a_return_is_refused_in_words(
    name: str, content: bytes, signed_in: SignIn
) -> None:
    """What was wrong and what to do; nothing is written."""
    answer = signed_in("performance_analyst").post("/returns/", upload(name, content))
    assert answer.status_code == 422
    assert "Nothing was loaded" in answer.content.decode()
    assert not Load.objects.exists()


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
