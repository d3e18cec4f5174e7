"""What each page of a record says of what was loaded, and to whom."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from kinkeeper.access.models import RoleGrant, User
from kinkeeper.access.services import operator
from kinkeeper.care.models import AdoptionCase, CarePeriod, LegalStatusPeriod, Placement
from kinkeeper.chronology.save import save
from kinkeeper.people.models import (
    ImmigrationPeriod,
    Person,
    PersonAddress,
    PersonName,
    Relationship,
)
from kinkeeper.workforce.models import Allocation
from tests.web.conftest import BEFORE, ChildId, SignIn

pytestmark = pytest.mark.django_db
IN_CARE = date(2025, 1, 6)


@pytest.fixture
def in_care(child: ChildId) -> UUID:
    """A child of the census who is looked after in a placement with a postcode."""
    subject = child("C000000003")
    period = _made(
        CarePeriod, person_id=subject, started_on=IN_CARE, previous_permanence="P2",
        previous_permanence_la="SCO", previous_permanence_on_text="ZZ/03/2014",
    )  # fmt: skip
    held = {"person_id": subject, "care_period": period, "started_on": IN_CARE}
    _made(LegalStatusPeriod, **held, code="C2")
    where = {"postcode": "AB1 2CD", "home_postcode": "XY9 8ZZ", "provider_urn": "SC123456"}
    _made(Placement, **held, kind="U4", provider_kind="PR4", **where)
    return subject


@pytest.fixture
def for_adoption(in_care: UUID) -> UUID:
    """The same child, with a decision for adoption that was reversed."""
    _made(
        AdoptionCase, person_id=in_care, decision_on=date(2025, 6, 2), adopters=2,
        placed_on=date(2025, 6, 2), placed_ceased_on=date(2025, 9, 1), placed_ceased_reason="RD3",
    )  # fmt: skip
    return in_care


def test_a_story_says_who_became_what(child: ChildId, signed_in: SignIn) -> None:
    """Not that a worker was allocated: who, as what, in which team."""
    subject = child("C000000003")
    client = signed_in("social_worker", works_with=subject)
    for row in Allocation.objects.filter(person_id=subject):
        row.delete()
        save(Allocation(**_columns(row)), by=operator())
    said = _page(client, "child", subject)
    assert "Social Worker became lead social worker" in said
    assert "Assessment team 2" in said


def test_a_story_says_where_a_child_was_placed(in_care: UUID, signed_in: SignIn) -> None:
    """The kind of placement, who provides it, and the legal status in words."""
    said = _page(signed_in("director"), "child", in_care)
    assert "Foster, other carer, long term. Provider: private provision" in said
    assert "Full care order" in said


def test_a_story_begins_with_why(in_care: UUID, signed_in: SignIn) -> None:
    """Two sentences, above everything that happened."""
    said = _page(signed_in("director"), "child", in_care)
    assert "Why we are involved" in said
    assert "looked after since Monday 6 January 2025 (full care order)." in said
    assert said.index("Why we are involved") < said.index("Next actions")


def test_a_story_names_who_is_around(child: ChildId, signed_in: SignIn) -> None:
    """Family by relation, with a ruling of no contact; nobody a reader may not know of."""
    subject, mother = child("C000000003"), Person.objects.create(kind="adult")
    PersonName.objects.create(person=mother, forename="Ada", surname="Quill")
    _made(Relationship, person=mother, other_id=subject, kind="mother_of", no_contact=True)
    said = _page(signed_in("director"), "child", subject)
    assert "Quill, Ada (no contact allowed)" in said
    assert "Nobody is recorded." not in said


def test_a_story_is_narrowed_without_a_script(in_care: UUID, signed_in: SignIn) -> None:
    """By what it is about; how much was left out is said, and the choice can be taken away."""
    client, address = signed_in("director"), reverse("child", args=[in_care])
    said = client.get(address, {"about": "care"}).content.decode()
    assert "Placement started" in said
    assert "Referral received" not in said.split('id="list"')[1].split("<ol")[1]
    assert " of " in said.split("worklist__total")[1][:40]
    assert "Remove filter: </span>About: Being looked after" in said


def test_adoption_is_told_where_its_section_is_open(for_adoption: UUID, signed_in: SignIn) -> None:
    """The decision, what came of it, and why."""
    client = signed_in("director")
    _open_adoption("director")
    said = _page(client, "child-care", for_adoption)
    for words in ("Decision of 2 June 2025", "1 September 2025", "could not be found", "Two"):
        assert words in said


def test_a_closed_section_says_the_same_of_every_child(
    for_adoption: UUID, child: ChildId, signed_in: SignIn
) -> None:
    """Whether there is anything in it or not."""
    client = signed_in("director")
    for subject in (for_adoption, child("C000000004")):
        said = _page(client, "child-care", subject)
        assert "Adoption is a section of the record that is not open to you." in said
        assert "2 June 2025" not in said


def test_permanence_before_care_is_told(in_care: UUID, signed_in: SignIn) -> None:
    """What it was, where it was made, and as much of its date as is known, with the section open."""
    client = signed_in("director")
    of = {"user": User.objects.get(username="director"), "role": "director"}
    RoleGrant.objects.create(**of, section="adoption", started_on=BEFORE)
    said = _page(client, "child-care", in_care)
    assert "Special guardianship order" in said
    assert "Scotland" in said
    assert "March 2014" in said


def test_an_earlier_adoption_is_of_the_closed_section(in_care: UUID, signed_in: SignIn) -> None:
    """Neither its date nor its country tells of it, nor a blank: of every child it is closed."""
    client = signed_in("director")
    before = _page(client, "child-care", in_care)
    CarePeriod.objects.filter(person_id=in_care).update(previous_permanence="P1")
    said = _page(client, "child-care", in_care)
    for one in (before, said):
        assert "An order or adoption before care is shown with the section Adoption" in one
        assert "March 2014" not in one


def test_immigration_status_is_told(in_care: UUID, signed_in: SignIn) -> None:
    """In words, with the day."""
    _made(ImmigrationPeriod, person_id=in_care, status="UASC", started_on=date(2025, 2, 3))
    said = _page(signed_in("director"), "child-care", in_care)
    assert "Unaccompanied asylum-seeking child" in said


def test_details_say_where_a_child_was_placed(in_care: UUID, signed_in: SignIn) -> None:
    """The postcodes, and the number of the provider."""
    said = _page(signed_in("director"), "child-details", in_care)
    assert "AB1 2CD, Ofsted number SC123456" in said
    assert "XY9 8ZZ" in said


def test_a_home_before_care_is_told_once(in_care: UUID, signed_in: SignIn) -> None:
    """Not with each placement that it is recorded with; another home is told as well."""
    care = CarePeriod.objects.get(person_id=in_care)
    held = {"person_id": in_care, "care_period": care, "kind": "U4"}
    for month, home in ((8, "XY9 8ZZ"), (9, "XY9 8ZZ"), (10, "WV1 1AA")):
        days = {"started_on": date(2024, month, 3), "ended_on": date(2024, month + 1, 3)}
        _made(Placement, **held, **days, home_postcode=home)
    said = _page(signed_in("director"), "child-details", in_care)
    assert said.count("XY9 8ZZ") == said.count("WV1 1AA") == 1
    assert "Home before 3\u00a0Aug\u00a02024 and before 2 placements since" in said


@pytest.mark.parametrize("role", ["director", "social_worker"])
def test_a_protected_address_is_told_by_no_other_record(
    in_care: UUID, signed_in: SignIn, role: str
) -> None:
    """Who may not see the address does not see the placement's postcode that would give it away."""
    _made(PersonAddress, person_id=in_care, kind="safe", postcode="AB1 2CD", protected=True)
    worker = role == "social_worker"
    client = signed_in(role, works_with=in_care if worker else None)
    said = _page(client, "child-details", in_care)
    assert ("AB1 2CD" in said) is worker
    assert ("SC123456" in said) is worker
    assert ("Nothing recorded that you may see" in said) is not worker


