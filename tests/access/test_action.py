"""An action is permission, change and audit: all of it, or none."""

from uuid import UUID

import pytest
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from kinkeeper.access import audit
from kinkeeper.access.action import action, all_or_none, note, require
from kinkeeper.access.audit import AuditUnavailable
from kinkeeper.access.models import AuditEntry, Team, User
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker, who_is
from kinkeeper.kernel.errors import NotAllowed, Refused
from kinkeeper.kernel.ids import uuid7
from kinkeeper.people.models import Person
from tests.access.conftest import MakeUser
from tests.access.worlds import allocate


@action(Permission.EDIT_PERSON, on="child")
def correct(*, child: Person | UUID, name: str, by: Asker) -> Team:
    """Stands for any change about a child: it makes a team."""
    note(after={"name": name})
    return Team.objects.create(name=name, service="test")


@action(Permission.EDIT_PERSON, on="child")
def correct_twice(*, child: Person, by: Asker, fail: bool = False) -> None:
    """An action that calls others."""
    correct(child=child, name="one", by=by)
    correct(child=child, name="two", by=by)
    if fail:
        raise Refused("No.")


@pytest.fixture
def worker(user: MakeUser, person: UUID) -> User:
    """A social worker allocated to the person."""
    one = user("social_worker")
    allocate(one, person)
    return one


def names() -> list[str]:
    """What has been changed."""
    return sorted(Team.objects.filter(service="test").values_list("name", flat=True))


def test_a_permitted_action_changes_and_leaves_one_entry(worker: User, person: UUID) -> None:
    """The entry says who, what, to which thing, about whom, and what was noted."""
    made = correct(child=person, name="a", by=worker)
    entry = AuditEntry.objects.get()
    assert (entry.actor_id, entry.actor) == (worker.id, worker.username)
    assert entry.verb.endswith(".correct")
    assert (entry.subject_kind, entry.subject_id) == ("access.team", str(made.id))
    assert (entry.person_id, entry.details) == (person, {"after": {"name": "a"}})


def test_an_action_not_permitted_changes_nothing(user: MakeUser, person: UUID) -> None:
    """Whoever may not is refused, and the refusal is in the audit."""
    with pytest.raises(NotAllowed):
        correct(child=person, name="a", by=user("social_worker"))
    assert names() == []
    assert AuditEntry.objects.get().verb == "refused"


def test_rights_are_read_when_acting(worker: User, person: UUID) -> None:
    """A user disabled since they were read may not act with what they held then."""
    User.objects.filter(pk=worker.pk).update(is_active=False)
    with pytest.raises(NotAllowed):
        correct(child=person, name="a", by=worker)


def test_without_audit_no_change(
    worker: User, person: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the entry cannot be written, the whole of the action is undone."""
    monkeypatch.setattr(audit, "_WAIT", "SELECT %s, %s FROM there_is_no_such_table")
    with pytest.raises(AuditUnavailable):
        correct(child=person, name="a", by=worker)
    assert names() == []


def test_a_body_that_fails_leaves_no_entry(worker: User, person: UUID) -> None:
    """No change, no entry: not even of the actions that had succeeded inside."""
    child = Person.objects.get(pk=person)
    with pytest.raises(Refused):
        correct_twice(child=child, by=worker, fail=True)
    assert names() == []
    assert not AuditEntry.objects.exists()


def test_actions_inside_an_action_each_leave_their_entry(worker: User, person: UUID) -> None:
    """Every verb is in the audit, in the order in which each was finished."""
    correct_twice(child=Person.objects.get(pk=person), by=worker)
    verbs = [
        verb.partition(".")[2]
        for verb in AuditEntry.objects.order_by("id").values_list("verb", flat=True)
    ]
    assert [verb.split(".")[-1] for verb in verbs] == ["correct", "correct", "correct_twice"]


def test_an_inner_refusal_undoes_the_outer_and_is_recorded_once(worker: User, person: UUID) -> None:
    """A refusal deep inside leaves nothing behind but its own entry."""

    @action(Permission.SEE_RECORD, on="child")
    def outer(*, child: UUID, by: Asker) -> None:
        correct(child=child, name="a", by=by)
        require(by, Permission.ALLOCATE, child)

    with pytest.raises(NotAllowed):
        outer(child=person, by=worker)
    assert names() == []
    assert list(AuditEntry.objects.values_list("verb", flat=True)) == ["refused"]


def test_a_refusal_among_several_is_recorded_though_all_are_undone(
    worker: User, person: UUID
) -> None:
    """A page that does several things or none loses none of its refusals with the rest."""

    def several() -> None:
        with all_or_none(worker):
            for child in (person, uuid7()):
                correct(child=child, name="a", by=worker)

    with pytest.raises(NotAllowed):
        several()
    assert names() == []
    assert list(AuditEntry.objects.values_list("verb", flat=True)) == ["refused"]


def test_a_refusal_says_nothing_of_what_is_there(
    user: MakeUser, person: UUID, stranger: UUID
) -> None:
    """Refused for a hidden person and for nobody, the words are the same."""
    one, said = user("finance_partner"), []
    for whom in (person, stranger):
        with pytest.raises(NotAllowed) as refusal:
            correct(child=whom, name="a", by=one)
        said.append((refusal.value.message, refusal.value.do, refusal.value.missing))
    assert said[0] == said[1]


def test_note_outside_an_action_is_a_mistake() -> None:
    """A detail that no entry would carry is refused."""
    with pytest.raises(RuntimeError):
        note(a=1)


def test_an_action_must_have_the_shape_of_one() -> None:
    """Positional arguments, no `by`, or a permission about a person with no person: not actions."""
    with pytest.raises(TypeError):
        action(Permission.SIGN_RETURN)(lambda thing, by: None)
    with pytest.raises(TypeError):
        action(Permission.SIGN_RETURN)(lambda *, thing: None)
    with pytest.raises(TypeError):
        action(Permission.EDIT_PERSON)(lambda *, child, by: None)
    with pytest.raises(TypeError):
        action(Permission.EDIT_PERSON, on="person")(lambda *, child, by: None)


def test_side_effects_wait_for_the_commit(
    worker: User, person: UUID, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    """What an action does outside the database happens only once the change is kept."""
    sent: list[str] = []

    @action(Permission.EDIT_PERSON, on="child")
    def tell(*, child: UUID, by: Asker) -> None:
        transaction.on_commit(lambda: sent.append("told"))
        raise Refused("No.")

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(Refused):
        tell(child=person, by=worker)
    assert sent == []


def test_an_action_takes_the_rights_of_the_request(worker: User, person: UUID) -> None:
    """An action may be given the asker as the request carries it."""
    correct(child=person, name="a", by=who_is(worker.pk))
    assert names() == ["a"]
