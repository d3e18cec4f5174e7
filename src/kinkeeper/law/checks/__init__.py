"""Every check of the records: what should hold of them whatever the day's work was."""

from kinkeeper.kernel.errors import KinkeeperError
from kinkeeper.law.check import Check
from kinkeeper.law.checks import care, children, frontdoor, protection

CHECKS: tuple[Check, ...] = (
    *children.CHECKS,
    *frontdoor.CHECKS,
    *protection.CHECKS,
    *care.CHECKS,
)
_BY_ID = {check.id: check for check in CHECKS}


def check(id: str) -> Check:  # noqa: A002
    """The check of this id. Raises KinkeeperError where there is none."""
    if id not in _BY_ID:
        raise KinkeeperError(f"There is no check {id}.", do="See the reference page of checks.")
    return _BY_ID[id]
