"""The Monday of a team manager happens as it is told: its words and figures are those of the pages."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

TUTORIAL = Path(__file__).resolve().parents[2] / "docs/tutorials/a-monday-as-team-manager.md"
BACKEND = "django.contrib.auth.backends.ModelBackend"
GONE = re.compile(r"<(script|style|title)\b.*?</\1>|<[^>]+>", re.DOTALL)

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


class Reader:
    """Somebody who follows links by their words and reads what stands on the page."""

    def __init__(self, username: str) -> None:
        self.client, self.html = Client(), ""
        user = get_user_model().objects.get(username=username)
        self.client.force_login(user, backend=BACKEND)
        self.open("/")

    def open(self, address: str) -> "Reader":
        """The page at an address."""
        answer = self.client.get(unescape(address))
        assert answer.status_code == 200, address
        self.html = answer.content.decode()
        return self

    def follow(self, said: str, beside: str = "") -> "Reader":
        """The first link with these words; in the table row that has the words beside it, if any."""
        rows = [r for r in re.findall(r"<tr.*?</tr>", self.html, re.DOTALL) if beside in text(r)]
        links = re.findall(
            r'<a [^>]*?href="([^"]+)"[^>]*>(.*?)</a>', rows[0] if beside else self.html, re.DOTALL
        )
        return self.open(next(url for url, words in links if text(words).startswith(said)))

    @property
    def page(self) -> str:
        """What is read on the page."""
        return text(self.html)


def text(html: str) -> str:
    """Words without their marks."""
    return " ".join(unescape(GONE.sub(" ", html)).split())


def told() -> str:
    """The tutorial as one line, without its marks."""
    return re.sub(r"[*`]|(?<= )> ", "", " ".join(TUTORIAL.read_text(encoding="utf-8").split()))


def same(page: str, pairs: dict[str, str]) -> None:
    """What the tutorial says, and what the page says of it, both stand where they should."""
    words = told()
    assert [said for said in pairs if said not in words] == []
    assert [there for there in pairs.values() if there not in page] == []


@pytest.fixture
def colm(city: None) -> Reader:
    """The team manager, just signed in."""
    return Reader("team-manager")


def test_the_list_is_as_long_as_told(colm: Reader) -> None:
    """The figures at the head of the team's work."""
    same(colm.page, {"My team's work: 141 duties": "141 duties",
                     "27 overdue": "27 overdue", "20 due soon": "20 due soon"})  # fmt: skip


def test_what_cannot_wait_is_as_told(colm: Reader) -> None:
    """Each kind of the red list, and the one that cannot be asked."""
    page = colm.follow("Teams").follow("What needs somebody today").page
    same(page, {
        "Very late: 14 children": "14 very late",
        "Missing now: nobody": "0 missing now",
        "No lead worker: nobody": "0 no lead worker",
        "On a plan for 15 months: nobody": "0 on a plan for 15 months",
        "Legal authority ending: Not run": "Not run legal authority ending",
        "a child protection visit": "Very late: children on protection plans 1 child",
        "three visits to children in need": "Very late: children in need 3 children",
        "The other 9 children": "what was not written down 9 children",
    })  # fmt: skip


def test_the_board_is_as_told(colm: Reader) -> None:
    """Who carries what; and a number opens its list."""
    board = colm.follow("Teams").follow("Thornley Vale safeguarding team")
    same(board.page, {
        "102 children have a lead worker here": "102 children with a lead worker here",
        "6 of 6 posts are filled": "6 of 6 posts filled",
        "Maisie Sallowfield leads with 29 children, Rupal Parmarel with 15":
            "Maisie Sallowfield leads with 29, Rupal Parmarel with 15",
    })  # fmt: skip
    same(board.follow("7", beside="Maisie Sallowfield").page, {"7 of the 27": "7 duties"})


