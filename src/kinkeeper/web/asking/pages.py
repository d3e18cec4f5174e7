"""One form of question pages at work: a page shown, its answers kept, all of them checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render

from kinkeeper.access.who import Who
from kinkeeper.kernel.errors import BadInput
from kinkeeper.kernel.moment import lived
from kinkeeper.partners import actions
from kinkeeper.partners.queries import DraftShown
from kinkeeper.web import words
from kinkeeper.web.asking.questions import MOST_CHILDREN, Flow, Page
from kinkeeper.web.presenters import asking as present

CHECK: Final = "check"
KEEPS_ITSELF: Final = "Kinkeeper-Draft"  # said by drafts.mjs, which sends what is being typed


@dataclass(frozen=True, slots=True)
class Form:
    """What is being told, where its pages are, and as whom it is kept."""

    flow: Flow
    draft: DraftShown
    by: Who
    address: Callable[[str], str]
    start: str
    leave: str
    layout: str
    hidden: tuple[tuple[str, str], ...] = ()
    signed_in: bool = True


def answered(request: HttpRequest, form: Form, slug: str) -> HttpResponseBase:
    """The page of this name; sent back, its answers are kept whatever they are, then judged."""
    page = form.flow.page(slug)
    if page is None:
        raise Http404
    if request.method != "POST":
        typed = form.draft.answers.get(slug)
        return _shown(request, form, page, typed, {}, more="more" in request.GET)
    typed = page.read(request.POST.dict())
    actions.save(draft=form.draft.id, answers={slug: typed}, by=form.by)
    if KEEPS_ITSELF in request.headers:
        said = f"Saved {words.full_moment(lived())}"
        return JsonResponse({"said": said, "was": {}, "shown": []})
    return _next(request, form, page, typed)


def checked(request: HttpRequest, form: Form, wrong: str = "") -> HttpResponse:
    """Every answer, with what is still missing where something is."""
    problems = form.flow.problems(form.draft.answers) if wrong or request.method == "POST" else {}
    page = present.checking(form, problems, wrong, removing="remove" in request.GET)
    status = 422 if page.problems else 200
    return render(request, "outside/check.html", {"asking": page}, status=status)


def missing(form: Form) -> bool:
    """Whether something is still to be answered."""
    return bool(form.flow.problems(form.draft.answers))


def in_words(refused: BadInput) -> str:
    """What the front door would not take, as a sentence."""
    return words.capital(refused.reason)


def _next(request: HttpRequest, form: Form, page: Page, typed: Any) -> HttpResponseBase:
    step = request.POST.get("step", "")
    if step == "later":
        return redirect(form.leave)
    if step == "more" and page.many and len(typed) < MOST_CHILDREN:
        return redirect(f"{form.address(page.slug)}?more")
    if problems := page.problems(typed):
        return _shown(request, form, page, typed, problems, more=False)
    following = None if "check" in request.GET else form.flow.after(page)
    return redirect(form.address(following.slug if following else CHECK))


def _shown(
    request: HttpRequest,
    form: Form,
    page: Page,
    typed: Any,
    problems: dict[str, str],
    *,
    more: bool,
) -> HttpResponse:
    shown = present.asking(form, page, typed, problems, more=more, checking="check" in request.GET)
    status = 422 if problems else 200
    return render(request, "outside/question.html", {"asking": shown}, status=status)
