"""A list that names children is in the audit before it is shown, or it is not shown."""

import re
from uuid import UUID

import pytest
from django.urls import reverse

from kinkeeper.access import audit
from kinkeeper.access.audit import AuditUnavailable
from kinkeeper.access.models import AuditEntry, Conflict, User
from kinkeeper.duties.findings import refresh_findings
from kinkeeper.duties.models import Finding
from kinkeeper.returns.models import Load
from tests.web.conftest import ChildId, SignIn

pytestmark = pytest.mark.django_db
NAMED = "C000000003"  # the child whom the example census has a finding about


@pytest.fixture
def lists(census: None) -> dict[str, str]:
    """The address of every list that names children, by the name the audit has for it."""
    refresh_findings()
    found = Finding.objects.filter(closed_on=None)[0]
    return {
        "worklist": reverse("home"),
        "check": reverse("check", args=[found.check_id]),
        "load": reverse("import-report", args=[Load.objects.get().id]),
    }


@pytest.mark.parametrize("page", ["worklist", "check"])
def test_a_list_is_one_entry_with_everybody_on_it(
    page: str, lists: dict[str, str], signed_in: SignIn
) -> None:
    """Who read it, and which children it named."""
    said = signed_in("performance_analyst").get(lists[page]).content.decode()
    entry = AuditEntry.objects.get(verb="listed")
    linked = set(re.findall(r"/children/([0-9a-f-]{36})/", said))
    assert (entry.actor, entry.details["page"]) == ("performance_analyst", page)
    assert set(entry.details["shown"]) == linked != set()


def test_the_report_of_a_load_is_one_entry(
    lists: dict[str, str], child: ChildId, signed_in: SignIn
) -> None:
    """With the load, and the children its findings named."""
    signed_in("performance_analyst").get(lists["load"])
    details = AuditEntry.objects.get(verb="listed").details
    assert details["shown"] == [str(child(NAMED))]
    assert details["load"] == str(Load.objects.get().id)


@pytest.mark.parametrize("page", ["worklist", "check", "load"])
def test_a_list_that_cannot_be_noted_is_not_shown(
    page: str, lists: dict[str, str], signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """503, and nobody is named."""
    client = signed_in("performance_analyst")

    def down(_entries: object) -> None:
        raise AuditUnavailable

    monkeypatch.setattr(audit, "write", down)
    answer = client.get(lists[page])
    assert answer.status_code == 503
    assert "/children/" not in re.sub(
        r'action="/children/"|href="/children/"', "", answer.content.decode()
    )


def test_a_finding_does_not_name_a_child_closed_to_the_reader(
    lists: dict[str, str], child: ChildId, signed_in: SignIn
) -> None:
    """The row and its reason stay; whom it is about does not, on the page or in the audit."""
    client = signed_in("performance_analyst")
    assert NAMED in client.get(lists["load"]).content.decode()
    _conflict("performance_analyst", child(NAMED))
    said = client.get(lists["load"]).content.decode()
    assert "a child closed to you" in said
    assert NAMED not in said
    assert AuditEntry.objects.filter(verb="listed").latest("id").details["shown"] == []


def test_a_finding_about_nobody_known_keeps_its_number(
    lists: dict[str, str], signed_in: SignIn
) -> None:
    """The analyst needs it to find the row in the file."""
    load = Load.objects.get()
    load.findings.update(child="X-NOT-KNOWN")
    assert "X-NOT-KNOWN" in signed_in("director").get(lists["load"]).content.decode()


def _conflict(username: str, person_id: UUID) -> None:
    one = User.objects.get(username=username)
    namer = User.objects.create_user("namer", full_name="Na Mer")
    Conflict.objects.create(user=one, person_id=person_id, reason="family", named_by=namer)
