"""E-mail to the front door becomes contacts that the front door completes: each letter once."""

from contextlib import nullcontext
from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinkeeper.cli import letters as command
from kinkeeper.cli import service
from kinkeeper.frontdoor.kinds import LONGEST_WORDS
from kinkeeper.frontdoor.letters import letters, read
from kinkeeper.frontdoor.models import ContactGroup
from kinkeeper.kernel.errors import BadInput


def letter(text: str = "I am worried about Ada.", html: str = "") -> EmailMessage:
    """A letter of a school, with a picture."""
    made = EmailMessage()
    made["From"], made["Subject"] = "Gwyn Abara <gwyn@school.example>", "A worry"
    made["Date"] = "Mon, 02 Feb 2026 09:30:00 +0000"
    made.set_content(text) if text else made.set_content(html, subtype="html")
    made.add_attachment(b"x", maintype="image", subtype="png", filename="a.png")
    return made


def written(folder: Path, made: EmailMessage, name: str = "a.eml") -> Path:
    (folder / name).write_bytes(bytes(made))
    return folder / name


def test_a_letter_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Who, when, what about and the words; what was sent with it is counted."""
    told = read(written(tmp_path, letter()))
    assert told.concern.startswith("A worry\n\nI am worried about Ada.")
    assert told.concern.endswith("[Sent with it, and kept where it came: 1]")
    assert (told.referrer.name, told.referrer.email) == ("Gwyn Abara", "gwyn@school.example")
    assert told.received_at.isoformat() == "2026-02-02T09:30:00+00:00"
    plain = read(written(tmp_path, letter("", "<style>b{}</style><p>One</p><p>two &amp; three")))
    assert "One two & three" in plain.concern
    assert "b{}" not in plain.concern
    assert len(read(written(tmp_path, letter("é " * LONGEST_WORDS))).concern) <= LONGEST_WORDS


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400), st.booleans())
def test_whatever_comes_is_read_or_refused(tmp_path: Path, content: bytes, headed: bool) -> None:
    """Nothing else is raised."""
    file = tmp_path / "a.eml"
    file.write_bytes(
        b"From: a@b.example\nContent-Type: text/html; charset=x\n\n" * headed + content
    )
    try:
        assert read(file).concern
    except BadInput as refused:
        assert "a.eml" in refused.message  # noqa: PT017  either will do


@pytest.mark.django_db
def test_each_letter_of_a_maildir_is_taken_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be read is named, and holds up no other."""
    monkeypatch.setattr(service, "django", nullcontext)
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
        written(tmp_path / name, letter(f"In {name}."), "1.host")
    assert [one.parent.name for one in letters(tmp_path)] == ["new", "cur"]
    said = [CliRunner().invoke(command.command, [str(tmp_path)]).output for _ in range(2)]
    assert said == ["2 taken; 0 were taken before.\n", "0 taken; 2 were taken before.\n"]
    (tmp_path / "new" / "2.host").write_bytes(b"")
    again = CliRunner().invoke(command.command, [str(tmp_path)])
    assert "2.host" in str(again.exception)
    assert ContactGroup.objects.filter(channel="email").count() == 2
