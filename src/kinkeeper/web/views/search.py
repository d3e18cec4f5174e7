"""Finding a person. What was typed stays out of addresses: it is kept in the session by a token."""

from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_http_methods

from kinkeeper.access.permissions import Permission
from kinkeeper.people.search import Found, SearchFailed, search
from kinkeeper.web import words
from kinkeeper.web.address import Address
from kinkeeper.web.fragments import answer
from kinkeeper.web.paging import paging
from kinkeeper.web.presenters import search as present
from kinkeeper.web.scope import Request, needing
from kinkeeper.workforce.queries import lead_workers

KEPT: Final = "searches"
MOST: Final = 10
LONGEST: Final = 200  # characters of a search that are read and kept


@require_http_methods(["GET", "POST"])
@needing(Permission.SEARCH_PEOPLE)
def ask(request: Request) -> HttpResponse:
    """The search box on a page of its own; a search is sent, kept, and shown under a token."""
    text = request.POST.get("text", "").strip()[:LONGEST]
    if not text:
        return render(request, "web/search.html", {"missing": request.method == "POST"})
    return redirect("search-results", token=_keep(request, text))


@needing(Permission.SEARCH_PEOPLE)
def results(request: Request, token: str) -> HttpResponse:
    """Who was found; a search that failed says so and is not an empty list."""
    text = request.session.get(KEPT, {}).get(token)
    if text is None:
        raise Http404
    try:
        found = search(who=request.who, text=text)
    except SearchFailed:
        return render(request, "errors/search_failed.html", {"text": text}, status=503)
    return answer(request, "results", "results", {"text": text, **_shown(request, found)})


def _shown(request: Request, found: Found) -> dict[str, object]:
    pages = paging(len(found.hits), Address(request.path, request.GET.dict()))
    hits = found.hits[pages.start : pages.start + pages.size]
    workers = lead_workers(who=request.who, person_ids=[hit.person.id for hit in hits])
    sees = request.who.reaches_everyone(Permission.SEE_BANNER)
    nobody = "Not allocated" if sees else "Not shown"
    unnamed = bool(found.asked.words) and not request.who.permits(Permission.SEE_NAME)
    return {
        "unnamed": unnamed,
        "read_as": present.read_as(found, unnamed=unnamed),
        "count": len(found.hits),
        "list": present.results(found, hits, workers, nobody=nobody),
        "pages": pages,
        "said": f"{words.counted(len(found.hits), 'result')}. {pages.words}.",
    }


def _keep(request: Request, text: str) -> str:
    """Keep the last few searches of this session, so that two windows do not mix theirs."""
    token = get_random_string(12)
    before = list(request.session.get(KEPT, {}).items())[-MOST + 1 :]
    request.session[KEPT] = {**dict(before), token: text}
    return token
