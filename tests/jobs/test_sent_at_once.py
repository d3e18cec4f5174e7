"""Many who send files at one moment: no more wait than may."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from kinkeeper.access.who import Who
from kinkeeper.kernel.errors import BadInput
from kinkeeper.returns import actions
from kinkeeper.returns.models import Load

SENDERS = 6


def send(by: Who, together: Barrier) -> bool:
    """Send a file, on a connection of its own; whether it was kept."""
    try:
        together.wait(timeout=60)
        actions.receive(files=[SimpleUploadedFile("a.xml", b"x")], by=by)
    except BadInput:
        return False
    finally:
        connection.close()
    return True


@pytest.mark.django_db(transaction=True)
def test_the_limit_holds_for_those_at_one_moment(
    analyst: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each counts what all before it have sent."""
    monkeypatch.setattr(actions, "MOST_WAITING", 2)
    together = Barrier(SENDERS)
    with ThreadPoolExecutor(SENDERS) as pool:
        kept = list(pool.map(lambda _: send(analyst, together), range(SENDERS)))
    assert (sum(kept), Load.objects.count()) == (2, 2)
