"""What a page may show: who asks, which person, and how far into the record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from kinkeeper.access import audit
from kinkeeper.access.depth import Depth
from kinkeeper.access.permissions import Permission
from kinkeeper.access.relationships import registered
from kinkeeper.access.rules import depth, may
from kinkeeper.access.who import Who
from kinkeeper.people.queries import person as find_person
from kinkeeper.people.queries import survivor
from kinkeeper.web.shapes import Somebody

P = ParamSpec("P")


class Request(HttpRequest):
    """A request of somebody signed in: middleware lets no other pass, and says who asks."""

    who: Who


@dataclass(frozen=True, slots=True)
class Subject:
    """The person a page is about, and how far into their record the asker sees."""

    person: Somebody
    depth: Depth
    own: bool

    @property
    def id(self) -> UUID:
        """The person's id."""
        return self.person.id


View = Callable[Concatenate[Request, P], HttpResponseBase]
PageView = Callable[Concatenate[Request, Subject, P], HttpResponseBase]


def needing(*needs: Permission) -> Callable[[View[P]], Callable[..., HttpResponseBase]]:
    """Only for somebody who holds one of these permissions; the page of a role, not of a person."""

    def decorate(view: View[P]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def page(request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not any(request.who.permits(need) for need in needs):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        page.needs = needs  # type: ignore[attr-defined]
        return page

    return decorate


def about_person(
    name: str, least: Depth, needs: Permission | None = None
) -> Callable[[PageView[P]], Callable[..., HttpResponseBase]]:
    """A page of one record. Who sees less of it is sent to what they may see, or to a 404.

    `needs` is a permission the page asks beside. The read is written to the audit before the answer
    is made.
    """

    def decorate(view: PageView[P]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def page(
            request: Request, person_id: UUID, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            subject = let_in(request.who, person_id, least, needs)
            if not isinstance(subject, Subject):
                return subject
            audit.read(by=request.who, person_id=subject.id, page=name)
            return view(request, subject, *args, **kwargs)

        page.asks = (least, needs)  # type: ignore[attr-defined]
        return page

    return decorate


def let_in(
    who: Who, person_id: UUID, least: Depth, needs: Permission | None
) -> Subject | HttpResponseBase:
    """The person of a page, where the asker may open it; else the way to what they may see, or 404."""
    subject = subject_of(who, person_id)
    if subject.id != person_id:
        return redirect("child", person_id=subject.id)
    if subject.depth < least:
        return redirect(reverse("known", args=[person_id]))
    if needs and not may(who, needs, subject.id):
        raise not_there(who, needs, subject.id)
    return subject


def subject_of(who: Who, person_id: UUID) -> Subject:
    """The person, or a 404 where the asker may not know that there is one."""
    found = find_person(who=who, person_id=person_id)
    if found is None:
        raise not_there(who, Permission.SEE_EXISTS, survivor(person_id))
    reach = registered(Depth.BANNER, reading=False)
    own = any(one.reaches(who.id, found.id, who.on) for one in reach)
    return Subject(found, depth(who, found.id), own)


def not_there(who: Who, what: Permission, person_id: UUID) -> Http404:
    """The answer of nobody, once the attempt is in the audit; past a conflict it is an alert.

    An id that is nobody's is written too: hidden and unknown ask as much and answer alike.
    """
    audit.refused(by=who, what=what, thing=person_id)
    return Http404()
