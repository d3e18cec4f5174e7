"""What was sent is loaded as the command line would load it, once, and is gone afterwards."""

from pathlib import Path
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection, transaction

from kinkeeper.access.models import AuditEntry, User
from kinkeeper.access.services import operator
from kinkeeper.access.who import Who, who_is
from kinkeeper.jobs import tasks
from kinkeeper.kernel.errors import BadInput, NotAllowed
from kinkeeper.people.models import Person
from kinkeeper.returns import actions, receiving
from kinkeeper.returns.course import Course
from kinkeeper.returns.loading import reading
from kinkeeper.returns.loading.load import load
from kinkeeper.returns.models import Load, LoadCount, LoadFinding, LoadState, SentFile, SentPart
from kinkeeper.returns.states import LOADING
from tests.jobs.conftest import CENSUS, EXAMPLES, SendFiles, carry_out, jobs

pytestmark = pytest.mark.django_db


def states(load_id: UUID) -> list[str]:
    """The states a load went through."""
    return list(LoadState.objects.filter(load_id=load_id).values_list("state", flat=True))


def counts(load_id: UUID) -> list[tuple[object, ...]]:
    """The figures of a load's report."""
    names = ("of", "name", "read", "refused", "new", "changed", "unchanged")
    return list(LoadCount.objects.filter(load_id=load_id).order_by("id").values_list(*names))


def test_what_is_sent_waits_with_its_job(sent: SendFiles, analyst: Who) -> None:
    """Files, load, job and audit are there together."""
    load_id = sent()
    assert states(load_id) == ["waiting"]
    assert [(name, status) for _, name, status, _ in jobs()] == [("load_received", "todo")]
    entry = AuditEntry.objects.get(verb="returns.receive")
    assert (entry.actor_id, entry.subject_id) == (analyst.id, str(load_id))


def test_an_undone_request_leaves_nothing(sent: SendFiles) -> None:
    """No job without files, nor files without a job."""
    with transaction.atomic():
        sent()
        transaction.set_rollback(True)
    assert (jobs(), Load.objects.count(), SentPart.objects.count()) == ([], 0, 0)


