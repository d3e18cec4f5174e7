"""An invented city of ten districts. Its postcodes begin with ZZ, which no place has; beyond it, with ZY."""

from __future__ import annotations

DISTRICTS = (
    "Harrowdale", "Kingsmere", "Oldforge", "Saltbridge", "Millcross", "Thornley Vale", "Northgate Heath",
    "Castlewick", "Brackenhall", "Wharfside",
)  # fmt: skip
STREETS = (
    "Alderpool", "Anvil", "Ashlock", "Bellfounder", "Bluebrick", "Brassfounder", "Bridlewick", "Candlemaker",
    "Canalbasin", "Chainmaker", "Coalwharf", "Coppersmith", "Cordwainer", "Crossfoundry", "Drovers",
    "Elderbrook", "Farrier", "Fernacre", "Gaslamp", "Glassblower", "Gunsmith", "Hammerfield", "Hawthornlea",
    "Hollybank", "Ironmonger", "Jewelside", "Kilnfield", "Lantern", "Limekiln", "Lockkeeper", "Maltmill",
    "Mintworks", "Needlemaker", "Nailers", "Oakhanger", "Penmaker", "Pinfold", "Quarrybank", "Ropewalk",
    "Rushmere", "Saddler", "Sandpit", "Silverwell", "Steelhouse", "Tallow", "Tannery", "Tinker", "Toolmaker",
    "Turnpike", "Viaduct", "Weaver", "Wheelwright", "Whitesmith", "Willowbed", "Windmill", "Yarnspinner",
)  # fmt: skip
KINDS = (
    "Road",
    "Street",
    "Close",
    "Lane",
    "Avenue",
    "Drive",
    "Grove",
    "Terrace",
    "Court",
    "Crescent",
)
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"  # those that stand at the end of a postcode
OURS, BEYOND = "ZZ", "ZY"
