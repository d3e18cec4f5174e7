"""Finding people by the short reference that stands for their id on screens and paper."""

import re
from uuid import UUID

from django.db import models
from django.db.models import QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat, Replace, Right, Substr

from kinkeeper.kernel.ids import CROCKFORD, REFERENCE_CHARACTERS, reference
from kinkeeper.people.models import Person

INDEXED_HEX_DIGITS = 12  # the end of an id, as the index of Person holds it
_BITS, _BITS_OF_A_LETTER = 52, 5  # thirteen digits of sixteen, which hold the whole reference
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


def in_order(column: str) -> Concat:
    """By this a query sorts as the references of the ids in a column do, letter by letter."""
    digits = Right(Replace(Cast(column, models.TextField()), Value("-"), Value("")), _BITS // 4)
    bits = models.Func(
        digits,
        template=f"('x' || %(expressions)s)::bit({_BITS})::text",
        output_field=models.TextField(),
    )
    return Concat(*_letters(bits), output_field=models.TextField())


def _letters(bits: Combinable) -> list[Substr]:
    """Each letter is five bits; the first letter is the last five."""
    last = _BITS - _BITS_OF_A_LETTER + 1
    places = range(REFERENCE_CHARACTERS)
    return [Substr(bits, last - _BITS_OF_A_LETTER * place, _BITS_OF_A_LETTER) for place in places]


def _tail(text: str) -> str:
    letters = text.replace("-", "")
    value = sum(CROCKFORD.index(letter) << 5 * place for place, letter in enumerate(letters))
    digits = f"{value:016x}"
    return digits[-INDEXED_HEX_DIGITS:]
