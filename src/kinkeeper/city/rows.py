"""Rows that grow: columns of whole numbers, read and written by the thousand."""

from __future__ import annotations

import numpy as np

from kinkeeper.city.chance import Ints
from kinkeeper.city.days import NONE


class Rows:
    """Named columns of equal length. A view of a column is good until rows are added."""

    def __init__(self, *names: str) -> None:
        self._data = {name: np.full(1024, NONE, dtype=np.int64) for name in names}
        self.n = 0

    def __len__(self) -> int:
        return self.n

    def __getitem__(self, name: str) -> Ints:
        return self._data[name][: self.n]

    def add(self, count: int, **values: Ints | int) -> Ints:
        """Add rows; the columns not named hold NONE. The places of the new rows."""
        self._make_room(self.n + count)
        added = np.arange(self.n, self.n + count, dtype=np.int64)
        self.n += count
        for name, value in values.items():
            self._data[name][added] = value
        return added

    def _make_room(self, needed: int) -> None:
        held = len(next(iter(self._data.values())))
        if needed <= held:
            return
        size = max(needed, 2 * held)
        for name, column in self._data.items():
            grown = np.full(size, NONE, dtype=np.int64)
            grown[: self.n] = column[: self.n]
            self._data[name] = grown
