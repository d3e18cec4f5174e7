"""The local authority numbers that a unique pupil number can begin with."""

from collections.abc import Iterator
from typing import Final

SINCE_2023_24: Final = ("942", "943")  # came into being in April 2023
# First and last of each run of numbers, closed and merged authorities included: pupils keep theirs.
_RUNS: Final = (
    (1, 5), (201, 213), (301, 320), (330, 336), (340, 344), (350, 359), (370, 373), (380, 384),
    (390, 394), (420, 420), (660, 681), (701, 708), (800, 803), (805, 808), (810, 813), (815, 816),
    (820, 823), (825, 826), (830, 831), (835, 841), (845, 846), (850, 852), (855, 857), (860, 861),
    (865, 896), (908, 909), (916, 916), (919, 919), (921, 921), (925, 926), (928, 929), (931, 931),
    (933, 933), (935, 938), (940, 943),
)  # fmt: skip


def _numbers() -> Iterator[str]:
    for first, last in _RUNS:
        yield from (f"{number:03}" for number in range(first, last + 1))


AUTHORITIES: Final = tuple(_numbers())
TO_2022_23: Final = tuple(number for number in AUTHORITIES if number not in SINCE_2023_24)
