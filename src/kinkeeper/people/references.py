"""Finding people by the short reference that stands for their id on screens and paper."""

import re
from uuid import UUID

from django.db import models
from django.db.models import QuerySet
from django.db.models.functions import Cast, Right

from kinkeeper.kernel.ids import CROCKFORD, REFERENCE_CHARACTERS, reference
from kinkeeper.people.models import Person

INDEXED_HEX_DIGITS = 12  # the end of an id, as the index of Person holds it
_HALF = REFERENCE_CHARACTERS // 2
_SHAPE = re.compile(rf"^[{CROCKFORD}]{{{_HALF}}}-[{CROCKFORD}]{{{_HALF}}}$", re.IGNORECASE)


def looks_like(text: str) -> bool:
    """Whether the text has the shape of a reference."""
    return _SHAPE.match(text) is not None


def with_reference(people: "QuerySet[Person]", text: str) -> list[UUID]:
    """The ids among `people` whose reference this is: one, or by rare chance more."""
    wanted = text.upper()
    tail = Right(Cast("id", models.TextField()), INDEXED_HEX_DIGITS)
    alike = people.alias(tail=tail).filter(tail=_tail(wanted))
    return [one for one in alike.values_list("id", flat=True) if reference(one) == wanted]


def _tail(text: str) -> str:
    letters = text.replace("-", "")
    value = sum(CROCKFORD.index(letter) << 5 * place for place, letter in enumerate(letters))
    digits = f"{value:016x}"
    return digits[-INDEXED_HEX_DIGITS:]
