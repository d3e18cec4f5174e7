"""The pages of one child's record."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render

from kinkeeper.access.depth import Depth
from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import access_log
from kinkeeper.access.rules import may
from kinkeeper.chronology.queries import later, story
from kinkeeper.duties.finding_queries import of_child as of_child_wrong
from kinkeeper.duties.queries import of_child
from kinkeeper.web.address import Address
from kinkeeper.web.presenters import access_log as log
from kinkeeper.web.presenters import banner as who_it_is
from kinkeeper.web.presenters import care as cared
from kinkeeper.web.presenters import casework, owing, records
from kinkeeper.web.presenters import details as about
from kinkeeper.web.presenters import story as told
from kinkeeper.web.presenters.people import whom_to_ask
from kinkeeper.web.scope import Request, Subject, about_person
from kinkeeper.workforce.queries import lead_worker


@about_person("story", Depth.RECORD)
def story_page(request: Request, subject: Subject) -> HttpResponse:
    """What happened, newest first, beside what is owed next."""
    who, on = request.who, request.who.on
    address = Address(request.path, request.GET.dict())
    found = story(who=who, person_id=subject.id, as_at=on)
    turns = address.choices.get("show") == "turns"
    owed = of_child(who=who, person_id=subject.id, as_at=on)
    return _page(
        request,
        subject,
        "child",
        {
            "shows": told.shows(address, turns=turns),
            "years": told.years(told.significant(found) if turns else found),
            "next": owing.next_actions(owed, on),
            "left": owing.gaps(who, subject.id, owed),
        },
    )


@about_person("details", Depth.RECORD)
def details(request: Request, subject: Subject) -> HttpResponse:
    """Names, numbers, addresses, family."""
    return _page(request, subject, "child-details", about.details(request.who, subject))


@about_person("work", Depth.RECORD)
def work(request: Request, subject: Subject) -> HttpResponse:
    """What is owed, what cannot be counted, and what has been done."""
    owed = of_child(who=request.who, person_id=subject.id, as_at=request.who.on)
    done = casework.casework(request.who, subject.id)
    wrong = records.wrong(of_child_wrong(who=request.who, person_id=subject.id))
    lists = owing.lists(owed, request.who.on)
    left = owing.gaps(request.who, subject.id, owed)
    found = lists | {"done": done, "wrong": wrong, "left": left}
    return _page(request, subject, "child-work", found)


@about_person("care", Depth.RECORD)
def care(request: Request, subject: Subject) -> HttpResponse:
    """Being looked after: times, legal statuses, placements, health, absence."""
    return _page(request, subject, "child-care", cared.care(request.who, subject.id))


@about_person("access_log", Depth.EXISTS, Permission.SEE_ACCESS_LOG)
def access(request: Request, subject: Subject) -> HttpResponse:
    """Who has seen this record."""
    looks = access_log(request.who, subject.id, limit=100)
    return _page(request, subject, "child-access", {"log": log.log(looks)})


@about_person("known", Depth.EXISTS)
def known(request: Request, subject: Subject) -> HttpResponse:
    """That a child is known, and as much of the banner as the asker may see."""
    ask = whom_to_ask(lead_worker(who=request.who, person_id=subject.id))
    if subject.depth >= Depth.BANNER:
        return _page(request, subject, "known", {"ask": ask})
    sees_log = may(request.who, Permission.SEE_ACCESS_LOG, subject.id)
    found = {"subject": subject, "sees_log": sees_log, "ask": ask}
    return render(request, "web/known.html", found)


def _page(
    request: Request, subject: Subject, view: str, found: Mapping[str, object]
) -> HttpResponse:
    frame = {
        "banner": who_it_is.banner(request.who, subject),
        "views": who_it_is.pages(request.who, subject, view),
        "subject": subject,
        "records_to": records.known_until(request.who.on),
        "later": later(who=request.who, person_id=subject.id, as_at=request.who.on),
    }
    return render(request, f"web/{view}.html", {**frame, **found})
