"""The name keys of people, made anew whenever their names change."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.db import transaction

from kinkeeper.people import folding
from kinkeeper.people.models import NameKey, PersonName


def refresh_keys(person_ids: Collection[UUID]) -> None:
    """Make the keys of these people match their open names; sealed names leave no key."""
    names = PersonName.objects.filter(person_id__in=person_ids, sealed=False)
    wanted = {
        (name.person_id, kind, key)
        for name in names
        for kind, key in keys_of(name.forename, name.surname)
    }
    with transaction.atomic():
        held = NameKey.objects.filter(person_id__in=person_ids)
        rows = {(one.person_id, one.kind, one.key): one.pk for one in held}
        NameKey.objects.filter(pk__in=[rows[key] for key in rows.keys() - wanted]).delete()
        NameKey.objects.bulk_create(
            NameKey(person_id=person, kind=kind, key=key)
            for person, kind, key in sorted(wanted - rows.keys(), key=str)
        )


def keys_of(forename: str, surname: str) -> Iterator[tuple[str, str]]:
    """Every key, with its kind, by which somebody of this name is found; some more than once."""
    for word in (*folding.words(forename), *folding.words(surname)):
        yield NameKey.Kind.WORD.value, word
        for near in folding.near(word):
            yield NameKey.Kind.NEAR.value, near
        if heard := folding.sound(word):
            yield NameKey.Kind.SOUND.value, heard
