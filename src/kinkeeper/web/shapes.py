"""What pages read of records, told by shape: the tables themselves are private to their apps."""

from __future__ import annotations

from datetime import date
from typing import Protocol
from uuid import UUID


class Somebody(Protocol):
    """A person."""

    id: UUID
    kind: str
    sex: str | None
    gender_identity: str | None
    born_on: date | None
    born_on_estimated: bool
    expected_on: date | None
    died_on: date | None
    ethnicity: str | None
    first_language: str | None
    nationality: str | None
    mother: bool | None
    first_child_born_on: date | None


class Name(Protocol):
    """A name somebody goes by."""

    kind: str
    forename: str
    surname: str
    valid_to: date | None
