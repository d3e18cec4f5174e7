"""Every indicator: a count or a percentage with the words of its definition's source."""

from kinkeeper.law.indicator import Indicator
from kinkeeper.law.indicators import care, frontdoor, protection

INDICATORS: tuple[Indicator, ...] = (
    *frontdoor.INDICATORS,
    *protection.INDICATORS,
    *care.INDICATORS,
)
