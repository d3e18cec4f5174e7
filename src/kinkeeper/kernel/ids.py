"""Identifiers that sort by the time they were made, and the short reference people see."""

import secrets
import threading
import time
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

TICKS_PER_MS = 4096  # the 12 bits after the milliseconds, used as a counter (RFC 9562, 6.2)
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCE_CHARACTERS = 10

_HEX = np.frombuffer(b"0123456789abcdef", dtype=np.uint8)
_DASHES = (8, 13, 18, 23)
_DIGITS = np.array([place for place in range(36) if place not in _DASHES])


class _Ticker:
    """Hands out runs of ticks, each later than every tick handed out before in this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._next = 0

    def take(self, n: int) -> int:
        now = time.time_ns() * TICKS_PER_MS // 1_000_000
        with self._lock:
            first = max(now, self._next)
            self._next = first + n
        return first


_ticker = _Ticker()


def uuid7() -> UUID:
    """A new UUIDv7 (RFC 9562), greater than any made before it in this process."""
    milliseconds, counter = divmod(_ticker.take(1), TICKS_PER_MS)
    tail = secrets.randbits(62)
    return UUID(int=milliseconds << 80 | 0x7 << 76 | counter << 64 | 0b10 << 62 | tail)


def uuid7s(n: int) -> list[str]:
    """`n` new UUIDv7s as text, ascending; about a million a second.

    A large batch borrows ticks from the moments ahead, a quarter of a second for each million.
    """
    ticks = np.uint64(_ticker.take(n)) + np.arange(n, dtype=np.uint64)
    milliseconds, counter = np.divmod(ticks, np.uint64(TICKS_PER_MS))
    tail = np.frombuffer(secrets.token_bytes(8 * n), dtype=np.uint64)
    head = milliseconds << np.uint64(16) | np.uint64(0x7000) | counter
    tail = tail & np.uint64((1 << 62) - 1) | np.uint64(0b10 << 62)
    return _as_text(np.column_stack([head, tail]))


def uuid7s_from(milliseconds: NDArray[np.uint64], chance: NDArray[np.uint64]) -> list[str]:
    """UUIDv7s as text for moments and random numbers of one's own: the same for the same."""
    head = milliseconds << np.uint64(16) | np.uint64(0x7000) | chance >> np.uint64(52)
    tail = chance * np.uint64(0x9E3779B97F4A7C15) & np.uint64((1 << 62) - 1) | np.uint64(0b10 << 62)
    return _as_text(np.column_stack([head, tail]))


def _as_text(halves: NDArray[np.uint64]) -> list[str]:
    octets = halves.astype(">u8").view(np.uint8).reshape(len(halves), 16)
    nibbles = np.column_stack([octets >> 4, octets & 15]).reshape(len(halves), 2, 16)
    text = np.full((len(halves), 36), ord("-"), dtype=np.uint8)
    text[:, _DIGITS] = _HEX[nibbles.transpose(0, 2, 1).reshape(len(halves), 32)]
    return [str(one) for one in text.view("S36").ravel().astype("U36").tolist()]


def reference(identifier: UUID | str) -> str:
    """The short reference shown to people, such as `K7QX4-M2P9D`; it says nothing of when or who.

    Fifty bits of the random tail in Crockford's base 32 (no I, L, O or U): among a million
    records the chance that any two share one is about 1 in 2,000, so it is shown, never a key.
    """
    value = UUID(str(identifier)).int
    letters = [CROCKFORD[value >> 5 * place & 31] for place in range(REFERENCE_CHARACTERS)]
    half = REFERENCE_CHARACTERS // 2
    return "".join(letters[:half]) + "-" + "".join(letters[half:])
