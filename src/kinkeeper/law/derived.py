"""Events no one records, because they follow from what is recorded: birthdays, and being referred again."""

from __future__ import annotations

import polars as pl

from kinkeeper.law.bundle import EVENT_SCHEMA

BIRTHDAYS = {
    "child_turned_16": 16,
    "child_turned_18": 18,
    "child_turned_21": 21,
    "child_turned_25": 25,
}
DERIVED = (*BIRTHDAYS, "re_referral_received")
DERIVED_ID = {
    kind: -1 - place for place, kind in enumerate(DERIVED)
}  # never an id of the events table


def with_derived(events: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """The events (EVENT_SCHEMA) and those that follow from them and from dates of birth."""
    return pl.concat([events, _birthdays(people), _re_referrals(events)])


def _birthdays(people: pl.DataFrame) -> pl.DataFrame:
    """Reaching an age happens on the birthday; born on 29 February, on 28 in a common year."""
    born = people.filter(pl.col("born_on").is_not_null())
    frames = [
        born.filter(pl.col("died_on").is_null() | (pl.col("died_on") >= _birthday(age))).select(
            _shape(kind, on=_birthday(age), key=pl.col("child"))
        )
        for kind, age in BIRTHDAYS.items()
    ]
    return pl.concat(frames)


def _birthday(age: int) -> pl.Expr:
    return pl.col("born_on").dt.offset_by(f"{age}y")


def _re_referrals(events: pl.DataFrame) -> pl.DataFrame:
    """A referral within 12 months of the child's one before (the children in need census's window)."""
    referrals = events.filter((pl.col("kind") == "referral_received") & pl.col("on").is_not_null())
    again = referrals.with_columns(
        before=pl.col("on").shift(1).over("child", order_by=["on", "event"])
    )
    soon = again.filter(pl.col("before") >= pl.col("on").dt.offset_by("-12mo"))
    return soon.select(_shape("re_referral_received", on=pl.col("on"), key=pl.col("key")))


def _shape(kind: str, *, on: pl.Expr, key: pl.Expr) -> list[pl.Expr]:
    """One derived event in the columns of EVENT_SCHEMA."""
    given = {
        "event": pl.lit(DERIVED_ID[kind]),
        "child": pl.col("child"),
        "kind": pl.lit(kind),
        "key": key,
        "on": on,
    }
    return [
        given.get(name, pl.lit(None)).cast(dtype).alias(name)
        for name, dtype in EVENT_SCHEMA.items()
    ]
