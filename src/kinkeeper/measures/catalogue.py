"""The twelve measures of the overview and the strands of open work: which indicators, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kinkeeper.access.sections import Section
from kinkeeper.kernel.errors import KinkeeperError
from kinkeeper.law.indicator import Better, Indicator
from kinkeeper.law.indicators import CASELOAD, indicator
from kinkeeper.law.spread import Spread

Shape = Literal["line", "mix", "spread"]


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One measure: the first of its indicators is the one that is drawn large."""

    id: str
    title: str
    asks: str
    indicators: tuple[str, ...]
    shape: Shape = "line"

    @property
    def first(self) -> Declared:
        """The indicator that gives the measure its finding."""
        return declared(self.indicators[0])


Declared = Indicator | Spread

# fmt: off
MEASURES = (
    Measure(id="contacts", title="Contacts", indicators=("FD01",),
            asks="How many times were we told of a child?"),
    Measure(id="referrals", title="Referrals and re-referrals", indicators=("FD11", "FD13"),
            asks="How many referrals were there, and how many within a year of the child's last?"),
    Measure(id="assessments", title="Assessments in 45 working days", indicators=("AS03R", "AS03"),
            asks="Were assessments authorised in time?"),
    Measure(id="conferences", title="Initial conferences in 15 working days", indicators=("CP07",),
            asks="Were children's first conferences held in time?"),
    Measure(id="plans", title="Children on protection plans", indicators=("CP11",),
            asks="How many children are on a child protection plan?"),
    Measure(id="looked-after", title="Children looked after", indicators=("LA02",),
            asks="How many children do we look after?"),
    Measure(id="reviews", title="Reviews on time", indicators=("RV01", "CP20"),
            asks="Were children's reviews held when they were due?"),
    Measure(id="visits", title="Visits on time", indicators=("RV03", "CP21"),
            asks="Were children seen when a visit was due?"),
    Measure(id="unallocated", title="Children without a lead worker", indicators=("WF14",),
            asks="Which open cases has nobody?"),
    Measure(id="caseload", title="Caseload", indicators=("WF08",), shape="spread",
            asks="How many children does a worker lead with, and how evenly?"),
    Measure(id="placements", title="Where children live", shape="mix",
            indicators=("PS05", "PS06", "PS07", "PS09P", "PS09A", "PS09"),
            asks="Where do the children we look after live?"),
    Measure(id="missing", title="Missing children", indicators=("MS01S", "MS01N"),
            asks="How often do children go missing, and who is missing now?"),
)
# fmt: on
MIX = next(one.indicators for one in MEASURES if one.shape == "mix")
MIXED = "LA02"  # the children whose kinds of placement the mix tells apart
# Children with a lead worker, those without, and both together: any two tell the third.
CARRIED, NOBODYS, IN_NEED = "WF08", "WF14", "CN01"
TOGETHER = {MIXED: MIX, IN_NEED: (CARRIED, NOBODYS)}  # by a total, the kinds that add up to it
# The list of one kind tells of a section of the record; so do the lists of all the other kinds, by who
# is on none of them though on that of the children looked after.
SECTIONS = dict.fromkeys(MIX, Section.ADOPTION)
# Of each share, what is said of those that count, and of the rest: the two parts of its list.
TOLD_APART = {
    "AS03R": ("Within 45 working days", "Later"),
    "AS03": ("Within 45 working days", "Later"),
    "FD13": ("Again within 12 months", "First, or later than that"),
    "CP07": ("Within 15 working days", "Later"),
    "RV01": ("Every review on time", "A review late or not held"),
    "CP20": ("Every review on time", "A review late or not held"),
    "RV03": ("On time", "Late or not made"),
    "CP21": ("On time, the child seen", "Late, not made, or the child not seen"),
    "PS05": ("In foster care", "Somewhere else"),
    "PS06": ("In a children's home or secure", "Somewhere else"),
    "PS07": ("In supported or independent living", "Somewhere else"),
    "PS09P": ("With parents", "Somewhere else"),
    "PS09A": ("Placed for adoption", "Somewhere else"),
    "PS09": ("Of none of these kinds", "Of one of the kinds named"),
}
STRANDS = ("EH03", "CN01", "CP11", "LA02", "LC13L")
INDICATORS = tuple(
    dict.fromkeys([*(name for measure in MEASURES for name in measure.indicators), *STRANDS])
)


def measure(name: str) -> Measure | None:
    """The measure of this id."""
    return next((one for one in MEASURES if one.id == name), None)


def declared(name: str) -> Declared:
    """The indicator, or the spread, of this id."""
    return CASELOAD if name == CASELOAD.id else indicator(name)


def measure_of(name: str) -> Measure | None:
    """The first measure that shows this indicator."""
    return next((one for one in MEASURES if name in one.indicators), None)


def is_flow(one: Declared) -> bool:
    """Whether it is about what happened in the month, not how things stood at its end."""
    return one.on != "as_at"


def unit_of(one: Declared) -> str:
    """What its value is: a percentage, or nothing."""
    return "%" if isinstance(one, Indicator) and one.unit == "%" else ""


def better(one: Declared) -> Better:
    """Whether more is better, less is, or neither."""
    return one.better if isinstance(one, Indicator) else "neither"


def known(name: str) -> Declared:
    """The indicator of this id; KinkeeperError where the overview has none of that id."""
    if name not in INDICATORS:
        raise KinkeeperError(f"The overview has no figure '{name}'.")
    return declared(name)
