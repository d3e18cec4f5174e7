"""Loads in words, for the page and the terminal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kinkeeper.returns.models import Load, LoadCount, LoadFile, LoadFinding, LoadState

RECORD_NAMES: Mapping[str, str] = {
    "people.Person": "Children",
    "people.PersonIdentifier": "Identifiers",
    "people.PersonName": "Names",
    "people.Disability": "Disabilities",
    "people.ImmigrationPeriod": "Immigration periods",
    "frontdoor.HelpEpisode": "Referrals",
    "frontdoor.Assessment": "Assessments",
    "frontdoor.AssessmentFactor": "Assessment factors",
    "protection.StrategyDiscussion": "Strategy discussions",
    "protection.Section47Enquiry": "Section 47 enquiries",
    "protection.Conference": "Conferences",
    "protection.Plan": "Plans",
    "protection.AbuseCategoryPeriod": "Categories of abuse",
    "care.CarePeriod": "Care periods",
    "care.LegalStatusPeriod": "Legal statuses",
    "care.Placement": "Placements",
    "care.MissingEpisode": "Times missing or away",
    "care.DeprivationOfLiberty": "Deprivations of liberty",
    "care.AdoptionCase": "Adoption cases",
    "care.HealthCheck": "Health checks",
    "care.WellbeingRecord": "Wellbeing records",
    "care.LeavingCareContact": "Leaving care contacts",
    "workforce.Worker": "Workers",
    "workforce.Allocation": "Allocations",
    "reviews.Review": "Reviews",
}
STOPPED_WORDS: Mapping[str, str] = {
    "field": "The field was left empty; the rest of the row was loaded.",
    "row": "The row was not loaded.",
    "nothing": "The row was loaded.",
}
CLOSED = "a child closed to you"
COUNTED = ("read", "new", "changed", "unchanged", "refused", "fields_stopped")
FILE_WORDS: Mapping[str, str] = {
    "cin": "Children in need census",
    "ssda903": "SSDA903, children looked after",
    "names": "List of names",
    "unread": "Left unread",
}


@dataclass(frozen=True, slots=True)
class LoadShown:
    """One load in a list of loads."""

    id: UUID
    loaded_at: datetime
    by: str
    files: str
    read: int
    new: int
    changed: int
    unchanged: int
    refused: int
    fields_stopped: int
    state: str = "loaded"
    state_words: str = "Loaded"
    reason: str = ""
    to_do: str = ""
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FileShown:
    """One file of a load."""

    name: str
    what: str
    year: str
    note: str
    sha256: str


@dataclass(frozen=True, slots=True)
class CountShown:
    """One line of a table of counts."""

    name: str
    read: int
    refused: int
    fields_stopped: int
    new: int
    changed: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class FindingShown:
    """One finding, in words; `person_id` where the child is known and may be seen."""

    file: str
    row: int
    child: str
    where: str
    shape: str
    reason: str
    done: str
    to_do: str
    stopped: str
    person_id: UUID | None


def load_shown(
    load: Load,
    files: Sequence[LoadFile],
    counts: Sequence[LoadCount],
    states: Sequence[LoadState],
) -> LoadShown:
    """A load as one line, as it stands by the last of its states."""
    kinds = dict.fromkeys(FILE_WORDS[file.kind] for file in files if file.kind != "unread")
    total = {name: sum(getattr(count, name) for count in counts) for name in COUNTED}
    total["unchanged"] = sum(one.unchanged for one in counts if one.of == LoadCount.Of.RECORD)
    first, last = states[0], states[-1]
    return LoadShown(
        load.id,
        load.loaded_at,
        load.loaded_by_name,
        ", ".join(kinds),
        **total,
        state=last.state,
        state_words=last.get_state_display(),
        reason=last.reason,
        to_do=last.to_do,
        sent_at=first.at,
    )


def file_shown(file: LoadFile) -> FileShown:
    """A file in words, with its collection year as 2025-26."""
    year = f"{file.year_ended - 1}-{file.year_ended % 100:02d}" if file.year_ended else ""
    return FileShown(file.name, FILE_WORDS[file.kind], year, file.note, file.sha256)


def count_shown(count: LoadCount) -> CountShown:
    """A count under the name people use."""
    name = RECORD_NAMES.get(count.name, count.name)
    return CountShown(
        name,
        count.read,
        count.refused,
        count.fields_stopped,
        count.new,
        count.changed,
        count.unchanged,
    )


def finding_shown(finding: LoadFinding, known: Mapping[str, UUID | None]) -> FindingShown:
    """A finding as a sentence, what was done and what to do; `known` says whom it may name."""
    closed = finding.child in known and known[finding.child] is None
    where = f"{finding.table} {finding.field}".strip()
    return FindingShown(
        finding.file,
        finding.row,
        CLOSED if closed else finding.child,
        where,
        finding.shape,
        _sentence(finding.reason),
        STOPPED_WORDS[finding.stopped],
        finding.to_do,
        finding.stopped,
        known.get(finding.child),
    )


def _sentence(reason: str) -> str:
    return f"{reason[:1].upper()}{reason[1:]}."