def test_a_job_that_cannot_be_deferred_undoes_the_rest(
    sent: SendFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is shown 'waiting' for what nobody will do."""
    monkeypatch.setattr(tasks.load_received, "defer", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        sent()
    assert (Load.objects.count(), SentFile.objects.count()) == (0, 0)


def test_it_comes_to_what_the_command_line_comes_to(sent: SendFiles, tmp_path: Path) -> None:
    """The same figures and findings, whichever way the same files come in."""
    paths = [*sorted((EXAMPLES / "cin").glob("*.xml")), EXAMPLES / "names.csv"]
    with transaction.atomic():
        report = load(paths=paths, by=operator())
        by_command = counts(report.load_id), LoadFinding.objects.count()
        transaction.set_rollback(True)
    load_id = sent(*paths)
    carry_out(load_id)
    assert (counts(load_id), LoadFinding.objects.count()) == by_command


def test_who_sent_it_loads_it(sent: SendFiles, analyst: Who) -> None:
    """The report and the audit name the person, not the worker; what was sent is removed."""
    load_id = sent()
    carry_out(load_id)
    assert states(load_id) == ["waiting", "working", "loaded"]
    assert Load.objects.get().loaded_by == analyst.id
    assert AuditEntry.objects.get(verb="returns.load_files").actor_id == analyst.id
    assert (SentFile.objects.count(), SentPart.objects.count()) == (0, 0)


def test_a_load_is_done_once(sent: SendFiles) -> None:
    """A job that is run again after its load was saved changes nothing."""
    load_id = sent()
    carry_out(load_id)
    carry_out(load_id)
    assert states(load_id) == ["waiting", "working", "loaded"]


@pytest.mark.parametrize("read", [True, False], ids=["had read them", "finds them gone"])
def test_of_two_at_once_one_loads(
    read: bool, sent: SendFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever comes second has read the files in vain, or finds them gone, and writes nothing."""
    load_id = sent()
    carry_out(load_id)
    monkeypatch.setattr(Course, "begin", lambda *_: True)
    if read:
        monkeypatch.setattr(reading, "understand", lambda *_: None)
    assert receiving.load_received(load_id) == "loaded"
    assert LoadState.objects.count() == 3
    assert AuditEntry.objects.filter(verb="returns.load_files").count() == 1


def test_one_cut_short_is_done_again_from_the_start(sent: SendFiles) -> None:
    """A worker that died had begun; what it had not saved is not there."""
    load_id = sent()
    LOADING.begin(Load.objects.get())
    carry_out(load_id)
    assert states(load_id) == ["waiting", "working", "working", "loaded"]


def test_what_is_no_return_is_refused_with_its_reason(sent: SendFiles) -> None:
    """File and reason as ever; nothing is half written and nothing is kept."""
    load_id = sent(CENSUS, broken_xml=b"<a><b></a>")
    carry_out(load_id)
    said = LoadState.objects.get(load_id=load_id, state="refused")
    assert said.reason.startswith("broken.xml")
    assert said.to_do
    assert (Person.objects.count(), SentFile.objects.count()) == (0, 0)


def test_a_fault_is_an_honest_failure(sent: SendFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not 'waiting' for ever: failed, nothing written, what was sent removed, and audited."""
    load_id = sent()
    monkeypatch.setattr(receiving, "load_files", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        carry_out(load_id)
    assert states(load_id) == ["waiting", "working", "failed"]
    assert AuditEntry.objects.filter(verb="returns.load_failed").exists()
    assert not SentFile.objects.exists()


def test_rights_that_ended_meanwhile_end_the_load(sent: SendFiles, analyst: Who) -> None:
    """Whoever may no longer load files does not, though they sent them in time."""
    load_id = sent()
    User.objects.filter(id=analyst.id).update(is_active=False)
    carry_out(load_id)
    assert states(load_id)[-1] == "refused"
    assert AuditEntry.objects.filter(verb="refused", actor_id=analyst.id).exists()


def test_who_may_not_load_files_sends_none(sent: SendFiles, granted: object) -> None:
    """The door is shut before anything is kept."""
    who = who_is(granted("director").id)  # type: ignore[operator]
    with pytest.raises(NotAllowed):
        sent(by=who)
    assert (Load.objects.count(), jobs()) == (0, [])


def test_what_is_sent_is_bounded(sent: SendFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the bytes that came, not by what was said of them; none of it stays."""
    monkeypatch.setattr(actions, "MOST_BYTES", 10)
    with pytest.raises(BadInput, match="together"):
        sent(a_csv=b"12345", b_csv=b"123456")
    assert not SentPart.objects.exists()


def test_only_so_much_may_wait(sent: SendFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sending again and again while nothing is loaded does not fill the disk."""
    monkeypatch.setattr(actions, "MOST_WAITING", 1)
    carry_out(sent())
    sent()
    with pytest.raises(BadInput, match="waiting"):
        sent()


@pytest.mark.parametrize("name", ["../../etc/passwd.xml", "C:\\secret\\passwd.xml", "a\x00b.xml"])
def test_a_name_is_no_path(name: str, analyst: Who) -> None:
    """A file is kept in the database; its name is only ever shown."""

    class Odd:
        def chunks(self, chunk_size: int | None = None) -> list[bytes]:
            return [b"x"]

    odd = Odd()
    odd.name = name  # type: ignore[attr-defined]
    actions.receive(files=[odd], by=analyst)  # type: ignore[list-item]
    assert SentFile.objects.get().name in ("passwd.xml", "ab.xml")


def test_a_load_ends_once(sent: SendFiles) -> None:
    """The database itself refuses a second end."""
    carry_out(sent())
    model = apps.get_model("returns.LoadState")
    with pytest.raises(Exception, match="load_ends_once"), transaction.atomic():
        model.objects.create(load=Load.objects.get(), state="failed")
    receiving.give_up(Load.objects.get().id)
    assert connection.is_usable()
    assert states(Load.objects.get().id)[-1] == "loaded"
