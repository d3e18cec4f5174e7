"""How well what was typed fits one person, and why, in plain words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz.distance import OSA, JaroWinkler

from kinkeeper.people import folding
from kinkeeper.people.models import Person, PersonName
from kinkeeper.people.slips import Reading

LEAST_BIRTH = 0.65  # a date that fits less is another date
LEAST_LIKENESS = 0.84  # below this two words are two names
LEAST_LENGTH = 0.55  # words that sound alike are no shorter than this part of each other

_WEIGHTS = {"name": 0.6, "birth": 0.4, "age": 0.2, "postcode": 0.25}
_AGE_FITS = {0: 1.0, 1: 0.7, 2: 0.4}  # by how many years it is out


@dataclass(frozen=True, slots=True)
class Fit:
    """How well one part fits, from 0 to 1, and the reasons to show."""

    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """One folded word of a name, with how it is written and of what kind of name it is."""

    folded: str
    written: str
    kind: str


@dataclass(slots=True)
class Fits:
    """The fit of every part that was typed."""

    parts: dict[str, Fit] = field(default_factory=dict)

    @property
    def score(self) -> float:
        """The parts together, the name weighing most."""
        weight = sum(_WEIGHTS[part] for part in self.parts)
        scored = sum(_WEIGHTS[part] * fit.score for part, fit in self.parts.items())
        return scored / weight if weight else 0.0

    @property
    def reasons(self) -> tuple[str, ...]:
        """Every reason, each once."""
        return tuple(dict.fromkeys(why for fit in self.parts.values() for why in fit.reasons))


def fit_age(born_on: date, said: int, on: date) -> Fit:
    """How well an age that somebody said fits a date of birth: a year or two out is still near."""
    years = on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
    score = _AGE_FITS.get(abs(years - said), 0.0)
    reasons = {1.0: ("the age said",), 0.0: ()}
    return Fit(score, reasons.get(score, ("about the age said",)))


def words_of(names: Iterable[PersonName]) -> tuple[Word, ...]:
    """The words of somebody's names, those of the legal name before all others."""
    return tuple(
        Word(folded, _written(part, folded), name.kind)
        for name in sorted(names, key=_by_kind)
        for part in (name.forename, name.surname)
        for folded in folding.words(part)
    )


def fit_name(typed: tuple[str, ...], words: tuple[Word, ...]) -> Fit:
    """The best fit of the typed words, in any order, with neighbours read as one if that helps."""
    return max((_fit(one, words) for one in _spellings(typed)), key=lambda fit: fit.score)


def fit_birth(person: Person, dates: Mapping[date, Reading]) -> Fit:
    """How well the date of birth, or the expected one, fits what was typed."""
    on = person.born_on or person.expected_on
    if on is None:
        return Fit(0.5, ("date of birth not recorded",))
    reading = dates.get(on)
    if reading is None:
        return Fit(0.0, ("different date of birth",))
    expected = person.born_on is None and reading.likeness == 1.0
    return Fit(reading.likeness, ("expected on that date" if expected else reading.reason,))


def likeness(typed: str, word: Word) -> Fit:
    """How alike one typed word and one word of a name are, and why."""
    if typed == word.folded:
        return Fit(1.0)
    if len(typed) == 1:
        return Fit(0.8, (f"begins {word.written}",)) if word.folded.startswith(typed) else Fit(0.0)
    return max(_likenesses(typed, word), key=lambda fit: fit.score, default=Fit(0.0))


def _likenesses(typed: str, word: Word) -> Iterator[Fit]:
    if word.folded.startswith(typed):
        yield Fit(0.92, (f"{word.written} begins so",))
    heard = folding.sound(typed)
    if heard and heard == folding.sound(word.folded) and _of_a_length(typed, word.folded):
        yield Fit(0.9, (f"sounds like {word.written}",))
    if OSA.distance(typed, word.folded, score_cutoff=1) == 1:
        yield Fit(0.88, (f"one letter from {word.written}",))
    alike = JaroWinkler.similarity(typed, word.folded)
    if alike >= LEAST_LIKENESS:
        yield Fit(alike * 0.9, (f"spelt much like {word.written}",))


def _of_a_length(one: str, other: str) -> bool:
    """A row of like consonants sounds like one of them, and is no name for that."""
    return min(len(one), len(other)) >= LEAST_LENGTH * max(len(one), len(other))


def _spellings(typed: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield typed
    for place, pair in enumerate(folding.joined_pairs(typed)):
        yield (*typed[:place], pair, *typed[place + 2 :])


def _fit(typed: tuple[str, ...], words: tuple[Word, ...]) -> Fit:
    """Each typed word takes the word it fits best of those still free, the surest fits first."""
    pairs = [
        (likeness(one, word), place, number)
        for place, one in enumerate(typed)
        for number, word in enumerate(words)
    ]
    taken: dict[int, tuple[Fit, Word]] = {}
    used: set[int] = set()
    for fit, place, number in sorted(pairs, key=lambda one: (-one[0].score, one[2])):
        if fit.score and place not in taken and number not in used:
            taken[place] = (fit, words[number])
            used.add(number)
    score = sum(fit.score for fit, _ in taken.values()) / len(typed)
    return Fit(score * _fullness(len(taken), words), _reasons(taken))


def _fullness(taken: int, words: tuple[Word, ...]) -> float:
    """Of two people who fit alike, the one with less left over comes first."""
    legal = sum(1 for word in words if word.kind == PersonName.Kind.LEGAL)
    return 0.98 + 0.02 * min(1.0, taken / max(legal, taken, 1))


def _reasons(taken: dict[int, tuple[Fit, Word]]) -> tuple[str, ...]:
    found = [taken[place] for place in sorted(taken)]
    why = [reason for fit, _ in found for reason in fit.reasons]
    kinds = [f"{_KINDS[word.kind]} {word.written}" for _, word in found if word.kind in _KINDS]
    return tuple(dict.fromkeys([*why, *kinds])) or ("same name",)


_KINDS = {"known_as": "known as", "former": "formerly", "adoptive": "name since adoption"}
_ORDER = ("legal", "adoptive", "known_as", "former")


def _by_kind(name: PersonName) -> int:
    return _ORDER.index(name.kind)


def _written(part: str, folded: str) -> str:
    """The word as it is written in the name."""
    pieces = [piece for piece in part.replace("-", " ").split() if folding.fold(piece) == folded]
    return pieces[0] if pieces else part
