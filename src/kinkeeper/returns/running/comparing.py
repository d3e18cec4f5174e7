"""A run against the one before it: what is gone, and which acceptances no longer hold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from kinkeeper.returns.models import Acceptance, ReturnRun, RunFinding

Key = tuple[str, str, str]  # the rule, the child, the fingerprint of the values


@dataclass(frozen=True, slots=True)
class Seen:
    """What a run was given: the tables that had rows and all their columns, and whose rows.

    `there` says which of some children have a row in every table that a rule points at.
    """

    tables: frozenset[str]
    there: Callable[[str, set[str]], set[str]]


def run_before(run: ReturnRun) -> ReturnRun | None:
    """The latest run of the same season that is done and judged as much: a part is no whole."""
    same = ReturnRun.objects.filter(
        collection=run.collection, year=run.year, origin=run.origin, whole=run.whole
    )
    if not run.whole:
        same = same.filter(tables=run.tables)
    return same.exclude(pk=run.pk).filter(judged_at__isnull=False).order_by("-judged_at").first()


def gone(before: ReturnRun | None, asked: Collection[str], here: Iterable[Key]) -> list[RunFinding]:
    """What the run before found and this one does not, of the rules that this one asked.

    A row whose values changed and are still wrong is gone and new: it is another finding.
    """
    if before is None:
        return []
    left, now = [], Counter(here)
    found = RunFinding.objects.filter(run=before, rule__in=asked).select_related("child")
    for one in found.exclude(status=RunFinding.Status.GONE).order_by("rule", "table", "row", "id"):
        key = (one.rule, one.child.child if one.child else "", one.values_hash)
        if now[key]:
            now[key] -= 1
        else:
            left.append(one)
    return left


def changed_acceptances(
    run: ReturnRun, asked: Collection[str], here: Collection[Key], seen: Seen
) -> list[Acceptance]:
    """Acceptances in force that this run would have found again, and did not.

    It asked the rule, was given all that the run of the acceptance was, and the child has a row
    where the rule points: a check of a part ends nothing that it cannot see.
    """
    standing = Acceptance.objects.filter(
        collection=run.collection, year=run.year, rule__in=asked, end=None
    ).select_related("run")
    lost = [
        one
        for one in standing
        if (one.rule, one.child, one.values_hash) not in here and _as_much(run, one.run, seen)
    ]
    wanted: dict[str, set[str]] = defaultdict(set)
    for one in lost:
        wanted[one.rule].add(one.child)
    there = {rule: seen.there(rule, children) for rule, children in wanted.items()}
    return [one for one in lost if not one.child or one.child in there[one.rule]]


def _as_much(run: ReturnRun, given_on: ReturnRun | None, seen: Seen) -> bool:
    """Whether a run was given every table, whole, of the one an acceptance was given on."""
    if given_on is None:
        return run.whole
    return given_on.origin == run.origin and set(given_on.tables) <= seen.tables
