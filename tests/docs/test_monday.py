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
    same(colm.page, {"My team's work: 137 duties": "137 duties",
                     "19 overdue": "19 overdue", "11 due soon": "11 due soon"})  # fmt: skip


def test_what_cannot_wait_is_as_told(colm: Reader) -> None:
    """Each kind of the red list, and the one that cannot be asked."""
    page = colm.follow("Teams").follow("What needs somebody today").page
    same(page, {
        "Very late: 10 children": "10 very late",
        "Missing now: nobody": "0 missing now",
        "No lead worker: nobody": "0 no lead worker",
        "1 child, Jamie Fennimore": "Fennimore, Jamie",
        "since Monday 2 June 2014": "On the plan since Monday 2 June 2014",
        "Legal authority ending: 1 child, Blessing Zerihan": "Zerihan, Blessing",
        "emergency protection order expires on Friday 4 December 2015 at the latest":
            "Emergency protection order expires, at the latest Friday 4 December 2015",
        "what is Not run": "Not run.",
    })  # fmt: skip


def test_the_board_is_as_told(colm: Reader) -> None:
    """Who carries what; and a number opens its list."""
    board = colm.follow("Teams").follow("Oldforge safeguarding team")
    same(board.page, {
        "105 children have a lead worker here": "105 children with a lead worker here",
        "7 of 7 posts are filled": "7 of 7 posts filled",
        "Abigail Quillby leads with 22 children, Connor Marchbank with 11":
            "Abigail Quillby leads with 22, Connor Marchbank with 11",
    })  # fmt: skip
    same(board.follow("8", beside="Riley Merrivale").page, {"8 of the 19": "8 duties"})


def test_a_late_visit_is_explained_as_told(colm: Reader) -> None:
    """The sentence, its escalation and the doubt; and the change of worker before it."""
    why = colm.open("/?when=overdue").follow("Child-in-need visit", beside="Ravensdene, Jess")
    same(why.page, {
        "was due by Friday 13 November 2015, overdue 11 working days":
            "It was started by child in need visit made on Friday 16 October 2015, and was due by "
            "Friday 13 November 2015, overdue 11 working days.",
        "Team manager five days past due": "Team manager five days past due",
        "Unverified": "Unverified", "practice norm": "Practice norm",
    })  # fmt: skip
    same(why.follow("Story").page, {
        "seen on 17 August": "Child seen Monday 17 August 2015",
        "Faith Tanqueray stopped": "Faith Tanqueray stopped being lead social worker",
        "on 7 October Ismail": "Ismail Bashireen became lead social worker Wednesday 7 October",
    })  # fmt: skip


def test_a_gap_in_the_record_is_explained_as_told(colm: Reader) -> None:
    """What is overdue is a word that was not written down, and later visits have it."""
    why = colm.open("/?when=overdue").follow("Looked-after child seen", beside="Wainfleet, Layla")
    same(why.page, {
        "was due by Saturday 17 January 2015, overdue 221 working days":
            "It was started by looked-after visit made on Saturday 17 January 2015, and was due by "
            "Saturday 17 January 2015, overdue 221 working days.",
        "Met by says so": "Whether the child was seen alone is recorded",
    })  # fmt: skip
    assert "Whether seen alone recorded Monday 2 March 2015" in why.follow("Story").page


def test_a_childs_story_is_as_told(colm: Reader) -> None:
    """Why we are involved, the strands and the events; then care, and the family drawn."""
    story = colm.open("/?when=overdue").follow("Wainfleet, Layla")
    same(story.page, {
        "referred on Friday 7 December 2012": "Referred on Friday 7 December 2012",
        "since Thursday 3 January 2013": "Looked after since Thursday 3 January 2013",
        "Strands and events": "Strands and events",
    })  # fmt: skip
    assert "30 Jul 2015 Now Foster" in story.follow("Care").page
    drawn = story.follow("Details and family").follow("See the family drawn").page
    assert "Father not known here" in drawn
    assert "Abigail Wainfleet is the mother of Layla Wainfleet." in drawn
    assert "Colm Adebarre" in story.follow("Access log").page


def test_the_overview_is_as_told(city: None) -> None:
    """The whole authority, and a figure that opens its list."""
    overview = Reader("director").follow("Overview")
    same(overview.page, {
        "965 children in need, 99 on a protection plan, 187 looked after":
            "965 children in need, 99 on protection plans, 187 looked after",
        "Referrals fell to 106 in November 2015, from 210 a year before":
            "Referrals fell to 106 in November 2015, from 210 a year before",
        "Caseload fell to 19.1, from 26.2": "Caseload fell to 19.1, from 26.2 a year before",
        "Under Where you can choose Oldforge": "Oldforge safeguarding team",
    })  # fmt: skip
    behind = overview.open(re.findall(r'href="(/overview/list/WF14/[^"]+)"', overview.html)[0])
    same(behind.page, {"says 8": "8 rows", "six with no team at all": "No team"})
    assert behind.page.count("No team") == 6 + 1  # and once among the places to choose


def test_a_role_is_stepped_into_as_told(colm: Reader) -> None:
    """By a button that is named as the tutorial names it."""
    assert "Continue as Desmond Whitcombe" in told()
    assert "Continue as Desmond Whitcombe" in colm.follow("Change role").page
    colm.client.post("/roles/", {"username": "director"})
    assert "Desmond Whitcombe" in colm.open("/overview/").page
