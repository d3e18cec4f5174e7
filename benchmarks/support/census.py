"""Invented censuses of children in need, of so many children, a part of its rows broken."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from support.dice import Dice

YEAR: Final = 2026
_BLOCK: Final = 20_000  # children made at a time
_LAST: Final = date(YEAR, 3, 31)
_HEAD: Final = f"""<?xml version="1.0" encoding="utf-8"?>
<Message>
<Header><CollectionDetails><Collection>CIN</Collection><Year>{YEAR}</Year>
<ReferenceDate>{_LAST}</ReferenceDate></CollectionDetails><Source><SourceLevel>L</SourceLevel>
<LEA>330</LEA><SoftwareCode>Invented</SoftwareCode><Release>1</Release><SerialNo>001</SerialNo>
<DateTime>2026-05-01T09:00:00</DateTime></Source></Header>
<Children>
"""
_TAIL: Final = "</Children>\n</Message>\n"
_WRONG: Final = ("", "2026-02-31", "31/03/2026", "X", "2029-01-01", "ZZ")
_LETTERS: Final = "ABCDEFGHJKLMNPQRTUVWXYZ"


def write_census(path: Path, children: int, *, broken: float, seed: int = 1) -> Path:
    """One census file, written a block of children at a time."""
    with path.open("w", encoding="utf-8") as stream:
        stream.write(_HEAD)
        for first in range(0, children, _BLOCK):
            size = min(_BLOCK, children - first)
            made = Block(Dice(seed * 100_003 + first), first, size, broken)
            stream.writelines(made.children())
        stream.write(_TAIL)
    return path


class Block:
    """Some children, made as whole columns."""

    VALUES_IN_A_ROW = 4  # about: one of them is wrong in a row that is broken

    def __init__(self, dice: Dice, first: int, size: int, broken: float) -> None:
        self.dice = dice
        self.first = first
        self.size = size
        self.broken = broken / self.VALUES_IN_A_ROW

    def children(self) -> pl.Series:
        """The Child element of each."""
        dice, size = self.dice, self.size
        number = pl.int_range(self.first, self.first + size, eager=True)
        digits = "330" + (number + 100_000_000).cast(pl.String)
        weights = sum(
            (digits.str.slice(n, 1).cast(pl.Int64) * (n + 2) for n in range(12)), pl.Series([0])
        )
        letters = pl.Series(list(_LETTERS)).gather(weights % len(_LETTERS))
        born = pl.Series([_LAST]).new_from_index(0, size) - _days(dice.below(size, 6200) + 400)
        told = pl.DataFrame({"child": number, "born": born}).with_columns(
            head=_joined(
                "<Child>\n<ChildIdentifiers>\n",
                self.value("LAchildID", "C" + (number + 10_000_000).cast(pl.String), whole=True),
                self.value("UPN", letters + digits),
                self.value("PersonBirthDate", born),
                self.value("Sex", dice.pick(size, ("M", "F"))),
                "</ChildIdentifiers>\n<ChildCharacteristics>\n",
                self.value("Ethnicity", dice.pick(size, ("WBRI", "WBRI", "APKN", "BAFR", "MWBC"))),
                "<Disabilities>\n",
                self.value("Disability", dice.pick(size, ("NONE", "NONE", "NONE", "LD", "AUT"))),
                "</Disabilities>\n</ChildCharacteristics>\n",
            )
        )
        details = self._details(dice.pick(size, (1, 1, 1, 1, 2)), number)
        whole = told.join(details, on="child", how="left", maintain_order="left")
        return whole.select(
            pl.concat_str("head", pl.col("text").fill_null(""), pl.lit("</Child>\n"))
        ).to_series()

    def value(self, tag: str, values: pl.Series, *, whole: bool = False) -> pl.Series:
        """An element for each value that is not null; some wrong, unless `whole`."""
        size = len(values)
        text = values.cast(pl.String)
        if not whole:
            wrong = self.dice.pick(size, _WRONG)
            text = pl.select(
                pl.when(self.dice.share(size, self.broken) & text.is_not_null())
                .then(wrong).otherwise(text)
            ).to_series()  # fmt: skip
        return (f"<{tag}>" + text + f"</{tag}>\n").fill_null("")

    def _details(self, times: pl.Series, number: pl.Series) -> pl.DataFrame:
        """The episodes of each child, one or two."""
        rows = pl.DataFrame({"child": number, "n": times}).select(
            "child", pl.int_ranges(0, "n").alias("n")
        ).explode("n").with_row_index("detail")  # fmt: skip
        size, dice = len(rows), self.dice
        last = pl.Series([_LAST]).new_from_index(0, size)
        earlier = (rows["n"] == 0) & (rows["child"].shift(-1) == rows["child"]).fill_null(
            value=False
        )
        on = last - _days(dice.below(size, 150) + 20 + earlier.cast(pl.Int64) * 160)
        refused, closed = earlier | dice.share(size, 0.15), dice.share(size, 0.4)
        until = pl.select(
            pl.when(refused).then(on + _days(dice.below(size, 8)))
            .when(closed).then(pl.min_horizontal(on + _days(dice.below(size, 200) + 60), last))
        ).to_series()  # fmt: skip
        going = rows.with_columns(on=on).filter(~refused)
        protected = dice.share(len(going), 0.25)
        parts = [self._assessments(going), self._plans(going.filter(~protected)),
                 self._enquiries(going.filter(protected))]  # fmt: skip
        closing = dice.pick(size, ("RC1", "RC7"))
        rows = rows.with_columns(
            head=_joined(
                "<CINdetails>\n",
                self.value("CINreferralDate", on),
                self.value("ReferralSource", dice.pick(size, ("1A", "2A", "5B", "6", "3A"))),
                self.value(
                    "PrimaryNeedCode", _where(~refused, dice.pick(size, ("N1", "N2", "N4")))
                ),
                self.value("CINclosureDate", until),
                self.value("ReasonForClosure", _where(until.is_not_null(), closing)),
            ),
            tail=_joined(self.value("ReferralNFA", refused.cast(pl.String)), "</CINdetails>\n"),
        )
        for n, part in enumerate(parts):
            rows = rows.join(part.rename({"text": f"text{n}"}), on="detail", how="left",
                             maintain_order="left")  # fmt: skip
        texts = [pl.col(f"text{n}").fill_null("") for n, _ in enumerate(parts)]
        whole = rows.select("child", pl.concat_str("head", *texts, "tail").alias("text"))
        return whole.group_by("child", maintain_order=True).agg(pl.col("text").str.join())

    def _assessments(self, going: pl.DataFrame) -> pl.DataFrame:
        dice, size = self.dice, len(going)
        begun = going["on"] + _days(dice.below(size, 6))
        done = begun + _days(dice.below(size, 60) + 5)
        over = done <= _LAST
        factors = [
            self.value("AssessmentFactors", _where(over, dice.pick(size, codes)))
            for codes in (("3A", "3B", "3C"), ("4A", "4B", "4C"), ("8B", "8C", "10A"))
        ]
        text = _joined(
            "<Assessments>\n",
            self.value("AssessmentActualStartDate", begun),
            self.value("AssessmentAuthorisationDate", _where(over, done)),
            "<FactorsIdentifiedAtAssessment>\n", *factors,
            "</FactorsIdentifiedAtAssessment>\n</Assessments>\n",
        )  # fmt: skip
        return going.select("detail", text=text)

    def _plans(self, going: pl.DataFrame) -> pl.DataFrame:
        some = going.filter(self.dice.share(len(going), 0.3))
        begun = some["on"] + _days(self.dice.below(len(some), 20) + 20)
        text = _joined(
            "<CINPlanDates>\n", self.value("CINPlanStartDate", begun), "</CINPlanDates>\n"
        )
        return some.select("detail", text=text)

    def _enquiries(self, going: pl.DataFrame) -> pl.DataFrame:
        """An enquiry, its conference, and a protection plan with a review."""
        some, size, dice = going, len(going), self.dice
        begun = some["on"] + _days(dice.below(size, 5))
        held = begun + _days(dice.below(size, 10) + 8)
        abuse = dice.pick(size, ("NEG", "EMO", "PHY", "SAB"))
        text = _joined(
            "<Section47>\n", self.value("S47ActualStartDate", begun),
            self.value("InitialCPCtarget", begun + _days(pl.Series([21]).new_from_index(0, size))),
            self.value("DateOfInitialCPC", held),
            "<ICPCnotRequired>false</ICPCnotRequired>\n</Section47>\n<ChildProtectionPlans>\n",
            self.value("CPPstartDate", held), self.value("InitialCategoryOfAbuse", abuse),
            self.value("LatestCategoryOfAbuse", abuse),
            "<NumberOfPreviousCPP>0</NumberOfPreviousCPP>\n<Reviews>\n",
            self.value("CPPreviewDate", held + _days(dice.below(size, 80) + 5)),
            "</Reviews>\n</ChildProtectionPlans>\n",
        )  # fmt: skip
        return some.select("detail", text=text)


def _joined(*parts: str | pl.Series) -> pl.Series:
    """The parts of each row, one after another."""
    series = [one for one in parts if isinstance(one, pl.Series)]
    every = [one if isinstance(one, pl.Series) else pl.lit(one) for one in parts]
    named = {f"p{n}": one for n, one in enumerate(series)}
    frame = pl.DataFrame(named)
    columns = iter(named)
    exprs = [pl.col(next(columns)) if isinstance(one, pl.Series) else one for one in every]
    return frame.select(pl.concat_str(exprs)).to_series()


def _where(condition: pl.Series, values: pl.Series) -> pl.Series:
    return pl.select(pl.when(condition).then(values)).to_series()


def _days(numbers: pl.Series) -> pl.Series:
    return pl.select(pl.duration(days=pl.lit(numbers))).to_series()
