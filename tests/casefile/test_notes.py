"""Notes: drafts are their author's, complete ones are only added to, joint ones are held per child."""

import pytest
from django.db import DatabaseError, transaction

from kinkeeper.access.models import AuditEntry, User
from kinkeeper.casefile.actions.notes import (
    DraftChanged,
    JointSaid,
    NoteSaid,
    add_to_note,
    complete_note,
    record_jointly,
    save_draft,
)
from kinkeeper.casefile.kinds import NoteKind
from kinkeeper.casefile.models import Note, NoteDraft, NoteText
from kinkeeper.casefile.queries.notes import drafts, notes, one_note
from kinkeeper.chronology.queries import story
from kinkeeper.kernel.errors import BadInput, NotAllowed
from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import today
from kinkeeper.people.actions import merge
from kinkeeper.people.models import Person
from tests.casefile.conftest import Works, noted, open_section, restrict

pytestmark = pytest.mark.django_db
DRAFTED = NoteSaid(kind=NoteKind.TELEPHONE, on=None, text="Mother rang")


def test_a_complete_note_refuses_to_change(child: Person, works_with: Works) -> None:
    """Neither its words nor what it was of, whoever asks the database; it may be added to."""
    note, worker = noted(child, by := works_with(child)), by
    words = NoteText.objects.filter(note=note)
    for rows, changed in ((words, {"text": "Never seen."}), (words, {"by": uuid7()}),
                          (Note.objects.filter(pk=note.pk), {"kind": "letter"})):  # fmt: skip
        with pytest.raises(DatabaseError, match=r"refused|kept as it was"), transaction.atomic():
            rows.update(**changed)
    add_to_note(note_of=note, addition_id=uuid7(), text="The flat was warm.", by=worker)
    shown = one_note(who=worker, note_id=note.pk)
    assert shown
    assert [(one.text, one.added) for one in shown.words] == [
        ("Seen at home.", False), ("The flat was warm.", True)
    ]  # fmt: skip


