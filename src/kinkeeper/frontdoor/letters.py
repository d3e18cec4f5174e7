"""Letters that came by e-mail: read from files, taken as they are, completed at the front door.

Who wrote is what the letter says, which anybody can write; so it proves nothing and lets nobody in.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parseaddr
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from uuid import UUID, uuid5

from django.db import transaction

from kinkeeper.access.who import Who
from kinkeeper.frontdoor.actions import receive
from kinkeeper.frontdoor.handed_in import handed_in
from kinkeeper.frontdoor.kinds import LONGEST_WORDS, Channel, ContactReason
from kinkeeper.frontdoor.told import NOT_SAID, ChildNamed, Referrer, Told
from kinkeeper.kernel.errors import BadInput
from kinkeeper.kernel.moment import lived

MOST_BYTES: Final = 25 * 1024 * 1024
NUMBERS: Final = UUID("6f0c3c5a-5f61-4f0c-9a51-9b1f5f0a7c11")  # by which a letter is known again
CUT: Final = "\n\n[The letter is longer: read the rest where it came.]"


def letters(path: Path) -> Iterator[Path]:
    """The letters there: one .eml file, a folder of them, or a Maildir's new and read ones."""
    if path.is_file():
        yield path
        return
    folders = [path / name for name in ("new", "cur") if (path / name).is_dir()] or [path]
    for folder in folders:
        suffix = folder == path
        yield from sorted(
            one
            for one in folder.iterdir()
            if one.is_file() and (one.suffix == ".eml" or not suffix)
        )


def read(path: Path) -> Told:
    """What a letter tells. Raises BadInput where it is none."""
    if path.stat().st_size > MOST_BYTES:
        raise BadInput(f"is larger than {MOST_BYTES // 1024**2} MB", file=path.name)
    content = path.read_bytes()
    letter = BytesParser(EmailMessage, policy=policy.default).parsebytes(content)
    words = _words(letter)
    if not words or letter.get("From") is None:
        raise BadInput("is no letter with words in it", file=path.name)
    name, address = parseaddr(str(letter.get("From", "")))
    return Told(
        received_at=_came(letter),
        channel=Channel.EMAIL,
        reason=ContactReason.OTHER,
        children=(ChildNamed(note=NOT_SAID),),
        concern=words,
        referrer=Referrer(name=name[:200], email=address[:254]),
        submission=uuid5(NUMBERS, sha256(content).hexdigest()),
    )


def take(told: Told, *, by: Who) -> bool:
    """Take a letter; whether it is new. The same one again is the same contact."""
    with transaction.atomic():
        if handed_in(told.submission, by=by) is not None:
            return False
        receive(told=told, by=by)
    return True


def _came(letter: EmailMessage) -> datetime:
    """When it says it was sent; now where it says nothing, or a time that lies ahead."""
    said = getattr(letter.get("Date"), "datetime", None)
    now = lived()
    if not isinstance(said, datetime):
        return now
    at = said if said.tzinfo else said.replace(tzinfo=UTC)
    return min(at, now)


def _words(letter: EmailMessage) -> str:
    subject = str(letter.get("Subject", "")).strip()
    body = letter.get_body(preferencelist=("plain", "html"))
    text = _text(body) if body is not None else ""
    kept = sum(1 for _ in letter.iter_attachments()) if letter.is_multipart() else 0
    with_it = f"\n\n[Sent with it, and kept where it came: {kept}]" if kept else ""
    words = "\n\n".join(part for part in (subject, text.strip()) if part).replace("\x00", "")
    room = LONGEST_WORDS - len(with_it) - len(CUT)
    return (words if len(words) <= room else words[:room] + CUT) + with_it if words else ""


def _text(body: MIMEPart) -> str:
    try:
        said = body.get_content()
    except (LookupError, ValueError):  # an alphabet nobody knows
        return ""
    text = said if isinstance(said, str) else ""
    return _stripped(text) if body.get_content_type() == "text/html" else text


def _stripped(html: str) -> str:
    reader = _Reader()
    reader.feed(html)
    return " ".join("".join(reader.said).split())


class _Reader(HTMLParser):
    """The words of a page, without what is no word of it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.silent += tag in ("script", "style")
        self.said.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style") and self.silent > 0

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.said.append(data)
