"""Teams, their boards, the lists behind their numbers, and what needs somebody today."""

import re
from uuid import UUID

import pytest
from django.test import Client

from kinkeeper.access.models import AuditEntry, Team, TeamMember, User
from kinkeeper.access.services import operator
from kinkeeper.care.models import CarePeriod, LegalStatusPeriod
from kinkeeper.chronology.save import save
from kinkeeper.duties.refresh import refresh_everybody
from kinkeeper.measures.red import ALARMS, Flag, Raised
from kinkeeper.people.models import Person, PersonName
from kinkeeper.web.presenters.behind import tally
from kinkeeper.workforce.models import Allocation, Employment, Post, Worker
from tests.web.conftest import BEFORE, ChildId, SignIn

pytestmark = pytest.mark.django_db
NUMBER = r'tally__figure">([\d,]+)</span> <span class="tally__word">{}'


@pytest.fixture
def manager(child: ChildId, signed_in: SignIn) -> Client:
    """The manager of a team with one worker, who leads with one child."""
    signed_in("social_worker", works_with=child("C000000003"))
    client = signed_in("team_manager")
    user = User.objects.get(username="team_manager")
    TeamMember.objects.create(user=user, team=Team.objects.get(), kind="manager", started_on=BEFORE)
    refresh_everybody()
    return client


