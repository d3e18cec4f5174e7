"""Question pages: whatever is typed is kept and judged, and what has no problem can be handed in."""

from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.frontdoor.told import Told
from kinkeeper.kernel.ids import uuid7
from kinkeeper.web.asking import public, referral, told
from kinkeeper.web.asking.questions import Flow, Page

WORDS = st.sampled_from(
    ["", " ", "Ada", "27", "2", "2015", "2999", "given", "refused", "other", "4"]
)
ANYTHING = WORDS | st.text(max_size=30)


def boxes(page: Page) -> list[str]:
    """Every box of a page, of three children where it asks of each."""
    own = [box for question in page.questions for box in question.boxes()]
    return [f"{row}-{box}" for row in range(3) for box in own] if page.many else own


def typed(flow: Flow) -> st.SearchStrategy[dict[str, dict[str, str]]]:
    """Something in some boxes of every page."""
    pages = {
        page.slug: st.dictionaries(st.sampled_from(boxes(page)), ANYTHING) for page in flow.pages
    }
    return st.fixed_dictionaries(pages)


@given(typed(referral.FLOW))
def test_what_has_no_problem_is_a_referral(posted: dict[str, dict[str, str]]) -> None:
    """Nothing is raised, and nothing wrong with it is left for the front door to find."""
    answers = {page.slug: page.read(posted[page.slug]) for page in referral.FLOW.pages}
    if not referral.FLOW.problems(answers):
        said = told.referral(answers, submission=uuid7(), agency_id=uuid7(), email="")
        assert_fit(said)
        assert not said.consent_why or said.consent != "given"


@given(typed(public.FLOW))
def test_what_has_no_problem_can_be_told(posted: dict[str, dict[str, str]]) -> None:
    """The same of the public form."""
    answers = {page.slug: page.read(posted[page.slug]) for page in public.FLOW.pages}
    if not public.FLOW.problems(answers):
        assert_fit(told.by_the_public(answers, submission=uuid7()))


def assert_fit(said: Told) -> None:
    """Children who can be looked for, and words."""
    assert said.children
    assert not any(child.is_nobody for child in said.children)
    assert said.concern.strip()


def test_a_child_of_whom_an_age_alone_is_said_is_asked_about_again() -> None:
    """Nobody could be found by it."""
    page = public.FLOW.pages[1]
    assert page.problems(page.read({"0-age": "7"})) == {
        "0-forename": "Say a name, a date of birth or where they live"
    }
