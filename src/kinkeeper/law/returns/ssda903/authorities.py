"""The Department's numbers of the English authorities that answer for children, by their ranges."""

from __future__ import annotations

from typing import Final

from kinkeeper.law.codes import code_set

# First and last number; those of authorities that are no more stay, as an order may be theirs.
_RANGES: Final = (
    (201, 213), (301, 320),  # London
    (330, 336), (340, 344), (350, 359), (370, 373), (380, 384), (390, 394),  # metropolitan
    (420, 420), (800, 803), (805, 808), (810, 813), (815, 816), (821, 823), (825, 826), (830, 831),
    (835, 841), (845, 846), (850, 852), (855, 857), (860, 861), (865, 874), (876, 896), (908, 909),
    (916, 916), (919, 919), (921, 921), (925, 926), (928, 929), (931, 931), (933, 933), (935, 938),
    (940, 943),
)  # fmt: skip

NUMBERS: Final = tuple(str(number) for first, last in _RANGES for number in range(first, last + 1))
OF_PERMANENCE: Final = (*NUMBERS, *(one.code for one in code_set("ssda903.LA_PERM").codes))
