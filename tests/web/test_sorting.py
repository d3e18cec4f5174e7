"""The sorts of a worklist, asked of the database: in order, over pages, with the filters kept."""

import re

import pytest
from django.test import Client

from kinkeeper.access.models import User
from kinkeeper.access.who import Who, as_who
from kinkeeper.duties.queries import SORTS, Owed, Scope, Wanted, Worklist, worklist
from kinkeeper.kernel.ids import reference
from kinkeeper.law.plain_titles import plain_title
from kinkeeper.people.models import Person
from kinkeeper.people.references import in_order
from tests.web.conftest import TODAY, SignIn

pytestmark = pytest.mark.django_db


def test_children_sort_by_family_name(census: None, signed_in: SignIn) -> None:
    """As the list files them, whatever page they fall on; turned round, the other way."""
    client = signed_in("director")
    there, back = _children(client, "child"), _children(client, "-child")
    assert len(set(there)) > 5
    assert there == sorted(there, key=str.casefold)
    assert list(dict.fromkeys(back)) == list(dict.fromkeys(reversed(there)))


@pytest.mark.parametrize("sort", SORTS)
def test_no_row_is_lost_or_shown_twice_between_pages(
    census: None, signed_in: SignIn, sort: str
) -> None:
    """A child has several duties: the sort is settled within the child as well."""
    signed_in("director")
    who = as_who(User.objects.get(username="director"))
    duties = [row.duty_id for row in _every(who, sort)]
    assert len(duties) == len(set(duties)) == _page(who, sort, 1).total > 12


def test_masked_names_do_not_leak_through_the_order(census: None, signed_in: SignIn) -> None:
    """Who may not see names sees the references in order, and so learns nothing from it."""
    shown = _children(signed_in("performance_analyst"), "child")
    assert len(set(shown)) > 5
    assert shown == sorted(shown)


def test_what_is_needed_sorts_by_the_words_that_are_shown(census: None, signed_in: SignIn) -> None:
    """Not by the name the duty has in the program."""
    signed_in("director")
    who = as_who(User.objects.get(username="director"))
    titles = [plain_title(row.clock) for row in _every(who, "clock")]
    assert len(titles) > 12
    assert titles == sorted(titles)


def test_references_sort_as_they_are_read(census: None) -> None:
    """The database puts ids in the order of the references people see."""
    rows = Person.objects.order_by(in_order("id")).values_list("id", flat=True)
    said = [reference(one) for one in rows]
    assert said == sorted(said)


def test_a_sort_keeps_the_filters(census: None, signed_in: SignIn) -> None:
    """The heading of a narrowed list leads to the same list, sorted."""
    page = signed_in("director").get("/?when=overdue&area=protection").content.decode()
    assert "?area=protection&amp;sort=child&amp;when=overdue" in page


def _every(who: Who, sort: str) -> list[Owed]:
    pages = range(1, _page(who, sort, 1).pages + 1)
    return [row for page in pages for row in _page(who, sort, page).rows]


def _page(who: Who, sort: str, page: int) -> Worklist:
    return worklist(
        who=who, wanted=Wanted(Scope.ALL, sort=sort, page=page, per_page=4), as_at=TODAY
    )


def _children(client: Client, sort: str) -> list[str]:
    return _all_pages(client, sort, r'scope="row"><a href="/children/[^"]+">([^<]+)</a>')


def _all_pages(client: Client, sort: str, pattern: str) -> list[str]:
    found: list[str] = []
    for page in range(1, 20):
        said = client.get(f"/?sort={sort}&page={page}").content.decode()
        found += re.findall(pattern, said)
        if 'rel="next"' not in said:
            break
    return found
