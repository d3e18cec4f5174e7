"""The load: files are read and judged, then written in one transaction, and a report is kept."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from uuid import UUID

import polars as pl

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker, Who, as_who
from kinkeeper.chronology.listeners import tell
from kinkeeper.kernel.ids import uuid7
from kinkeeper.law.returns.problems import Problem
from kinkeeper.people.keys import refresh_keys
from kinkeeper.returns.loading import matching, people, reading, storing
from kinkeeper.returns.loading.linking import link_checks
from kinkeeper.returns.loading.report import Report, record_counts, table_counts
from kinkeeper.returns.loading.restricted import tell_of_closed_records
from kinkeeper.returns.loading.rows import CHILD, Rows
from kinkeeper.returns.loading.write import Writer


def load(*, paths: Sequence[Path], by: Asker) -> Report:
    """Load a set of files, all or nothing; loading the same set again changes nothing."""
    began = time.perf_counter()
    who = as_who(by)
    files = reading.read(paths)
    return load_files(files=files, began=began, load_id=uuid7(), by=who)


@action(Permission.LOAD_FILES)
def load_files(*, files: reading.Files, began: float, load_id: UUID, by: Who) -> Report:
    """Write what was read: people, then their records, then the report of it all."""
    storing.one_at_a_time()
    storing.refuse_impossible_years(files.files)
    storing.refuse_older_years(files.files)
    told = people.said_of_each(files.people)
    matched = matching.match(told)
    said = told.join(matched.people, on=CHILD, how="left", maintain_order="left")
    persons = people.person_rows(said)
    writer = Writer(people=_with_known(matched.people, files.rows), by=by, load_id=load_id)
    writer.write_people(persons.frame)
    writer.write([people.identifiers(said), *_with_ended_disabilities(files.rows, said)])
    contradictions = people.disagreements(files.people)
    findings = (
        *files.problems,
        *contradictions,
        *matched.problems,
        *persons.problems,
        *writer.problems,
    )
    report = Report(
        load_id,
        files.files,
        table_counts(files.read, findings, files.told_later),
        record_counts(writer.counts),
        tuple(sorted(findings, key=_place)),
        round((time.perf_counter() - began) * 1000),
    )
    storing.store(report, by=by)
    link_checks()
    _tell_others(writer)  # last: duties depend on which years are loaded
    tell_of_closed_records(load_id=load_id, by=by)
    note(**_audited(report))
    return report


def _audited(report: Report) -> dict[str, object]:
    """What the audit says of a load: which files by their fingerprints, and the counts."""
    counts = ("read", "new", "changed", "unchanged", "refused")
    fingerprints = [file.sha256 for file in report.files if file.sha256]
    return {
        "load": str(report.load_id),
        **{name: getattr(report, name) for name in counts},
        "sha256": fingerprints,
    }


def _with_known(matched: pl.DataFrame, rows: Sequence[Rows]) -> pl.DataFrame:
    """The people of the returns, and those known already whom only a list of names names."""
    listed = {child for one in rows for child in one.frame[CHILD].unique().to_list()}
    others = sorted(listed - set(matched[CHILD].to_list()))
    both = matched.select(CHILD, "person_id")
    return pl.concat([both, matching.known_by_id(others)]) if others else both


def _with_ended_disabilities(rows: Sequence[Rows], said: pl.DataFrame) -> Iterator[Rows]:
    for one in rows:
        yield people.disabilities(one, said) if one.model == "people.Disability" else one


def _tell_others(writer: Writer) -> None:
    """Names become searchable, and higher floors hear of everybody whose records changed."""
    if "people.PersonName" in writer.saved:
        named = writer.saved["people.PersonName"]["person_id"].unique().to_list()
        refresh_keys([UUID(one) for one in named])
    if any(new or changed for new, changed, _ in writer.counts.values()):
        tell(writer.people["person_id"].unique().to_list())


def _place(problem: Problem) -> tuple[str, int, str]:
    return problem.file, problem.row, problem.field
