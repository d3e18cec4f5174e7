"""Notes about a child: read, written, added to, and of one meeting about several."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinkeeper.access.depth import Depth
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.casefile.actions import notes as verbs
from kinkeeper.casefile.queries import notes as queries
from kinkeeper.kernel.errors import BadInput
from kinkeeper.kernel.ids import uuid7
from kinkeeper.web import fields
from kinkeeper.web.address import Address
from kinkeeper.web.filters import chosen, panel
from kinkeeper.web.note_form import draft_key, joint_said, said
from kinkeeper.web.paging import asked_page, paging
from kinkeeper.web.presenters import notes as present
from kinkeeper.web.record_page import around, opened
from kinkeeper.web.scope import Request, Subject, about_person

READS = Permission.SEE_NARRATIVE
WRITES = Permission.RECORD_NOTE


@about_person("notes", Depth.RECORD, READS)
def listed(request: Request, subject: Subject) -> HttpResponse:
    """Every note, the latest first; and the reader's own drafts."""
    who, address = request.who, Address(request.path, request.GET.dict())
    kind = chosen([present.KINDS], address.choices).get("kind", "")
    start = (asked_page(address) - 1) * present.A_PAGE
    found = queries.notes(
        who=who, person_id=subject.id, kind=kind, start=max(0, start), size=present.A_PAGE
    )
    page = {
        "cards": present.cards(who, found.rows),
        "drafts": present.drafts(queries.drafts(who=who, person_id=subject.id)),
        "pages": paging(found.total, address, size=present.A_PAGE),
        "filters": panel("Narrow the notes", [present.KINDS], address),
        "may_write": may(who, WRITES, subject.id),
    }
    return render(request, "web/child-notes.html", around(request, subject, "child-notes") | page)


@require_http_methods(["GET", "POST"])
@about_person("notes", Depth.RECORD, WRITES)
def write(request: Request, subject: Subject, draft_id: UUID | None = None) -> HttpResponse:
    """A new note, or a draft where it was left; kept as a draft, or made part of the record."""
    if request.method == "POST":
        return _written(request, subject, draft_key(draft_id, request.POST))
    form = present.new_form(request.who, subject.id)
    if draft_id:
        draft = queries.one_draft(who=request.who, draft_id=draft_id)
        if draft is None or draft.person_id != subject.id:
            return redirect("child-notes", person_id=subject.id)
        form = present.draft_form(request.who, draft)
    return _form(request, subject, form, 200)


@require_http_methods(["GET", "POST"])
def one(request: Request, note_id: UUID) -> HttpResponseBase:
    """One note with what was added to it, and the form that adds more."""
    found = queries.one_note(who=request.who, note_id=note_id)
    shown, subject = opened(request, found, note_id, queries.whose_note, "note")
    problems: dict[str, str] = {}
    if request.method == "POST":
        problems = _added(request, note_id)
        if not problems:
            return redirect("note", note_id=note_id)
    card = present.cards(request.who, [shown])[0]
    posted = request.POST.dict()
    form = present.addition_form(card, posted, posted.get("addition") or str(uuid7()), problems)
    page = {"note": card, "form": form, "errors": problems}
    page["may_write"] = may(request.who, WRITES, subject.id)
    context = around(request, subject, "child-notes") | page
    return render(request, "web/note.html", context, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
@about_person("notes", Depth.RECORD, WRITES)
def joint(request: Request, subject: Subject) -> HttpResponse:
    """One meeting about several children, held per child."""
    posted, problems = request.POST.dict(), {}
    if request.method == "POST":
        try:
            verbs.record_jointly(
                child=subject.id, said=joint_said(posted, subject.id), by=request.who
            )
            return redirect("child-notes", person_id=subject.id)
        except BadInput as wrong:
            problems = fields.problem(wrong, "shared")
    form = present.joint_form(request.who, subject.id, posted, problems)
    return _form(request, subject, form, 422 if problems else 200)


def _written(request: Request, subject: Subject, key: UUID) -> HttpResponse:
    posted, version = request.POST.dict(), request.POST.get("version", "0")
    verb = verbs.save_draft if posted.get("step") == "draft" else verbs.complete_note
    number = int(version) if version.isascii() and version.isdigit() else 0
    try:
        told = said(posted)
        verb(child=subject.id, draft_id=key, said=told, version=number, by=request.who)
        return redirect("child-notes", person_id=subject.id)
    except BadInput as wrong:
        problems, stands = fields.problem(wrong, "text"), None
    except verbs.DraftChanged as changed:
        stands = queries.one_draft(who=request.who, draft_id=key)
        problems = {"text": f"{changed.message} {changed.do}"}
    form = present.posted_form(request.who, subject.id, posted, key, problems, stands)
    return _form(request, subject, form, 422, stands=stands)


def _added(request: Request, note_id: UUID) -> dict[str, str]:
    """What is wrong with what was to be added; nothing where it was."""
    row, posted = queries.seen_note(who=request.who, note_id=note_id), request.POST
    if row is None:
        return {}
    words = {name: posted.get(name, "") for name in ("text", "childs_words")}
    key = draft_key(None, {"draft": posted.get("addition", "")})
    try:
        verbs.add_to_note(note_of=row, addition_id=key, by=request.who, **words)
    except BadInput as wrong:
        return fields.problem(wrong, "text")
    return {}


def _form(
    request: Request,
    subject: Subject,
    form: fields.Form,
    status: int,
    stands: queries.DraftShown | None = None,
) -> HttpResponse:
    page = {"form": form, "errors": form.problems, "joint": "joint" in form.hidden}
    page["stands"] = present.paragraphs(stands.text) if stands else []
    page["alone"] = not any(one.options for one in form.fields if one.kind == "checkboxes")
    context = around(request, subject, "child-notes") | page
    return render(request, "web/note-write.html", context, status=status)
