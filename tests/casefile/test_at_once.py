"""One form sent twice at the same moment, on connections of their own: it is kept once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection

from kinkeeper.access.models import User
from kinkeeper.casefile.actions.notes import DraftChanged, NoteSaid, complete_note, save_draft
from kinkeeper.casefile.kinds import NoteKind
from kinkeeper.casefile.models import Note, NoteDraft
from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import today
from kinkeeper.people.models import Person
from tests.casefile.conftest import Works

pytestmark = pytest.mark.django_db(transaction=True)
PRESSES = 4
SAID = NoteSaid(kind=NoteKind.VISIT, on=today(), text="Seen at home.")


def press(child: UUID, worker: User, keys: dict[str, UUID], together: Barrier) -> tuple[str, UUID]:
    """A draft is saved and another completed; what the first came to, and the note of the second."""
    said = {"child": child, "said": SAID, "version": 0, "by": worker}
    try:
        together.wait(timeout=60)
        try:
            save_draft(draft_id=keys["draft"], **said)  # type: ignore[arg-type]
            saved = "saved"
        except DraftChanged:
            saved = "told"
        return saved, complete_note(draft_id=keys["note"], **said).pk  # type: ignore[arg-type]
    finally:
        connection.close()


def test_of_many_presses_one_is_kept(child: Person, works_with: Works) -> None:
    """No error of the database: one draft with the others told, and one note for all of them."""
    worker, together = works_with(child), Barrier(PRESSES)
    keys = {"draft": uuid7(), "note": uuid7()}
    with ThreadPoolExecutor(PRESSES) as pool:
        came = list(pool.map(lambda _: press(child.id, worker, keys, together), range(PRESSES)))
    assert sorted(saved for saved, _ in came) == ["saved", *["told"] * (PRESSES - 1)]
    assert {note for _, note in came} == {keys["note"]}
    assert (NoteDraft.objects.count(), Note.objects.count()) == (1, 1)
