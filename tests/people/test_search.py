"""Search finds the person meant, says why, and never says "nobody" when it failed."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from kinkeeper.access.models import AuditEntry, User
from kinkeeper.kernel.errors import NotAllowed
from kinkeeper.kernel.ids import CROCKFORD, reference, uuid7
from kinkeeper.people import patience
from kinkeeper.people import search as searching
from kinkeeper.people.keys import refresh_keys
from kinkeeper.people.models import Person, PersonAddress, PersonName
from kinkeeper.people.search import Hit, SearchFailed, search

AddPerson = Callable[..., Person]
AddUser = Callable[[str], User]
BORN = date(2009, 5, 13)


def hits(who: User, text: str) -> dict[object, Hit]:
    """The hits by the id of who was found, best first."""
    return {hit.person.id: hit for hit in search(who=who, text=text).hits}


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("Jon Smith", "same name"),
        ("smith JON", "same name"),
        ("John Smith", "sounds like Jon"),
        ("Jon Smythe", "sounds like Smith"),
        ("Jon Smitb", "one letter from Smith"),
        ("Jom Smith", "one letter from Jon"),
        ("smi jon", "Smith begins so"),
        ("j smith", "begins Jon"),
        ("jónny smith", "known as Jonny"),
        ("jon o brien", "formerly O'Brien"),
        ("smith jon 13/05/2009", "same date of birth"),
        ("smith jon 05/13/2009", "day and month swapped"),
        ("smith jon 31/05/2009", "two digits of the date swapped"),
        ("smith jon 13 May 2019", "one digit of the date different"),
        ("smith jon 1 Jan 2001", "different date of birth"),
        ("13052009", "same date of birth"),
        ("2009-05-13", "same date of birth"),
        ("Wilson 13/05/09 smith", "same date of birth"),
        ("943 476 5919", "same NHS number"),
        ("c0042", "same local child ID"),
    ],
)
def test_finds_with_a_reason(screener: User, person: AddPerson, typed: str, why: str) -> None:
    """A person half remembered is found, and the reason is said in plain words."""
    numbers = {"nhs": "9434765919", "la_child_id": "C0042"}
    jon = person(
        "Jon Smith", known_as="Jonny Smith", former="Jon O'Brien", born_on=BORN, numbers=numbers
    )
    person("Aisha Khan", born_on=date(2015, 11, 2))
    found = hits(screener, typed)
    assert list(found) == [jon.id]
    assert why in found[jon.id].reasons


def test_a_row_of_letters_is_nobodys_name(screener: User, person: AddPerson) -> None:
    """What only sounds like a much shorter name is a miss, and looks like one."""
    person("Zak Smith", born_on=BORN)
    assert hits(screener, "zzzzqq") == {}
    assert hits(screener, "zack")


def test_best_comes_first(screener: User, person: AddPerson) -> None:
    """The exact name and date stand before what merely sounds like it."""
    john = person("John Smith", born_on=BORN)
    exact = person("Jon Smith", born_on=BORN)
    swapped = person("Jon Smith", born_on=date(2009, 3, 15))
    found = list(hits(screener, "jon smith 13/05/2009"))
    assert found[:2] == [exact.id, john.id]
    assert swapped.id in found


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("Zoë Núñez", "zoe nunez"),
        ("Łukasz Wójcik", "lukasz wojcik"),
        ("Siobhán O\u2019Neill", "siobhan oneill"),
        ("Mary-Ann Smith-Jones", "maryann jones"),
        ("Maryann Smith", "mary ann smith"),
        ("Nguyen Van", "van nguyen"),
        ("Søren Ærø", "soren aero"),
        ("Ali X", "ali x"),
    ],
)
def test_accents_hyphens_apostrophes(
    screener: User, person: AddPerson, stored: str, typed: str
) -> None:
    """A keyboard without the mark, or a hand that leaves it out, still finds the name."""
    assert person(stored).id in hits(screener, typed)


def test_nameless_child_by_what_a_return_holds(screener: User, person: AddPerson) -> None:
    """A child loaded from a return without a name is found by number, reference and birth."""
    child = person(born_on=BORN, numbers={"upn": "A123456789012"})
    for typed in ("a123456789012", "13/05/2009", reference(child.id), reference(child.id).lower()):
        assert list(hits(screener, typed)) == [child.id], typed


def test_reference_that_reads_like_a_postcode(screener: User, person: AddPerson) -> None:
    """`K13PP-CDPN4` is a reference, though its first half could be a postcode."""
    tail = sum(CROCKFORD.index(one) << 5 * place for place, one in enumerate("K13PPCDPN4"))
    child = person(id=UUID(int=uuid7().int >> 50 << 50 | tail))
    assert reference(child.id) == "K13PP-CDPN4"
    assert list(hits(screener, "K13PP-CDPN4")) == [child.id]


def test_unborn_by_expected_date(screener: User, person: AddPerson) -> None:
    """A child not yet born is found by the date expected."""
    baby = person("Baby Okafor", expected_on=date(2027, 6, 4))
    assert "expected on that date" in hits(screener, "04/06/2027")[baby.id].reasons


def test_postcode(screener: User, person: AddPerson) -> None:
    """People are found by where they live or lived, however the postcode is typed."""
    one = person("Ada Byron")
    PersonAddress.objects.create(person=one, lines="1 High Street", postcode="M16 0AB")
    assert hits(screener, "m160ab")[one.id].reasons == ("same postcode",)


def test_protected_address_finds_nobody(screener: User, person: AddPerson) -> None:
    """Whoever asks who lives at a protected address learns nothing."""
    one = person("Ada Byron")
    PersonAddress.objects.create(person=one, lines="x", postcode="M16 0AB", protected=True)
    assert hits(screener, "M16 0AB") == {}


def test_sealed_name_finds_nobody(screener: User, person: AddPerson) -> None:
    """The name a child had before adoption leads nobody to the child."""
    child = person("Ruth Ellis", former="Rosa Quill")
    PersonName.objects.filter(person=child, kind="former").update(sealed=True)
    refresh_keys([child.id])
    assert hits(screener, "rosa quill") == {}


def test_nobody_is_an_answer(screener: User, person: AddPerson) -> None:
    """A search that finished and found nobody says so."""
    person("Jon Smith", born_on=BORN)
    assert search(who=screener, text="Ximena Zapatero").hits == ()
    assert search(who=screener, text="  ").asked.is_empty


def test_failure_is_never_nobody(screener: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """A search the database cut off says that it failed, and what to do."""
    monkeypatch.setattr(searching, "_found", lambda *_: Person.objects.raw("SELECT pg_sleep(5)")[0])
    monkeypatch.setattr(patience, "PATIENCE_MS", 20)
    with pytest.raises(SearchFailed, match="does not mean that nobody"):
        search(who=screener, text="jon smith")


def test_patience_ends_with_the_search(screener: User, person: AddPerson) -> None:
    """The limit on a search's statements does not stay on the connection after it."""
    from django.db import connection

    search(who=screener, text="jon smith")
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("0",)


def test_search_needs_permission(user: AddUser, person: AddPerson) -> None:
    """A partner professional cannot look people up."""
    person("Jon Smith")
    with pytest.raises(NotAllowed):
        search(who=user("partner"), text="jon smith")


def test_search_is_audited_without_its_text(screener: User, person: AddPerson) -> None:
    """Each search leaves one entry with who was shown, and not what was typed."""
    jon = person("Jon Smith")
    search(who=screener, text="jon smith")
    entry = AuditEntry.objects.get(verb="searched")
    assert entry.details["shown"] == [str(jon.id)]
    assert "smith" not in str(entry.details)
