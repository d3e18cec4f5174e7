"""Coming in from another agency: an address, a code sent to it, the portal."""

from typing import Final
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinkeeper.access.middleware import BY_CODE
from kinkeeper.access.queries import user_with_id
from kinkeeper.partners import signing_in

BACKEND: Final = "django.contrib.auth.backends.ModelBackend"
ASKED: Final = "code_asked"
LONGEST: Final = 254
WRONG: Final = (
    "That code is wrong, too old or used already. Type the newest one, or ask for another"
)


@login_not_required
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponseBase:
    """The address to which a code is sent; what is answered is the same for every address."""
    if request.method == "GET" or not settings.SENDS_EMAIL:
        return _asking(request)
    email = request.POST.get("email", "").strip()
    if "@" not in email or len(email) > LONGEST:
        return _asking(request, "Enter your address at work, as name@agency.example")
    asked = signing_in.ask(email=email, address=request.META.get("REMOTE_ADDR", ""))
    if asked is None:
        return render(request, "outside/too-often.html", _telephone(), status=429)
    request.session[ASKED] = str(asked)
    return redirect("partner-code")


@login_not_required
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponseBase:
    """The code that was sent; the right one, in the browser that asked, lets in."""
    asked = request.session.get(ASKED)
    if asked is None:
        return redirect("partner-sign-in")
    if request.method == "GET":
        return _typing(request)
    typed, address = request.POST.get("code", "")[:40], request.META.get("REMOTE_ADDR", "")
    user = signing_in.came_in(asked=UUID(asked), code=typed, address=address)
    if user is None:
        return _typing(request, WRONG)
    login(request, user_with_id(user), backend=BACKEND)
    request.session.pop(ASKED, None)
    request.session[BY_CODE] = True
    return redirect("portal")


def _asking(request: HttpRequest, wrong: str = "") -> HttpResponse:
    problems = {"email": wrong} if wrong else {}
    page = {
        "errors": problems,
        "typed": request.POST.get("email", "")[:LONGEST],
        "sends": settings.SENDS_EMAIL,
        **_telephone(),
    }
    return render(request, "outside/sign-in.html", page, status=422 if problems else 200)


def _typing(request: HttpRequest, wrong: str = "") -> HttpResponse:
    page = {"errors": {"code": wrong} if wrong else {}, **_telephone()}
    return render(request, "outside/code.html", page, status=422 if wrong else 200)


def _telephone() -> dict[str, str]:
    return {"telephone": settings.TELEPHONE}
