"""What may be done with a record beside reading it: a link for each, for those who may."""

from __future__ import annotations

from typing import Final

from django.urls import reverse

from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.access.who import Who
from kinkeeper.web.parts import Link
from kinkeeper.web.planning.visiting import may_record
from kinkeeper.web.scope import Subject

DOING: Final = (
    ("Start early help", "early-help-start", Permission.START_EARLY_HELP),
    ("Step down to early help", "step-down", Permission.OFFER_HANDOVER),
    ("Close the case", "case-close", Permission.CLOSE_CASE),
    ("Make a summary for somebody", "output-new", Permission.MAKE_OUTPUT),
    ("Restrict this record", "restrict", Permission.RESTRICT),
    ("Name a conflict of interest", "conflict", Permission.NAME_CONFLICT),
)


def links(who: Who, subject: Subject) -> list[Link]:
    """The ways on from this record."""
    visit = [Link("Record a visit", reverse("child-visit", args=[subject.id]))]
    return [
        *(visit if may_record(who, subject.id) else ()),
        *(
            Link(name, reverse(view, args=[subject.id]))
            for name, view, needs in DOING
            if may(who, needs, subject.id)
        ),
    ]
