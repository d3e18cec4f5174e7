"""Invented SSDA903 returns of so many children, two years of them, with so many rows broken.

Nobody in them is anybody: identifiers are numbers, and the postcodes are those of the directory.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Final

import polars as pl

from support.broken import break_rows
from support.dice import Dice

YEAR: Final = 2027  # the newer of the two collections, by the March it ends in
AUTHORITY: Final = "E08000025"
_DATE: Final = "%d/%m/%Y"
_ONE_DAY: Final = timedelta(days=1)
_FOSTER: Final = ("U1", "U4", "U4", "U6", "U6", "U6")
_SETTINGS: Final = 400

Tables = dict[str, pl.DataFrame]


def write_looked_after(
    folder: Path, children: int, *, broken: float, places: pl.DataFrame, seed: int = 1
) -> Path:
    """Both years, each in a folder named after it, and the list of settings beside them.

    `places`: postcode and authority, of homes and settings; neighbours by name live near each other.
    """
    dice = Dice(seed)
    people = _people(dice, children)
    near = places.sort("postcode")
    providers = _settings(dice, near)
    spells = _spells(dice, people.filter(~pl.col("grown")), providers, near)
    for year in (YEAR - 1, YEAR):
        of_year = folder / f"{year - 1}-{year % 100}"
        of_year.mkdir(parents=True)
        for name, rows in _tables(Dice(seed * 100 + year), year, people, spells).items():
            written = break_rows(Dice(seed * 1000 + year + len(name)), name, rows, broken)
            written.write_csv(of_year / f"{name.lower()}.csv", date_format=_DATE)
    providers.write_csv(folder / "settings.csv")
    return folder


def ends(year: int) -> date:
    """The last day of a collection year."""
    return date(year, 3, 31)


def _people(dice: Dice, children: int) -> pl.DataFrame:
    """So many in care in the newer year; others who left it in the year before, or are grown up."""
    gone, grown = children // 4, children // 4
    size = children + gone + grown
    number = pl.int_range(size, eager=True) + 100_000
    leaves = pl.when(pl.lit(number < 100_000 + children)).then(ends(YEAR - 1)).otherwise(
        ends(YEAR - 2)
    ) + pl.duration(days=pl.lit(dice.below(size, 360) + 2))  # fmt: skip
    left = dice.share(size, 0.25) | (number >= 100_000 + children)
    until = pl.select(pl.when(left).then(leaves).otherwise(ends(YEAR))).to_series()
    frame = pl.DataFrame({
        "CHILD": number.cast(pl.String),
        "SEX": dice.pick(size, ("M", "F")),
        "until": until,
        "left": left,
        "grown": number >= 100_000 + children + gone,
        "start": until - _days(dice.below(size, 1500) + 20),
        "ETHNIC": dice.pick(size, ("WBRI", "WBRI", "WBRI", "MWBC", "APKN", "BAFR", "WOTH", "OOTH")),
        "UPN": _pupil_numbers(number),
        "alone": dice.share(size, 0.05),
        "need": dice.pick(size, ("N1", "N1", "N1", "N2", "N4", "N5", "N6", "N8")),
        "status": dice.pick(size, ("C2", "C2", "C2", "C1", "V2")),
        "old": dice.below(size, 3200) + 5,
    })  # fmt: skip
    grown_up = ends(YEAR) - pl.duration(days=pl.col("old") % 900 + 6700)
    least = pl.when("alone").then(5500).otherwise("old")
    born = pl.max_horizontal(  # nobody is in care past eighteen
        pl.col("start") - pl.duration(days=least), pl.col("until") - pl.duration(days=6500)
    )
    return frame.with_columns(
        DOB=pl.when("grown").then(grown_up).otherwise(born),
        need=pl.when("alone").then(pl.lit("N8")).otherwise("need"),
        status=pl.when("alone").then(pl.lit("V2")).otherwise("status"),
    )


def _pupil_numbers(number: pl.Series) -> pl.Series:
    """Numbers whose check letter is right."""
    letters = pl.Series(list("ABCDEFGHJKLMNPQRTUVWXYZ"))
    digits = pl.Series(["330"]).new_from_index(0, len(number)) + (number + 14_000_000).cast(
        pl.String
    ).str.zfill(9)
    total = sum(
        (digits.str.slice(n, 1).cast(pl.Int64) * (n + 2) for n in range(12)), pl.Series([0])
    )
    return letters.gather(total % len(letters)) + digits


def _settings(dice: Dice, near: pl.DataFrame) -> pl.DataFrame:
    """Invented settings in the columns of Ofsted's list, in the order of their postcodes."""
    at = near[dice.below(_SETTINGS, len(near)).sort().to_list()]
    foster, own = dice.share(_SETTINGS, 0.7), at["authority"] == AUTHORITY
    return at.select(
        URN="SC" + (pl.int_range(_SETTINGS, eager=True) + 400_000).cast(pl.String),
        PLACE_CODES=pl.when(foster).then(pl.lit("U1,U2,U3,U4,U5,U6")).otherwise(pl.lit("K2")),
        PROVIDER_CODES=pl.when(own).then(pl.lit("PR1")).otherwise(pl.lit("PR4")),
        REG_END=pl.lit(""),
        POSTCODE="postcode",
    )


