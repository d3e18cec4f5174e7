"""What tells of adoption is told by nothing: a record that holds it reads as one that does not."""

import re
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from kinkeeper.access.models import RoleGrant, User
from kinkeeper.access.services import operator
from kinkeeper.care.models import (
    AdoptionCase,
    CarePeriod,
    CareVisit,
    LegalStatusPeriod,
    Placement,
)
from kinkeeper.chronology.save import save
from kinkeeper.duties.models import Duty
from kinkeeper.duties.refresh import refresh_people
from kinkeeper.frontdoor.models import HelpEpisode
from tests.web.conftest import BEFORE, ChildId, SignIn

pytestmark = pytest.mark.django_db
CAME, MOVED, BACK, LEFT = (date(2025, 1, 6), date(2025, 6, 2), date(2025, 11, 3), date(2026, 2, 2))
PAGES = ("child", "child-details", "child-family", "child-work", "child-care")
VISITED = date(2025, 1, 10)
LINE = "belong to adoption are not shown to you here, for any child"
READERS = ("director", "performance_analyst", "social_worker")
ORDERED = (("E1", MOVED, None),)
REVOKED = (("E1", MOVED, BACK), ("C2", BACK, None))


Orders = tuple[tuple[str, date, date | None], ...]


@pytest.fixture
def in_care(child: ChildId) -> UUID:
    """A child on a care order that lasts, with foster carers for the first months."""
    subject = child("C000000003")
    period = _made(CarePeriod, person_id=subject, started_on=CAME)
    held = {"person_id": subject, "care_period": period, "started_on": CAME}
    _made(LegalStatusPeriod, **held, code="C2")
    placed = {"kind": "U4", "provider_kind": "PR4", "ended_on": MOVED, "change_reason": "CARPL"}
    _made(Placement, **held, **placed)
    visit = {"held_on": VISITED, "seen": True, "kind": "cla", "source": "imported"}
    _made(CareVisit, person_id=subject, care_period=period, **visit)
    return subject


@pytest.mark.parametrize("orders", [ORDERED, REVOKED], ids=["in force", "revoked"])
@pytest.mark.parametrize("role", READERS)
def test_a_record_with_adoption_reads_as_one_without(
    role: str, orders: Orders, in_care: UUID, signed_in: SignIn
) -> None:
    """Every page, to a reader to whom the section is closed: as of a care order that simply lasts."""
    client = signed_in(role, works_with=in_care if role == "social_worker" else None)
    refresh_people([str(in_care)])
    before = _whole(client, in_care)
    _plan_adoption(in_care, orders)
    refresh_people([str(in_care)])
    assert _whole(client, in_care) == before
    assert any(name.startswith("visit_six_weekly") for name in before)


def test_an_adoption_that_ended_care_is_told_by_no_reason(in_care: UUID, signed_in: SignIn) -> None:
    """That care ended, and the order with it, is seen; why reads as where it was not recorded."""
    client, period = signed_in("director"), CarePeriod.objects.get(person_id=in_care)
    _ended(period)
    _ended(LegalStatusPeriod.objects.get(person_id=in_care))
    before = [_read(client, page, in_care) for page in PAGES]
    _plan_adoption(in_care, (("E1", MOVED, LEFT),), LEFT)
    period.cease_reason = "E11"
    save(period, by=operator())
    assert [_read(client, page, in_care) for page in PAGES] == before
    assert "Not recorded, or not open to you" in before[-1]


def test_an_adoption_that_closed_a_case_is_told_by_no_reason(
    in_care: UUID, signed_in: SignIn
) -> None:
    """That the case was closed is seen, on the story and under Work; why reads as not recorded."""
    client = signed_in("director")
    case = _made(HelpEpisode, person_id=in_care, referred_on=CAME, closed_on=LEFT)
    before = [_read(client, page, in_care) for page in PAGES]
    case.closure_reason = "RC1"
    save(case, by=operator())
    assert [_read(client, page, in_care) for page in PAGES] == before
    _open_adoption("director")
    assert "Adopted" in _read(client, "child", in_care)
    assert "Adopted" in _read(client, "child-work", in_care)


