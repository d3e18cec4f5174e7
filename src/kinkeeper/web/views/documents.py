"""Documents about a child: listed, sent, downloaded."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from kinkeeper.access import audit
from kinkeeper.access.depth import Depth
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.casefile import scanner
from kinkeeper.casefile.kinds import DocumentKind
from kinkeeper.casefile.queries import documents as queries
from kinkeeper.casefile.receiving import Described, receive
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.web import fields
from kinkeeper.web.presenters import documents as present
from kinkeeper.web.record_page import around, opened
from kinkeeper.web.scope import Request, Subject, about_person


@require_http_methods(["GET", "POST"])
@about_person("documents", Depth.RECORD, Permission.SEE_NARRATIVE)
def listed(request: Request, subject: Subject) -> HttpResponse:
    """Every document with what a scanner said of it, and the form that sends one."""
    problems: dict[str, str] = {}
    if request.method == "POST":
        problems = _sent(request, subject)
        if not problems:
            return redirect("child-documents", person_id=subject.id)
    page = {
        "list": present.listed(queries.documents(who=request.who, person_id=subject.id)),
        "form": present.upload_form(request.who, subject.id, request.POST.dict(), problems),
        "may_send": may(request.who, Permission.RECORD_DOCUMENT, subject.id),
        "scanned": scanner.is_set(),
        "errors": problems,
    }
    context = around(request, subject, "child-documents") | page
    return render(request, "web/child-documents.html", context, status=422 if problems else 200)


@require_GET
def download(request: Request, document_id: UUID) -> HttpResponseBase:
    """The bytes as they were kept, to be saved and never shown in the browser."""
    found = queries.one_document(who=request.who, document_id=document_id)
    document, subject = opened(request, found, document_id, queries.whose_document, "document")
    if not document.opens:
        raise Refused(str(document.verdict.label) + ".", do="It cannot be downloaded.")
    if not queries.is_whole(document):
        raise Refused(
            "This document is not as it was kept: its fingerprint differs.",
            do="It was not sent. Tell the system administrator at once.",
        )
    audit.exported(by=request.who, what="document", count=1,
                   details={"document": document.id, "child": subject.id})  # fmt: skip
    answer = StreamingHttpResponse(
        queries.pieces_of(document.id), content_type=document.file_type.media
    )
    answer["Content-Length"] = str(document.size)
    answer["Content-Disposition"] = content_disposition_header(True, document.name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _sent(request: Request, subject: Subject) -> dict[str, str]:
    """What is wrong with what was sent; nothing where it is kept."""
    file, kind = request.FILES.get("file"), request.POST.get("kind", "")
    if file is None:
        return {"file": "Choose a file"}
    if kind not in DocumentKind.values:
        return {"kind": "Choose what it is"}
    about, section = (request.POST.get(name, "") for name in ("about", "section"))
    described = Described(kind=DocumentKind(kind), about=about, section=section)
    try:
        receive(child=subject.id, file=file, described=described, by=request.who)
    except BadInput as wrong:
        return {name: f"{said}. {wrong.do}".replace("..", ".").strip() for name, said in
                fields.problem(wrong, "file").items()}  # fmt: skip
    return {}
