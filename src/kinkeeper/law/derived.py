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
DERIVED_ID = {kind: -1 - place for place, kind in enumerate(DERIVED)}  # below every stored event's
AGES = pl.DataFrame(
    {
        "event": [DERIVED_ID[kind] for kind in BIRTHDAYS],
        "kind": list(BIRTHDAYS),
        "years": [f"{age}y" for age in BIRTHDAYS.values()],
    }
)


def with_derived(events: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """The events (EVENT_SCHEMA) and those that follow from them and from dates of birth."""
    return pl.concat([events, _birthdays(people), _re_referrals(events)])


def _birthdays(people: pl.DataFrame) -> pl.DataFrame:
    """Reaching an age happens on the birthday; born on 29 February, on 28 in a common year."""
    each = people.join(AGES, how="cross").with_columns(
        on=pl.col("born_on").dt.offset_by(pl.col("years"))
    )
    reached = each.filter(
        pl.col("on").is_not_null() & ~(pl.col("died_on") < pl.col("on")).fill_null(value=False)
    )
    return reached.select(_shape(key=pl.col("child")))


def _re_referrals(events: pl.DataFrame) -> pl.DataFrame:
    """A referral within 12 months of the child's one before (the children in need census's window)."""
    referrals = events.filter((pl.col("kind") == "referral_received") & pl.col("on").is_not_null())
    again = referrals.with_columns(
        before=pl.col("on").shift(1).over("child", order_by=["on", "event"])
    )
    soon = again.filter(pl.col("before") >= pl.col("on").dt.offset_by("-12mo"))
    named = soon.with_columns(
        event=pl.lit(DERIVED_ID["re_referral_received"]), kind=pl.lit("re_referral_received")
    )
    return named.select(_shape(key=pl.col("key")))


def _shape(*, key: pl.Expr) -> list[pl.Expr]:
    """A derived event in the columns of EVENT_SCHEMA: `event`, `child`, `kind` and `on` as they are."""
    empty = {"under": pl.lit(None), "at": pl.lit(None), "detail": pl.lit(None), "key": key}
    return [empty.get(n, pl.col(n)).cast(dtype).alias(n) for n, dtype in EVENT_SCHEMA.items()]