@pytest.mark.parametrize("where", [{"postcode": "AB1 2CD"}, {"lines": "1 Oak Street"}])
def test_a_carers_protected_address_is_told_by_no_placement(
    in_care: UUID, signed_in: SignIn, where: dict[str, str]
) -> None:
    """The child is placed with them: neither the postcode nor the provider's number is shown."""
    carer = Person.objects.create(kind="adult")
    _made(Relationship, person=carer, other_id=in_care, kind="carer_of")
    _made(PersonAddress, person=carer, kind="home", protected=True, **where)
    said = _page(signed_in("director"), "child-details", in_care)
    assert "AB1 2CD" not in said
    assert "SC123456" not in said


def test_a_protected_address_is_never_printed(in_care: UUID, signed_in: SignIn) -> None:
    """On paper the words say so instead."""
    _made(PersonAddress, person_id=in_care, kind="safe", postcode="AB3 4EF", protected=True)
    said = _page(signed_in("social_worker", works_with=in_care), "child-details", in_care)
    assert '<span class="never-printed">AB3 4EF</span>' in said
    assert '<span class="print-only">Not printed</span>' in said


def test_a_young_mother_is_told_as_one(in_care: UUID, signed_in: SignIn) -> None:
    """With the day her first child was born."""
    Person.objects.filter(id=in_care).update(mother=True, first_child_born_on=date(2025, 3, 1))
    Person.objects.filter(id=in_care).update(born_on=date(2009, 1, 1))
    said = _page(signed_in("director"), "child-details", in_care)
    assert "Her first child was born" in said
    assert "1 March 2025" in said


