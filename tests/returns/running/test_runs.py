"""A return that was sent is checked once, and what was found is kept with every reason."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import connection, transaction

from kinkeeper.access import audit
from kinkeeper.access.models import AuditEntry, User
from kinkeeper.access.who import Who, who_is
from kinkeeper.jobs import tasks
from kinkeeper.jobs.watch import give_up_abandoned
from kinkeeper.kernel.errors import BadInput, NotAllowed
from kinkeeper.law.returns import ssda903
from kinkeeper.law.returns.bounds import AN_AUTHORITY
from kinkeeper.returns.models import (
    ReturnRun,
    RunChild,
    RunFile,
    RunFinding,
    RunPart,
    RunProblem,
    RunRow,
    RunRule,
    RunState,
)
from kinkeeper.returns.running import carrying_out, judging
from kinkeeper.returns.running.states import CHECKING
from tests.returns.running.conftest import EXAMPLES, FAULTY, GOOD, Check, of_year

pytestmark = pytest.mark.django_db


def states(run: ReturnRun) -> list[str]:
    """The states a run went through."""
    return list(RunState.objects.filter(run=run).values_list("state", flat=True))


def test_what_is_sent_waits_with_its_job(check: Check, analyst: Who) -> None:
    """Files, run, job and audit are there together."""
    run = check(FAULTY, judge=False)
    assert states(run) == ["waiting"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs WHERE status = 'todo'")
        assert cursor.fetchall() == [("check_received",)]
    entry = AuditEntry.objects.get(verb="returns.begin_check")
    assert (entry.actor_id, entry.subject_id) == (analyst.id, str(run.id))


def test_an_undone_request_leaves_nothing(check: Check) -> None:
    """No job without files, nor files without a job."""
    with transaction.atomic():
        check(FAULTY, judge=False)
        transaction.set_rollback(True)
    assert (ReturnRun.objects.count(), RunPart.objects.count()) == (0, 0)


def test_a_run_keeps_what_was_found(check: Check) -> None:
    """The rule, the row, the field at fault with what it holds, whose it is; the file is gone."""
    run = check(GOOD, FAULTY)
    assert states(run) == ["waiting", "working", "done"]
    one = RunFinding.objects.get(run=run, rule="101")
    assert (one.table, one.file, one.row) == ("Header", "header.csv", 3)
    assert one.child
    assert (one.child.child, one.fields, one.status) == ("KID2", [["SEX", "X"]], "new")
    assert ["DOB", "05/06/2014"] in RunRow.objects.get(child=one.child).values
    assert RunFile.objects.get(run=run).sha256
    assert not RunPart.objects.exists()


def test_it_finds_what_the_command_finds(check: Check) -> None:
    """The same files, the same rules, the same rows."""
    run = check(files=of_year("2025-26"), last=of_year("2024-25"))
    given = ssda903.read(EXAMPLES / "2025-26", EXAMPLES / "2024-25")
    checked = ssda903.check(given, year=2026, authority="E08000025")
    found = RunFinding.objects.filter(run=run).values_list("rule", "child__child")
    assert sorted(found) == sorted(checked.findings.select("rule", "child").rows())
    assert found
    assert (run.errors, run.told) == (checked.errors, checked.told)


def test_every_rule_is_kept_with_what_became_of_it(check: Check) -> None:
    """Broken, holds, or not run with its reason; the run's counts are theirs."""
    run = check(FAULTY)
    of = {one: RunRule.objects.filter(run=run, outcome=one).count() for one in ("broken", "met")}
    silent = RunRule.objects.filter(run=run, outcome="not run")
    assert (run.broken, run.met, run.not_run) == (*of.values(), silent.count())
    assert silent.filter(reason="Not run: the table Episodes was not given.").exists()
    assert not silent.filter(reason="").exists()


def test_what_was_wrong_with_the_files_is_kept(check: Check) -> None:
    """A file passed by, with its reason."""
    run = check(files={"header.csv": b"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n" + GOOD.encode(),
                       "other.csv": b"A,B\n1,2\n"})  # fmt: skip
    assert "columns" in RunProblem.objects.get(run=run, file="other.csv").reason


def test_where_a_child_lives_is_not_kept(check: Check) -> None:
    """Neither in the row nor among the fields at fault."""
    episodes = (EXAMPLES / "2025-26" / "episodes.csv").read_text().replace("BI", "XX9 9")
    run = check(files={"episodes.csv": episodes.encode()})
    rows = RunRow.objects.filter(run=run, table="Episodes")
    kept = {value for row in rows for name, value in row.values if name.endswith("_POST")}
    assert rows
    assert kept <= {"(held back)", None}
    held = [f for one in RunFinding.objects.filter(run=run) for f in one.fields]
    assert {value for name, value in held if name.endswith("_POST")} <= {"(held back)", None}


