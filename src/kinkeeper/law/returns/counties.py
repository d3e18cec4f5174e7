"""Which county answers for the children of a district, where there are two tiers of councils.

Source: Office for National Statistics, lower tier to upper tier local authority look-up, without
the counties that have since become unitary (Cumbria, North Yorkshire, Somerset).
"""

from __future__ import annotations

from typing import Final

import polars as pl

# The county, and the first and last number of its districts' codes (E07000008 to E07000012).
_DISTRICTS: Final[dict[str, tuple[tuple[int, int], ...]]] = {
    "E10000003": ((8, 12),),  # Cambridgeshire
    "E10000007": ((32, 39),),  # Derbyshire
    "E10000008": ((40, 47),),  # Devon
    "E10000011": ((61, 65),),  # East Sussex
    "E10000012": ((66, 77),),  # Essex
    "E10000013": ((78, 83),),  # Gloucestershire
    "E10000014": ((84, 94),),  # Hampshire
    "E10000015": ((95, 96), (98, 99), (102, 103), (240, 243)),  # Hertfordshire
    "E10000016": ((105, 116),),  # Kent
    "E10000017": ((117, 128),),  # Lancashire
    "E10000018": ((129, 135),),  # Leicestershire
    "E10000019": ((136, 142),),  # Lincolnshire
    "E10000020": ((143, 149),),  # Norfolk
    "E10000024": ((170, 176),),  # Nottinghamshire
    "E10000025": ((177, 181),),  # Oxfordshire
    "E10000028": ((192, 199),),  # Staffordshire
    "E10000029": ((200, 200), (202, 203), (244, 245)),  # Suffolk
    "E10000030": ((207, 217),),  # Surrey
    "E10000031": ((218, 222),),  # Warwickshire
    "E10000032": ((223, 229),),  # West Sussex
    "E10000034": ((234, 239),),  # Worcestershire
}
COUNTY: Final[dict[str, str]] = {
    f"E07{number:06}": county
    for county, runs in _DISTRICTS.items()
    for first, last in runs
    for number in range(first, last + 1)
}


def county_of(column: str) -> pl.Expr:
    """The authority that answers for children where this one does not; else the one itself."""
    return pl.col(column).replace(COUNTY)
