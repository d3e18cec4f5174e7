"""Every indicator: a count or a percentage with the words of its definition's source."""

from kinkeeper.kernel.errors import KinkeeperError
from kinkeeper.law.indicator import Indicator
from kinkeeper.law.indicators import care, frontdoor, protection, workforce

INDICATORS: tuple[Indicator, ...] = (
    *frontdoor.INDICATORS,
    *protection.INDICATORS,
    *care.INDICATORS,
    *workforce.INDICATORS,
)
CASELOAD = workforce.CASELOAD
_BY_ID = {one.id: one for one in INDICATORS}


def indicator(name: str) -> Indicator:
    """The indicator of this id."""
    if name not in _BY_ID:
        raise KinkeeperError(f"There is no indicator '{name}'.")
    return _BY_ID[name]
