"""Runs of a return and their findings, as far as the asker sees the children they are about."""

from __future__ import annotations

from collections.abc import Collection as Collected
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from kinkeeper.access import against
from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import open_teams
from kinkeeper.access.rules import may, visible
from kinkeeper.access.sections import Section
from kinkeeper.access.who import Who
from kinkeeper.people.queries import identifiers_of
from kinkeeper.returns.models import (
    Acceptance,
    Assignment,
    Collection,
    Origin,
    ReturnRun,
    RunChild,
    RunFile,
    RunFinding,
    RunProblem,
    RunRow,
    RunRule,
    RunState,
)
from kinkeeper.returns.run_links import link, links, since

LEFT_OUT: Final = "Rows of records not open to you are left out."
ADOPTION: Final = Section.ADOPTION.value
MOST_BESIDE: Final = 12  # of a child's rows of one table that no rule points at: the nearest
_OWN_NUMBER: Final = "la_child_id"
# For doors that read these, or hand one to an action.
Run = ReturnRun
Rule = RunRule
Child = RunChild
Found = RunFinding
Held = RunRow
Problem = RunProblem
State = RunState
Accepted = Acceptance
Given = Assignment
ORIGINS: Final = dict(Origin.choices)
RETURNS: Final = dict(Collection.choices)
PARTS: Final = dict(RunFile.Part.choices)

M = TypeVar("M", RunFinding, RunRow)
# Who opens the pages of runs: who reads returns, whoever's children they are, and of their own teams.
READS: Final = (Permission.PREPARE_RETURN, Permission.SEE_LOADS)
OPENS: Final = (*READS, Permission.SEE_TEAM_WORK)
COUNTS: Final = (*OPENS, Permission.SEE_FIGURES)  # beside them, who sees the counts alone


@dataclass(frozen=True, slots=True)
class Totals:
    """What a run came to: rows in error, rows to look at, and children with a row at fault."""

    errors: int = 0
    others: int = 0
    children: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """A rule that finds something the asker may see: rows, children, and how they came to be."""

    rule: RunRule
    rows: int
    children: int
    new: int
    accepted: int


def reads(who: Who) -> bool:
    """Whether findings may be shown at all; who sees only aggregates has the counts."""
    return any(who.permits(one) for one in OPENS)


def reads_all(who: Who) -> bool:
    """Whether the return as a whole is theirs to read: its files, its totals, its rules that hold."""
    return any(who.permits(one) for one in READS)


def unfinished_runs() -> QuerySet[ReturnRun]:
    """Runs of which nothing has become yet, the first sent first."""
    ended = RunState.objects.filter(state__in=RunState.ENDS).values("run_id")
    return ReturnRun.objects.exclude(id__in=ended).order_by("begun_at")


def runs(*, who: Who) -> QuerySet[ReturnRun]:
    """Every run, the latest first; to who reads no whole return, those that are done."""
    if not any(who.permits(one) for one in COUNTS):
        return ReturnRun.objects.none()
    every = ReturnRun.objects.select_related("before")
    return every if reads_all(who) else every.filter(judged_at__isnull=False)


def one_run(*, who: Who, run_id: UUID) -> ReturnRun | None:
    """One run; None when there is none, or none to be seen."""
    return runs(who=who).filter(pk=run_id).first()


def seasons() -> list[list[ReturnRun]]:
    """The runs of the whole return checked last, the first first: of files, and of the records."""
    whole = ReturnRun.objects.filter(judged_at__isnull=False, whole=True)
    latest = whole.order_by("-year", "-judged_at").first()
    if latest is None:
        return []
    same = whole.filter(collection=latest.collection, year=latest.year).order_by("judged_at")
    every = [list(same.filter(origin=one)) for one in Origin.values]
    return [one for one in every if one]


def totals(*, who: Who, of: Collected[ReturnRun]) -> dict[UUID, Totals]:
    """What each of these runs came to in the rows open to the asker.

    Who opens no row has the counts of everybody in the return, with no list behind them.
    """
    if not reads(who):
        return {one.id: Totals(one.errors, one.others, one.children) for one in of}
    now = _findings_of(who, of).exclude(status=RunFinding.Status.GONE)
    error = Q(severity="error")
    counted = now.order_by().values("run_id").annotate(
        errors=Count("id", filter=error),
        others=Count("id", filter=~error),
        children=Count("child", distinct=True),
    )  # fmt: skip
    found = {
        row["run_id"]: Totals(row["errors"], row["others"], row["children"]) for row in counted
    }
    return {one.id: found.get(one.id, Totals()) for one in of}


def last_state(run: ReturnRun) -> RunState:
    """How a run stands."""
    return run.states.order_by("-id")[0]


def seen_findings(*, who: Who, run: ReturnRun) -> QuerySet[RunFinding]:
    """The findings of a run about children the asker may see, gone ones with them."""
    return _findings_of(who, [run])