def _spells(
    dice: Dice, people: pl.DataFrame, settings: pl.DataFrame, near: pl.DataFrame
) -> pl.DataFrame:
    """Episodes: the time in care cut into two to six placements, in settings near home."""
    size = len(people)
    at = dice.below(size, len(near))
    rows = people.with_columns(
        at=at, HOME_POST=near["postcode"].gather(at), cuts=dice.pick(size, (2, 2, 3, 4, 5, 6))
    )
    rows = rows.with_columns(n=pl.int_ranges(0, "cuts")).explode("n")
    many = len(rows)
    length = (pl.col("until") - pl.col("start")).dt.total_days()
    begins = pl.col("start") + pl.duration(days=(length * pl.col("n")) // pl.col("cuts"))
    after = pl.col("start") + pl.duration(days=(length * (pl.col("n") + 1)) // pl.col("cuts"))
    last = pl.col("n") + 1 == pl.col("cuts")
    closest = rows["at"] * _SETTINGS // len(near) + dice.below(many, 9) - 4
    chosen = settings[closest.clip(0, _SETTINGS - 1).to_list()]
    rows = rows.with_columns(
        URN=chosen["URN"], homes=chosen["PLACE_CODES"] == "K2",
        PLACE_PROVIDER=chosen["PROVIDER_CODES"], PL_POST=chosen["POSTCODE"],
        fostered=dice.pick(many, _FOSTER),
        why=dice.pick(many, ("CHILD", "PLACE", "LAREQ", "CARPL", "CREQB")),
        how=dice.pick(many, ("E4A", "E4A", "E8", "E13", "E4B")),
    )  # fmt: skip
    return rows.select(
        "CHILD",
        DECOM=begins,
        RNE=pl.when(pl.col("n") == 0).then(pl.lit("S")).otherwise(pl.lit("P")),
        LS="status",
        CIN="need",
        PLACE=pl.when("homes").then(pl.lit("K2")).otherwise("fostered"),
        PLACE_PROVIDER="PLACE_PROVIDER",
        DEC=pl.when(~last | pl.col("left")).then(after),
        REC=pl.when(~last).then(pl.lit("X1")).when("left").then("how"),
        REASON_PLACE_CHANGE=pl.when(~last).then("why"),
        HOME_POST=pl.when(~pl.col("alone")).then("HOME_POST"),
        PL_POST="PL_POST",
        URN="URN",
    ).sort("CHILD", "DECOM")


def _tables(dice: Dice, year: int, people: pl.DataFrame, spells: pl.DataFrame) -> Tables:
    """What a year's collection holds of them."""
    first, last = ends(year - 1) + _ONE_DAY, ends(year)
    lasting = pl.col("DEC").is_null() | (pl.col("DEC") >= first)
    over = pl.col("DEC") <= last
    blank = [pl.when(over).then(name).alias(name) for name in ("DEC", "REC", "REASON_PLACE_CHANGE")]
    episodes = spells.filter((pl.col("DECOM") <= last) & lasting).with_columns(blank)
    in_care = people.join(episodes.select("CHILD").unique(), on="CHILD", how="semi")
    here = in_care.sort("CHILD")
    asked = (pl.col("SEX") == "F") & ~pl.col("grown")
    known = pl.concat([here, people.filter(pl.col("grown"))])
    return {
        "Header": known.select("CHILD", "SEX", "DOB", "ETHNIC", "UPN",
                               MOTHER=pl.when(asked).then(pl.lit("0")),
                               MC_DOB=pl.lit(None, pl.Date)),
        "Episodes": episodes,
        "UASC": here.filter(pl.col("alone")).select("CHILD", "SEX", "DOB",
                                            DUC=pl.col("DOB").dt.offset_by("18y")),
        **_care(dice, first, last, here),
        **_after(dice, last, here, known),
    }  # fmt: skip


def _care(dice: Dice, first: date, last: date, here: pl.DataFrame) -> Tables:
    """Reviews, health, times missing, social workers, deprivations of liberty."""
    size = len(here)
    begin = pl.max_horizontal("start", pl.lit(first))
    finish = pl.min_horizontal("until", pl.lit(last))
    spans = here.with_columns(begin=begin, finish=finish, offset=dice.below(size, 60) + 15)
    reviews = spans.select(
        "CHILD", "DOB", REVIEW=pl.date_ranges(
            pl.col("begin") + pl.duration(days="offset"), "finish", interval="170d"),
    ).explode("REVIEW", empty_as_null=True).drop_nulls("REVIEW")  # fmt: skip
    young = pl.col("REVIEW") < pl.col("DOB").dt.offset_by("4y")
    reviews = reviews.with_columns(
        REVIEW_CODE=pl.when(young)
        .then(pl.lit("PN0"))
        .otherwise(dice.pick(len(reviews), ("PN1", "PN1", "PN2", "PN3", "PN5", "PN7")))
    )
    long = here.filter((pl.col("start") < first - _ONE_DAY) & (pl.col("until") >= last))
    return {
        "Reviews": reviews,
        "OC2": _health(dice, first, last, long),
        "Missing": _missing(dice, spans),
        "SWEpisodes": _workers(dice, spans),
        "DoLo": spans.filter(dice.share(size, 0.01)).select(
            "CHILD", "DOB", DOLO_START="begin", DOLO_END=pl.lit(None, pl.Date)),
    }  # fmt: skip


def _health(dice: Dice, first: date, last: date, long: pl.DataFrame) -> pl.DataFrame:
    size = len(long)
    scored = (pl.col("DOB").dt.offset_by("4y") <= first) & (
        pl.col("DOB").dt.offset_by("17y") > last
    )
    ten, five = (pl.col("DOB").dt.offset_by(f"{n}y") <= last for n in (10, 5))
    score = dice.below(size, 41).cast(pl.String)
    one = pl.lit("1")
    return long.select(
        "CHILD", "DOB",
        SDQ_SCORE=pl.when(scored).then(score),
        SDQ_REASON=pl.lit(None, pl.String),
        CONVICTED=pl.when(ten).then(pl.lit("0")),
        HEALTH_CHECK=pl.when(~five).then(one),
        IMMUNISATIONS=one, TEETH_CHECK=one, HEALTH_ASSESSMENT=one,
        SUBSTANCE_MISUSE=pl.lit("0"),
        INTERVENTION_RECEIVED=pl.lit(None, pl.String),
        INTERVENTION_OFFERED=pl.lit(None, pl.String),
    )  # fmt: skip


def _missing(dice: Dice, spans: pl.DataFrame) -> pl.DataFrame:
    times = dice.pick(len(spans), (0,) * 9 + (1, 2, 3))
    rows = spans.with_columns(n=pl.int_ranges(0, times)).explode("n", empty_as_null=True)
    rows = rows.drop_nulls("n")
    began = pl.col("begin") + pl.duration(days=pl.col("n") * 60 + 12)
    lasts = pl.duration(days=pl.lit(dice.below(len(rows), 5)))
    kind = dice.pick(len(rows), ("M", "M", "A"))
    told = rows.select("CHILD", "DOB", "finish", MISSING=kind, MIS_START=began,
                       MIS_END=began + lasts)  # fmt: skip
    return told.filter(pl.col("MIS_END") < pl.col("finish")).drop("finish")


def _workers(dice: Dice, spans: pl.DataFrame) -> pl.DataFrame:
    """One or two workers after another, over the time of the year the child was in care."""
    rows = spans.with_columns(
        cuts=dice.pick(len(spans), (1, 2, 2, 3)),
        left=pl.col("left") & (pl.col("until") <= pl.col("finish")),
    )
    rows = rows.with_columns(n=pl.int_ranges(0, "cuts")).explode("n")
    length = (pl.col("finish") - pl.col("begin")).dt.total_days()
    last = pl.col("n") + 1 == pl.col("cuts")
    return rows.select(
        "CHILD", "DOB",
        SW_ID="SW" + (dice.below(len(rows), 4000) + 1000).cast(pl.String).str.zfill(5),
        SW_DECOM=pl.col("begin") + pl.duration(days=length * pl.col("n") // pl.col("cuts")),
        SW_DEC=pl.when(~last).then(
            pl.col("begin") + pl.duration(days=length * (pl.col("n") + 1) // pl.col("cuts"))),
        SW_REASON=pl.when(pl.col("n") == 0).then(pl.lit("FCONTA")).otherwise(
            dice.pick(len(rows), ("LEFTRL", "ORGRST", "MANAGE"))),
    )  # fmt: skip


def _after(dice: Dice, last: date, here: pl.DataFrame, known: pl.DataFrame) -> Tables:
    """Adoption, permanence before care, and leaving it."""
    small = here.filter(
        ~pl.col("alone") & (pl.col("DOB") > date(last.year - 6, 1, 1))
        & (pl.col("start") < last - timedelta(days=400))
    )  # fmt: skip
    small = small.filter(dice.share(len(small), 0.15))
    came = here.filter(pl.col("start") > last - timedelta(days=365))
    size = len(came)
    return {
        "PlacedAdoption": small.select(
            "CHILD", "DOB", DATE_PLACED=pl.col("start") + pl.duration(days=300),
            DATE_PLACED_CEASED=pl.lit(None, pl.Date),
            REASON_PLACED_CEASED=pl.lit(None, pl.String)),
        "AD1": small.filter(dice.share(len(small), 0.3)).select(
            "CHILD", "DOB", DATE_INT=pl.col("start") + pl.duration(days=290),
            DATE_MATCH=pl.col("start") + pl.duration(days=380), FOSTER_CARE=pl.lit("0"),
            NB_ADOPTR=pl.lit("2"), SEX_ADOPTR=pl.lit("MF"), LS_ADOPTR=pl.lit("L0")),
        "PrevPerm": came.select(
            "CHILD", "DOB", PREV_PERM=pl.lit("Z1"), LA_PERM=pl.lit(None, pl.String),
            DATE_PERM=pl.lit(None, pl.String)).filter(dice.share(size, 0.98)),
        "OC3": known.filter(pl.col("grown")).select(
            "CHILD", "DOB", IN_TOUCH=pl.lit("YES"), ACTIV=pl.lit("F2"), ACCOM=pl.lit("B1")),
    }  # fmt: skip


def _days(numbers: pl.Series) -> pl.Series:
    return pl.select(pl.duration(days=pl.lit(numbers))).to_series()
