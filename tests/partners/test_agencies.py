"""Agencies and their people are kept on pages, by whoever keeps the users."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kinkeeper.access.models import User
from kinkeeper.jobs.tasks import tidy
from kinkeeper.kernel.moment import now
from kinkeeper.partners import limits
from kinkeeper.partners.models import Agency, AgencyMember, Attempt, Draft, SignInCode
from tests.partners.conftest import Reader, begun

pytestmark = pytest.mark.django_db
PLACE = {"name": "Oakhanger School", "kind": "education", "domains": "oakhanger.example, a.example"}
HEAD = {"full_name": "Bo Ash", "email": "Bo@oakhanger.example", "step": "name"}


@pytest.fixture
def keeper(granted: Any, client: Client) -> Client:
    """The browser of a system administrator."""
    client.force_login(granted("system_administrator"))
    return client


def test_an_agency_and_its_people_are_added_and_ended(keeper: Client) -> None:
    """Somebody named has an account without a password and a partner's role; ended, they have no way in."""
    page = keeper.post("/agencies/", PLACE)["Location"]
    assert keeper.post(page, HEAD)["Location"] == page
    made = User.objects.get(email="bo@oakhanger.example")
    assert not made.has_usable_password()
    assert "Bo Ash" in keeper.get(page).content.decode()
    assert keeper.post(page, HEAD).status_code == 422
    member = AgencyMember.objects.get()
    keeper.post(page, {"step": "end-member", "member": str(member.id)})
    keeper.post(page, {"step": "end"})
    member.refresh_from_db()
    assert member.ended_on == Agency.objects.get().ended_on is not None


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"name": " "}, "Enter the agency&#39;s name"),
        ({"kind": "spies"}, "Choose what kind"),
        ({"domains": "oakhanger"}, "school.example.sch.uk"),
        ({"domains": "gmail.com"}, "Anybody can have an address"),
    ],
)
def test_what_is_wrong_with_an_agency_is_told(keeper: Client, changed: Any, told: str) -> None:
    """Beside the box it is about, with what was typed still there."""
    answer = keeper.post("/agencies/", {**PLACE, **changed})
    assert (answer.status_code, told in answer.content.decode()) == (422, True)
    assert not Agency.objects.exists()


def test_nobody_else_keeps_them(
    partner: Reader, client: Client, granted: Any, agency: Agency
) -> None:
    """Not partners, and not who decides at the front door."""
    client.force_login(granted("mash_decision_maker"))
    for page in ("/agencies/", f"/agencies/{agency.id}/"):
        assert client.post(page, PLACE).status_code == 403
        assert partner(f"{page.count('-')}@police.example").get(page)["Location"] == "/partners/"


def test_what_is_left_is_forgotten_at_night(partner: Reader) -> None:
    """Drafts after four weeks, codes and counted tries after an hour; not before."""
    begun(partner())
    SignInCode.objects.create()
    limits.within("told", "here")
    tidy.func(0)
    assert (Draft.objects.count(), SignInCode.objects.count(), Attempt.objects.count()) == (1, 1, 1)
    Draft.objects.update(saved_at=now() - timedelta(days=29))
    SignInCode.objects.update(asked_at=now() - timedelta(hours=2))
    Attempt.objects.update(at=now() - timedelta(hours=2))
    tidy.func(0)
    assert not Draft.objects.exists()
    assert not SignInCode.objects.exists()
    assert not Attempt.objects.exists()
