"""The pages of one child's record."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render

from kinkeeper.access.depth import Depth
from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import access_log
from kinkeeper.access.rules import may
from kinkeeper.care.queries import away_from_home
from kinkeeper.chronology.queries import later
from kinkeeper.duties.finding_queries import of_child as of_child_wrong
from kinkeeper.duties.queries import of_child
from kinkeeper.people.kin import kin
from kinkeeper.web.address import Address
from kinkeeper.web.filters import chosen, panel
from kinkeeper.web.fragments import answer
from kinkeeper.web.presenters import access_log as log
from kinkeeper.web.presenters import adoption as adopted
from kinkeeper.web.presenters import banner as who_it_is
from kinkeeper.web.presenters import care as cared
from kinkeeper.web.presenters import (
    casework,
    closing,
    doing,
    family_rows,
    glance,
    involved,
    owing,
    records,
    strands,
    whole_family,
)
from kinkeeper.web.presenters import details as about
from kinkeeper.web.presenters import early_help as helped
from kinkeeper.web.presenters import ecomap as near
from kinkeeper.web.presenters import family as kinsfolk
from kinkeeper.web.presenters import story as told
from kinkeeper.web.presenters.around import around
from kinkeeper.web.presenters.contexts import of_child as of_child_contexts
from kinkeeper.web.presenters.family_story import family_story
from kinkeeper.web.presenters.people import whom_to_ask
from kinkeeper.web.presenters.runs import of_child as in_census
from kinkeeper.web.presenters.runs import of_person as in_return
from kinkeeper.web.scope import Request, Subject, about_person
from kinkeeper.workforce.queries import lead_worker

UNDER = {
    "child-family": "child-details",
    "child-returns": "child-work",
}  # pages reached from another, which stays current


@about_person("story", Depth.RECORD)
def story_page(request: Request, subject: Subject) -> HttpResponse:
    """Why we are involved, what happened, newest first, and beside it what is owed and by whom."""
    who, told_of = request.who, _told(request, subject)
    owed = of_child(who=who, person_id=subject.id, as_at=who.on)
    near_to = around(who, subject)
    found = {
        "why": involved.why(who, subject.id),
        "glance": glance.glance(who, subject.id, near_to),
        "around": near_to,
        "next": owing.next_actions(owed, who.on),
        "left": owing.gaps(who, subject.id, owed),
    }
    return _page(request, subject, "child", found | told_of, part="story")


@about_person("details", Depth.RECORD)
def details(request: Request, subject: Subject) -> HttpResponse:
    """Names, numbers, addresses, family."""
    found = about.details(request.who, subject)
    found["contexts"] = of_child_contexts(request.who, subject.id)
    return _page(request, subject, "child-details", found)


@about_person("family", Depth.RECORD)
def family(request: Request, subject: Subject) -> HttpResponse:
    """The family tree, and who and what is around the child: drawn, and in words."""
    found = kin(who=request.who, person_id=subject.id)
    who, everybody = request.who, [one.id for one in found.people]
    away = away_from_home(who=who, person_ids=everybody, on=who.on)
    drawn = {
        "family": kinsfolk.shown(found, who.on, away),
        "near": near.around(who, found, away),
        "whole": whole_family.whole(who, subject, found, away),
        "rows": family_rows.rows(who, subject, found),
    }
    return _page(request, subject, "child-family", drawn)


@about_person("work", Depth.RECORD)
def work(request: Request, subject: Subject) -> HttpResponse:
    """What is owed, what cannot be counted, and what has been done."""
    owed = of_child(who=request.who, person_id=subject.id, as_at=request.who.on)
    done = casework.casework(request.who, subject.id)
    wrong = records.wrong(of_child_wrong(who=request.who, person_id=subject.id))
    lists = owing.lists(owed, request.who.on)
    left = owing.gaps(request.who, subject.id, owed)
    opened = may(request.who, Permission.SEE_STRATEGY, subject.id)
    found = lists | {"done": done, "wrong": wrong, "left": left, "strategy_open": opened}
    found |= in_return.in_returns(request.who, subject.id)
    found["early_help"] = helped.of_record(request.who, subject.id)
    return _page(request, subject, "child-work", found)


@about_person("returns", Depth.RECORD)
def returns(request: Request, subject: Subject) -> HttpResponse:
    """What the census would find in the record today."""
    found = in_census.shown(request.who, subject.id)
    return _page(request, subject, "child-returns", found)


@about_person("care", Depth.RECORD)
def care(request: Request, subject: Subject) -> HttpResponse:
    """Being looked after: times, legal statuses, placements, health, absence."""
    planned = adopted.adoption(request.who, subject.id)
    drawn = strands.of_care(request.who, subject.id)
    found = {**cared.care(request.who, subject.id), "adoption": planned, "strip": drawn}
    return _page(request, subject, "child-care", found)


@about_person("access_log", Depth.EXISTS, Permission.SEE_ACCESS_LOG)
def access(request: Request, subject: Subject) -> HttpResponse:
    """Who has seen this record."""
    looks = access_log(request.who, subject.id, limit=100)
    closed = closing.in_force(request.who, subject)
    return _page(request, subject, "child-access", {"log": log.log(looks), "closed": closed})


@about_person("known", Depth.EXISTS)
def known(request: Request, subject: Subject) -> HttpResponse:
    """That a child is known, and as much of the banner as the asker may see."""
    shown = {
        "ask": whom_to_ask(lead_worker(who=request.who, person_id=subject.id)),
        "emergency": may(request.who, Permission.BREAK_GLASS, subject.id),
    }
    if subject.depth >= Depth.BANNER:
        return _page(request, subject, "known", shown)
    links = doing.links(request.who, subject)
    return render(request, "web/known.html", {"subject": subject, "links": links, **shown})


def _told(request: Request, subject: Subject) -> dict[str, object]:
    """The story itself, as far as it was narrowed."""
    who, address = request.who, Address(request.path, request.GET.dict())
    heard = family_story(who, subject.id, address.choices)
    choices = [*told.choices(heard.happenings), *heard.choices]
    shown = told.narrowed(heard.happenings, chosen(choices, address.choices))
    total = told.total(len(shown), len(heard.happenings))
    return {
        "filters": panel("Narrow the story", choices, address),
        "years": told.years(shown, heard.tellers, heard.whose),
        "strip": strands.of_story(who, subject.id, shown, heard.whose),
        "total": total,
        "said": f"{total} shown.",
    }


def _page(
    request: Request, subject: Subject, view: str, found: Mapping[str, object], part: str = ""
) -> HttpResponse:
    frame = {
        "banner": who_it_is.banner(request.who, subject),
        "views": who_it_is.pages(request.who, subject, UNDER.get(view, view)),
        "subject": subject,
        "links": doing.links(request.who, subject),
        "records_to": records.known_until(request.who.on),
        "later": later(who=request.who, person_id=subject.id, as_at=request.who.on),
    }
    return answer(request, view, part, {**frame, **found})
