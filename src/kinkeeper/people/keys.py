"""The name keys of people, made anew whenever their names change."""

import io
from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

import polars as pl
from django.db import connection, transaction

from kinkeeper.people import folding
from kinkeeper.people.models import NameKey, PersonName, WordKey

_OPEN_NAMES = """
COPY (SELECT person_id, forename, surname FROM people_personname WHERE NOT sealed)
TO STDOUT (FORMAT csv)
"""
_COPY = "COPY people_namekey (key, person_id) FROM STDIN (FORMAT csv)"


def refresh_keys(person_ids: Collection[UUID]) -> None:
    """Make the keys of these people match their open names; sealed names leave no key."""
    names = PersonName.objects.filter(person_id__in=person_ids, sealed=False)
    wanted = {(name.person_id, word) for name in names for word in words_of(name)}
    with transaction.atomic():
        held = NameKey.objects.filter(person_id__in=person_ids)
        rows = {(one.person_id, one.key): one.pk for one in held}
        NameKey.objects.filter(pk__in=[rows[key] for key in rows.keys() - wanted]).delete()
        new = sorted(wanted - rows.keys(), key=str)
        NameKey.objects.bulk_create(NameKey(person_id=person, key=word) for person, word in new)
        learn({word for _, word in new})


def fill_keys() -> None:
    """Make the keys of everybody at once, where nobody has any yet."""
    names = _open_names().unpivot(index="person_id", value_name="text")
    texts = names.select("person_id", "text").unique()
    listed = pl.DataFrame(
        [(text, word) for text in texts["text"].unique() for word in folding.words(text)],
        schema={"text": pl.String, "key": pl.String},
        orient="row",
    )
    rows = texts.join(listed, on="text").select("key", "person_id").unique()
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        copy.write(rows.sort("key", "person_id").write_csv(include_header=False))
    learn(listed["key"].unique())


def _open_names() -> pl.DataFrame:
    told = io.BytesIO()
    with connection.cursor() as cursor, cursor.copy(_OPEN_NAMES) as copy:
        for block in copy:
            told.write(block)
    schema = dict.fromkeys(("person_id", "forename", "surname"), pl.String)
    told.seek(0)
    read = (
        pl.read_csv(told, has_header=False, schema=schema)
        if told.getvalue()
        else pl.DataFrame(schema=schema)
    )
    return read.with_columns(pl.col("forename", "surname").fill_null(""))


def words_of(name: PersonName) -> tuple[str, ...]:
    """Every word by which somebody of this name is found; some more than once."""
    return (*folding.words(name.forename), *folding.words(name.surname))


def learn(words: Iterable[str]) -> None:
    """Keep how each of these words may be misheard or misspelt, where that is not known yet."""
    made = (
        WordKey(kind=kind, key=key, word=word)
        for word in sorted(words)
        for kind, key in ways_to(word)
    )
    WordKey.objects.bulk_create(made, batch_size=5_000, ignore_conflicts=True)


def ways_to(word: str) -> Iterator[tuple[str, str]]:
    """Every key, with its kind, that leads to this word."""
    for near in sorted(folding.near(word)):
        yield WordKey.Kind.NEAR.value, near
    if heard := folding.sound(word):
        yield WordKey.Kind.SOUND.value, heard
