"""Forms: their definitions are published; one is begun for a child, written, signed, decided on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from kinkeeper.access.action import action, note, require
from kinkeeper.access.permissions import Permission
from kinkeeper.access.turns import take_turn
from kinkeeper.access.who import Asker, as_who
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.kernel.moment import lived
from kinkeeper.practice import queries
from kinkeeper.practice.following import Approved, follow
from kinkeeper.practice.joining import Clash, Typed, join
from kinkeeper.practice.models import (
    LONGEST_REASON,
    Answer,
    Aside,
    FormVersion,
    Paper,
    PaperStep,
    Place,
    Submission,
)
from kinkeeper.practice.queries import Working, version_in_force, working
from kinkeeper.practice.reading import read
from kinkeeper.practice.shipped import row_of
from kinkeeper.practice.states import OVER, Standing, Step, why_not, why_not_write
from kinkeeper.practice.values import Value, tidy


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a page of a draft sends: answers, earlier ones confirmed, clashes settled, and the place."""

    typed: Sequence[Typed] = ()
    confirmed: Sequence[str] = ()
    settled: Sequence[str] = ()
    section: str = ""
    question: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of it: when it was kept, what changed, and what two people wrote at once."""

    at: datetime
    changed: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = field(default=())


@action(Permission.PUBLISH_FORM)
def publish_definition(*, text: str, by: Asker) -> FormVersion:
    """Publish a version of a form; drafts that were begun stay on theirs.

    Only its owner publishes, each version once and the next in turn, in force from a day that has
    not passed. Raises BadInput where the definition says something wrong.
    """
    told, who = read(text), as_who(by)
    take_turn("form", told.form)
    newest = max((one.version for one in queries.versions(told.form)), default=0)
    if told.owner not in who.roles:
        raise Refused(
            "Only the owner that a definition names publishes it.",
            missing=told.owner,
            do="Ask somebody who holds that role, or name your own as its owner.",
        )
    if told.version != newest + 1:
        raise BadInput(f"the next version of this form is {newest + 1}", field="version")
    if told.in_force_from < who.on:
        raise BadInput("it is in force from today at the earliest", field="in_force_from")
    row = row_of(told, text)
    row.published_by = who.id
    row.save()
    note(form=told.form, version=told.version, in_force_from=told.in_force_from)
    return row


@action(Permission.RECORD_ASSESSMENT, on="child")
def begin(*, child: UUID, form: str, by: Asker) -> Paper:
    """Begin a form for a child; answers of the last one are offered, and none is copied.

    Refused where one of this form is being written or waits, and only one may be.
    """
    require(by, queries.SEES, child)
    version = version_in_force(form)
    if version is None:
        raise Refused("There is no such form in force today.", missing="a form in force")
    take_turn("form", f"{form} {child}")
    if queries.definition_of(version).one_at_a_time:
        _refuse_second(form, child)
    earlier = queries.latest_done(form=form, person_id=child)
    paper = Paper.objects.create(person_id=child, form_version=version, earlier=earlier)
    _step(paper, Step.BEGUN, by)
    note(form=form, version=version.version, carries=earlier is not None)
    return paper


@action(Permission.RECORD_ASSESSMENT, on="paper")
def save_answers(*, paper: Paper, sent: Sent, by: Asker) -> Kept:
    """Keep what was typed. What two people wrote at once is joined, or both are kept and told.

    Whoever comes second waits for the first to be done, and for nothing else: no lock is left behind.
    """
    require(by, queries.SEES, paper)
    form, at = _held(paper), lived()
    if refused := why_not_write(form.last):
        raise refused
    _keep_place(form, sent, by, at)
    settled = _settle(form, sent, by, at)
    joined = join(form.opened, _known(form, sent.typed))
    for clash in joined.clashes:
        _keep_aside(form, clash, by, at)
    # What is changed and confirmed in the same breath is changed.
    confirmed = {one: form.offered[one] for one in sent.confirmed if one in form.offered}
    changed = {**confirmed, **joined.changes}
    for question, value in changed.items():
        _answer(form, question, value, by, at, confirms=question not in joined.changes)
    if changed or settled or joined.clashes:
        Paper.objects.filter(pk=paper.pk).update(number=form.paper.number + 1)
    note(changed=sorted(changed), clashes=len(joined.clashes))
    return Kept(at, tuple(changed), joined.clashes)


@action(Permission.RECORD_ASSESSMENT, on="paper")
def sign(*, paper: Paper, seen: int, by: Asker) -> Submission:
    """Sign what was read, as it stood at change `seen`; it goes to be approved where that is needed."""
    require(by, queries.SEES, paper)
    form = _held(paper)
    step = Step.SENT if form.definition.needs_authorising else Step.RECORDED
    _refuse(step, form.standing(by=by.pk, seen=seen))
    asked = {one.id for one in form.shown}
    signed = Submission.objects.create(
        paper=form.paper,
        number=Submission.objects.filter(paper=form.paper).count() + 1,
        answers=form.signed,
        confirmed=sorted(form.confirmed & asked),
        signed_by=by.pk,
    )
    _step(form.paper, step, by, submission=signed)
    note(number=signed.number, answers=len(form.signed))
    return signed


@action(Permission.AUTHORISE_ASSESSMENT, on="paper")
def approve(*, paper: Paper, by: Asker) -> PaperStep:
    """Approve what was sent; somebody other than its author does. What follows elsewhere is done too."""
    step = _decide(paper, Step.APPROVED, by)
    follow(
        Approved(
            person_id=paper.person_id,
            definition=queries.definition_of(paper.form_version),
            answers=_last(paper).answers,
            begun_on=queries.day_of(queries.steps_of(paper)[0].at),
            approved_on=queries.day_of(step.at),
        ),
        by,
    )
    return step


@action(Permission.AUTHORISE_ASSESSMENT, on="paper")
def give_back(*, paper: Paper, reason: str, by: Asker) -> PaperStep:
    """Return what was sent, and say why: its answers are a draft again, and what was signed stays."""
    return _decide(paper, Step.RETURNED, by, _reason(reason))


@action(Permission.AUTHORISE_ASSESSMENT, on="paper")
def discard(*, paper: Paper, reason: str, by: Asker) -> PaperStep:
    """End a draft that is not to be finished, and say why; what is in it stays to be read."""
    require(by, queries.SEES, paper)
    form, why = _held(paper), _reason(reason)
    _refuse(Step.DISCARDED, form.standing(by=by.pk, reason=why))
    return _step(form.paper, Step.DISCARDED, by, reason=why)


def _decide(paper: Paper, step: Step, by: Asker, reason: str = "") -> PaperStep:
    require(by, queries.SEES, paper)
    form = _held(paper)
    _refuse(step, form.standing(by=by.pk, reason=reason))
    last = _last(form.paper)
    note(number=last.number)
    return _step(form.paper, step, by, reason=reason, submission=last)


def _last(paper: Paper) -> Submission:
    """What was signed last."""
    return Submission.objects.filter(paper=paper).order_by("-number")[0]


def _held(paper: Paper) -> Working:
    """The form as it is once whoever is changing it is done, until the commit."""
    return working(Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk))


def _refuse(step: Step, form: Standing) -> None:
    if refused := why_not(step, form):
        raise refused


def _refuse_second(form: str, child: UUID) -> None:
    papers = Paper.objects.filter(person_id=child, form_version__form=form)
    for paper in papers:
        last = queries.steps_of(paper)[-1]
        if last.step not in OVER:
            raise Refused(
                f"One is there already: {last.step.words.lower()}, {last.by}.",
                missing="none of this form under way",
                who_can_waive="a manager, who can discard the draft or decide on what was sent",
                do="Open it from the child's forms and go on with it.",
            )


def _step(
    paper: Paper,
    step: Step,
    by: Asker,
    *,
    reason: str = "",
    submission: Submission | None = None,
) -> PaperStep:
    author = submission.signed_by if submission else None
    return PaperStep.objects.create(
        paper=paper, step=step, by=by.pk, reason=reason, submission=submission, author=author
    )


def _reason(said: str) -> str:
    reason = tidy(said)
    if len(reason) > LONGEST_REASON:
        raise BadInput(f"say why in {LONGEST_REASON} characters at most", field="reason")
    return reason


def _known(form: Working, typed: Sequence[Typed]) -> list[Typed]:
    return [one for one in typed if one.question in form.definition.by_id]


def _answer(
    form: Working, question: str, value: Value, by: Asker, at: datetime, *, confirms: bool
) -> None:
    said = {"value": value, "confirms": confirms, "said_by": by.pk, "said_at": at}
    Answer.objects.update_or_create(paper=form.paper, question=question, defaults=said)


def _keep_aside(form: Working, clash: Clash, by: Asker, at: datetime) -> None:
    said = {"value": clash.typed, "said_at": at}
    Aside.objects.update_or_create(
        paper=form.paper,
        question=clash.question,
        said_by=by.pk,
        settled_at=None,
        defaults=said,
    )


def _settle(form: Working, sent: Sent, by: Asker, at: datetime) -> int:
    waiting = Aside.objects.filter(paper=form.paper, question__in=sent.settled, settled_at=None)
    return waiting.update(settled_by=by.pk, settled_at=at)


def _keep_place(form: Working, sent: Sent, by: Asker, at: datetime) -> None:
    if form.definition.section(sent.section) is None:
        return
    known = sent.question if sent.question in form.definition.by_id else ""
    where = {"section": sent.section, "question": known, "at": at}
    Place.objects.update_or_create(paper=form.paper, user=by.pk, defaults=where)
