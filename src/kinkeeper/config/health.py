"""Whether this process can serve: for the proxy and the monitor, without personal data."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from kinkeeper.jobs.queries import standing


@login_not_required
def health(_request: HttpRequest) -> HttpResponse:
    """200 when the database answers, 503 when it does not; says when jobs wait and nobody does them.

    Pages are served without a worker, so a proxy is not told to turn away from them.
    """
    try:
        said = standing().words
    except DatabaseError:
        return HttpResponse("The database does not answer.", content_type="text/plain", status=503)
    return HttpResponse(f"ok, but {said}" if said else "ok", content_type="text/plain")
