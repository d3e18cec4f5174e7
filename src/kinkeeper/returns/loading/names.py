"""A list of names as rows of our records."""

from collections.abc import Sequence

import polars as pl

from kinkeeper.law.returns.names import NAMES
from kinkeeper.law.returns.problems import Problem
from kinkeeper.law.returns.tables import Sheet, text_frame
from kinkeeper.law.returns.typed import FILE, ROW, empty, typed
from kinkeeper.returns.loading.rows import CHILD, PEOPLE, Built, Rows
from kinkeeper.returns.loading.sieve import Sieve


def build_names(sheets: Sequence[Sheet]) -> Built:
    """The legal name of each child listed, and the name they go by where it differs."""
    frame, problems = _read(sheets)
    sieve = Sieve(NAMES.id, problems)
    rows = sieve.once(sieve.keyed(frame, CHILD), CHILD, named="CHILD")
    rows = sieve.row(
        rows,
        pl.col("FORENAME").is_null() & pl.col("SURNAME").is_null(),
        named="SURNAME",
        reason="there is no name in the row",
    )
    made = pl.concat(
        [_named(rows, "legal", "FORENAME"), _named(rows.filter(_differs()), "known_as", "KNOWN_AS")]
    )
    return Built(
        (Rows("people.PersonName", NAMES.id, made),),
        pl.DataFrame(schema=PEOPLE),
        tuple(sieve.problems),
        {NAMES.id: frame.height},
    )


def _read(sheets: Sequence[Sheet]) -> tuple[pl.DataFrame, list[Problem]]:
    frames, problems = [empty(NAMES)], []
    for sheet in sheets:
        text, found = text_frame(sheet, NAMES)
        one = typed(NAMES, text, dates="%d/%m/%Y")
        frames.append(one.frame)
        problems += [*found, *one.problems]
    return pl.concat(frames).rename({"CHILD": CHILD}), problems


def _differs() -> pl.Expr:
    return pl.col("KNOWN_AS").is_not_null() & pl.col("KNOWN_AS").ne_missing(pl.col("FORENAME"))


def _named(rows: pl.DataFrame, kind: str, forename: str) -> pl.DataFrame:
    return rows.select(
        CHILD,
        FILE,
        ROW,
        pl.lit(kind).alias("kind"),
        pl.lit(None, dtype=pl.Date).alias("valid_from"),
        pl.col(forename).fill_null("").alias("forename"),
        pl.col("SURNAME").fill_null("").alias("surname"),
    )
