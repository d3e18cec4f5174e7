"""Notes, papers, a warning and tasks of invented children, made by the verbs people use."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from kinkeeper.access.who import Who

CALLS = (
    (
        "telephone",
        "Rang the grandmother. Mondays go wrong because nobody is home before nine.",
        "",
    ),
    (
        "visit",
        "Home visit, announced. The kitchen was warm and there was food in.\n\nThe bedroom window is "
        "still broken; the landlord was rung while I was there.",
        "Went quiet when the door slammed; laughed and held on when Gran sang.",
    ),
    (
        "email",
        "The health visitor saw the family last week: nothing new, seen again in six weeks.",
        "",
    ),
    (
        "management_decision",
        "Read the file and agreed the plan stands. The window is to be mended before the next visit.",
        "",
    ),
)
CORE_GROUP = (
    "Parents, grandmother and the health visitor came. Mornings are the hard part for all of them."
)
OWN_PART = "Sleeps better since the window was mended. Still afraid of raised voices."
LETTER = b"Dear colleague,\n\nThank you for ringing. The family came to both appointments.\n"
DOG = "A large dog runs loose in the yard. Ring before you come and wait at the gate."
DRAFTED = "Mother rang about Saturday; ring her back before Friday and finish this."


def make(*, worker: Who, manager: Who) -> int:
    """Some of everything about the first children of a worker; how many children."""
    from kinkeeper.workforce.queries import own_children

    children = [one.person_id for one in own_children(who=worker)][:3]
    for place, child in enumerate(children):
        _notes(child, worker, manager, long_ago=7 * (place + 1))
    if children:
        with_family = (one for one in children if len(_family(one, worker)) > 1)
        _of_the_first(next(with_family, children[0]), worker, manager)
    return len(children)


def _notes(child: UUID, worker: Who, manager: Who, *, long_ago: int) -> None:
    from kinkeeper.casefile.actions.notes import NoteSaid, complete_note
    from kinkeeper.casefile.kinds import NoteKind
    from kinkeeper.kernel.ids import uuid7

    for place, (kind, text, childs_words) in enumerate(CALLS):
        on = worker.on - timedelta(days=long_ago - place)
        said = NoteSaid(kind=NoteKind(kind), on=on, text=text, childs_words=childs_words)
        by = manager if kind == NoteKind.MANAGEMENT_DECISION else worker
        complete_note(child=child, draft_id=uuid7(), said=said, version=0, by=by)


def _of_the_first(child: UUID, worker: Who, manager: Who) -> None:
    """A joint note with the family, a letter and a drawing, a warning, a draft, two tasks."""
    _drafted(child, worker)
    _together(child, worker)
    _kept(child, worker, "health", "Letter from the health visitor", "letter.txt", LETTER)
    _kept(child, worker, "picture", "A drawing of the family", "drawing.png", _drawing())
    _warned(child, worker)
    _asked(child, worker, manager)


def _drafted(child: UUID, worker: Who) -> None:
    from kinkeeper.casefile.actions.notes import NoteSaid, save_draft
    from kinkeeper.casefile.kinds import NoteKind
    from kinkeeper.kernel.ids import uuid7

    said = NoteSaid(kind=NoteKind.TELEPHONE, on=worker.on, text=DRAFTED)
    save_draft(child=child, draft_id=uuid7(), said=said, version=0, by=worker)


def _together(child: UUID, worker: Who) -> None:
    from kinkeeper.casefile.actions.notes import JointSaid, record_jointly
    from kinkeeper.casefile.kinds import NoteKind

    parts = {**dict.fromkeys(_family(child, worker), ""), child: OWN_PART}
    if len(parts) > 1:
        on = worker.on - timedelta(days=3)
        said = JointSaid(kind=NoteKind.MEETING, on=on, parts=parts, shared=CORE_GROUP)
        record_jointly(child=child, said=said, by=worker)


def _family(child: UUID, worker: Who) -> set[UUID]:
    """The child, and the brothers and sisters whose record the worker may read."""
    from kinkeeper.access.depth import Depth
    from kinkeeper.people.kin import relatives

    found = relatives(who=worker, person_id=child)
    return {child, *(one.id for one in found if one.depth >= Depth.RECORD and not one.adult)}


def _kept(child: UUID, worker: Who, kind: str, about: str, name: str, content: bytes) -> None:
    from django.core.files.base import ContentFile

    from kinkeeper.casefile.kinds import DocumentKind
    from kinkeeper.casefile.receiving import Described, receive

    described = Described(kind=DocumentKind(kind), about=about)
    receive(child=child, file=ContentFile(content, name), described=described, by=worker)


def _drawing() -> bytes:
    """A house, as a child might paint it."""
    from PIL import Image, ImageDraw

    picture, kept = Image.new("RGB", (240, 180), "#fdf6e3"), io.BytesIO()
    pen = ImageDraw.Draw(picture)
    pen.rectangle((70, 80, 170, 160), fill="#c96f4a")
    pen.polygon(((60, 80), (120, 35), (180, 80)), fill="#7a3b2e")
    pen.ellipse((190, 15, 225, 50), fill="#f2c14e")
    picture.save(kept, "PNG")
    return kept.getvalue()


def _warned(child: UUID, worker: Who) -> None:
    from kinkeeper.casefile.actions.warnings import set_warning
    from kinkeeper.casefile.kinds import WarningKind

    later = worker.on + timedelta(days=90)
    set_warning(child=child, kind=WarningKind.DOG, text=DOG, review_on=later, by=worker)


def _asked(child: UUID, worker: Who, manager: Who) -> None:
    from kinkeeper.casefile.actions.tasks import TaskGiven, set_plain_task, set_task

    def given(what: str, days: int) -> Any:
        return TaskGiven(what=what, for_user=worker.id, due_on=worker.on + timedelta(days=days))

    set_task(child=child, given=given("Ring the landlord about the window", 2), by=manager)
    set_plain_task(given=given("Read the new guidance on recording", 9), by=manager)
