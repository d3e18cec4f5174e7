"""What the SSDA903 tells once a year: health, wellbeing and leaving care."""

import polars as pl

from kinkeeper.law.returns.ssda903.read import YEAR
from kinkeeper.returns.loading.sieve import Sieve
from kinkeeper.returns.loading.ssda903_shared import NO_DAY, PLACE, once_a_year

HEALTH_CHECKS = {
    "HEALTH_CHECK": "development", "IMMUNISATIONS": "immunisation",
    "TEETH_CHECK": "dental", "HEALTH_ASSESSMENT": "assessment",
}  # fmt: skip
WELLBEING = (
    "score",
    "no_score_reason",
    "convicted",
    "substance_misuse",
    "intervention_received",
    "intervention_offered",
)


def health_checks(questionnaires: pl.DataFrame) -> pl.DataFrame:
    """A row for each check that was asked about, done or not."""
    long = questionnaires.unpivot(
        on=list(HEALTH_CHECKS), index=[*PLACE, YEAR], variable_name="_asked", value_name="done"
    )
    return long.filter(pl.col("done").is_not_null()).select(
        *PLACE,
        pl.col("_asked").replace_strict(HEALTH_CHECKS, return_dtype=pl.String).alias("kind"),
        NO_DAY.alias("held_on"),
        pl.col(YEAR).alias("year_ended"),
        "done",
    )


def wellbeing(questionnaires: pl.DataFrame, sieve: Sieve) -> pl.DataFrame:
    """Scores, offences and substance misuse, each a row of its own."""
    rows = sieve.field(
        questionnaires,
        pl.col("SDQ_SCORE").is_not_null(),
        column="SDQ_REASON",
        named="SDQ_REASON",
        reason="a reason for having no score beside a score",
    )
    kinds = {
        "sdq": {"score": "SDQ_SCORE", "no_score_reason": "SDQ_REASON"},
        "offence": {"convicted": "CONVICTED"},
        "substance": {
            "substance_misuse": "SUBSTANCE_MISUSE",
            "intervention_received": "INTERVENTION_RECEIVED",
            "intervention_offered": "INTERVENTION_OFFERED",
        },
    }
    return pl.concat([_wellbeing_of(rows, kind, facts) for kind, facts in kinds.items()])


def _wellbeing_of(rows: pl.DataFrame, kind: str, facts: dict[str, str]) -> pl.DataFrame:
    kinds = {"score": pl.Int64, "no_score_reason": pl.String}
    told = rows.filter(pl.any_horizontal(pl.col(*facts.values()).is_not_null()))
    return told.select(
        *PLACE,
        pl.lit(kind).alias("kind"),
        NO_DAY.alias("on_date"),
        pl.col(YEAR).alias("year_ended"),
        *(
            (pl.col(facts[name]) if name in facts else pl.lit(None))
            .cast(kinds.get(name, pl.Boolean))
            .alias(name)
            for name in WELLBEING
        ),
    )


def contacts(frame: pl.DataFrame, sieve: Sieve) -> pl.DataFrame:
    """How each care leaver was around the birthday of that year."""
    return once_a_year(frame, sieve).select(
        *PLACE,
        NO_DAY.alias("on_date"),
        pl.col(YEAR).alias("year_ended"),
        pl.col("IN_TOUCH").alias("in_touch"),
        pl.col("ACTIV").alias("activity"),
        pl.col("ACCOM").alias("accommodation"),
    )
