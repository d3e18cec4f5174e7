"""Questions about forms: which there are, which a child has, how each stands, what it says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import names as full_names
from kinkeeper.access.rules import may, visible, visible_of
from kinkeeper.access.who import Asker, as_who
from kinkeeper.kernel.moment import LONDON, today
from kinkeeper.practice import carrying
from kinkeeper.practice.definition import Definition, Question
from kinkeeper.practice.models import (
    Answer,
    Aside,
    FormVersion,
    Paper,
    PaperStep,
    Place,
    Submission,
)
from kinkeeper.practice.reading import read
from kinkeeper.practice.states import DONE, OPEN, Standing, Step
from kinkeeper.practice.values import Value, is_whole
from kinkeeper.workforce.queries import worker_names

# For a door that hands them on.
Form = Paper
Version = FormVersion
Signed = Submission
WrittenToo = Aside
SEES = Permission.SEE_NARRATIVE
MOST_LISTED = 100


@dataclass(frozen=True, slots=True)
class Told:
    """One step of a form: what, when, by whom and why."""

    step: Step
    at: datetime
    by: str
    reason: str
    by_id: UUID


@dataclass(frozen=True, slots=True)
class Working:
    """A form as it is being written."""

    paper: Paper
    definition: Definition
    answers: Mapping[str, Value]
    offered: Mapping[str, Value]  # an earlier form's answers that nobody has confirmed or changed
    confirmed: frozenset[str]
    asides: tuple[Aside, ...]
    steps: tuple[Told, ...]

    @property
    def last(self) -> Step | None:
        """How it stands."""
        return self.steps[-1].step if self.steps else None

    @property
    def shown(self) -> tuple[Question, ...]:
        """The questions its answers lead to."""
        return self.definition.shown(self.answers)

    @property
    def opened(self) -> dict[str, Value]:
        """What each box opens with: its answer, or an earlier one's words. No choice is made beforehand."""
        asked = self.definition.by_id
        words = {q: value for q, value in self.offered.items() if not asked[q].options()}
        return {**words, **self.answers}

    @property
    def signed(self) -> dict[str, Value]:
        """The answers that signing would sign: of questions that are asked."""
        found = ((one.id, self.answers.get(one.id)) for one in self.shown)
        return {question: value for question, value in found if value is not None}

    @property
    def left_out(self) -> tuple[Question, ...]:
        """Answered before another answer hid the question: kept in the draft, and not signed."""
        shown = {one.id for one in self.shown}
        asked = self.definition.questions
        return tuple(one for one in asked if one.id in self.answers and one.id not in shown)

    @property
    def missing(self) -> tuple[Question, ...]:
        """What signing asks for and is not answered, and earlier answers neither confirmed nor changed."""
        return tuple(one for one in self.shown if self.lacks(one))

    def lacks(self, one: Question) -> bool:
        """Whether an answer to this question is missing, begun and not whole, or only offered."""
        value = self.answers.get(one.id)
        if value is None:
            return one.required
        return not is_whole(one, value)

    def standing(self, *, by: UUID, seen: int = 0, reason: str = "") -> Standing:
        """What the guards read."""
        asked = self.definition.by_id
        return Standing(
            last=self.last,
            author=next((s.by_id for s in reversed(self.steps) if s.step is Step.SENT), None),
            by=by,
            missing=tuple(one.asks for one in self.missing),
            unsettled=tuple(dict.fromkeys(asked[one.question].asks for one in self.asides)),
            number=self.paper.number,
            seen=seen,
            reason=reason,
            needs_authorising=self.definition.needs_authorising,
        )


@dataclass(frozen=True, slots=True)
class Listed:
    """A form in a list: what it is, how it stands and since when, and who began it."""

    id: UUID
    person_id: UUID
    form: str
    title: str
    version: int
    step: Step
    at: datetime
    by: str
    begun_at: datetime
    begun_by: str


def definition_of(version: FormVersion) -> Definition:
    """What a published version declares."""
    return _read(version.text)


def in_force(on: date | None = None) -> tuple[FormVersion, ...]:
    """The newest version of each form that is in force on a day."""
    day = on or today()
    rows = FormVersion.objects.filter(in_force_from__lte=day).order_by("form", "version")
    newest = {row.form: row for row in rows}
    found = [row for row in newest.values() if not row.in_force_until or row.in_force_until >= day]
    return tuple(sorted(found, key=lambda row: row.title))


def version_in_force(form: str, on: date | None = None) -> FormVersion | None:
    """The version of a form that is begun today."""
    return next((row for row in in_force(on) if row.form == form), None)


def versions(form: str) -> tuple[FormVersion, ...]:
    """Every version of a form, the newest first."""
    return tuple(FormVersion.objects.filter(form=form).order_by("-version"))


def of_child(*, who: Asker, person_id: UUID) -> tuple[Listed, ...]:
    """A child's forms that the asker may read, the latest step first."""
    return _listed(visible_of(who, SEES, Paper.objects.all(), person_id))


def to_approve(*, who: Asker) -> tuple[Listed, ...]:
    """Forms that wait for approval and that the asker may approve: never their own."""
    asker = as_who(who)
    papers = visible(
        asker, SEES, visible(asker, Permission.AUTHORISE_ASSESSMENT, Paper.objects.all())
    )
    sent = _stepped(papers).filter(last=Step.SENT).exclude(last_by=asker.id)
    return _listed(sent[:MOST_LISTED])


