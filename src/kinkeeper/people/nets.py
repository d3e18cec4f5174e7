"""The nets a search casts: each starts from what the asker may see, and each uses an index."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import TrigramSimilarity
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import FloatField, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast, Upper

from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import visible
from kinkeeper.access.who import Who
from kinkeeper.people import folding, references
from kinkeeper.people.models import NameKey, Person, PersonAddress, WordKey
from kinkeeper.people.protected import not_guarded
from kinkeeper.people.slips import Reading

SHORTEST_LINE = 5  # letters and numbers of a first line; "Flat" alone is many homes
MOST_CANDIDATES = 200  # ranked closely; more than anybody reads
SHORTEST_LIKENESS = 5  # letters; shorter words are found by their near keys
LEAST_LIKENESS = "0.4"  # of all trigrams; one slip is found by near keys, two by this

# Whom the name nets caught is met with whom the asker may see by name, all in one statement.
_BY_NAME = """
SELECT seen.id, caught.weight FROM (
    SELECT person_id, sum(weight) AS weight FROM (
        SELECT person_id, word, max(weight) AS weight FROM ({nets}) AS keys GROUP BY 1, 2
    ) AS words GROUP BY 1
) AS caught JOIN ({people}) AS seen ON seen.id = caught.person_id
"""
_BEST = "SELECT id FROM ({parts}) AS parts GROUP BY id ORDER BY sum(weight) DESC, id LIMIT %s"

Sql = tuple[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Caught:
    """Somebody found by something other than a name, and how."""

    person_id: UUID
    reason: str


def known(who: Who) -> "QuerySet[Person]":
    """Everybody the asker may know to exist, each once however often merged."""
    return visible(who, Permission.SEE_EXISTS, Person.objects.filter(merged_into__isnull=True))


def named(who: Who) -> "QuerySet[Person]":
    """Everybody whose name the asker may see."""
    return visible(who, Permission.SEE_NAME, known(who))


def by_name_and_birth(who: Who, words: tuple[str, ...], dates: Collection[Reading]) -> list[UUID]:
    """The likeliest people by the words of their names and their date of birth."""
    parts = [*_name_sql(who, words), *_birth_sql(who, dates)]
    if not parts:
        return []
    union, values = _union(parts)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [LEAST_LIKENESS]
        )
        cursor.execute(_BEST.format(parts=union), [*values, MOST_CANDIDATES])
        return [row[0] for row in cursor.fetchall()]


def by_number(who: Who, numbers: Collection[str]) -> list[Caught]:
    """People whose identifier is exactly one of these, capitals aside."""
    held = known(who).alias(number=Upper("identifiers__value")).filter(number__in=numbers)
    rows = held.values_list("id", "identifiers__kind", "identifiers__valid_to").distinct()
    return [Caught(one, _number_reason(kind, until)) for one, kind, until in rows[:MOST_CANDIDATES]]


def by_reference(who: Who, texts: Collection[str]) -> list[Caught]:
    """People whose reference this is, or was before they were merged into another record."""
    everybody = visible(who, Permission.SEE_EXISTS, Person.objects.all())
    found = [one for text in texts for one in references.with_reference(everybody, text)]
    return [Caught(one, "same reference") for one in found]


def by_postcode(who: Who, postcode: str) -> list[Caught]:
    """People with this postcode, now or before; a protected address finds nobody, by whomever's row."""
    people = visible(who, Permission.SEE_BANNER, known(who))
    rows = PersonAddress.objects.filter(postcode=postcode, protected=False, person__in=people)
    told = not_guarded(who, rows.order_by("id")[:MOST_CANDIDATES])
    return [Caught(one, "same postcode") for one in dict.fromkeys(row.person_id for row in told)]


def at_address(who: Who, said: str, among: Collection[UUID]) -> list[Caught]:
    """Of these people, those who live or lived where it is said; a protected address finds nobody.

    Asked of people found otherwise alone: lines are written in too many ways to be looked up.
    """
    plain = _plain(said)
    if len(plain) < SHORTEST_LINE or not among:
        return []
    people = visible(who, Permission.SEE_BANNER, known(who))
    rows = PersonAddress.objects.filter(protected=False, person__in=people, person_id__in=among)
    told = not_guarded(who, [row for row in rows if _same_line(plain, row.lines)])
    return [Caught(one, "same address") for one in dict.fromkeys(row.person_id for row in told)]


