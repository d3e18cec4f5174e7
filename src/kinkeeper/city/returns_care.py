"""The tables of the SSDA903, cut from a world's frames for one year."""

from __future__ import annotations

import polars as pl

from kinkeeper.city.returns_need import Frames, Tables, by, numbers
from kinkeeper.kernel.periods import Period

ENDS = "cease_reason"


def ssda903_tables(frames: Frames, year: Period) -> Tables:
    """Every child looked after in the year, and the young people who left."""
    episodes = _episodes(frames, year)
    children = numbers(frames).rename({"LAchildID": "CHILD"})
    children = children.join(_born(frames), on="person_id")
    here = children.filter(pl.col("CHILD").is_in(episodes["CHILD"].unique().implode()))
    told = {
        "Episodes": episodes,
        "Reviews": _reviews(frames, year, children),
        "UASC": _alone(frames, here),
        "OC2": _health(frames, year, children),
        "OC3": _leavers(frames, year, children),
        "AD1": _adoptions(frames, year, children),
        "PlacedAdoption": _placed(frames, year, children),
        "PrevPerm": _permanence(frames, year, children),
        "Missing": _missing(frames, year, children),
    }
    named = pl.concat([rows["CHILD"] for rows in told.values()]).unique()
    return {
        "Header": _header(frames, children.filter(pl.col("CHILD").is_in(named.implode()))),
        **told,
    }


def _born(frames: Frames) -> pl.DataFrame:
    return frames["people.Person"].select(
        person_id="id", DOB="born_on", SEX="sex", ETHNIC="ethnicity"
    )


def _header(frames: Frames, children: pl.DataFrame) -> pl.DataFrame:
    upn = frames["people.PersonIdentifier"].filter(pl.col("kind") == "upn")
    told = upn.select("person_id", UPN=pl.coalesce("value", "unknown_reason"))
    joined = children.join(told, on="person_id", how="left", maintain_order="left")
    return joined.sort("CHILD").select("CHILD", "SEX", "DOB", "ETHNIC", "UPN")


def _episodes(frames: Frames, year: Period) -> pl.DataFrame:
    """Legal status and placement as one line of episodes: a new one wherever either changes."""
    cut = cut_episodes(frames)
    over = (pl.col("DEC") < year.start).fill_null(value=False)
    here = cut.filter((pl.col("DECOM") <= year.end) & ~over)
    ended = pl.col("DEC") <= year.end
    return here.with_columns(
        DEC=pl.when(ended).then("DEC"),
        REC=pl.when(ended).then("REC"),
        REASON_PLACE_CHANGE=pl.when(ended).then("REASON_PLACE_CHANGE"),
    ).sort("CHILD", "DECOM")


def cut_episodes(frames: Frames) -> pl.DataFrame:
    """Every episode of care there ever was."""
    legal, places = frames["care.LegalStatusPeriod"], frames["care.Placement"]
    care, on = "care_period_id", "started_on"
    starts = pl.concat([legal.select(care, on), places.select(care, on)]).unique().sort(care, on)
    law = legal.select(care, on, LS="code", _law="started_on").sort(on)
    place = places.select(
        care, on, _place="started_on", _left="ended_on", PLACE="kind", PLACE_PROVIDER="provider_kind",
        HOME_POST="home_postcode", PL_POST="postcode", URN="provider_urn", _why="change_reason",
    ).sort(on)  # fmt: skip
    both = starts.sort(on).join_asof(law, on=on, by=care, check_sortedness=False)
    both = both.join_asof(place, on=on, by=care, check_sortedness=False)
    cares = frames["care.CarePeriod"].select(
        "person_id",
        ENDS,
        CIN="primary_need",
        _begun="started_on",
        _ended="ended_on",
        care_period_id="id",
    )
    joined = both.join(cares, on=care).join(numbers(frames), on="person_id").sort(care, on)
    return _with_reasons(joined.with_columns(_next=pl.col(on).shift(-1).over(care)))


def _with_reasons(rows: pl.DataFrame) -> pl.DataFrame:
    """Why each episode began and ended."""
    on = pl.col("started_on")
    moved, changed = pl.col("_place") == on, pl.col("_law") == on
    began = (
        pl.when(on == pl.col("_begun")).then(pl.lit("S"))
        .when(moved & changed).then(pl.lit("B"))
        .when(moved).then(pl.lit("P"))
        .otherwise(pl.lit("L"))
    )  # fmt: skip
    leaves = pl.col("_left") == pl.col("_next")
    return rows.select(
        CHILD="LAchildID",
        DECOM="started_on",
        RNE=began,
        LS="LS",
        CIN="CIN",
        PLACE="PLACE",
        PLACE_PROVIDER="PLACE_PROVIDER",
        DEC=pl.coalesce("_next", "_ended"),
        REC=pl.when(pl.col("_next").is_not_null()).then(pl.lit("X1")).otherwise(pl.col(ENDS)),
        REASON_PLACE_CHANGE=pl.when(leaves).then("_why"),
        HOME_POST="HOME_POST",
        PL_POST="PL_POST",
        URN="URN",
    )