def now_findings(*, who: Who, run: ReturnRun, **of: object) -> QuerySet[RunFinding]:
    """Those of `seen_findings` that the run itself found, in the order of the return."""
    found = seen_findings(who=who, run=run).exclude(status=RunFinding.Status.GONE)
    return found.filter(**of).order_by("severity", "rule", "table", "row", "id")


def seen_finding(*, who: Who, finding_id: UUID) -> RunFinding | None:
    """One finding; None when there is none, or none to be seen."""
    found = RunFinding.objects.filter(pk=finding_id).select_related("run").first()
    if found is None:
        return None
    seen = seen_findings(who=who, run=found.run).filter(pk=finding_id).first()
    link(who, [found.run], [seen.child] if seen else [])
    return seen


def seen_children(*, who: Who, run: ReturnRun) -> QuerySet[RunChild]:
    """The children of a run whom the asker may see.

    A child without a record is for who prepares the return; one who has a record by now is seen as
    far as that record is.
    """
    return _children_of(who, [run])


def _findings_of(who: Who, runs: Collected[ReturnRun]) -> QuerySet[RunFinding]:
    rows = RunFinding.objects.filter(run__in=runs).select_related("child", "run")
    if not reads(who):
        return rows.none()
    seen = Q(child__in=_children_of(who, runs).values("id"))
    if reads_all(who):
        seen |= Q(child=None)  # of the return as a whole, or of a row that names nobody
    return _in_open_sections(who, rows.filter(seen), runs)


def _children_of(who: Who, runs: Collected[ReturnRun]) -> QuerySet[RunChild]:
    rows = RunChild.objects.filter(run__in=runs)
    if not reads(who):
        return rows.none()
    known = visible(who, Permission.SEE_RECORD, rows)
    linked = links(who, runs)
    seen = Q(id__in=known.values("id")) | since(linked.open)
    if who.permits(Permission.PREPARE_RETURN):
        seen |= Q(person=None) & ~Q(child__in=linked.closed)
    return rows.filter(seen)


def seen_child(*, who: Who, child_id: UUID) -> RunChild | None:
    """One child of a run; None when there is none, or none to be seen."""
    found = RunChild.objects.filter(pk=child_id).select_related("run").first()
    if found is None:
        return None
    seen = seen_children(who=who, run=found.run).filter(pk=child_id).select_related("run").first()
    link(who, [found.run], [seen])
    return seen


def whose(child_id: UUID) -> UUID | None:
    """Whose record a child of a run is, for the audit of a refusal."""
    return RunChild.objects.filter(pk=child_id).values_list("person_id", flat=True).first()


def rows_of(*, who: Who, child: RunChild) -> QuerySet[RunRow]:
    """The rows of a child that is seen, those that tell of a closed section left out."""
    rows = RunRow.objects.filter(child=child).order_by("id")
    return _in_open_sections(who, rows, [child.run])


def tallies(*, who: Who, run: ReturnRun, among: Q | None = None) -> tuple[Tally, ...]:
    """The rules broken by what the asker may see, errors first, the most rows first.

    To who reads the return as a whole a rule broken by rows closed to them is broken too: it has no
    rows here, and never how many there are. `among` narrows what is counted, and leaves these out.
    """
    found = now_findings(who=who, run=run).filter(among or Q())
    counted = (
        found.order_by()
        .values("rule")
        .annotate(
            rows=Count("id"),
            children=Count("child", distinct=True),
            new=Count("id", filter=Q(status=RunFinding.Status.NEW)),
            accepted=Count("id", filter=is_accepted(run)),
        )
    )
    rules = {one.code: one for one in RunRule.objects.filter(run=run)}
    made = [
        Tally(rules[row["rule"]], row["rows"], row["children"], row["new"], row["accepted"])
        for row in counted
    ]
    if reads_all(who) and among is None:
        told = {one.rule.code for one in made}
        broken = [one for one in rules.values() if one.outcome == RunRule.Outcome.BROKEN]
        made += [Tally(one, 0, 0, 0, 0) for one in broken if one.code not in told]
    return tuple(sorted(made, key=_worst_first))


def _worst_first(one: Tally) -> tuple[bool, bool, int, str]:
    return not one.rows, one.rule.severity != "error", -one.rows, one.rule.code


def rules(*, run: ReturnRun, outcome: str) -> QuerySet[RunRule]:
    """The rules of a run that came to this."""
    return RunRule.objects.filter(run=run, outcome=outcome).order_by("id")


def one_rule(*, run: ReturnRun, code: str) -> RunRule | None:
    """One rule of a run."""
    if "\x00" in code:  # no code of a rule, and nothing that a database could look for
        return None
    return RunRule.objects.filter(run=run, code=code).first()


def problems(*, who: Who, run: ReturnRun) -> QuerySet[RunProblem]:
    """What was wrong with the files, for who reads the return as a whole."""
    rows = RunProblem.objects.filter(run=run)
    return rows if reads_all(who) else rows.none()