def test_the_rows_beside_a_fault_are_kept(check: Check) -> None:
    """What could tell of adoption, if only by a gap, is of that section; where a child lives is not kept."""
    header = of_year("2025-26")["header.csv"].replace(b",F,", b",X,").replace(b",M,", b",X,")
    run = check(files={**of_year("2025-26"), "header.csv": header})
    beside = RunRow.objects.filter(run=run, at_fault=False)
    assert set(beside.filter(table="Episodes").values_list("section", flat=True)) == {"adoption"}
    assert set(beside.filter(table="Reviews").values_list("section", flat=True)) == {""}
    kept = {value for row in beside for name, value in row.values if name.endswith("_POST")}
    assert kept == {"(held back)"}
    assert not beside.exclude(child__findings__run=run).exists()


def test_a_run_is_done_once(check: Check, carry_out: Callable[[ReturnRun], str]) -> None:
    """A job that is run again after its run was saved changes nothing."""
    run = check(FAULTY)
    assert carry_out(run) == "done"
    assert (len(states(run)), RunChild.objects.count()) == (3, 1)


def test_one_cut_short_is_done_again_from_the_start(
    check: Check, carry_out: Callable[[ReturnRun], str]
) -> None:
    """A worker that died had begun; what it had not saved is not there."""
    run = check(FAULTY, judge=False)
    CHECKING.begin(run)
    carry_out(run)
    assert states(run) == ["waiting", "working", "working", "done"]


def test_what_is_no_return_is_refused_with_its_reason(check: Check) -> None:
    """Reason and what to do; nothing is half kept."""
    run = check(files={"broken.csv": b"A,B\n1,2\n"})
    said = RunState.objects.get(run=run, state="refused")
    assert said.reason
    assert said.to_do
    assert (RunRule.objects.count(), RunPart.objects.count()) == (0, 0)


def test_another_year_than_the_files_are_of_is_refused(check: Check) -> None:
    """Rules of one year are never asked of the files of another unseen."""
    run = check(files={"2023-24_episodes.csv": of_year("2023-24")["episodes.csv"]},
                last=of_year("2024-25"))  # fmt: skip
    assert states(run)[-1] == "refused"


def test_a_fault_is_an_honest_failure(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    """Failed, nothing kept, what was sent removed, and audited."""
    run = check(FAULTY, judge=False)
    monkeypatch.setattr(carrying_out, "store", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        tasks.check_received(run_id=str(run.id))
    assert states(run) == ["waiting", "working", "failed"]
    assert AuditEntry.objects.filter(verb="returns.check_failed").exists()
    assert not RunPart.objects.exists()


def test_the_audit_falls_with_the_run(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be audited is not kept."""
    run = check(FAULTY, judge=False)
    monkeypatch.setattr(audit, "record", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        carrying_out.carry_out(run.id)
    assert (RunFinding.objects.count(), states(run)) == (0, ["waiting", "working"])


def test_rights_that_ended_meanwhile_end_the_run(check: Check, analyst: Who) -> None:
    """Whoever may no longer prepare returns does not, though they sent the files in time."""
    run = check(FAULTY, judge=False)
    User.objects.filter(id=analyst.id).update(is_active=False)
    tasks.check_received(run_id=str(run.id))
    assert states(run)[-1] == "refused"
    assert AuditEntry.objects.filter(verb="refused", actor_id=analyst.id).exists()


@pytest.mark.parametrize("role", ["director", "team_manager", "scrutiny_member"])
def test_who_does_not_prepare_returns_begins_none(
    role: str, check: Check, granted: Callable[..., User]
) -> None:
    """The door is shut before anything is kept."""
    with pytest.raises(NotAllowed):
        check(FAULTY, by=who_is(granted(role).id))
    assert not RunFile.objects.exists()


def test_no_file_is_refused(check: Check) -> None:
    """Last year's files alone are no return."""
    with pytest.raises(BadInput, match="no file of the return"):
        check(files=None, last=of_year("2024-25"), **{"return": {}})


def test_no_check_waits_for_a_job_that_is_not_there(check: Check) -> None:
    """The watch gives it up, in words, and leaves one whose job waits."""
    run, other = check(FAULTY, judge=False), check(FAULTY, judge=False)
    with connection.cursor() as cursor:
        query = "UPDATE procrastinate_jobs SET status = 'failed' WHERE args->>'run_id' = %s"
        cursor.execute(query, [str(run.id)])
    give_up_abandoned()
    assert (states(run)[-1], states(other)[-1]) == ("failed", "waiting")


def test_a_return_with_too_much_at_fault_is_refused(
    check: Check, carry_out: Callable[[ReturnRun], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In words, with nothing half kept, and it is not begun again."""
    monkeypatch.setattr(judging, "AN_AUTHORITY", replace(AN_AUTHORITY, found=1))
    run = check(FAULTY, FAULTY.replace("KID2", "KID3"))
    assert states(run) == ["waiting", "working", "refused"]
    assert "cannot be worked through here" in RunState.objects.get(run=run, state="refused").reason
    assert not any(m.objects.filter(run=run).exists() for m in (RunRule, RunRow, RunFinding))
    assert (RunPart.objects.count(), carry_out(run)) == (0, "refused")
