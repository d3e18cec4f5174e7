"""How long it takes to understand a child: from a search, two clicks to each of four things."""

import re
from datetime import date
from uuid import UUID

import pytest
from django.test import Client

from kinkeeper.access.models import RoleGrant, Team, TeamMember, User
from kinkeeper.access.services import operator
from kinkeeper.care.models import CarePeriod, LegalStatusPeriod
from kinkeeper.chronology.save import save
from kinkeeper.frontdoor.models import HelpEpisode
from kinkeeper.kernel.ids import reference
from kinkeeper.protection.models import Plan, Visit
from kinkeeper.workforce.models import Worker
from tests.web.conftest import BEFORE, ChildId, SignIn

pytestmark = pytest.mark.django_db
BEGAN, SEEN = date(2026, 4, 2), date(2026, 4, 9)
# What is looked for, by the words of the link that leads to it on the second page.
WANTED = {
    "Safety plan": ("Child protection plan", "2 April 2026"),
    "Legal status": ("Full care order", "2 Apr 2026"),
    "Last visit": ("Child protection visit", "9 April 2026"),
    "Key contacts": ("Social Worker", "Assessment team 2"),
}


@pytest.fixture
def subject(child: ChildId) -> UUID:
    """A child with a plan, an order and a visit."""
    one = child("C000000005")
    case = save(HelpEpisode(person_id=one, referred_on=BEGAN), by=operator())
    facts = {"kind": "cp", "started_on": BEGAN, "source": "imported"}
    plan = Plan(person_id=one, episode_id=case.pk, **facts)
    save(plan, by=operator())
    seen = {"seen": True, "seen_alone": True, "held_on": SEEN, "kind": "cp"}
    save(Visit(person_id=one, episode_id=case.pk, plan=plan, **seen), by=operator())
    period = save(CarePeriod(person_id=one, started_on=BEGAN), by=operator())
    order = {"care_period_id": period.pk, "started_on": BEGAN, "code": "C2"}
    save(LegalStatusPeriod(person_id=one, **order), by=operator())
    return one


def manager_of(subject: UUID) -> Client:
    """The manager of the team of the child's worker."""
    user = User.objects.create_user("manager", full_name="Man Ager")
    RoleGrant.objects.create(user=user, role="team_manager", started_on=BEFORE)
    team = Team.objects.get(name="Assessment team 2")
    TeamMember.objects.create(user=user, team=team, kind="manager", started_on=BEFORE)
    assert Worker.objects.exists()
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("role", ["social_worker", "team_manager"])
def test_two_clicks_to_what_matters(role: str, subject: UUID, signed_in: SignIn) -> None:
    """Each of the four is a link of the child's first page, and is told where it leads."""
    client = signed_in("social_worker", works_with=subject)
    client = client if role == "social_worker" else manager_of(subject)
    found = client.post("/children/", {"text": reference(subject)}, follow=True)
    first = _main(client, _link(found.content.decode(), f"/children/{subject}/"))
    for name, told in WANTED.items():
        at = re.search(rf"<dt>{name}</dt><dd><a href=\"([^\"]+)\">([^<]+)<", first)
        assert at, name
        second = _main(client, at[1])
        assert not [one for one in told if one not in second], name


def _link(page: str, address: str) -> str:
    assert f'href="{address}"' in page
    return address


def _main(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return page.content.decode().split("<main")[1].split("</main>")[0].replace("\xa0", " ")
