"""Charts as shapes: numbers in, plain shapes out; a template prints them as SVG."""

from kinkeeper.web.charts.bars import Bar, bars
from kinkeeper.web.charts.lines import Limit, Point, line
from kinkeeper.web.charts.ranges import Range, ranges
from kinkeeper.web.charts.shapes import Drawing
from kinkeeper.web.charts.shares import Part, shares
from kinkeeper.web.charts.spark import spark

__all__ = [
    "Bar",
    "Drawing",
    "Limit",
    "Part",
    "Point",
    "Range",
    "bars",
    "line",
    "ranges",
    "shares",
    "spark",
]
