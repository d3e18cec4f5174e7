"""What stands around a form on its pages, what may be done with it, and how it goes on paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import names as full_names
from kinkeeper.access.roles import ROLES
from kinkeeper.access.rules import may
from kinkeeper.access.who import Who
from kinkeeper.kernel import moment
from kinkeeper.kernel.errors import BadInput
from kinkeeper.kernel.ids import reference
from kinkeeper.people.protected import every_guarded
from kinkeeper.people.queries import names_of
from kinkeeper.practice import actions, queries
from kinkeeper.practice.actions import Kept
from kinkeeper.practice.definition import in_sections
from kinkeeper.practice.following import why_not_approve
from kinkeeper.practice.printing import Around, empty, filled
from kinkeeper.practice.queries import Working, day_of
from kinkeeper.practice.states import OPEN, OVER, Step, why_not
from kinkeeper.practice.values import Value, digest
from kinkeeper.practice.withheld import withheld
from kinkeeper.web import words
from kinkeeper.web.parts import Link
from kinkeeper.web.presenters import banner as who_it_is
from kinkeeper.web.presenters import forms as present
from kinkeeper.web.presenters import people
from kinkeeper.web.scope import Subject

WRITES, DECIDES = Permission.RECORD_ASSESSMENT, Permission.AUTHORISE_ASSESSMENT
ASK_A_MANAGER = (
    "Only somebody who approves assessments of this child can do this: ask their manager."
)


def around(who: Who, subject: Subject) -> dict[str, Any]:
    """The banner and the pages of the record."""
    return {
        "banner": who_it_is.banner(who, subject),
        "views": who_it_is.pages(who, subject, "child-forms"),
        "subject": subject,
    }


def about(who: Who, form: Working) -> dict[str, Any]:
    """The form itself: its title, how it stands, its steps, and what its reader may do."""
    return {
        "paper": form.paper,
        "form": form,
        "title": form.definition.title,
        "stands": present.stands(form),
        "steps": present.history(form.steps),
        "writes": form.last in OPEN and may(who, WRITES, form.paper),
        "decides": form.last is Step.SENT and may(who, DECIDES, form.paper),
        "discards": form.last in OPEN and may(who, DECIDES, form.paper),
        "comparable": comparable(form),
        "held_up": holds_up(form),
    }


def draft(who: Who, form: Working) -> dict[str, Any]:
    """The sections of a draft, and where its reader left off."""
    place = queries.place_of(form.paper, who.id)
    left = form.definition.section(place.section) if place else None
    at = f"#question-{place.question}" if place and place.question else ""
    url = reverse("form-section", args=[form.paper.pk, left.id]) + at if left else ""
    todo = present.to_do(form)
    done = sum(one.done for one in todo)
    since = present.since(form.paper.earlier) if form.paper.earlier else ""
    return {
        "todo": todo,
        "progress": f"{done} of {words.counted(len(todo), 'section')} completed",
        "left": Link(left.title, url) if left else None,
        "since": since,
        "offered": len(form.offered),
    }


def signed(form: Working) -> dict[str, Any]:
    """What was signed last; a draft that was discarded shows what was in it."""
    rows = queries.submissions(form.paper)
    if not rows:
        return {"said": present.draft_said(form), "number": 0, "signed": None, "since_last": {}}
    last = rows[-1]
    marks = present.marks(last, form.paper.earlier)
    if len(rows) > 1:
        before = rows[-2].answers
        marks |= {
            q: f"{marks[q]}. Changed since it was sent before"
            if q in marks
            else "Changed since it was sent before"
            for q in {*last.answers, *before}
            if last.answers.get(q) != before.get(q)
        }
    said = present.signed_said(form.definition, last, marks)
    return {"said": said, "number": last.number, "signed": last}


def decided(paper: queries.Form, choice: str, reason: str, *, by: Who) -> bool:
    """Approve or return, as was chosen; whether either was. Raises where the reason is missing."""
    if choice == "approve":
        actions.approve(paper=paper, by=by)
    elif choice == "return":
        if not reason.strip():
            raise BadInput("Say why it is returned", field="reason")
        actions.give_back(paper=paper, reason=reason, by=by)
    return choice in {"approve", "return"}


def may_decide(who: Who, form: Working) -> str:
    """Why this reader cannot decide on it; nothing where they can."""
    return _why_not(who, Step.APPROVED, form, DECIDES)


def holds_up(form: Working) -> str:
    """What stands in the way of approving it, besides the form: it may be written and returned so."""
    if form.last in OVER:
        return ""
    refused = why_not_approve(form.definition.form, form.paper.person_id)
    return f"{refused.message} {refused.do}".strip() if refused else ""


def may_discard(who: Who, form: Working) -> str:
    """Why this reader cannot discard it."""
    return _why_not(who, Step.DISCARDED, form, DECIDES)


def may_sign(who: Who, form: Working) -> str:
    """What has to be done before it is signed."""
    step = Step.SENT if form.definition.needs_authorising else Step.RECORDED
    return _why_not(who, step, form, WRITES)


def _why_not(who: Who, step: Step, form: Working, needs: Permission) -> str:
    if not may(who, needs, form.paper):
        return ASK_A_MANAGER
    standing = form.standing(by=who.id, seen=form.paper.number, reason="-")
    refused = why_not(step, standing)
    return f"{refused.message} {refused.do}".strip() if refused else ""


def kept(form: Working, name: str, what: Kept) -> dict[str, Any]:
    """What the script of a draft is told: in words, the marks of what is kept, which questions are asked."""
    section = form.definition.section(name)
    questions = section.questions if section else ()
    shown = {one.id for one in form.shown}
    clashing = {clash.question for clash in what.clashes}
    said = f"Saved at {what.at.astimezone(moment.LONDON):%H:%M:%S}"
    if clashing:
        asks = "; ".join(form.definition.by_id[one].asks for one in sorted(clashing))
        said = f"Somebody else answered too: {asks} Both answers are kept. Press Save to see them."
    marks = {q: digest(form.opened.get(q)) for q in what.changed}
    return {
        "said": said,
        "clash": bool(clashing),
        "was": marks,
        "shown": [one.id for one in questions if one.id in shown],
    }


def after(form: Working, name: str) -> str:
    """The address of what follows a section: the next that is asked, or the reading before signing."""
    asked = [section.id for section, _ in in_sections(form.definition, form.shown)]
    here = asked.index(name) if name in asked else len(asked)
    if here + 1 < len(asked):
        return reverse("form-section", args=[form.paper.pk, asked[here + 1]])
    return reverse("form-sign", args=[form.paper.pk])


def comparable(form: Working) -> list[Link]:
    """What the last signed version can be compared with."""
    found = queries.submissions(form.paper)
    base = reverse("form-changes", args=[form.paper.pk])
    links = [
        Link(
            f"When it was sent first, on {words.plain_date(day_of(one.signed_at))}",
            f"{base}?since={one.number}",
        )
        for one in found[:-1]
    ]
    if form.paper.earlier and found:
        links.append(
            Link(words.capital(present.since(form.paper.earlier)), f"{base}?since=earlier")
        )
    return links


def pair(form: Working, since: str) -> tuple[queries.Signed, queries.Signed] | None:
    """The two versions that are compared; nothing where there are not two."""
    found = queries.submissions(form.paper)
    if not found:
        return None
    if since == "earlier" or (not since and len(found) == 1):
        return (form.paper.earlier, found[-1]) if form.paper.earlier else None
    before = [one for one in found[:-1] if str(one.number) == since or not since]
    return (before[-1], found[-1]) if before else None


def printed(who: Who, subject: Subject, form: Working, submission: queries.Signed) -> bytes:
    """What was signed, as a PDF. No protected address of the child or of those near them is in it."""
    guarded = every_guarded(subject.id)
    safe = {q: _safe(value, guarded) for q, value in submission.answers.items()}
    named = people.title(subject.person, names_of(who, [subject.id]).get(subject.id, ()))
    marks = present.marks(submission, form.paper.earlier)
    return filled(
        form.definition, safe, _around(who, subject, form, submission, named), confirmed=marks
    )


def _around(
    who: Who, subject: Subject, form: Working, signed: queries.Signed, named: str
) -> Around:
    author = full_names([signed.signed_by]).get(signed.signed_by, "somebody")
    decided = queries.decision_on(signed)
    facts = [
        ("Child", named),
        ("Born", people.born(subject.person) or "Not recorded"),
        ("Child's reference", reference(subject.id)),
        ("Form's reference", reference(form.paper.pk)),
        ("Version of the form", str(form.definition.version)),
        ("Signed", f"{words.full_moment(signed.signed_at)}, by {author} (number {signed.number})"),
    ]
    notices = []
    if decided is None:
        notices.append("This form waits for approval.")
    elif decided.step is Step.RETURNED:
        notices.append(f"This form was returned and does not stand: {decided.reason}")
    elif decided.step is Step.APPROVED:
        facts.append(("Approved", f"{words.full_moment(decided.at)}, by {decided.by}"))
    at = moment.lived()
    return Around(
        reference=f"{reference(form.paper.pk)}, version {form.definition.version}",
        foot=f"Printed {words.plain_date(day_of(at))} by {who.full_name}; no protected address is in it.",
        about=named,
        facts=facts,
        notices=notices,
        at=at,
    )


def _safe(value: Value, guarded: Any) -> Value:
    if isinstance(value, str):
        return withheld(value, guarded)
    if isinstance(value, dict):
        return {part: withheld(said, guarded) for part, said in value.items()}
    return value


def printed_empty(version: queries.Version) -> bytes:
    """A form with nothing in it."""
    at = moment.lived()
    foot = f"Kinkeeper. Printed {words.full_moment(at)}."
    return empty(
        queries.definition_of(version),
        Around(reference=f"Version {version.version}", foot=foot, at=at),
    )


def file(made: bytes, name: str) -> HttpResponse:
    """A PDF to be saved or printed; its name tells nothing of anybody."""
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def names_shown(who: Who, person_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Each child's name, or their reference where it is masked."""
    found = names_of(who, person_ids)
    return {
        one: people.filed(found[one][0]) if found.get(one) else reference(one) for one in person_ids
    }


def kind(who: Who, rows: Sequence[queries.Version]) -> dict[str, Any]:
    """A form as its owner looks at it."""
    newest = queries.definition_of(rows[0])
    by = full_names(row.published_by for row in rows)
    return {
        "kind": newest,
        "owner": ROLES[newest.owner].title,
        "publishes": newest.owner in who.roles,
        "asked": [
            (section.title, asked) for section, asked in in_sections(newest, newest.questions)
        ],
        "versions": [
            (row, by.get(row.published_by, "Kinkeeper") if row.published_by else "Kinkeeper")
            for row in rows
        ],
        "in_force": queries.version_in_force(newest.form),
    }
