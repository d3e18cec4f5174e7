"""A page, or the one part of it that a list asked for to change in place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

ASKED: Final = "HX-Request"
RESTORED: Final = "HX-History-Restore-Request"
MARK: Final = "Kinkeeper-Part"  # the script takes nothing else into a page


def answer(
    request: HttpRequest, page: str, part: str, context: Mapping[str, object]
) -> HttpResponse:
    """The part where it alone was asked for, and the whole page to everybody else.

    A page without a `part` is only ever whole.
    """
    if not part:
        return render(request, f"web/{page}.html", dict(context))
    alone = ASKED in request.headers and RESTORED not in request.headers
    name = f"web/parts/{part}.html" if alone else f"web/{page}.html"
    said = render(request, name, dict(context))
    patch_vary_headers(said, [ASKED, RESTORED])
    if alone:
        said[MARK] = part
    return said
