"""The tables and columns of the SSDA903, each table known by columns no other table has."""

from collections.abc import Mapping

from kinkeeper.law.returns.fields import Field, Kind, Layout, Table, code, day, key_column

_CHILD = key_column("CHILD")
_DOB = day("DOB", note="repeated on each table; the header's is used")
_POSTCODE = r"^[A-Z]{1,2}\d[A-Z\d]? *\d[A-Z]{2}$"
UPN = r"^(UN[1-7]|[A-Z]\d{11}[A-Z\d])$"
_SEX_BEFORE_2025 = (("1", "M"), ("2", "F"))


def _yes_no(name: str) -> Field:
    return Field(name, Kind.YES_NO)


HEADER = Table(
    "Header",
    (
        _CHILD,
        code("SEX", "ssda903.SEX", same_as=_SEX_BEFORE_2025),
        day("DOB"),
        code("ETHNIC", "ssda903.ETHNIC"),
        Field("UPN", Kind.TEXT, pattern=UPN, note="a UPN, or UN1 to UN5 for why there is none"),
        _yes_no("MOTHER"),
        day("MC_DOB", note="birth date of the first child"),
    ),
    key=("CHILD",),
    known_by=frozenset({"CHILD", "SEX", "DOB", "ETHNIC"}),
)

EPISODES = Table(
    "Episodes",
    (
        _CHILD,
        day("DECOM", note="episode began"),
        code("RNE", "ssda903.RNE"),
        code("LS", "ssda903.LS"),
        code("CIN", "ssda903.CIN"),
        code("PLACE", "ssda903.PLACE"),
        code("PLACE_PROVIDER", "ssda903.PLACE_PROVIDER"),
        day("DEC", note="episode ceased; blank while it lasts"),
        code("REC", "ssda903.REC"),
        code("REASON_PLACE_CHANGE", "ssda903.REASON_PLACE_CHANGE"),
        Field("HOME_POST", Kind.TEXT, pattern=_POSTCODE),
        Field("PL_POST", Kind.TEXT, pattern=_POSTCODE),
        Field("URN", Kind.TEXT, pattern=r"^[A-Z0-9]{1,10}$"),
    ),
    key=("CHILD", "DECOM"),
    known_by=frozenset({"CHILD", "DECOM", "RNE", "LS"}),
)

REVIEWS = Table(
    "Reviews",
    (_CHILD, _DOB, day("REVIEW"), code("REVIEW_CODE", "ssda903.REVIEW_CODE")),
    key=("CHILD", "REVIEW"),
    known_by=frozenset({"CHILD", "REVIEW"}),
)

UASC = Table(
    "UASC",
    (
        _CHILD,
        code("SEX", "ssda903.SEX", same_as=_SEX_BEFORE_2025),
        _DOB,
        day("DUC", note="stopped being an unaccompanied child"),
    ),
    key=("CHILD",),
    known_by=frozenset({"CHILD", "DUC"}),
)

OC2 = Table(
    "OC2",
    (
        _CHILD,
        _DOB,
        Field("SDQ_SCORE", Kind.WHOLE_NUMBER, highest=40),
        code("SDQ_REASON", "ssda903.SDQ_REASON"),
        *map(
            _yes_no,
            ("CONVICTED", "HEALTH_CHECK", "IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT"),
        ),
        *map(_yes_no, ("SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED")),
    ),
    key=("CHILD",),
    known_by=frozenset({"CHILD", "SDQ_SCORE", "HEALTH_ASSESSMENT"}),
)

OC3 = Table(
    "OC3",
    (
        _CHILD,
        _DOB,
        code("IN_TOUCH", "ssda903.IN_TOUCH"),
        code("ACTIV", "ssda903.ACTIV"),
        code("ACCOM", "ssda903.ACCOM"),
    ),
    key=("CHILD",),
    known_by=frozenset({"CHILD", "IN_TOUCH", "ACTIV"}),
)