def children(*, who: Who, run: ReturnRun, among: Q | None = None) -> QuerySet[RunChild]:
    """The children with something at fault, the most findings first."""
    now = now_findings(who=who, run=run).filter(among or Q()).order_by().values("id")
    of = Q(findings__in=now)
    errors = of & Q(findings__severity="error")
    return (
        seen_children(who=who, run=run)
        .annotate(found=Count("findings", filter=of), errors=Count("findings", filter=errors))
        .filter(found__gt=0)
        .order_by("-errors", "-found", "child")
    )


def acceptances(run: ReturnRun) -> Mapping[tuple[str, str, str], Acceptance]:
    """What is accepted in the season of a run, by rule, child and values."""
    rows = Acceptance.objects.filter(collection=run.collection, year=run.year, end=None)
    return {(one.rule, one.child, one.values_hash): one for one in rows}


def accepted(
    found: Iterable[RunFinding], standing: Mapping[tuple[str, str, str], Acceptance]
) -> dict[UUID, Acceptance]:
    """Of these findings, those that are accepted."""
    keys = {
        one.id: (one.rule, one.child.child if one.child else "", one.values_hash) for one in found
    }
    return {finding: standing[key] for finding, key in keys.items() if key in standing}


def is_accepted(run: ReturnRun) -> Exists:
    """Whether a finding of this run is accepted; for a query."""
    return Exists(
        Acceptance.objects.filter(
            collection=run.collection,
            year=run.year,
            end=None,
            rule=OuterRef("rule"),
            child=Coalesce(OuterRef("child__child"), Value("")),
            values_hash=OuterRef("values_hash"),
        )
    )


def assigned(run: ReturnRun) -> Mapping[tuple[str, str], Assignment]:
    """Which team is to see to a rule, or a child, of the season of a run."""
    rows = Assignment.objects.filter(collection=run.collection, year=run.year, end=None)
    return {(one.rule, one.child): one for one in rows.select_related("team")}


def given_to(run: ReturnRun, *, rule: str = "", child: UUID | None = None) -> str:
    """The team that is to see to a rule or a child; nothing where none is."""
    number = RunChild.objects.get(pk=child).child if child else ""
    team = assigned(run).get((rule, number))
    return team.team.name if team else ""


def teams() -> tuple[tuple[UUID, str], ...]:
    """The teams a rule or a child may be given to."""
    return tuple(open_teams().order_by("name").values_list("id", "name"))


def newest() -> list[ReturnRun]:
    """The latest check of the latest year of each return that was of the whole of it."""
    done = ReturnRun.objects.filter(judged_at__isnull=False, whole=True)
    return list(done.order_by("collection", "-year", "-judged_at").distinct("collection"))


def of_person(*, who: Who, person_id: UUID, among: Sequence[ReturnRun]) -> tuple[RunFinding, ...]:
    """What these runs find in a person's rows, as far as they are seen by the asker.

    A section of the record that is closed to the asker is left out, whoever prepares the return.
    """
    if not among or not may(who, Permission.SEE_RECORD, person_id):
        return ()
    own = identifiers_of(who=who, person_id=person_id).filter(kind=_OWN_NUMBER).values("value")
    theirs = Q(child__person_id=person_id) | Q(child__person=None, child__child__in=own)
    rows = RunFinding.objects.filter(theirs, run__in=among)
    opened = Q(section="")
    if may(who, Permission.SEE_ADOPTION, person_id):
        opened |= Q(section=ADOPTION)
    found = rows.filter(opened).exclude(status=RunFinding.Status.GONE)
    return tuple(found.select_related("run", "child").order_by("severity", "rule", "row", "id"))


def words_of_rules(found: Sequence[RunFinding]) -> dict[tuple[UUID, str], RunRule]:
    """The rules of these findings, by run and code."""
    rows = RunRule.objects.filter(
        run__in={one.run_id for one in found}, code__in={one.rule for one in found}
    )
    return {(one.run_id, one.code): one for one in rows}


def _in_open_sections(who: Who, rows: QuerySet[M], runs: Collected[ReturnRun]) -> QuerySet[M]:
    """Without what would tell of adoption; who prepares the return has its rows, as they sent them.

    Nobody has those of a child whose section somebody closed, but whom it lets through.
    """
    linked = links(who, runs)
    if who.permits(Permission.PREPARE_RETURN):
        closed = against.restrictions(who, Section.ADOPTION).values("person_id")
        open_rows = rows.exclude(section=ADOPTION, child__person_id__in=closed)
        return open_rows.exclude(since(linked.untold, "child__"), section=ADOPTION)
    told = visible(who, Permission.SEE_ADOPTION, rows.filter(section=ADOPTION))
    told_since = since(linked.open.keys() - linked.untold, "child__")
    return rows.filter(Q(section="") | Q(id__in=told.values("id")) | told_since)
