"""Writing the audit: one entry for every write and every read, in the same transaction."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from django.utils.crypto import salted_hmac

from kinkeeper.access import request_id
from kinkeeper.access.against import in_conflict
from kinkeeper.access.chain import EMPTY, Head, Verdict, digest, walk
from kinkeeper.access.models import AuditEntry, User
from kinkeeper.access.paths import Thing, persons
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker, Who, as_who
from kinkeeper.kernel.errors import KinkeeperError
from kinkeeper.kernel.moment import now

LONGEST_DETAIL: Final = 200  # characters: an audit holds codes, dates and counts, never narrative
_LOCK: Final = 0x4B494E4B
_PATIENCE: Final = "5s"
# What was set before is read ahead, in a subquery of its own; then the limit is set, then the lock
# is waited for. The last entry is read by a later statement: it must see what the lock waited for.
_WAIT: Final = """
WITH before AS MATERIALIZED (SELECT current_setting('lock_timeout') AS said)
SELECT said, set_config('lock_timeout', %s, true), pg_advisory_xact_lock(%s) FROM before
"""
_SPACES: Final = re.compile(r"\s+")


class AuditUnavailable(KinkeeperError):  # noqa: N818
    """What was asked cannot be done because it cannot be recorded."""

    def __init__(self) -> None:
        super().__init__(
            "This was not done, because it could not be recorded in the audit.",
            do="Try again in a minute. If it goes on, tell the system administrator.",
        )


@dataclass(frozen=True, slots=True)
class Actor:
    """Who an entry says it was."""

    id: UUID | None
    name: str


NOBODY: Final = Actor(None, "not signed in")


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row of the audit will say."""

    actor: Actor
    verb: str
    subject_kind: str = ""
    subject_id: str = ""
    person_id: UUID | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


def record(
    *,
    by: Asker | Actor,
    verb: str,
    subject: Model | None = None,
    person_id: UUID | None = None,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Write one entry in the transaction under way; AuditUnavailable when it cannot be written."""
    write([entry(by=by, verb=verb, subject=subject, person_id=person_id, details=details or {})])


def read(
    *,
    by: Asker,
    person_id: UUID,
    page: str,
    subject: Model | None = None,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Note that somebody is about to be shown this; call it before the answer is made."""
    record(
        by=by,
        verb="read",
        subject=subject,
        person_id=person_id,
        details={"page": page, **(details or {})},
    )


def searched(*, by: Asker, text: str, found: Sequence[UUID]) -> None:
    """Note a search before its results are shown: a keyed hash of the text, and who was found.

    The hash lets an officer test whether a name they hold was searched for; it gives none away.
    """
    said = _SPACES.sub(" ", text.strip().casefold())
    keyed = salted_hmac("kinkeeper.access.searched", said, algorithm="sha256").hexdigest()
    shown = [str(person) for person in found]
    record(by=by, verb="searched", details={"text": keyed, "count": len(shown), "shown": shown})


def listed(
    *, by: Asker, page: str, shown: Iterable[UUID], details: Mapping[str, Any] | None = None
) -> None:
    """Note that somebody is about to be shown a list of these people."""
    people = [str(person) for person in dict.fromkeys(shown)]
    about = {"page": page, "count": len(people), "shown": people}
    record(by=by, verb="listed", details={**about, **(details or {})})


def exported(*, by: Asker, what: str, count: int, details: Mapping[str, Any]) -> None:
    """Note an export before the file is made."""
    record(by=by, verb="exported", details={"what": what, "count": count, **details})


def refused(*, by: Asker, what: Permission, thing: Thing) -> None:
    """Note that somebody was refused; a refusal for a conflict of interest is an alert."""
    who, reached = as_who(by), persons(thing)
    conflict = any(in_conflict(who, person) for person in reached)
    record(
        by=who,
        verb="refused_conflict" if conflict else "refused",
        subject=thing if isinstance(thing, Model) else None,
        person_id=reached[0] if reached else None,
        details={"permission": what.value},
    )


def entry(
    *,
    by: Asker | Actor,
    verb: str,
    subject: Model | None,
    person_id: UUID | None,
    details: Mapping[str, Any],
) -> Entry:
    """What a row will say, checked to hold no narrative."""
    kind = subject._meta.label_lower if subject is not None else ""
    key = str(subject.pk) if subject is not None else ""
    return Entry(_actor(by), verb, kind, key, person_id, _plain(details))


def write(entries: Sequence[Entry]) -> None:
    """Add entries to the chain, one writer at a time, until the transaction ends."""
    if not entries:
        return
    try:
        with transaction.atomic(), _locked():
            AuditEntry.objects.bulk_create(_chained(entries, head()))
    except DatabaseError as error:
        raise AuditUnavailable from error


def head() -> Head:
    """The last entry: print it, and keep it somewhere this database is not."""
    row = AuditEntry.objects.order_by("-id").values_list("id", "hash").first()
    return Head(*row) if row else EMPTY


def verify(kept: Head | None = None) -> Verdict:
    """Walk the whole chain; the verdict names the first broken entry.

    People are added through the audit: where there are some, an empty one was emptied.
    """
    verdict = walk(AuditEntry.objects.order_by("id").iterator(chunk_size=5_000), kept=kept)
    if verdict.whole and not verdict.entries and User.objects.filter(is_service=False).exists():
        return Verdict(0, EMPTY, 1, "there are users, but no entry says who added them")
    return verdict


def _chained(entries: Sequence[Entry], last: Head) -> Iterator[AuditEntry]:
    for said in entries:
        row = AuditEntry(
            id=last.id + 1,
            at=now(),
            actor_id=said.actor.id,
            actor=said.actor.name,
            verb=said.verb,
            subject_kind=said.subject_kind,
            subject_id=said.subject_id,
            person_id=said.person_id,
            details=said.details,
            request_id=request_id.current(),
            previous_hash=last.hash,
        )
        row.hash = digest(row)
        last = Head(row.id, row.hash)
        yield row


@contextmanager
def _locked() -> Iterator[None]:
    """One writer at a time: wait a little for others, never for ever."""
    with connection.cursor() as cursor:
        cursor.execute(_WAIT, [_PATIENCE, _LOCK])
        before = cursor.fetchone()[0]
        yield
        if connection.savepoint_ids:  # else the setting ends with the transaction, which ends here
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [before])


def _actor(by: Asker | Actor) -> Actor:
    return Actor(by.id, by.username) if isinstance(by, Who | User) else by


def _plain(details: Mapping[str, Any]) -> dict[str, Any]:
    return {str(key): _value(value) for key, value in details.items()}


def _value(value: object) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Mapping):
        return _plain(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [_value(one) for one in value]
    if isinstance(value, str | UUID | date | Decimal):
        return _short(str(value))
    message = f"the audit cannot hold a {type(value).__name__}"
    raise TypeError(message)


def _short(text: str) -> str:
    if len(text) > LONGEST_DETAIL:
        message = f"the audit holds no narrative: a detail is over {LONGEST_DETAIL} characters"
        raise ValueError(message)
    return text