AD1 = Table(
    "AD1",
    (
        _CHILD,
        _DOB,
        day("DATE_INT", note="decision that adoption is in the child's best interests"),
        day("DATE_MATCH"),
        _yes_no("FOSTER_CARE"),
        Field("NB_ADOPTR", Kind.WHOLE_NUMBER, lowest=1, highest=2),
        code("SEX_ADOPTR", "ssda903.SEX_ADOPTR"),
        code("LS_ADOPTR", "ssda903.LS_ADOPTR"),
    ),
    key=("CHILD",),
    known_by=frozenset({"CHILD", "DATE_INT", "DATE_MATCH"}),
)

PLACED_ADOPTION = Table(
    "PlacedAdoption",
    (
        _CHILD,
        _DOB,
        day("DATE_PLACED", note="decision that the child should be placed for adoption"),
        day("DATE_PLACED_CEASED"),
        code("REASON_PLACED_CEASED", "ssda903.REASON_PLACED_CEASED"),
    ),
    key=("CHILD", "DATE_PLACED"),
    known_by=frozenset({"CHILD", "DATE_PLACED"}),
)

PREVIOUS_PERMANENCE = Table(
    "PrevPerm",
    (
        _CHILD,
        _DOB,
        code("PREV_PERM", "ssda903.PREV_PERM"),
        Field("LA_PERM", Kind.TEXT, pattern=r"^(\d{3}|WAL|SCO|NIR|NUK)$"),
        Field("DATE_PERM", Kind.PARTIAL_DATE),
    ),
    key=("CHILD",),
    known_by=frozenset({"CHILD", "PREV_PERM"}),
)

MISSING = Table(
    "Missing",
    (_CHILD, _DOB, code("MISSING", "ssda903.MISSING"), day("MIS_START"), day("MIS_END")),
    key=("CHILD", "MIS_START"),
    known_by=frozenset({"CHILD", "MIS_START"}),
)

SOCIAL_WORKERS = Table(
    "SWEpisodes",
    (
        _CHILD,
        _DOB,
        Field("SW_ID", Kind.TEXT, pattern=r"^[A-Z0-9]{4,12}$"),
        day("SW_DECOM"),
        day("SW_DEC"),
        code("SW_REASON", "ssda903.SW_REASON"),
    ),
    key=("CHILD", "SW_DECOM"),
    known_by=frozenset({"CHILD", "SW_ID", "SW_DECOM"}),
    since=2024,
)

DEPRIVATION_OF_LIBERTY = Table(
    "DoLo",
    (_CHILD, _DOB, day("DOLO_START"), day("DOLO_END")),
    key=("CHILD", "DOLO_START"),
    known_by=frozenset({"CHILD", "DOLO_START"}),
    since=2027,
)

TABLES: tuple[Table, ...] = (
    HEADER, EPISODES, REVIEWS, UASC, OC2, OC3, AD1, PLACED_ADOPTION,
    PREVIOUS_PERMANENCE, MISSING, SOCIAL_WORKERS, DEPRIVATION_OF_LIBERTY,
)  # fmt: skip

COMPANIONS: tuple[frozenset[str], ...] = (
    frozenset({"POSTCODE", "EASTING", "NORTHING"}),
    frozenset({"URN", "LA_NAME", "PROVIDER_TYPE"}),
)
"""Look-up lists that systems export beside the return, by their columns: passed by, with a note."""

EVENT_DATES: tuple[tuple[str, str], ...] = (
    ("Episodes", "DECOM"), ("Episodes", "DEC"), ("Reviews", "REVIEW"), ("Missing", "MIS_START"),
    ("SWEpisodes", "SW_DECOM"),
)  # fmt: skip
"""Dates on which something happened, from which the year of a set of files can be told."""

WORKED_OUT: Mapping[str, Mapping[str, str]] = {
    "Header": {"UASC": "stands in the XML form alone: 1 for an unaccompanied child seeking asylum"},
    "Episodes": {
        "PL_LA": "worked out: the authority in which the placement's postcode lies",
        "PL_LOCATION": "worked out: IN or OUT of the responsible authority",
        "PL_DISTANCE": "worked out: miles between home and placement, by their postcodes",
    },
}
"""What rules name beside the columns of a table, and how it is come by."""

LAYOUT = Layout(TABLES, WORKED_OUT)
