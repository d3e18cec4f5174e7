"""How far into a person's record somebody sees."""

from enum import IntEnum


class Depth(IntEnum):
    """Each depth holds those before it."""

    NONE = 0
    EXISTS = 1
    BANNER = 2
    RECORD = 3

    @property
    def description(self) -> str:
        """What is seen at this depth, in words."""
        return {
            Depth.NONE: "Nothing",
            Depth.EXISTS: "That the person is known here, and whom to ask",
            Depth.BANNER: "Flags, the worker, and what the service is involved in",
            Depth.RECORD: "The record, without the sections that need their own grant",
        }[self]
