"""What can go wrong, said so that the reader knows what to do next."""

from typing import ClassVar


class KinkeeperError(Exception):
    """Something the reader can act on.

    `message` says what happened, `do` what to do about it; `exit_code` is what a command returns.
    Neither may hold personal data: both reach logs and terminals.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, do: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.do = do


class BadInput(KinkeeperError):  # noqa: N818  named for what happened
    """A value that cannot be accepted, with the place it came from.

    `row` counts from 1 as a person reading the file would; any part may be None when unknown.
    """

    exit_code: ClassVar[int] = 2

    def __init__(
        self,
        reason: str,
        *,
        file: str | None = None,
        row: int | None = None,
        field: str | None = None,
        do: str = "",
    ) -> None:
        self.file, self.row, self.field, self.reason = file, row, field, reason
        place = [file, None if row is None else f"row {row}", field]
        where = ", ".join(part for part in place if part)
        super().__init__(f"{where}: {reason}" if where else reason, do=do)


class Refused(KinkeeperError):  # noqa: N818  named for what happened
    """A guard failed: the thing may not be done as matters stand.

    `missing` names what would have to be there first; `who_can_waive` the role that may let it
    pass, or "" when nobody may.
    """

    exit_code: ClassVar[int] = 3

    def __init__(
        self, message: str, *, missing: str = "", who_can_waive: str = "", do: str = ""
    ) -> None:
        super().__init__(message, do=do)
        self.missing = missing
        self.who_can_waive = who_can_waive


class NotAllowed(Refused):
    """The person asking does not hold the permission this needs."""


class BadSetting(KinkeeperError):  # noqa: N818  named for what happened
    """A setting is absent or wrong; the program must not start with it."""

    exit_code: ClassVar[int] = 4
