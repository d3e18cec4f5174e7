"""What a page weighs, on the first visit, as it is sent to a browser that reads gzip."""

import gzip
import re
from pathlib import Path

import pytest
from django.test import Client

import kinkeeper.web
from tests.web.conftest import SignIn

STATIC = Path(kinkeeper.web.__file__).parent / "static"
SHRUNK = sorted([*STATIC.rglob("*.css"), *STATIC.rglob("*.js")])
MOST = 100_000  # bytes: the page, its style sheet, scripts, fonts and icon together
PAGES = (
    "/",
    "/overview/",
    "/overview/referrals/",
    "/overview/list/FD11/2026-03/",
    "/teams/",
    "/today/",
    "/children/",
    "/returns/",
    "/returns/checks/",
    "/components/",
)


@pytest.mark.parametrize("file", SHRUNK, ids=lambda file: file.name)
def test_what_is_served_small_is_the_same(file: Path) -> None:
    """The compressed copy beside a file is of that very file."""
    assert gzip.decompress(file.with_name(f"{file.name}.gz").read_bytes()) == file.read_bytes()


@pytest.mark.django_db
def test_a_browser_is_sent_the_small_copy(client: Client) -> None:
    """The style sheet travels compressed to whoever can read it so."""
    answer = client.get("/static/web/css/kinkeeper.css", headers={"accept-encoding": "gzip"})
    answer.close()
    assert answer["Content-Encoding"] == "gzip"


@pytest.fixture
def director(figures: None, signed_in: SignIn) -> Client:
    """A director over the census, with its figures."""
    return signed_in("director")


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_light(address: str, director: Client) -> None:
    """Under 100 kB with everything it asks for."""
    answer = director.get(address, headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200, address
    weights = {address: len(answer.content)}
    weights |= {one: sent(director, one) for one in asked_for(text(answer.content))}
    assert sum(weights.values()) < MOST, weights


@pytest.mark.django_db
def test_every_page_travels_compressed(client: Client) -> None:
    """To who reads gzip; its length varies, so that no secret in it can be felt for."""
    small = [client.get("/accounts/login/", headers={"accept-encoding": "gzip"}) for _ in range(9)]
    assert {answer.get("Content-Encoding") for answer in small} == {"gzip"}
    assert len({len(answer.content) for answer in small}) > 1
    assert "Content-Encoding" not in client.get("/accounts/login/")


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_a_page_asks_nothing_of_another_host(address: str, director: Client) -> None:
    """Every address that a browser follows by itself is beneath our own."""
    page = director.get(address).content.decode()
    found = re.findall(
        r'<(?:link|script|img|iframe|source|use|image)\b[^>]*(?:href|src)="([^"]+)"', page
    )
    assert found
    assert [one for one in found if not one.startswith(("/", "#", "data:"))] == []
    assert "url(" not in page


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_a_page_says_what_it_is_for(address: str, director: Client) -> None:
    """A line of help under the heading: not folded away, since everybody may need it."""
    page = director.get(address).content.decode()
    below = re.split(r"</h1>", page, maxsplit=1)[1]
    first = re.split(r"<(?:h2|table|form|nav|dl|svg)\b", below, maxsplit=1)[0]
    lines = re.findall(r"<p(?! class=\"limits)[^>]*>(.+?)</p>", first, flags=re.DOTALL)
    assert lines, address
    assert len(re.sub("<[^>]+>", "", lines[0])) > 30


def asked_for(page: str) -> set[str]:
    """What the page asks for, and what the style sheet asks for upright text: italics come later."""
    return set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page))


def sent(client: Client, address: str) -> int:
    """How many bytes travel."""
    answer = client.get(address, headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200, address
    size = len(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    answer.close()
    return size


def text(content: bytes) -> str:
    """The page, whether it came compressed or not."""
    return (gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content).decode()
