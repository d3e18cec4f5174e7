"""The people of the story as records: children, adults, names, numbers, homes, disabilities."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from kinkeeper.city.breaks import has_breaks
from kinkeeper.city.chance import Bools, Floats, Ints, Pick
from kinkeeper.city.days import ADULT, NONE, YEAR, birthday
from kinkeeper.city.frames import chosen, dates, frame, new_ids, until
from kinkeeper.city.ledger import UNACCOMPANIED, Ledger
from kinkeeper.city.names import GROUPS, Heritage
from kinkeeper.city.places import DISTRICTS, KINDS, LETTERS, OURS, STREETS
from kinkeeper.law.returns.cin.derive import check_letter

DISABLED = 0.11
DISABILITIES = Pick({"LD": 0.3, "AUT": 0.24, "BEH": 0.18, "COMM": 0.12, "MOB": 0.08, "PC": 0.03,
                     "HEAR": 0.03, "VIS": 0.02})  # fmt: skip
ETHNICITY = Pick({code: weight for code, (weight, _) in GROUPS.items()})
CODES = ETHNICITY.things
CAME_ALONE_FROM = ("OOTH", "AOTH", "BAFR")
HERITAGES: tuple[Heritage, ...] = tuple(dict.fromkeys(one for _, one in GROUPS.values()))
NAMES_OF = np.array([HERITAGES.index(GROUPS[code][1]) for code in CODES])
UNKNOWN_ETHNICITY = 0.025
SCHOOL_AGE = 4.6 * YEAR
NO_NUMBER_FROM_ABROAD, NUMBER_UNSURE = 0.04, 0.05
BOY, GIRL = 0, 1
MOTHER, FATHER, STEP, GRANDPARENT = range(4)


@dataclass(frozen=True)
class Adults:
    """The grown-ups of families: whose they are, what they are to the children, and when born."""

    family: Ints
    role: Ints
    born_on: Ints
    at_home: Ints
    ids: pl.Series

    def of(self, role: int) -> Ints:
        """For every family its adult of a role, or NONE, by the place of the adult."""
        found = np.full(int(self.family.max(initial=-1)) + 1, NONE, dtype=np.int64)
        these = np.flatnonzero(self.role == role)
        found[self.family[these]] = these
        return found


@dataclass(frozen=True)
class People:
    """Who everybody is: what other records need of them."""

    ids: pl.Series
    sex: Ints
    ethnicity: Ints
    first_seen: Ints
    home: pl.Series
    adults: Adults


def meet(ledger: Ledger, last: int) -> People:
    """Give everybody an id, a sex, an ethnic group and a home."""
    chance, children = ledger.chance, ledger.children
    seen = first_seen(ledger)
    n = len(children)
    sex = (chance.uniform("sex", n) < np.where(_alone(ledger), 0.08, 0.475)).astype(np.int64)
    family = ETHNICITY.at(chance.uniform("ethnicity", len(ledger.families)))
    ethnicity = family[children["family"]]
    alone = _alone(ledger)
    from_abroad = np.array([CODES.index(one) for one in CAME_ALONE_FROM])
    ethnicity[alone] = from_abroad[chance.among("came from", int(alone.sum()), 3)]
    homes = _homes(ledger)
    return People(
        ids=new_ids(chance, "people.Person", seen),
        sex=sex,
        ethnicity=ethnicity,
        first_seen=seen,
        home=homes.gather(children["family"]),
        adults=_adults(ledger, seen, last),
    )


def _alone(ledger: Ledger) -> Bools:
    return np.equal(ledger.children["kind"], UNACCOMPANIED)


def first_seen(ledger: Ledger) -> Ints:
    """The day each child was first referred."""
    found = np.full(len(ledger.children), 2**31, dtype=np.int64)
    np.minimum.at(found, ledger.episodes["child"], ledger.episodes["referred_on"])
    return found


def _homes(ledger: Ledger) -> pl.Series:
    """A postcode for each family, in its district."""
    n, chance = len(ledger.families), ledger.chance
    sector, one, two = (chance.among(f"postcode {part}", n, k) for part, k in
                        (("sector", 9), ("first", len(LETTERS)), ("second", len(LETTERS))))  # fmt: skip
    letters = pl.Series(list(LETTERS))
    parts = pl.DataFrame(
        {"d": ledger.families["district"] + 1, "s": sector + 1, "a": letters.gather(one),
         "b": letters.gather(two)}
    )  # fmt: skip
    made = pl.concat_str(pl.lit(OURS), "d", pl.lit(" "), "s", "a", "b")
    return parts.select(made.alias("postcode"))["postcode"]


def _adults(ledger: Ledger, seen: Ints, last: int) -> Adults:
    """A mother nearly always, a father mostly, now and then a step-parent or a grandparent."""
    chance, families = ledger.chance, ledger.families
    n = len(families)
    draws = {
        role: chance.uniform(f"adult {role}", n) for role in (MOTHER, FATHER, STEP, GRANDPARENT)
    }
    ours = families["kind"] != UNACCOMPANIED
    there = {
        MOTHER: (draws[MOTHER] < 0.97) & ours,
        FATHER: (draws[FATHER] < 0.72) & ours,
        STEP: (draws[STEP] < 0.14) & (draws[FATHER] > 0.3) & ours,
        GRANDPARENT: (draws[GRANDPARENT] < 0.09) & ours,
    }
    family = np.concatenate([np.flatnonzero(one) for one in there.values()]).astype(np.int64)
    role = np.concatenate([np.full(int(one.sum()), kind) for kind, one in there.items()])
    oldest = _oldest_child(ledger)
    met = np.full(n, last, dtype=np.int64)
    np.minimum.at(met, ledger.children["family"], seen)
    older = chance.drawn(
        "adult: older", len(family), {0.0: 5900, 0.3: 7700, 0.7: 10500, 1.0: 14500}
    )
    older[role == GRANDPARENT] += 9000
    at_home = chance.uniform("adult: at home", len(family)) < np.array([0.95, 0.55, 1.0, 0.5])[role]
    ids = new_ids(chance, "people.Person: adults", met[family])
    return Adults(family, role, oldest[family] - older, at_home.astype(np.int64), ids)


def _oldest_child(ledger: Ledger) -> Ints:
    found = np.full(len(ledger.families), 2**31, dtype=np.int64)
    np.minimum.at(found, ledger.children["family"], ledger.children["born_on"])
    return found


def persons(ledger: Ledger, people: People, last: int) -> pl.DataFrame:
    """Children and adults; who is not yet born is expected."""
    chance, adults = ledger.chance, people.adults
    born = ledger.children["born_on"]
    unknown = chance.uniform("ethnicity: unknown", len(born)) < UNKNOWN_ETHNICITY
    ethnicity = chosen(people.ethnicity, [*CODES, "NOBT"])
    to_come = born > last
    cared = np.isin(np.arange(len(born)), ledger.cares["child"]) & (people.sex == GIRL) & ~to_come
    children = frame(
        id=people.ids,
        kind="child",
        sex=chosen(np.where(to_come, 2, people.sex), ["M", "F", "U"]),
        born_on=dates(until(born, last)),
        expected_on=dates(np.where(to_come, born, NONE)),
        died_on=dates(until(ledger.children["died_on"], last)),
        ethnicity=pl.select(
            pl.when(pl.Series(unknown)).then(pl.lit("NOBT")).otherwise(ethnicity)
        ).to_series(),
        mother=chosen(np.where(cared, 0, NONE), ["false"]) == "true",  # asked of girls in care
    )
    grown = frame(
        id=adults.ids,
        kind="adult",
        sex=chosen(_adult_sex(adults), ["M", "F", "U"]),
        born_on=dates(adults.born_on),
        expected_on=dates(np.full(len(adults.family), NONE)),
        died_on=dates(np.full(len(adults.family), NONE)),
        ethnicity=pl.Series([None] * len(adults.family), dtype=pl.String),
        mother=pl.Series([None] * len(adults.family), dtype=pl.Boolean),
    )
    return pl.concat([children, grown])


def _adult_sex(adults: Adults) -> Ints:
    return np.where(np.isin(adults.role, (MOTHER, GRANDPARENT)), GIRL, BOY).astype(np.int64)


def names(ledger: Ledger, people: People) -> pl.DataFrame:
    """A legal name for everybody; some children are known by another."""
    chance, adults, children = ledger.chance, people.adults, ledger.children
    n, grown = len(children), len(adults.family)
    family_group = np.full(len(ledger.families), 0, dtype=np.int64)
    family_group[children["family"]] = people.ethnicity
    group = np.concatenate([people.ethnicity, family_group[adults.family]])
    sex = np.concatenate([people.sex, _adult_sex(adults)])
    family = np.concatenate([children["family"], adults.family])
    heritage = NAMES_OF[group]
    surname_draws = chance.uniform("surname: family", len(ledger.families))[family]
    own = chance.uniform("surname: own", n + grown)
    other = chance.uniform("surname: other", n + grown) < np.where(
        np.arange(n + grown) < n, 0.12, 0.35
    )
    forename = _forenames(heritage, sex, chance.uniform("forename", n + grown))
    surname = _surnames(heritage, np.where(other, own, surname_draws))
    ids = pl.concat([people.ids, adults.ids])
    legal = pl.DataFrame({"person_id": ids, "forename": forename, "surname": surname}).with_columns(
        kind=pl.lit("legal")
    )
    shorter = np.flatnonzero(chance.uniform("known as", n) < 0.05)
    known = legal[shorter].with_columns(
        kind=pl.lit("known_as"),
        forename=_forenames(
            heritage[shorter], sex[shorter], chance.uniform("known as: name", len(shorter))
        ),
    )
    return pl.concat([legal, known]).with_columns(valid_from=pl.lit(None, dtype=pl.Date))


def _forenames(heritage: Ints, sex: Ints, draws: Floats) -> pl.Series:
    boys = _listed(heritage, draws, [one.boys for one in HERITAGES])
    girls = _listed(heritage, draws, [one.girls for one in HERITAGES])
    return pl.select(pl.when(pl.Series(sex == GIRL)).then(girls).otherwise(boys)).to_series()


def _surnames(heritage: Ints, draws: Floats) -> pl.Series:
    return _listed(heritage, draws, [one.surnames for one in HERITAGES])


def _listed(heritage: Ints, draws: Floats, lists: list[tuple[str, ...]]) -> pl.Series:
    sizes = np.array([len(one) for one in lists], dtype=np.int64)
    begins = np.cumsum(sizes) - sizes
    places = begins[heritage] + (draws * sizes[heritage]).astype(np.int64)
    return chosen(places, [name for one in lists for name in one])


def identifiers(ledger: Ledger, people: People, last: int) -> pl.DataFrame:
    """Our own number for each child, and a pupil number or why there is none."""
    n = len(ledger.children)
    number = pl.DataFrame({"n": np.arange(n) + 400_001})
    ours = frame(
        person_id=people.ids,
        kind="la_child_id",
        value=number.select(pl.format("C{}", "n").alias("value"))["value"],
        unknown_reason=pl.Series([None] * n, dtype=pl.String),
    )
    both = pl.concat([ours, _pupil_numbers(ledger, people, last)])
    return both.with_columns(issuer=pl.lit(""))


def _pupil_numbers(ledger: Ledger, people: People, last: int) -> pl.DataFrame:
    n, chance = len(ledger.children), ledger.chance
    age = last - ledger.children["born_on"]
    draw = chance.uniform("upn", n)
    reason = np.select(
        [age < SCHOOL_AGE, ledger.children["kind"] == UNACCOMPANIED, draw < NO_NUMBER_FROM_ABROAD,
         draw < NO_NUMBER_FROM_ABROAD + NUMBER_UNSURE],
        [0, 1, 1, 2], default=NONE,
    )  # fmt: skip
    school = 330_000_000 + chance.among("upn: school", n, 9_999) * 1000
    parts = pl.DataFrame({"b": school, "c": np.arange(n)})
    digits = pl.concat_str(pl.lit("330"), (pl.col("b") // 1000 % 10_000).cast(pl.String).str.zfill(4),
                           pl.col("c").mod(100_000).cast(pl.String).str.zfill(5))  # fmt: skip
    letter = check_letter(pl.concat_str(pl.lit("A"), digits))
    value = parts.select(pl.concat_str(letter, digits).alias("v"))["v"]
    has = pl.Series(reason == NONE)
    return frame(
        person_id=people.ids,
        kind="upn",
        value=pl.select(pl.when(has).then(value)).to_series(),
        unknown_reason=chosen(reason, ["UN1", "UN2", "UN5"]),
    )


def addresses(ledger: Ledger, people: People) -> pl.DataFrame:
    """Home, as the first referral told it."""
    n, chance = len(ledger.families), ledger.chance
    number = chance.among("street: number", n, 180) + 1
    street = chosen(chance.among("street", n, len(STREETS)), STREETS)
    kind = chosen(chance.among("street: kind", n, len(KINDS)), KINDS)
    district = chosen(ledger.families["district"], DISTRICTS)
    table = pl.DataFrame({"n": number, "s": street, "k": kind, "d": district})
    lines = table.select(pl.format("{} {} {}\n{}", "n", "s", "k", "d").alias("lines"))["lines"]
    mine = ledger.children["family"]
    return frame(
        person_id=people.ids,
        kind="home",
        lines=lines.gather(mine),
        postcode=people.home,
        valid_from=dates(people.first_seen),
    )


def disabilities(ledger: Ledger, people: People) -> pl.DataFrame:
    """Asked of every child; a few have one or two."""
    chance, n = ledger.chance, len(ledger.children)
    disabled = chance.uniform("disabled", n) < DISABLED
    disabled[has_breaks(ledger)] = True
    which = np.where(
        disabled, DISABILITIES.at(chance.uniform("disability", n)), len(DISABILITIES.things)
    )
    first = frame(person_id=people.ids, code=chosen(which, [*DISABILITIES.things, "NONE"]))
    more = np.flatnonzero(disabled & (chance.uniform("disability: two", n) < 0.3))
    second = (which[more] + 1 + chance.among("disability: second", len(more), 6)) % 8
    extra = frame(person_id=people.ids.gather(more), code=chosen(second, DISABILITIES.things))
    return pl.concat([first, extra]).with_columns(valid_from=pl.lit(None, dtype=pl.Date))


def immigration(ledger: Ledger, people: People, last: int) -> pl.DataFrame:
    """Children who came to the country alone, and claimed asylum."""
    these = np.flatnonzero(ledger.children["kind"] == UNACCOMPANIED)
    seen = people.first_seen[these]
    return frame(
        person_id=people.ids.gather(these),
        status="UASC",
        claimed_on=dates(until(seen + 5, last)),
        started_on=dates(seen),
        ended_on=dates(until(birthday(ledger.children["born_on"][these], ADULT), last)),
    )
