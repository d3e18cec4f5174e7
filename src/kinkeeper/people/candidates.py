"""Who is known already, asked before somebody is added: looked for by everything told of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from kinkeeper.access import audit
from kinkeeper.access.action import require
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker, Who, as_who
from kinkeeper.people import folding, nets, queries, ranking
from kinkeeper.people.models import Person, PersonName
from kinkeeper.people.numbers import postcode_in
from kinkeeper.people.patience import patience
from kinkeeper.people.ranking import Fit, Fits
from kinkeeper.people.slips import Reading, readings

SAME_NUMBER = 0.99  # two people never share one, but one may be mistyped
MOST = 10

_LEAST_NAME = {True: 0.45, False: 0.85}  # with the date of birth, and without


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of somebody about to be added."""

    forename: str = ""
    surname: str = ""
    born_on: date | None = None
    expected_on: date | None = None
    numbers: Mapping[str, str] = field(default_factory=dict)
    postcode: str | None = None
    address: str = ""
    age: int | None = None  # in years on the day `on`, as somebody said it
    on: date | None = None

    @property
    def said_postcode(self) -> str | None:
        """The postcode told, by itself or within the address."""
        return postcode_in(f"{self.address} {self.postcode or ''}")

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name, folded."""
        return tuple(folding.fold(f"{self.forename} {self.surname}").split())

    @property
    def dates(self) -> dict[date, Reading]:
        """What the date of birth, or the expected one, may have been meant to be."""
        on = self.born_on or self.expected_on
        return readings(f"{on:%d%m}{on.year:04}") if on else {}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody known who may be the same person, how likely (0 to 1), and why."""

    person: Person
    names: tuple[PersonName, ...]
    score: float
    reasons: tuple[str, ...]


def candidates(*, who: Asker, told: Told) -> tuple[Candidate, ...]:
    """The likeliest duplicates among everybody `who` may know of; raises SearchFailed, not ()."""
    asker = as_who(who)
    require(asker, Permission.ADD_PERSON)
    with patience():
        found = _ranked(asker, told)[:MOST]
    text = f"{told.forename} {told.surname}"
    audit.searched(by=asker, text=text, found=[one.person.id for one in found])
    return tuple(found)


def alike(*, people: Collection[UUID], told: Told) -> tuple[UUID, ...]:
    """Those of these people who may be the one told of, whoever asks: for an alert, never to be shown.

    Sealed names are not looked at.
    """
    names: dict[UUID, tuple[PersonName, ...]] = {}
    for name in PersonName.objects.filter(person_id__in=people, sealed=False):
        names[name.person_id] = (*names.get(name.person_id, ()), name)
    rows = Person.objects.filter(pk__in=names, merged_into=None)
    return tuple(one.id for one in rows if _weighed(one, names[one.id], told, None, None))


def called(*, people: Collection[UUID], told: Told, least: float) -> tuple[UUID, ...]:
    """Those of these people born on the day told whose name fits so well, whoever asks; as `alike`."""
    near = alike(people=people, told=told)
    names: dict[UUID, tuple[PersonName, ...]] = {}
    born = {"person__born_on": told.born_on, "sealed": False}
    for name in PersonName.objects.filter(person_id__in=near, **born):
        names[name.person_id] = (*names.get(name.person_id, ()), name)
    fits = {one: ranking.fit_name(told.words, ranking.words_of(by)) for one, by in names.items()}
    return tuple(one for one in near if one in fits and fits[one].score >= least)


def _ranked(who: Who, told: Told) -> list[Candidate]:
    likely = nets.by_name_and_birth(who, told.words, told.dates.values())
    sure = _by_numbers(who, told)
    postcode = told.said_postcode
    near = nets.at_address(who, told.address, likely)
    near += nets.by_postcode(who, postcode) if postcode else []
    housed = {one.person_id: one.reason for one in near}
    names = queries.names_of(who, [*likely, *sure, *housed])
    people = nets.known(who).in_bulk([*likely, *sure, *housed])
    weighed = [
        _weighed(person, names.get(person.id, ()), told, sure.get(person.id), housed.get(person.id))
        for person in people.values()
    ]
    return sorted((one for one in weighed if one), key=lambda one: (-one.score, one.person.id))


def _by_numbers(who: Who, told: Told) -> dict[UUID, str]:
    """People who hold one of the numbers, under its own kind or as the one they had before."""
    wanted = ["".join(value.split()).upper() for value in told.numbers.values()]
    return {one.person_id: one.reason for one in nets.by_number(who, wanted)} if wanted else {}


def _weighed(
    person: Person, names: tuple[PersonName, ...], told: Told, sure: str | None, housed: str | None
) -> Candidate | None:
    fits = _fits(person, names, told, housed=housed)
    reasons = (sure, *fits.reasons) if sure else fits.reasons
    score = SAME_NUMBER if sure else fits.score
    return Candidate(person, names, score, reasons) if sure or _likely(fits) else None


def _fits(person: Person, names: tuple[PersonName, ...], told: Told, *, housed: str | None) -> Fits:
    fits = Fits()
    if told.words:
        name = ranking.fit_name(told.words, ranking.words_of(names))
        reasons = (*name.reasons, *_turned(told, names))
        fits.parts["name"] = Fit(name.score, reasons if name.score else ())
    if told.dates:
        fits.parts["birth"] = ranking.fit_birth(person, told.dates)
    elif told.age is not None and told.on is not None and person.born_on:
        fits.parts["age"] = ranking.fit_age(person.born_on, told.age, told.on)
    if housed:
        fits.parts["postcode"] = Fit(1.0, (housed,))
    return fits


def _turned(told: Told, names: tuple[PersonName, ...]) -> tuple[str, ...]:
    """Whether the forename was entered as the surname, and the other way round."""
    typed = (folding.fold(told.forename), folding.fold(told.surname))
    turned = {(folding.fold(name.surname), folding.fold(name.forename)) for name in names}
    return ("names the other way round",) if typed in turned and typed[0] != typed[1] else ()


def _likely(fits: Fits) -> bool:
    """A name alone must be close; half of it may differ with the date of birth, or age and home."""
    none = Fit(0.0)
    name, birth = fits.parts.get("name", none), fits.parts.get("birth", none)
    if "name" not in fits.parts:
        return birth.score == 1.0 and "postcode" in fits.parts
    about = fits.parts.get("age", none).score >= ranking.LEAST_BIRTH and "postcode" in fits.parts
    return name.score >= _LEAST_NAME[about or birth.score >= ranking.LEAST_BIRTH]