def writing(*, who: Asker) -> tuple[Listed, ...]:
    """Drafts the asker has begun or written in, and may go on with; what was returned is among them."""
    asker = as_who(who)
    if not asker.permits(Permission.RECORD_ASSESSMENT):
        return ()
    papers = visible(asker, SEES, visible(asker, Permission.RECORD_ASSESSMENT, Paper.objects.all()))
    mine = Q(id__in=Place.objects.filter(user=asker.id).values("paper_id"))
    mine |= Q(id__in=PaperStep.objects.filter(by=asker.id).values("paper_id"))
    return _listed(_stepped(papers.filter(mine)).filter(last__in=OPEN)[:MOST_LISTED])


def seen_paper(*, who: Asker, paper_id: UUID) -> Paper | None:
    """A form, where the asker may read it."""
    rows = Paper.objects.select_related("form_version", "earlier__paper__form_version")
    found = rows.filter(id=paper_id).first()
    return found if found is not None and may(who, SEES, found) else None


def whose(paper_id: UUID) -> UUID | None:
    """The child a form is about; for the audit of somebody who may not see it."""
    return Paper.objects.filter(id=paper_id).values_list("person_id", flat=True).first()


def working(paper: Paper) -> Working:
    """A form as it is now. Who asks must have been found to see it."""
    definition = definition_of(paper.form_version)
    rows = {row.question: row for row in Answer.objects.filter(paper=paper)}
    answers = {name: row.value for name, row in rows.items() if row.value is not None}
    earlier = paper.earlier
    offered = carrying.offered(definition, earlier, said=rows) if earlier else {}
    asides = Aside.objects.filter(paper=paper, settled_at=None).order_by("id")
    return Working(
        paper=paper,
        definition=definition,
        answers=answers,
        offered=offered,
        confirmed=frozenset(name for name, row in rows.items() if row.confirms),
        asides=tuple(asides),
        steps=steps_of(paper),
    )


def steps_of(paper: Paper) -> tuple[Told, ...]:
    """Every step of a form, the first first."""
    rows = list(PaperStep.objects.filter(paper=paper).order_by("id"))
    names = signed_by(row.by for row in rows)
    return tuple(
        Told(Step(row.step), row.at, names.get(row.by, "somebody"), row.reason, row.by)
        for row in rows
    )


def signed_by(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of who took steps: of sign-ins, and of workers known here without one."""
    wanted = set(ids)
    known = full_names(wanted)
    return known | worker_names(wanted - known.keys())


def submissions(paper: Paper) -> tuple[Submission, ...]:
    """Whatever was signed of a form, the first first."""
    return tuple(Submission.objects.filter(paper=paper).order_by("number"))


def decision_on(submission: Submission) -> Told | None:
    """What was decided of it, or that nobody has to; nothing while it waits."""
    rows = PaperStep.objects.filter(submission=submission).exclude(step=Step.SENT)
    row = rows.order_by("-id").first()
    if row is None:
        return None
    name = signed_by([row.by]).get(row.by, "somebody")
    return Told(Step(row.step), row.at, name, row.reason, row.by)


def place_of(paper: Paper, user_id: UUID) -> Place | None:
    """Where somebody left off."""
    return Place.objects.filter(paper=paper, user=user_id).first()


def latest_done(*, form: str, person_id: UUID) -> Submission | None:
    """What was last approved, or signed where nobody approves, of a form for a child."""
    done = PaperStep.objects.filter(
        step__in=DONE, paper__person_id=person_id, paper__form_version__form=form
    )
    last = done.select_related("submission__paper__form_version").order_by("-id").first()
    return last.submission if last else None


def day_of(at: datetime) -> date:
    """The day of a moment by London's clocks."""
    return at.astimezone(LONDON).date()


@lru_cache(maxsize=64)
def _read(text: str) -> Definition:
    return read(text)


def _stepped(papers: QuerySet[Any]) -> Any:
    last = PaperStep.objects.filter(paper=OuterRef("pk")).order_by("-id")
    return papers.annotate(
        last=Subquery(last.values("step")[:1]),
        last_at=Subquery(last.values("at")[:1]),
        last_by=Subquery(last.values("by")[:1]),
    ).order_by("-last_at")


def _listed(papers: Iterable[Paper]) -> tuple[Listed, ...]:
    rows = list(papers)
    steps: dict[UUID, list[PaperStep]] = {row.pk: [] for row in rows}
    for step in PaperStep.objects.filter(paper_id__in=steps).order_by("id"):
        steps[step.paper_id].append(step)
    kinds = FormVersion.objects.in_bulk({row.form_version_id for row in rows})
    names = signed_by(step.by for several in steps.values() for step in several)
    found = [
        Listed(
            id=row.id,
            person_id=row.person_id,
            form=kinds[row.form_version_id].form,
            title=kinds[row.form_version_id].title,
            version=kinds[row.form_version_id].version,
            step=Step(theirs[-1].step),
            at=theirs[-1].at,
            by=names.get(theirs[-1].by, "somebody"),
            begun_at=theirs[0].at,
            begun_by=names.get(theirs[0].by, "somebody"),
        )
        for row in rows
        if (theirs := steps[row.id])
    ]
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))