def test_a_late_visit_is_explained_as_told(colm: Reader) -> None:
    """The sentence, its escalation and the doubt; and the change of worker before it."""
    why = colm.open("/?when=overdue").follow("Child-in-need visit", beside="Chukwurah, Ife")
    same(why.page, {
        "was due by Thursday 22 October 2015, overdue 27 working days":
            "It was started by child in need plan started on Thursday 24 September 2015, and was due "
            "by Thursday 22 October 2015, overdue 27 working days.",
        "Team manager five days past due": "Team manager five days past due",
        "Unverified": "Unverified", "practice norm": "Practice norm",
    })  # fmt: skip
    same(why.follow("Story").page, {
        "seen on 10 September": "Child seen Thursday 10 September 2015",
        "Harvey Thistledown stopped": "Harvey Thistledown stopped being lead social worker",
        "on 1 October Maisie": "Maisie Sallowfield became lead social worker Thursday 1 October",
    })  # fmt: skip


def test_a_gap_in_the_record_is_explained_as_told(colm: Reader) -> None:
    """What is overdue is a word that was not written down, and later visits have it."""
    why = colm.open("/?when=overdue").follow("Looked-after child seen", beside="Redfearne, Kieran")
    same(why.page, {
        "was due by Monday 2 February 2015, overdue 210 working days":
            "It was started by looked-after visit made on Monday 2 February 2015, and was due by "
            "Monday 2 February 2015, overdue 210 working days.",
        "Met by says so": "Whether the child was seen alone is recorded",
    })  # fmt: skip
    assert "Whether seen alone recorded Tuesday 20 October 2015" in why.follow("Story").page


def test_a_childs_story_is_as_told(colm: Reader) -> None:
    """Why we are involved, the strands and the events; then the family drawn."""
    story = colm.open("/?when=overdue").follow("Redfearne, Kieran")
    same(story.page, {
        "referred on Tuesday 1 February 2011": "Referred on Tuesday 1 February 2011",
        "since Monday 21 February 2011": "Looked after since Monday 21 February 2011",
        "Strands and events": "Strands and events",
    })  # fmt: skip
    drawn = story.follow("Details and family").follow("See the family drawn").page
    assert "Kieran Redfearne: placed in foster care since 30 April 2015." in drawn
    assert "Ruby Hallowbrook: placed in a children's home since 16 June 2014." in drawn
    assert "Redfearne, Jamie Redfearne, Chloe Redfearne, Declan Redfearne and Finley" in drawn
    assert "Colm Adebarre" in story.follow("Access log").page


def test_the_placements_are_as_told(colm: Reader) -> None:
    """How many of which kind, the last of them, and what is not recorded of a move."""
    care = colm.open("/?when=overdue").follow("Redfearne, Kieran").follow("Care").page
    same(care, {
        "two foster homes in the first two years": "11 Jul 2011 18 Dec 2012 Foster",
        "three children's homes one after another": "28 Jan 2015 30 Apr 2015 Children's home",
        "since 30 April 2015": "30 Apr 2015 Now Foster",
        "after nearly two years, Other": "Voluntary/third sector provision Other",
    })  # fmt: skip
    assert len(set(re.findall(r"\d+ \w+ 201\d \d+ \w+ 201\d Children's home", care))) == 3


def test_the_overview_is_as_told(city: None) -> None:
    """The whole authority, and a figure that opens its list."""
    overview = Reader("director").follow("Overview")
    same(overview.page, {
        "965 children in need, 100 on a protection plan, 187 looked after":
            "965 children in need, 100 on protection plans, 187 looked after",
        "Referrals fell to 106 in November 2015, from 210 a year before":
            "Referrals fell to 106 in November 2015, from 210 a year before",
        "Caseload fell to 19.2, from 26.3": "Caseload fell to 19.2, from 26.3 a year before",
        "Under Where you can choose Thornley Vale": "Thornley Vale safeguarding team",
    })  # fmt: skip
    behind = overview.open(re.findall(r'href="(/overview/list/WF14/[^"]+)"', overview.html)[0])
    same(behind.page, {"says 5": "5 rows", "none of them with a team yet": "No team"})
    assert behind.page.count("No team") == 5 + 1  # and once among the places to choose


def test_a_role_is_stepped_into_as_told(colm: Reader) -> None:
    """By a button that is named as the tutorial names it."""
    assert "Continue as Desmond Whitcombe" in told()
    assert "Continue as Desmond Whitcombe" in colm.follow("Change role").page
    colm.client.post("/roles/", {"username": "director"})
    assert "Desmond Whitcombe" in colm.open("/overview/").page
