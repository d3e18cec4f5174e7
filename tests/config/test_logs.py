"""Logs hold no personal data, whoever writes them."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.log import log_response

from kinkeeper.config import logs

PLANTED = "Rosalind Featherstonehaugh"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What reaches the log while the test runs."""
    stream = io.StringIO()
    root = logging.getLogger()
    handlers = root.handlers[:]
    root.handlers[:] = [logs.handler(stream)]
    yield stream
    root.handlers[:] = handlers


def entry(written: io.StringIO) -> dict[str, Any]:
    """The one line that was written."""
    line: dict[str, Any] = json.loads(written.getvalue())
    return line


def test_only_listed_keys_are_written(written: io.StringIO) -> None:
    """A name or an address given to the log does not get in; a listed key does."""
    structlog.get_logger("kinkeeper.test").warning(
        "loaded", count=3, name=PLANTED, address_line=PLANTED
    )
    assert PLANTED not in written.getvalue()
    assert (entry(written)["event"], entry(written)["count"]) == ("loaded", 3)


def test_a_library_keeps_only_its_fixed_text(written: io.StringIO) -> None:
    """What a library fills into its line is dropped: nobody knows what it holds."""
    logging.getLogger("some.library").warning("no such child: %s", PLANTED)
    assert entry(written)["event"] == "no such child: %s"


def test_a_request_is_told_by_its_answer_and_its_page(written: io.StringIO) -> None:
    """Never by its address, which anybody may have typed a name into."""
    request = RequestFactory().get(f"/nobody/{PLANTED}/")
    log_response(
        "%s: %s", "Not Found", request.path, response=HttpResponse(status=404), request=request
    )
    told = entry(written)
    assert (told["event"], told["status"], told["route"]) == ("Not Found", 404, "")
    assert PLANTED not in written.getvalue()


def test_an_exception_keeps_its_type_and_places(written: io.StringIO) -> None:
    """A failure can be found by its type and place; its message may hold a record."""
    try:
        int(PLANTED)
    except ValueError:
        logging.getLogger("some.library").exception("it failed")
    assert PLANTED not in written.getvalue()
    assert entry(written)["error"] == "ValueError"
    assert "config/test_logs.py" in entry(written)["places"][-1]


def test_one_event_is_one_line(written: io.StringIO) -> None:
    """Nobody can forge a second line by putting a line break into a value."""
    structlog.get_logger("kinkeeper.test").warning("one\ntwo", kind="a\nb")
    assert written.getvalue().count("\n") == 1