def _reviews(frames: Frames, year: Period, children: pl.DataFrame) -> pl.DataFrame:
    rows = frames["reviews.Review"].filter(
        (pl.col("kind") == "cla") & pl.col("held_on").is_between(year.start, year.end)
    )
    return rows.join(children, on="person_id").select(
        "CHILD", "DOB", REVIEW="held_on", REVIEW_CODE="participation"
    )


def _alone(frames: Frames, children: pl.DataFrame) -> pl.DataFrame:
    rows = frames["people.ImmigrationPeriod"].join(children, on="person_id")
    return rows.select("CHILD", "SEX", "DOB", DUC=pl.lit(None, dtype=pl.Date))


def _health(frames: Frames, year: Period, children: pl.DataFrame) -> pl.DataFrame:
    """One row a child: the checks of the year, and the score where one was asked for."""
    checks = frames["care.HealthCheck"].filter(pl.col("year_ended") == year.end.year)
    wide = checks.pivot("kind", index="person_id", values="done")
    score = frames["care.WellbeingRecord"].filter(pl.col("year_ended") == year.end.year)
    score = score.select("person_id", SDQ_SCORE="score", SDQ_REASON="no_score_reason")
    named = {
        "assessment": "HEALTH_ASSESSMENT",
        "dental": "TEETH_CHECK",
        "immunisation": "IMMUNISATIONS",
    }
    joined = wide.rename(named, strict=False).join(
        score, on="person_id", how="left", maintain_order="left"
    )
    no = pl.lit(value=False)
    return joined.join(children, on="person_id").select(
        "CHILD", "DOB", "SDQ_SCORE", "SDQ_REASON", *[c for c in named.values() if c in joined.columns],
        CONVICTED=no, SUBSTANCE_MISUSE=no,
    )  # fmt: skip


def _leavers(frames: Frames, year: Period, children: pl.DataFrame) -> pl.DataFrame:
    """The last that was heard of each in the year."""
    rows = frames["care.LeavingCareContact"].filter(
        pl.col("on_date").is_between(year.start, year.end)
    )
    last = rows.sort("on_date").unique("person_id", keep="last", maintain_order=True)
    return last.join(children, on="person_id").select(
        "CHILD", "DOB", IN_TOUCH="in_touch", ACTIV="activity", ACCOM="accommodation"
    )


def _adoptions(frames: Frames, year: Period, children: pl.DataFrame) -> pl.DataFrame:
    """Children adopted in the year."""
    rows, cares = frames["care.AdoptionCase"], frames["care.CarePeriod"]
    adopted = cares.filter(
        pl.col(ENDS).is_in(["E11", "E12"]) & pl.col("ended_on").is_between(year.start, year.end)
    )
    told = rows.join(adopted.select("person_id"), on="person_id", how="semi")
    return told.join(children, on="person_id").select(
        "CHILD", "DOB", DATE_INT="decision_on", DATE_MATCH="matched_on", FOSTER_CARE="by_foster_carer",
        NB_ADOPTR="adopters", SEX_ADOPTR="adopters_sex", LS_ADOPTR="adopters_legal_status",
    )  # fmt: skip


def _placed(frames: Frames, year: Period, children: pl.DataFrame) -> pl.DataFrame:
    rows = frames["care.AdoptionCase"].filter(pl.col("placed_on").is_between(year.start, year.end))
    return rows.join(children, on="person_id").select("CHILD", "DOB", DATE_PLACED="placed_on")


def _permanence(frames: Frames, year: Period, children: pl.DataFrame) -> pl.DataFrame:
    """What those who came into care in the year had before; the last to be told stands."""
    begun = pl.col("started_on").is_between(year.start, year.end)
    told = frames["care.CarePeriod"].filter(begun & pl.col("previous_permanence").is_not_null())
    last = told.sort("started_on").unique("person_id", keep="last", maintain_order=True)
    return last.join(children, on="person_id").select(
        "CHILD", "DOB", PREV_PERM="previous_permanence", LA_PERM="previous_permanence_la",
        DATE_PERM="previous_permanence_on_text",
    )  # fmt: skip


def _missing(frames: Frames, year: Period, children: pl.DataFrame) -> pl.DataFrame:
    rows = frames["care.MissingEpisode"].filter(
        pl.col("started_on").is_between(year.start, year.end)
    )
    return rows.join(children, on="person_id").select(
        "CHILD", "DOB", MISSING="kind", MIS_START="started_on", MIS_END=by("returned_on", year)
    )
