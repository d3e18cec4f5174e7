"""Who a record is about: the banner of every page of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from kinkeeper.access.depth import Depth
from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import restriction_words
from kinkeeper.access.rules import may
from kinkeeper.access.who import Who
from kinkeeper.care.queries import CareSummary, care_leaver, care_summary
from kinkeeper.duties.queries import left_out, longest_overdue, next_due
from kinkeeper.earlyhelp.queries import goes_on
from kinkeeper.frontdoor.queries import OpenEpisode, involvement
from kinkeeper.people.queries import names_of
from kinkeeper.protection.queries import CategoryShown, OnPlan, current_plans, plans
from kinkeeper.web import words
from kinkeeper.web.parts import Banner, Fact, Link, Tag
from kinkeeper.web.presenters import duty, glass, people, warnings
from kinkeeper.web.presenters.legal import in_words
from kinkeeper.web.scope import Subject
from kinkeeper.web.shapes import Somebody
from kinkeeper.workforce.queries import ChildsWorker, current_workers

NOT_OWN = "This child is not in your caseload or your team's. Your viewing is recorded."
HIDDEN = "Some information may be hidden: your role does not open all of this record."
CARE_LEAVER = "Care leaver"
READ_AS_WORDS = frozenset(
    {
        "child-notes",
        "child-documents",
        "child-warnings",
        "child-forms",
        "child-plans",
        "child-protection",
        "child-court",
    }
)
AGES = (16, 24)  # of care leavers, in whole years
PAGES = (
    ("Story", "child"),
    ("Details and family", "child-details"),
    ("Work", "child-work"),
    ("Notes and visits", "child-notes"),
    ("Documents", "child-documents"),
    ("Warnings and tasks", "child-warnings"),
    ("Plans and visits", "child-plans"),
    ("Protection", "child-protection"),
    ("Court", "child-court"),
    ("Care", "child-care"),
    ("Forms", "child-forms"),
    ("Oversight", "child-oversight"),
    ("Access log", "child-access"),
)


def banner(who: Who, subject: Subject) -> Banner:
    """The banner, from what the asker may see."""
    person = subject.person
    names = names_of(who, [person.id]).get(person.id, ())
    warned = warnings.of_banner(who, person.id)
    care = care_summary(who=who, person_id=person.id, where=False)
    on = current_plans(who=who, person_id=person.id)
    for_harm = [one for plan in plans(who=who, person_id=person.id) for one in plan.categories]
    return Banner(
        name=people.title(person, names),
        known_as=people.known_as(names),
        lines=people.lines(person, who.on, named=bool(names)),
        strands=strands(
            care,
            on,
            for_harm,
            involvement(who=who, person_id=person.id),
            helped=goes_on(who=who, person_id=person.id),
            left=of_an_age(person, who.on) and care_leaver(who=who, person_id=person.id),
        ),
        people=workers(current_workers(who=who, person_id=person.id)),
        next=duty.coming(next_due(who=who, person_id=person.id, as_at=who.on), who.on),
        overdue=duty.coming(longest_overdue(who=who, person_id=person.id, as_at=who.on), who.on),
        sections_closed=words.sections(left_out(who=who, person_id=person.id)),
        notices=(*(closed := restriction_words(who, person.id)), *_notices(who, subject)),
        alerts=warned.tags,
        alerts_failed=warned.failed,
        restricted=bool(closed),
    )


def strands(
    care: CareSummary | None,
    on: Sequence[OnPlan],
    for_harm: Sequence[CategoryShown],
    episode: OpenEpisode | None,
    *,
    helped: bool = False,
    left: bool = False,
) -> tuple[Tag, ...]:
    """What the service is involved in; child in need is left out where protection or care holds."""
    protection = [_protection(for_harm) for plan in on if plan.kind == "cp"]
    looked_after = [_looked_after(care)] if care else []
    need = [] if protection or looked_after else _need(on, episode)
    left_care = [Tag(CARE_LEAVER)] if left and not care else []
    early = [Tag("Early help")] if helped else []
    found = (*protection, *looked_after, *need, *early, *left_care)
    return found or (Tag("Not open", "plain"),)


def of_an_age(person: Somebody, today: date) -> bool:
    """Whether somebody living is of an age to be a care leaver; an age not known does not forbid it."""
    if person.died_on:
        return False
    born = person.born_on
    return born is None or AGES[0] <= words.years(born, today) <= AGES[1]


def workers(found: Sequence[ChildsWorker]) -> tuple[Fact, ...]:
    """Each worker by role; a child without a lead worker is said to be without one."""
    facts = [Fact(one.role_title, _worker(one)) for one in found]
    lead = any(one.role == "lead" for one in found)
    return tuple(facts if lead else [Fact("Lead social worker", "Not allocated"), *facts])


def pages(who: Who, subject: Subject, here: str) -> list[Link]:
    """The pages of a record that the asker may open."""
    return [
        Link(name, reverse(view, args=[subject.id]), view == here)
        for name, view in PAGES
        if _opens(who, subject, view)
    ]


def _opens(who: Who, subject: Subject, view: str) -> bool:
    if view == "child-access":
        return may(who, Permission.SEE_ACCESS_LOG, subject.id)
    if view in READ_AS_WORDS and not may(who, Permission.SEE_NARRATIVE, subject.id):
        return False
    return subject.depth >= Depth.RECORD


def _notices(who: Who, subject: Subject) -> list[str]:
    masked = not may(who, Permission.SEE_NAME, subject.id)
    opened = glass.notice(who, subject)
    notices = [opened] if opened else [] if subject.own else [NOT_OWN]
    hidden = [HIDDEN] if masked or subject.depth < Depth.RECORD else []
    return [" ".join([*notices, *hidden])] if notices or hidden else []


def _need(on: Sequence[OnPlan], episode: OpenEpisode | None) -> list[Tag]:
    if any(plan.kind == "cin" for plan in on):
        return [Tag("Child in need plan")]
    return [Tag("Open to the service")] if episode else []


def _protection(for_harm: Sequence[CategoryShown]) -> Tag:
    now = [str(one.category).lower() for one in for_harm if one.ended_on is None]
    return Tag("Child protection plan" + (f": {', '.join(now)}" if now else ""))


def _looked_after(care: CareSummary) -> Tag:
    status = care.legal_status
    return Tag(f"Looked after{f': {words.uncapital(in_words(status))}' if status else ''}")


def _worker(one: ChildsWorker) -> str:
    return f"{one.worker}, {one.team}" if one.team else one.worker