def _same_line(said: str, lines: str) -> bool:
    """Whether the first line of an address is in what was said."""
    first = _plain(lines.strip().partition("\n")[0].partition(",")[0])
    return len(first) >= SHORTEST_LINE and first in said


def _plain(said: str) -> str:
    return "".join(filter(str.isalnum, said.casefold()))


def _name_sql(who: Who, words: tuple[str, ...]) -> Iterator[Sql]:
    people = _sql(named(who).order_by().values("id"))
    spelt = dict.fromkeys([*words, *folding.joined_pairs(words)])
    nets = [net for place, word in enumerate(spelt) for net in _name_nets(place, word)]
    nets += [_alike(place, word) for place, word in enumerate(words) if _is_long(word)]
    if people and nets:
        union, values = _union([part for net in nets for part in _sql(net)])
        yield _BY_NAME.format(nets=union, people=people[0][0]), (*values, *people[0][1])


def _name_nets(place: int, word: str) -> Iterator["QuerySet[NameKey, tuple[Any, ...]]"]:
    for condition, weight in _likenesses(word):
        yield _net(NameKey.objects.filter(condition), place, Value(weight))


def _alike(place: int, word: str) -> "QuerySet[NameKey, tuple[Any, ...]]":
    alike = NameKey.objects.filter(key__trigram_similar=word)
    return _net(alike, place, TrigramSimilarity("key", word))


def _is_long(word: str) -> bool:
    return len(word) >= SHORTEST_LIKENESS


def _likenesses(word: str) -> Iterator[tuple[Q, float]]:
    kinds = WordKey.Kind
    yield Q(key=word), 1.0
    yield Q(key__startswith=word), 0.9
    yield Q(key__in=_words_by(kinds.NEAR, sorted(folding.near(word)))), 0.8
    if heard := folding.sound(word):
        yield Q(key__in=_words_by(kinds.SOUND, [heard])), 0.75


def _words_by(kind: str, keys: list[str]) -> "QuerySet[WordKey, str]":
    """The words that these keys lead to."""
    led = WordKey.objects.filter(kind=kind, key__in=keys)
    return led.order_by().values_list("word", flat=True)


def _net(
    keys: "QuerySet[NameKey]", place: int, weight: "Value | TrigramSimilarity"
) -> "QuerySet[NameKey, tuple[Any, ...]]":
    marked = keys.annotate(word=Value(place, IntegerField()), weight=Cast(weight, FloatField()))
    return marked.order_by().values_list("person_id", "word", "weight")


def _birth_sql(who: Who, dates: Collection[Reading]) -> Iterator[Sql]:
    weights: dict[float, list[date]] = {}
    for reading in dates:
        weights.setdefault(reading.likeness, []).append(reading.on)
    for weight, days in weights.items():
        born = known(who).filter(Q(born_on__in=days) | Q(expected_on__in=days))
        weighed = born.annotate(weight=Value(weight, FloatField())).order_by()
        yield from _sql(weighed.values_list("id", "weight"))


def _union(parts: Collection[Sql]) -> tuple[str, list[Any]]:
    union = " UNION ALL ".join(f"({sql})" for sql, _ in parts)
    return union, [value for _, values in parts for value in values]


def _sql(query: "QuerySet[Any, Any]") -> list[Sql]:
    """The query as SQL; nothing where there can be no rows."""
    try:
        return [query.query.sql_with_params()]
    except EmptyResultSet:
        return []


def _number_reason(kind: str, until: date | None) -> str:
    label = {
        "la_child_id": "local child ID",
        "nhs": "NHS number",
        "upn": "unique pupil number",
        "former_upn": "former unique pupil number",
        "uln": "unique learner number",
        "home_office": "Home Office reference",
        "court": "court reference",
        "legacy": "reference in an earlier system",
    }[kind]
    return f"same {label}" if until is None else f"same {label}, no longer used"
