"""The drawings in a real browser: without fault, by keyboard, on a small screen, without colours."""

import re
from datetime import date
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from kinkeeper.care.models import CarePeriod, LegalStatusPeriod, MissingEpisode
from kinkeeper.people.models import (
    FamilyGroup,
    FamilyMember,
    Person,
    PersonIdentifier,
    PersonName,
    Relationship,
)
from tests.journeys.axe import assert_accessible
from tests.journeys.conftest import Visit

PAGES = ("", "family/", "care/")


@pytest.fixture
def subject(authority: None) -> UUID:
    """A child with a mother, a sister, a grandmother and a carer, looked after and once missing."""
    found = PersonIdentifier.objects.get(kind="la_child_id", value="C000000003").person_id
    mother = _person("Kelly Petrov", 1988)
    sister = _person("Anya Petrov-Featherstonehaugh", 2016)
    for one, kind, other in (
        (mother, "mother_of", found),
        (mother, "mother_of", sister),
        (_person("Joan Hart", 1958), "mother_of", mother),
        (_person("Olive Okonkwo", 1975), "carer_of", found),
    ):
        Relationship.objects.create(person_id=one, kind=kind, other_id=other)
    home = FamilyGroup.objects.create(kind="household")
    for one in (mother, sister):
        FamilyMember.objects.create(group=home, person_id=one)
    _looked_after(found)
    return found


@pytest.mark.parametrize("path", PAGES)
def test_no_fault_on_any_page_with_a_drawing(visit: Visit, subject: UUID, path: str) -> None:
    """At three widths, and in the reader's own colours."""
    page = _open(visit, subject, path)
    for width in (320, 1024, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert_accessible(page)
    page.emulate_media(forced_colors="active")
    assert_accessible(page)


@pytest.mark.parametrize("path", PAGES)
def test_a_drawing_never_pushes_the_page_sideways(visit: Visit, subject: UUID, path: str) -> None:
    """Down to 320 pixels, which is 1280 at 400%; the list is there to be read instead."""
    page = _open(visit, subject, path)
    extra = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    for width in (320, 390, 1024):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(extra) == 0


def test_a_strip_begins_at_today(visit: Visit, subject: UUID) -> None:
    """On a telephone the present is in view, and a line says where the past is."""
    page = _open(visit, subject, "care/")
    page.set_viewport_size({"width": 390, "height": 900})
    expect(page.locator(".strip-hint")).to_be_visible()
    edge = "e => e.getBoundingClientRect().right <= document.documentElement.clientWidth"
    assert page.locator(".strip__today").evaluate(edge)


def test_the_family_is_walked_by_keyboard(visit: Visit, subject: UUID) -> None:
    """From the eldest down, each with a name, and Enter opens the record."""
    page = _open(visit, subject, "family/")
    page.get_by_role("region", name="Family tree: drawing").focus()
    names = []
    for _ in range(4):
        page.keyboard.press("Tab")
        names.append((page.locator(":focus").get_attribute("aria-label") or "").split(",")[0])
    assert names[0] == "Joan Hart"
    assert set(names) == {
        "Joan Hart", "Kelly Petrov", "Olive Okonkwo", "Anya Petrov-Featherstonehaugh",
    }  # fmt: skip
    page.keyboard.press("Enter")
    expect(page.get_by_text("Next date that can be counted")).to_be_visible()


def test_a_bar_opens_its_line_of_the_table(visit: Visit, subject: UUID) -> None:
    """The table beneath the drawing opens at the line that says the same."""
    page = _open(visit, subject, "care/")
    page.get_by_role("link", name=re.compile("Full care order")).focus()
    page.keyboard.press("Enter")
    expect(page.locator("tr:target")).to_be_visible()
    expect(page.locator("tr:target")).to_contain_text("Full care order")


def test_a_mark_leads_to_its_event(visit: Visit, subject: UUID) -> None:
    """From the strip to the entry in the list."""
    page = _open(visit, subject, "")
    page.locator("svg.strip a[href^='#event-']").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("li:target")).to_be_in_viewport()


def _open(visit: Visit, subject: UUID, path: str) -> Page:
    page = visit("director")
    page.goto(f"/children/{subject}/{path}")
    return page


def _person(name: str, born: int) -> UUID:
    one = Person.objects.create(kind="adult", sex="F", born_on=date(born, 5, 6))
    forename, _, surname = name.rpartition(" ")
    PersonName.objects.create(person=one, kind="legal", forename=forename, surname=surname)
    return one.id


def _looked_after(child: UUID) -> None:
    care = CarePeriod.objects.create(person_id=child, started_on=date(2024, 3, 4))
    LegalStatusPeriod.objects.create(
        person_id=child, care_period=care, code="C2", started_on=date(2024, 5, 1)
    )
    MissingEpisode.objects.create(person_id=child, kind="M", started_on=date(2025, 12, 5))
