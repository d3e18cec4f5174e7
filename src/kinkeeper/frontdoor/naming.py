"""A child as they are told of: what can be one, how they are kept, and whether they wait to be found."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db.models import Model

from kinkeeper.frontdoor.kinds import LONGEST_WORDS
from kinkeeper.frontdoor.models import ChildClosed, ChildMatch, ChildTold, ContactGroup
from kinkeeper.frontdoor.stepping import words
from kinkeeper.frontdoor.told import ChildNamed
from kinkeeper.kernel.errors import BadInput, Refused

MOST_CHILDREN: Final = 20
OLDEST: Final = 25  # whoever has left care is helped until then


def check_waits(child: ChildTold) -> None:
    """Refused where somebody has said already who it is, or that it is nobody to be looked for."""
    if ChildMatch.objects.filter(child=child, undone=None).exists():
        raise Refused(
            "Somebody has said already which child this is.",
            missing="a child not found yet",
            who_can_waive="nobody",
            do="Look at the contact again.",
        )
    if ChildClosed.objects.filter(child=child).exists():
        raise Refused(
            "Somebody has said already that this is no child to be looked for.",
            missing="a child not found yet",
            who_can_waive="nobody",
            do="Name the child in the contact: they are looked for anew.",
        )


def check_child(named: ChildNamed, on: date, which: str = "") -> None:
    """Raises BadInput where a child told of on the day cannot be found by it, or cannot be."""
    if named.is_nobody:
        raise BadInput(f"{which}say a name, a date of birth or where they live", field="children")
    if named.born_on and named.born_on > on:
        raise BadInput(f"{which}the date of birth lies ahead", field="born_on")
    if named.age_said is not None and not 0 <= named.age_said <= OLDEST:
        raise BadInput(f"{which}say an age of {OLDEST} or less", field="age_said")


def child_row(group: ContactGroup, place: int, named: ChildNamed) -> ChildTold:
    """A child as they were named, to be kept."""
    return ChildTold(
        contact_group=group,
        place=place,
        forename=line(ChildTold, "forename", named.forename) or "",
        surname=line(ChildTold, "surname", named.surname) or "",
        born_on=named.born_on,
        age_said=named.age_said,
        address=words(named.address, field="address") or "",
        postcode=line(ChildTold, "postcode", named.postcode) or "",
        note=words(named.note, field="note") or "",
    )


def line(model: type[Model], field: str, text: str) -> str | None:
    """One line as it is kept. Raises BadInput where it is longer than its column."""
    longest = model._meta.get_field(field).max_length  # type: ignore[union-attr]
    return words(text, field=field, longest=longest or LONGEST_WORDS)
