"""T13: what people type and whom they look for is in no log."""

import logging
from io import StringIO

import pytest

from kinkeeper.access import audit
from kinkeeper.access.models import AuditEntry, User
from tests.access.conftest import MakeUser
from tests.security.conftest import SignIn

PLANTED = "Zebediah Quillfeather"


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> StringIO:
    """What the service writes to its log, as it writes it."""
    ours = [h for h in logging.getLogger().handlers if type(h) is logging.StreamHandler]
    written = StringIO()
    monkeypatch.setattr(ours[0], "stream", written)
    return written


def test_what_was_typed_at_the_door_is_in_no_log(sam: User, sign_in: SignIn, log: StringIO) -> None:
    """Seven failures and a lock: the logs say that it happened, never the name or password."""
    for _ in range(7):
        sign_in(username=PLANTED, password="Quillfeather9!")
    said = log.getvalue()
    assert "login failure" in said
    assert "quillfeather" not in said.casefold()


def test_a_quiet_sign_in_fills_no_log(sam: User, sign_in: SignIn, log: StringIO) -> None:
    """Who came is in the audit; the log has no half-sentences about it."""
    assert sign_in().status_code == 302
    assert "AXES" not in log.getvalue()


def test_a_search_leaves_no_name_in_logs_or_audit(user: MakeUser, log: StringIO) -> None:
    """The audit has who searched and what was found; the words are nowhere."""
    audit.searched(by=user("social_worker"), text=PLANTED, found=[])
    entry = AuditEntry.objects.get()
    kept = " ".join(str(getattr(entry, field.attname)) for field in entry._meta.concrete_fields)
    said = kept + log.getvalue()
    assert "quillfeather" not in said.casefold()
