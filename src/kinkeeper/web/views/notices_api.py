"""The address to which a program of the police sends notices. It answers in JSON, and of no child."""

from __future__ import annotations

from typing import Final

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kinkeeper.access.who import Who
from kinkeeper.frontdoor.notices import NoticesRefused, from_json
from kinkeeper.frontdoor.taking_notices import take
from kinkeeper.kernel.ids import reference
from kinkeeper.partners import limits
from kinkeeper.partners.coming_in import program_of_token
from kinkeeper.partners.queries import agency_of

BEARER: Final = "Bearer "
NOT_LET_IN: Final = {"error": "The token is missing, wrong or ended, or its agency has."}
TOO_OFTEN: Final = {"error": "Too many wrong tokens from here. Try again in a quarter of an hour."}


@csrf_exempt  # a token is shown, and no cookie is looked at
@login_not_required
@require_http_methods(["POST"])
def notices(request: HttpRequest) -> JsonResponse:
    """Take notices whole, each once: 200 with our references, 422 with every fault and none taken."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    if limits.reached("token", address):
        return JsonResponse(TOO_OFTEN, status=429)
    who = _program(request)
    agency = agency_of(who) if who else None
    if who is None or agency is None:
        limits.within("token", address)
        return JsonResponse(NOT_LET_IN, status=401, headers={"WWW-Authenticate": "Bearer"})
    try:
        taken = take(from_json(request.body), agency_id=agency.id, file="", by=who)
    except NoticesRefused as refused:
        return JsonResponse(_faults(refused), status=422)
    ours = {theirs: reference(group) for theirs, group in taken.groups}
    return JsonResponse({"taken": taken.new, "taken before": taken.before, "references": ours})


def _program(request: HttpRequest) -> Who | None:
    said = request.headers.get("Authorization", "")
    return program_of_token(said.removeprefix(BEARER)) if said.startswith(BEARER) else None


def _faults(refused: NoticesRefused) -> dict[str, object]:
    each = [{"notice": one.row, "field": one.field, "reason": one.reason} for one in refused.faults]
    return {"error": "Nothing was taken.", "do": refused.do, "faults": each}
