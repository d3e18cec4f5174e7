"""The pages of a record: what is shown, to whom, and that it was noted."""

import pytest
from django.test import Client
from django.urls import reverse

from kinkeeper.access.models import AuditEntry
from tests.web.conftest import ChildId, SignIn

pytestmark = pytest.mark.django_db
PAGES = ("child", "child-details", "child-work", "child-care", "child-access")


def test_the_worker_of_a_child_opens_every_page(child: ChildId, signed_in: SignIn) -> None:
    """Each page prints the banner, with the next statutory date or the words that there is none."""
    subject = child("C000000003")
    client = signed_in("social_worker", works_with=subject)
    for page in PAGES:
        answer = client.get(reverse(page, args=[subject]))
        assert answer.status_code == 200, page
        assert "Next date that can be counted" in answer.content.decode(), page


def test_every_read_is_noted_before_it_is_shown(child: ChildId, signed_in: SignIn) -> None:
    """One row in the audit for each page, with the reader and the child."""
    subject = child("C000000003")
    client = signed_in("director")
    for page in PAGES:
        client.get(reverse(page, args=[subject]))
    noted = AuditEntry.objects.filter(verb="read", person_id=subject, actor="director")
    pages = sorted(str(entry.details["page"]) for entry in noted)
    assert pages == ["access_log", "care", "details", "story", "work"]


def test_another_worker_learns_only_that_the_child_is_known(
    child: ChildId, signed_in: SignIn
) -> None:
    """Not the story, not the name: that the child is known, and whom to ask."""
    client = signed_in("social_worker")
    for page in PAGES[:4]:
        answer = client.get(reverse(page, args=[child("C000000003")]), follow=True)
        said = answer.content.decode()
        assert "This child is known here" in said, page
        assert "Referral" not in said, page


def test_hidden_and_unknown_are_one_answer(child: ChildId, signed_in: SignIn) -> None:
    """Status and body are the same for a child one may not know of and for no child at all."""
    client = signed_in("finance_partner")
    hidden = _bare(client, str(child("C000000003")))
    unknown = _bare(client, "00000000-0000-7000-8000-000000000000")
    assert hidden == unknown
    assert hidden[0] == 404


def test_a_title_never_names_the_child(child: ChildId, signed_in: SignIn) -> None:
    """What a shared screen or an analytics tool would show is the purpose of the page alone."""
    client = signed_in("director")
    for page in PAGES:
        said = client.get(reverse(page, args=[child("C000000003")])).content.decode()
        title = said.split("<title>")[1].split("</title>")[0]
        assert title.removesuffix(" \u2013 Kinkeeper") in {
            "Story", "Details and family", "Work", "Care", "Access log",
        }  # fmt: skip


def test_an_analyst_sees_coded_data_and_no_name(child: ChildId, signed_in: SignIn) -> None:
    """The reference stands where the name would, and the page says that something is hidden."""
    said = signed_in("performance_analyst").get(reverse("child", args=[child("C000000003")]))
    assert "Some information may be hidden" in said.content.decode()


def test_a_page_that_ones_role_lacks_is_not_there(child: ChildId, signed_in: SignIn) -> None:
    """The access log is not an analyst's to read: neither linked nor found."""
    client, subject = signed_in("performance_analyst"), child("C000000003")
    log = reverse("child-access", args=[subject])
    assert log not in client.get(reverse("child", args=[subject])).content.decode()
    assert client.get(log).status_code == 404


def test_a_merged_record_leads_to_the_one_it_went_into(child: ChildId, signed_in: SignIn) -> None:
    """An old link still arrives."""
    from kinkeeper.people.models import Person

    keep, drop = child("C000000003"), child("C000000004")
    Person.objects.filter(id=drop).update(merged_into=keep)
    answer = signed_in("director").get(reverse("child", args=[drop]))
    assert answer["Location"] == reverse("child", args=[keep])


def _bare(client: Client, person_id: str) -> tuple[int, str]:
    answer = client.get(f"/children/{person_id}/")
    body = answer.content.decode().split("Printed")[0]
    return answer.status_code, body
