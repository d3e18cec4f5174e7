"""The name keys of people, made anew whenever their names change."""

from collections.abc import Collection, Iterator
from uuid import UUID

import polars as pl
from django.db import connection, transaction

from kinkeeper.people import folding
from kinkeeper.people.models import NameKey, PersonName

_COPY = "COPY people_namekey (kind, key, person_id) FROM STDIN (FORMAT csv)"


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


def fill_keys() -> None:
    """Make the keys of everybody at once, where nobody has any yet."""
    open_names = PersonName.objects.filter(sealed=False).values_list(
        "person_id", "forename", "surname"
    )
    told = [(str(person), forename, surname) for person, forename, surname in open_names.iterator()]
    names = pl.DataFrame(told, schema=["person_id", "forename", "surname"], orient="row")
    texts = names.unpivot(index="person_id", value_name="text").select("person_id", "text").unique()
    keys = [
        (text, kind, key) for text in texts["text"].unique() for kind, key in set(keys_of(text, ""))
    ]
    listed = pl.DataFrame(keys, schema=["text", "kind", "key"], orient="row")
    rows = texts.join(listed, on="text").select("kind", "key", "person_id").unique()
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        copy.write(rows.sort("kind", "key", "person_id").write_csv(include_header=False))


def keys_of(forename: str, surname: str) -> Iterator[tuple[str, str]]:
    """Every key, with its kind, by which somebody of this name is found; some more than once."""
    for word in (*folding.words(forename), *folding.words(surname)):
        yield NameKey.Kind.WORD.value, word
        for near in folding.near(word):
            yield NameKey.Kind.NEAR.value, near
        if heard := folding.sound(word):
            yield NameKey.Kind.SOUND.value, heard
