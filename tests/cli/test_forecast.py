"""`kinkeeper forecast` and `kinkeeper backtest` as they are typed, over tables made for it."""

import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from click.testing import CliRunner, Result

from kinkeeper.cli.main import cli
from kinkeeper.kernel.errors import BadInput


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """Sixty authorities that drift by themselves from 2010 to 2020; one is called Alton."""
    steps = np.random.default_rng(5).normal(0, 0.08, (60, 11)).cumsum(axis=1)
    values = np.exp(np.log(np.linspace(100, 900, 60))[:, None] + steps).round()
    rows = [
        {"series": "cla", "la": "Alton" if a == 30 else f"Place {a}", "la_no": 301.0 + a,
         "year": 2010 + y, "value": values[a, y], "vint": "ees"}
        for a in range(60) for y in range(11)
    ]  # fmt: skip
    pl.DataFrame(rows).write_parquet(tmp_path / "la_year_to_2020.parquet")
    return tmp_path


def typed(*words: object) -> Result:
    """A command, as it ends; what it refuses is raised."""
    return CliRunner().invoke(cli, list(map(str, words)), catch_exceptions=False)


def test_an_authority_is_told_three_years(public: Path) -> None:
    """Its name, the years after the last, intervals inside each other, and how the back-test did."""
    told = typed("forecast", "--public", public, "--authority", "alton", "--json")
    found = json.loads(told.stdout)
    assert [row["year"] for row in found["forecasts"]] == [2021, 2022, 2023]
    assert {row["authority"] for row in found["forecasts"]} == {"Alton"}
    for row in found["forecasts"]:
        limits = [row[name] for name in ("low_95", "low_80", "median", "high_80", "high_95")]
        assert limits == sorted(limits)
    assert "pass marks are met." in found["back_test"]["cla"][0]


def test_every_authority_as_csv(public: Path) -> None:
    """Sixty authorities, three years each, with a heading."""
    lines = typed("forecast", "--public", public, "--csv").stdout.splitlines()
    assert lines[0].startswith("series,authority,last,last_value,year,low_95")
    assert len(lines) == 1 + 60 * 3


def test_a_person_reads_a_table(public: Path) -> None:
    """And beneath it what the back-test says of the series."""
    printed = typed("forecast", "--public", public, "--authority", "Alton").stdout
    assert "95% interval" in printed
    assert "Children looked after, back-test: " in printed


def test_the_back_test_says_what_is_not_met(public: Path) -> None:
    """Every method, the count of marks, and whence the data."""
    printed = typed("backtest", "--public", public).stdout
    for method in ("pooled empirical", "persistence", "drift", "linear trend"):
        assert method in printed
    assert "of 33 pass marks are met." in printed
    assert "Data: la_year_to_2020.parquet (SHA-256" in printed


def test_the_back_test_as_json_holds_sizes(public: Path) -> None:
    """Five methods, three horizons, all and four quarters; eleven marks a horizon."""
    found = json.loads(typed("backtest", "--public", public, "--json").stdout)["series"][0]
    assert (len(found["scores"]), len(found["marks"])) == (75, 33)


@pytest.mark.parametrize("wrong", [["--series", "cats"], ["--public", "nowhere"]])
def test_what_cannot_be_forecast_is_refused(public: Path, wrong: list[str]) -> None:
    """A series or a folder that is none, in words."""
    for name in ("forecast", "backtest"):
        with pytest.raises(BadInput):
            typed(name, "--public", public, *wrong)