def page_of(client: Client, address: str) -> str:
    """A page as it is read."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def team() -> UUID:
    """The only team."""
    return Team.objects.get().id


def test_a_managers_teams_are_listed(manager: Client) -> None:
    """Each leads to its board."""
    assert f'href="/teams/{team()}/"' in page_of(manager, "/teams/")


def test_a_board_says_who_carries_what(manager: Client) -> None:
    """The worker with her child, the manager with none, and no word of vacancies not recorded."""
    page = page_of(manager, f"/teams/{team()}/")
    assert "Social Worker" in page
    assert "Role in the team" in page
    assert ">Member<" not in page
    assert "Vacancies: not run" in page
    worker = Worker.objects.get()
    assert f'href="/teams/{team()}/{worker.id}/"' in page


def test_everybody_in_a_post_is_listed(manager: Client) -> None:
    """Without a child too; and the page says who else is listed, so that both numbers can stand."""
    idle = Worker.objects.create(full_name="Orla Idle")
    for number, held in enumerate((idle, Worker.objects.exclude(id=idle.id).get(), None)):
        post = Post.objects.create(reference=f"P{number}", team_id=team(), grade="social_worker",
                                   started_on=BEFORE)  # fmt: skip
        if held:
            Employment.objects.create(worker=held, post=post, contract="permanent",
                                      grade="social_worker", started_on=BEFORE)  # fmt: skip
    page = page_of(manager, f"/teams/{team()}/")
    assert "Orla Idle" in page
    assert "1 vacancy: 2 of 3 posts filled. Listed too: 1 person with no post here" in page


def test_the_number_of_children_opens_them(manager: Client) -> None:
    """As many as the number said, with names, and the look is in the audit."""
    page = page_of(manager, f"/teams/{team()}/{Worker.objects.get().id}/")
    assert "1 child" in page
    assert AuditEntry.objects.get(verb="listed", details__page="caseload").details["count"] == 1


@pytest.mark.parametrize("when", ["overdue", "soon"])
def test_duties_of_a_team_agree_with_its_board(manager: Client, when: str) -> None:
    """The list behind the number is as long as the number."""
    words = {"overdue": "overdue", "soon": "due soon"}[when]
    said = re.search(NUMBER.format(words), page_of(manager, f"/teams/{team()}/"))
    assert said
    listed = page_of(manager, f"/teams/duties/?team={team()}&when={when}")
    assert f"{said[1]} dut" in listed or (said[1] == "0" and "0 duties" in listed)


def test_duties_of_a_worker(manager: Client) -> None:
    """A worker's list holds the worker's children alone."""
    worker = Worker.objects.get()
    page = page_of(manager, f"/teams/duties/?worker={worker.id}")
    assert "Duties of Social Worker" in page


def test_a_personal_adviser_is_called_one(manager: Client, child: ChildId) -> None:
    """With the young people they advise, their duties and the list of them."""
    Allocation.objects.update(role="personal_adviser")
    page = page_of(manager, f"/teams/{team()}/")
    assert "Personal adviser" in page
    assert ">Social worker<" not in page
    assert "children with a lead worker or personal adviser here" in page
    assert "1 child" in page_of(manager, f"/teams/{team()}/{Worker.objects.get().id}/")
    said = re.search(NUMBER.format("overdue"), page)
    assert said
    listed = page_of(manager, f"/teams/duties/?team={team()}&when=overdue")
    assert f"{said[1]} dut" in listed


def test_another_managers_team_is_not_there(manager: Client) -> None:
    """Neither its board nor its duties."""
    other = Team.objects.create(name="Another", service="Social care", started_on=BEFORE)
    assert manager.get(f"/teams/{other.id}/").status_code == 404
    assert "Duties of every team" in page_of(manager, f"/teams/duties/?team={other.id}")


def test_the_red_list_leads_to_the_child(manager: Client) -> None:
    """Who, why, since when and whose; what was not run says so."""
    page = page_of(manager, "/today/")
    assert "What needs somebody today" in page
    assert "Not run." in page
    linked = set(re.findall(r"/children/([0-9a-f-]{36})/", page))
    assert all(UUID(one) for one in linked)
    assert AuditEntry.objects.filter(verb="listed", details__page="today").count() == 1


def test_what_was_not_run_is_no_nought_in_a_tile() -> None:
    """Orders not recorded with their end: none is known to end, and none is known not to."""
    alarm, flag = ALARMS[1], Flag(Person().id, "An order", BEFORE, "Lawyer")
    raised = [Raised(alarm, flags, untold="Orders.") for flags in ((), (flag,))]
    assert [tile.shown for tile in tally(raised)] == ["Not run", "1, rest not run"]
    assert [tile.shown for tile in tally([Raised(alarm)])] == ["0"]


def test_what_was_not_run_is_never_nobody(child: ChildId, signed_in: SignIn) -> None:
    """Where only some ends are recorded, what was looked at is told apart from what was not."""
    of = {"person_id": child("C000000003"), "started_on": BEFORE}
    care = save(CarePeriod(**of), by=operator())
    save(LegalStatusPeriod(**of, care_period_id=care.pk, code="V2"), by=operator())
    page = page_of(signed_in("director"), "/today/")
    ending = page.split("<h2>Legal authority ending</h2>")[1].split("</section>")[0]
    assert "Not run in full." in ending
    assert "Nobody" not in ending


def test_one_kind_of_the_red_list(census: None, signed_in: SignIn) -> None:
    """Its list is as long as its number."""
    refresh_everybody()
    client = signed_in("director")
    said = re.search(NUMBER.format("very late"), page_of(client, "/today/"))
    assert said
    page = page_of(client, "/today/?kind=late")
    assert f"{said[1]} child" in page
    assert "Show every kind" in page


def test_very_late_is_shown_by_kind_of_duty(census: None, signed_in: SignIn) -> None:
    """The first few of each kind, the gravest first; how many there are, and the way to all."""
    refresh_everybody()
    client = signed_in("director")
    page = page_of(client, "/today/")
    said = re.findall(r"<caption>Very late: [^<]+<[^>]+>([\d,]+) child", page)
    whole = re.search(NUMBER.format("very late"), page)
    assert whole
    assert sum(map(int, said)) == int(whole[1])
    for address, count in re.findall(r'href="([^"]+of=[^"]+)">All ([\d,]+) child', page):
        assert f"{count} child" in page_of(client, address.replace("&amp;", "&"))


def test_an_analyst_reads_no_names(census: None, signed_in: SignIn) -> None:
    """Not on the red list either."""
    refresh_everybody()
    page = page_of(signed_in("performance_analyst"), "/today/?kind=nobody")
    surnames = set(PersonName.objects.values_list("surname", flat=True))
    assert surnames
    assert not [name for name in surnames if f"{name}, " in page]


@pytest.mark.parametrize("address", ["/teams/", "/teams/duties/", "/today/"])
def test_a_worker_has_no_boards(address: str, signed_in: SignIn) -> None:
    """One's own work is at home."""
    assert signed_in("social_worker").get(address).status_code == 403


def test_the_workforce_lead_sees_workers_and_no_children(child: ChildId, signed_in: SignIn) -> None:
    """Loads without a list behind them, and nothing of duties."""
    signed_in("social_worker", works_with=child("C000000003"))
    client = signed_in("workforce_lead")
    page = page_of(client, f"/teams/{team()}/")
    assert "Social Worker" in page
    assert "Overdue" not in page
    assert "/children/" not in page
    assert client.get(f"/teams/{team()}/{Worker.objects.get().id}/").status_code == 403


@pytest.mark.parametrize("role", ["workforce_lead", "system_administrator"])
def test_no_link_leads_where_the_reader_may_not_go(
    role: str, child: ChildId, signed_in: SignIn
) -> None:
    """What needs somebody today is not offered to who sees nobody's work."""
    signed_in("social_worker", works_with=child("C000000003"))
    client = signed_in(role)
    for address in ("/teams/", f"/teams/{team()}/", "/overview/", "/"):
        assert 'href="/today/"' not in client.get(address).content.decode()
    assert client.get("/today/").status_code == 403