@pytest.mark.parametrize(("role", "named"), [("director", True), ("performance_analyst", False)])
def test_the_search_box_offers_what_the_role_can_do(
    census: None, signed_in: SignIn, role: str, named: bool
) -> None:
    """No name where names are masked: a date of birth or a reference."""
    client = signed_in(role)
    for address in ("/", "/children/"):
        said = client.get(address).content.decode().lower()
        assert ("name, birth date or number" in said) is named
        assert ("birth date or reference" in said) is not named
        assert ("smith jon" in said) is (named and address != "/")


def _page(client: Client, page: str, subject: UUID) -> str:
    return client.get(reverse(page, args=[subject])).content.decode()


def _made(model: Any, **columns: Any) -> Any:
    return save(model(**columns), by=operator())


def _columns(row: Any) -> dict[str, Any]:
    left_out = {"id", "recorded_at", "recorded_by", "source", "load_id"}
    return {f.attname: getattr(row, f.attname) for f in row._meta.fields if f.name not in left_out}


def _open_adoption(username: str) -> None:
    user = User.objects.get(username=username)
    RoleGrant.objects.create(user=user, role=username, section="adoption", started_on=BEFORE)


def test_a_home_one_is_placed_away_from_is_home_before_care(
    in_care: UUID, signed_in: SignIn
) -> None:
    """An address without an end does not say that the child lives there; with parents, it does."""
    began = date(2024, 1, 2)
    _made(PersonAddress, person_id=in_care, kind="home", lines="1 Long Lane", valid_from=began)
    client = signed_in("director")
    assert "Home before care, recorded from" in _page(client, "child-details", in_care)
    Placement.objects.update(kind="P1")
    assert "Home before care, recorded" not in _page(client, "child-details", in_care)


def test_a_legal_status_of_a_closed_section_changes_nothing_on_the_page(
    in_care: UUID, signed_in: SignIn
) -> None:
    """Below the banner it reads the same before and after, and says so of every child."""
    client = signed_in("director")
    before = _page(client, "child-care", in_care).split("</header>")[-1]
    period = CarePeriod.objects.get(person_id=in_care)
    earlier = {"care_period": period, "started_on": date(2025, 1, 3), "ended_on": IN_CARE}
    _made(LegalStatusPeriod, person_id=in_care, code="E1", **earlier)
    assert _page(client, "child-care", in_care).split("</header>")[-1] == before
    assert "belong to adoption are not shown to you here, for any child" in before
    _open_adoption("director")
    assert "Placement order granted" in _page(client, "child-care", in_care)