def test_a_draft_is_its_authors_alone(child: Person, works_with: Works) -> None:
    """A colleague with the same child neither sees nor changes it, until it is complete."""
    author, other, key = works_with(child), works_with(child), uuid7()
    save_draft(child=child.id, draft_id=key, said=DRAFTED, version=0, by=author)
    assert (len(drafts(who=author, person_id=child.id)), drafts(who=other, person_id=child.id)) == (
        1, ()
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        save_draft(child=child.id, draft_id=key, said=DRAFTED, version=1, by=other)
    said = NoteSaid(kind=NoteKind.TELEPHONE, on=today(), text="Mother rang.")
    complete_note(child=child.id, draft_id=key, said=said, version=1, by=author)
    assert notes(who=other, person_id=child.id).total == 1
    assert not NoteDraft.objects.exists()


def test_two_windows_lose_nothing(child: Person, works_with: Works) -> None:
    """The second to save an old version is told, and what the first saved stands."""
    worker, key = works_with(child), uuid7()
    save_draft(child=child.id, draft_id=key, said=DRAFTED, version=0, by=worker)
    with pytest.raises(DraftChanged):
        save_draft(child=child.id, draft_id=key, said=DRAFTED, version=0, by=worker)
    assert NoteDraft.objects.get().version == 1


def test_sent_twice_it_is_kept_once(child: Person, works_with: Works) -> None:
    """A second click, or a browser that tries again, makes no second note."""
    worker, key = works_with(child), uuid7()
    said = NoteSaid(kind=NoteKind.VISIT, on=today(), text="Seen.")
    both = [
        complete_note(child=child.id, draft_id=key, said=said, version=0, by=worker) for _ in "ab"
    ]
    assert both[0].pk == both[1].pk
    assert NoteText.objects.count() == 1


def test_a_note_without_words_or_day_is_refused(child: Person, works_with: Works) -> None:
    """Each says which field; nothing is kept."""
    worker = works_with(child)
    for said, field in ((DRAFTED, "on"), (NoteSaid(kind=NoteKind.VISIT, on=today()), "text")):
        with pytest.raises(BadInput) as refused:
            complete_note(child=child.id, draft_id=uuid7(), said=said, version=0, by=worker)
        assert refused.value.field == field
    assert not Note.objects.exists()


def test_a_restriction_on_one_hides_that_childs_part(
    child: Person, sibling: Person, works_with: Works
) -> None:
    """Readers of the other's part see no trace of the first child: neither words nor that there is one."""
    worker = works_with(child, sibling)
    parts = {child.id: "Spoke of his father.", sibling.id: "Was at school."}
    said = JointSaid(kind=NoteKind.MEETING, on=today(), parts=parts, shared="Core group.")
    record_jointly(child=sibling.id, said=said, by=worker)
    (before,) = notes(who=worker, person_id=sibling.id).rows
    restrict(child, worker)
    (after,) = notes(who=worker, person_id=sibling.id).rows
    assert (before.others, after.others) == ((child.id,), ())
    assert [one.text for one in after.words] == ["Was at school."]
    assert notes(who=worker, person_id=child.id).total == 0


def test_a_joint_note_needs_every_child_to_be_the_authors(
    child: Person, sibling: Person, works_with: Works
) -> None:
    """One who is not reached stops the whole of it."""
    said = JointSaid(
        kind=NoteKind.MEETING, on=today(), parts={child.id: "a", sibling.id: "b"}, shared=""
    )
    with pytest.raises(NotAllowed):
        record_jointly(child=child.id, said=said, by=works_with(child))
    assert not Note.objects.exists()


def test_a_note_of_a_section_is_not_there(child: Person, works_with: Works) -> None:
    """To whom the section is closed: no note, no count, no event of the story, nothing by its id."""
    closed, opened = works_with(child), works_with(child, sections=("adoption",))
    note = noted(child, opened, section="adoption")
    assert notes(who=closed, person_id=child.id).total == 0
    assert one_note(who=closed, note_id=note.pk) is None
    told = {
        who.pk: [one.kind for one in story(who=who, person_id=child.id, as_at=today())]
        for who in (closed, opened)
    }
    assert ("note_recorded" in told[opened.pk], "note_recorded" in told[closed.pk]) == (True, False)
    with pytest.raises(NotAllowed):
        noted(child, closed, section="adoption")
    open_section(closed, "adoption")
    assert notes(who=User.objects.get(pk=closed.pk), person_id=child.id).total == 1


def test_a_note_is_in_the_audit_without_its_words(child: Person, works_with: Works) -> None:
    """Who, which child, what kind; never what was written."""
    noted(child, works_with(child), text="He said Uncle Ray hits him.")
    entry = AuditEntry.objects.get(verb="casefile.complete_note")
    assert (entry.person_id, entry.details["kind"]) == (child.id, "visit")
    assert "Ray" not in str(entry.details)


def test_merged_records_keep_their_notes(
    child: Person, sibling: Person, works_with: Works, granted: Works
) -> None:
    """Whom it is about is the one thing of a complete note that may change."""
    worker = works_with(sibling)
    note = noted(sibling, worker)
    merge(keep=child, drop=sibling, reason="One child, recorded twice.", by=granted("director"))
    note.refresh_from_db()
    assert note.person_id == child.id
    assert notes(who=worker, person_id=child.id).total == 1


def test_the_serving_role_does_all_of_it(
    child: Person, works_with: Works, as_app_role: None
) -> None:
    """With no more rights than it has in production."""
    worker, key = works_with(child), uuid7()
    save_draft(child=child.id, draft_id=key, said=DRAFTED, version=0, by=worker)
    said = NoteSaid(kind=NoteKind.VISIT, on=today(), text="Seen.")
    note = complete_note(child=child.id, draft_id=key, said=said, version=1, by=worker)
    add_to_note(note_of=note, addition_id=uuid7(), text="More.", by=worker)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        NoteText.objects.all().delete()
