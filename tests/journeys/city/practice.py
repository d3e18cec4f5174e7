"""The pages of quality, with what has to be there for them to be looked at."""

from collections.abc import Callable
from functools import cache

from django.test import Client

from kinkeeper.access.models import User
from kinkeeper.access.who import Who, who_is
from kinkeeper.cli import sample_quality
from kinkeeper.quality.models import CaseAudit, SampleCase
from tests.journeys.city.pages import Found, Page

DIRECTOR, AUDITOR = "director", "reviewing_officer"


def _who(role: str) -> Who:
    return who_is(User.objects.get(username=role.replace("_", "-")).id)


@cache
def _made() -> None:
    """An audit that waits and a small sample, unless the demonstration has them already."""
    if not CaseAudit.objects.exists():
        manager = _who("team_manager")
        sample_quality.make(director=_who(DIRECTOR), auditor=_who(AUDITOR), manager=manager)


def _at(page: str) -> Callable[[Found, Client], str]:
    """A page of quality, of the audit or of its child."""

    def address(_: Found, __: Client) -> str:
        _made()
        one = CaseAudit.objects.order_by("given_on", "id")[0]
        return page.format(audit=one.id, child=one.person_id)

    return address


def _case(_: Found, __: Client) -> str:
    _made()
    return f"/quality/samples/{SampleCase.objects.filter(answer=None)[0].id}/"


PRACTICE = (
    Page("quality", DIRECTOR, _at("/quality/")),
    Page("standards", DIRECTOR, _at("/quality/standards/")),
    Page("samples", DIRECTOR, _at("/quality/samples/")),
    Page("sample-case", AUDITOR, _case),
    Page("unidentified", DIRECTOR, _at("/quality/unidentified/")),
    Page("unidentified", "scrutiny_member", _at("/quality/unidentified/")),
    Page("unidentified-kind", DIRECTOR, _at("/quality/unidentified/unassessed/")),
    Page("case-audit", AUDITOR, _at("/quality/audits/{audit}/")),
    Page("case-audit-step", AUDITOR, _at("/quality/audits/{audit}/propose/")),
    Page("case-audit-step", DIRECTOR, _at("/quality/audits/{audit}/moderate/")),
    Page("child-oversight", DIRECTOR, _at("/children/{child}/oversight/")),
    Page("oversee", DIRECTOR, _at("/children/{child}/oversight/new/")),
    Page("audit-give", DIRECTOR, _at("/children/{child}/oversight/audit/")),
)
