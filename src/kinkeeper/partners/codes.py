"""Codes and tokens: how they are made, and the only form in which they are kept."""

import hashlib
import secrets
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

DIGITS: Final = 8
GOOD_FOR: Final = timedelta(minutes=10)
MOST_TRIES: Final = 5
_SALT: Final = "kinkeeper.partners.codes"


def new_code() -> str:
    """Eight digits nobody can foresee."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


def shown(code: str) -> str:
    """A code as it is read and typed: in two halves."""
    return f"{code[: DIGITS // 2]} {code[DIGITS // 2 :]}"


def hashed(of: UUID, code: str) -> str:
    """The hash of a code, keyed by our secret and by the asking it answers."""
    said = "".join(character for character in code if character.isascii() and character.isdigit())
    return salted_hmac(f"{_SALT}.{of}", said, algorithm="sha256").hexdigest()


def is_same(kept: str, of: UUID, code: str) -> bool:
    """Whether this is the code, in the same time whatever is kept."""
    return constant_time_compare(kept.ljust(64, "-"), hashed(of, code))


def keyed(of: str, value: str) -> str:
    """Whence somebody tried, so that tries can be counted and nobody named."""
    return salted_hmac(f"{_SALT}.{of}", value.strip().casefold(), algorithm="sha256").hexdigest()


def new_token() -> str:
    """What a program shows: 256 bits of chance."""
    return f"kk-{secrets.token_urlsafe(32)}"


def token_hash(token: str) -> str:
    """A token as it is kept; nobody can search through 256 bits, so nothing slow is needed."""
    return hashlib.sha256(token.encode()).hexdigest()