def test_care_by_agreement_is_never_said_for_sure(in_care: UUID, signed_in: SignIn) -> None:
    """To whom the section is closed it may be another, of every child; an order is not suspended."""
    client, said = signed_in("director"), "or an order not open to you"
    assert said not in _read(client, "child-care", in_care)
    LegalStatusPeriod.objects.update(code="V2")
    before = [_read(client, page, in_care) for page in PAGES]
    assert all(said in page for page in before)
    _plan_adoption(in_care, ORDERED)
    assert [_read(client, page, in_care) for page in PAGES] == before
    _open_adoption("director")
    assert said not in _read(client, "child-care", in_care)


def test_the_line_is_the_same_of_every_child(
    in_care: UUID, child: ChildId, signed_in: SignIn
) -> None:
    """To whom the section is closed it is said of each; to whom it is open, of none."""
    _plan_adoption(in_care, ORDERED)
    client, both = signed_in("director"), (in_care, child("C000000004"))
    assert [_read(client, "child-care", one).count(LINE) for one in both] == [1, 1]
    _open_adoption("director")
    assert [_read(client, "child-care", one).count(LINE) for one in both] == [0, 0]
    assert "Placed for adoption with placement order" in _read(client, "child-care", in_care)


def test_a_child_placed_for_adoption_is_not_drawn_at_home(in_care: UUID, signed_in: SignIn) -> None:
    """Where they live is neither told nor made up: looked after, and no more."""
    client, said = signed_in("director"), "where is not recorded, or not open to you"
    _plan_adoption(in_care, ORDERED)
    assert said in _read(client, "child-family", in_care)
    _open_adoption("director")
    assert said not in _read(client, "child-family", in_care)


def _plan_adoption(subject: UUID, orders: Orders, until: date | None = None) -> None:
    """A placement order in place of what there was, a decision, and a placement with adopters."""
    _ended(LegalStatusPeriod.objects.get(person_id=subject), MOVED)
    period = CarePeriod.objects.get(person_id=subject)
    period.previous_permanence = "P1"
    save(period, by=operator())
    held = {"person_id": subject, "care_period": period}
    for code, start, end in orders:
        _made(LegalStatusPeriod, **held, code=code, started_on=start, ended_on=end)
    placed = {"kind": "A6", "provider_kind": "PR4", "postcode": "AB1 2CD"}
    _made(Placement, **held, **placed, started_on=MOVED, ended_on=until)
    _made(AdoptionCase, person_id=subject, decision_on=MOVED, matched_on=MOVED, placed_on=MOVED)


def _whole(client: Client, subject: UUID) -> dict[str, str]:
    """Every page of the child with its banner, each duty of visiting, the reader's work, and today."""
    owed = Duty.objects.filter(person_id=subject, clock__startswith="visit", met_on=None)
    pages = {page: _read(client, page, subject) for page in PAGES}
    pages |= {f"{one.clock} {one.pk}": _read(client, "duty", one.pk) for one in owed}
    return pages | {page: _read(client, page) for page in ("home", "today")}


def _read(client: Client, page: str, *of: UUID) -> str:
    """The page as it is read: without what is new in every answer."""
    said = client.get(reverse(page, args=of)).content.decode()
    return re.sub(r'value="\w{64}"|event-\d+', "", said).split("<main")[1].split("</main>")[0]


def _ended(row: Any, on: date = LEFT) -> None:
    row.ended_on = on
    save(row, by=operator())


def _open_adoption(username: str) -> None:
    user = User.objects.get(username=username)
    RoleGrant.objects.create(user=user, role=username, section="adoption", started_on=BEFORE)


def _made(model: Any, **columns: Any) -> Any:
    return save(model(**columns), by=operator())
