"""Finding a person by what is remembered of them; a search that failed never says "nobody"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinkeeper.access import audit
from kinkeeper.access.action import require
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker, Who, as_who
from kinkeeper.people import nets, queries, ranking
from kinkeeper.people.asked import Asked, take_apart
from kinkeeper.people.models import Person, PersonName
from kinkeeper.people.patience import SearchFailed, patience
from kinkeeper.people.ranking import Fit, Fits

__all__ = ["Found", "Hit", "SearchFailed", "search"]

LEAST_NAME = 0.6  # a name that fits less is somebody else's
LEAST_NAME_WITH_BIRTH = 0.35  # one of two words right, and the date too


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody found. `names` are those the asker may see, none when names are masked."""

    person: Person
    names: tuple[PersonName, ...]
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a finished search found, best first. `more` when only the likeliest are here."""

    asked: Asked
    hits: tuple[Hit, ...]
    more: bool = False


def search(*, who: Asker, text: str, born_on: date | None = None) -> Found:
    """Everybody `who` may know of that fits `smith jon 13/05/2009`; raises SearchFailed, not [].

    The search is written to the audit before its results are given out.
    """
    asker, asked = as_who(who), take_apart(text, born_on)
    require(asker, Permission.SEARCH_PEOPLE)
    with patience():
        found = _found(asker, asked)
    audit.searched(by=asker, text=text, found=[hit.person.id for hit in found.hits])
    return found


def _found(who: Who, asked: Asked) -> Found:
    if asked.is_empty:
        return Found(asked, ())
    likely = nets.by_name_and_birth(who, asked.words, asked.dates.values())
    sure = _sure(who, asked)
    housed = _housed(who, asked)
    names = queries.names_of(who, [*likely, *sure, *housed])
    people = nets.known(who).in_bulk([*likely, *sure, *housed])
    hits = [
        _hit(person, names.get(person.id, ()), asked, sure, housed) for person in people.values()
    ]
    ranked = sorted((hit for hit in hits if hit), key=lambda hit: (-hit.score, hit.person.id))
    return Found(asked, tuple(ranked), more=len(likely) == nets.MOST_CANDIDATES)


def _sure(who: Who, asked: Asked) -> dict[UUID, str]:
    """People a number or reference points at; a merged one stands for the record it went into."""
    caught = nets.by_number(who, asked.numbers) if asked.numbers else []
    if asked.references:
        caught += nets.by_reference(who, asked.references)
    now = queries.survivors([one.person_id for one in caught])
    return {now[one.person_id]: one.reason for one in caught}


def _housed(who: Who, asked: Asked) -> dict[UUID, str]:
    caught = nets.by_postcode(who, asked.postcode) if asked.postcode else []
    return {one.person_id: one.reason for one in caught}


def _hit(
    person: Person,
    names: Sequence[PersonName],
    asked: Asked,
    sure: dict[UUID, str],
    housed: dict[UUID, str],
) -> Hit | None:
    fits = _fits(person, names, asked, housed)
    if person.id in sure:
        reasons = (sure[person.id], *(fits.reasons if fits.score else ()))
        return Hit(person, tuple(names), 1.0 + fits.score, reasons)
    return Hit(person, tuple(names), fits.score, fits.reasons) if _good(fits) else None


def _fits(
    person: Person, names: Sequence[PersonName], asked: Asked, housed: dict[UUID, str]
) -> Fits:
    fits = Fits()
    if asked.words:
        words = ranking.words_of(names)
        fits.parts["name"] = ranking.fit_name(asked.words, words)
    if asked.dates:
        fits.parts["birth"] = ranking.fit_birth(person, asked.dates)
    if asked.postcode:
        reason = housed.get(person.id)
        fits.parts["postcode"] = Fit(1.0, (reason,)) if reason else Fit(0.0)
    return fits


def _good(fits: Fits) -> bool:
    name, birth = fits.parts.get("name"), fits.parts.get("birth")
    housed = fits.parts.get("postcode", Fit(0.0)).score == 1.0
    if name is None:
        return housed or (birth is not None and birth.score >= ranking.LEAST_BIRTH)
    dated = birth is not None and birth.score >= ranking.LEAST_BIRTH
    return name.score >= (LEAST_NAME_WITH_BIRTH if dated or housed else LEAST_NAME)
