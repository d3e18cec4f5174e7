"""Run by the peer's own Python: checks a folder of two years with csc-validator-be-903.

`timed` does what its service does with an upload, and writes what its users download. `rules` asks
each rule alone, of tables nobody has touched, and writes the rows it points at. `examples` asks each
of a file of examples of the rule it is of.
"""

import json
import logging
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

Found = dict[str, Any]
_STOPS_THE_RUN = "706"  # points at rows of last year as this year's: with some data nothing is told


def main(what: str, folder: str, year: str, authority: str, out: str) -> None:
    """Check the collection that ends in March of this year, with the one before."""
    logging.disable(logging.CRITICAL)
    if what == "examples":
        _examples(json.loads(Path(folder).read_text("utf-8")), year, Path(out))
        return
    path, ends = Path(folder), int(year)
    names = {"This year": f"{ends - 1}-{ends % 100}", "Prev year": f"{ends - 2}-{ends % 100 - 1}"}
    chosen = {
        told: [str(one) for one in sorted((path / name).glob("*.csv"))]
        for told, name in names.items()
    }
    files = import_module("lac_validator.utils").process_uploaded_files(chosen)
    registry = import_module("lac_validator.rules.ruleset_utils").get_year_ruleset(year)
    said = {"collectionYear": year, "localAuthority": authority}
    work = {"timed": _timed, "rules": _rules}[what]
    work(files, registry, said, path, Path(out))


def _timed(files: Any, registry: Any, said: Found, _folder: Path, out: Path) -> None:
    validator = import_module("lac_validator.lac_validator")
    asked = [str(code) for code in registry if str(code) != _STOPS_THE_RUN]
    made = validator.LacValidator(
        metadata=said, files=files, registry=registry, selected_rules=asked
    )
    report = import_module("lac_validator.report").Report(made.ds_results, registry)
    issues = validator.create_issue_df(report.report, report.error_report)
    out.mkdir(parents=True, exist_ok=True)
    issues.to_json(out / "issues.json", orient="records")
    report.error_summary.to_csv(out / "ErrorCounts.csv", index=False)
    report.child_summary.to_csv(out / "ChildErrorSummary.csv", index=False)


def _rules(files: Any, registry: Any, said: Found, folder: Path, out: Path) -> None:
    store = import_module("lac_validator.datastore")
    tables, more = import_module("lac_validator.ingress").read_from_text(raw_files=files)
    held = store.create_datastore(tables, said | more)
    held["metadata"]["provider_info"] = _providers(store, folder)
    found: Found = {}
    for code, rule in registry.items():
        own = {name: rows if name == "metadata" else rows.copy() for name, rows in held.items()}
        found[str(code)] = _asked(rule, own)
    out.write_text(json.dumps(found), encoding="utf-8")


def _asked(rule: Any, held: Any) -> Any:
    try:
        return {
            table: sorted({int(row) for row in rows if row == row})  # noqa: PLR0124  not NaN
            for table, rows in rule.func(held).items()
        }
    except Exception as error:  # noqa: BLE001  whatever it raises, the rule is lost
        return f"{type(error).__name__}: {error}"[:80]


def _examples(said: Any, newest: str, out: Path) -> None:
    store: Any = import_module("lac_validator.datastore")
    pandas = import_module("pandas")
    rules = cache(import_module("lac_validator.rules.ruleset_utils").get_year_ruleset)
    store.postcodes = _Postcodes(pandas.DataFrame(said["postcodes"]))
    providers = pandas.DataFrame(said["providers"])
    providers.columns = [
        "URN",
        "PLACE_CODES",
        "PROVIDER_CODES",
        "POSTCODE",
        "LA_CODE_INFERRED",
        "REG_END",
    ]
    providers["REG_END"] = pandas.to_datetime(providers["REG_END"])
    found: list[Any] = []
    for one in said["examples"]:
        tables = {
            name: _table(pandas, rows, said["columns"][name.removesuffix("_last")])
            for name, rows in one["tables"].items()
        }
        _tell_unaccompanied(tables, xml=one["xml"])
        held = store.create_datastore(tables, {
            "collectionYear": str(one["year"]), "localAuthority": said["authority"],
            "file_format": "xml" if one["xml"] else "csv", "provider_info": providers.copy(),
        })  # fmt: skip
        rule = rules(newest).get(one["code"]) and rules(str(one["year"])).get(one["code"])
        rows = rule and _asked(rule, held)
        found.append(
            [(table, row) for table, every in rows.items() for row in every]
            if isinstance(rows, dict)
            else rows
        )
    out.write_text(json.dumps(found), encoding="utf-8")


class _Postcodes:
    """Stands in for the directory, which the examples' postcodes are not in."""

    def __init__(self, given: Any) -> None:
        self.dataframe = given.assign(pcd_abbr=given["postcode"]).set_axis(
            ["pcd", "oseast1m", "osnrth1m", "laua", "pcd_abbr"], axis="columns"
        )

    def load_postcodes(self, _letters: Any) -> None:
        """They are there."""


def _table(pandas: Any, rows: Any, columns: Any) -> Any:
    more = ["UASC"] if any("UASC" in row for row in rows) else []
    table = pandas.DataFrame(rows, columns=[*columns, *more], dtype=object)
    return table.where(table.notna(), float("nan"))


def _tell_unaccompanied(tables: Any, *, xml: bool) -> None:
    for last in ("", "_last"):
        header, listed = tables.get(f"Header{last}"), tables.get(f"UASC{last}")
        if header is not None and listed is not None and not xml:
            header["UASC"] = header["CHILD"].isin(listed["CHILD"]).map({True: "1", False: "0"})
        elif header is not None and xml and "UASC" not in header:
            header["UASC"] = float("nan")


def _providers(store: Any, folder: Path) -> Any:
    """The list of settings, as it would be after being read from Ofsted's workbooks."""
    pandas = import_module("pandas")
    listed = pandas.read_csv(folder / "settings.csv", dtype=str)
    listed["POSTCODE"] = listed["POSTCODE"].str.replace(" ", "").str.upper()
    listed["REG_END"] = pandas.to_datetime(listed["REG_END"])
    named = store.merge_postcodes(listed, "POSTCODE").merge(
        store.la_df, how="left", left_on="laua", right_on="LTLA21CD"
    )
    listed["LA_CODE_INFERRED"] = named["UTLA21CD"]
    listed["LA_NAME_INFERRED"] = named["UTLA21NM"]
    return listed


if __name__ == "__main__":
    main(*sys.argv[1:])
