"""Forms of a few children of the invented social worker, in every state a manager or a worker meets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

if TYPE_CHECKING:
    from kinkeeper.access.who import Who
    from kinkeeper.practice.queries import Form

ASSESSMENT: Final = "child-and-family-assessment"
BEFORE: Final = timedelta(days=120)
MANY: Final = 4
FROM, TO = 6, 13  # years of age
ANSWERS: Final[Mapping[str, Any]] = {
    "reason": "The school nurse told us that the child came to school hungry four times in two weeks, "
    "and twice without a coat. The family was known in 2012, when a neighbour rang about shouting.",
    "seen-alone": "yes",
    "child-view": {"words": "I like it when Nan is here. I make the toast for my brother.", "why_not": ""},
    "day": "Gets up alone and wakes a younger brother. Breakfast on most days. Walks to school with a "
    "cousin. Nan collects on Tuesdays and Thursdays; on other days nobody is home until six.",
    "health": "Weight has followed its line since birth. The dentist has not been seen for two years.",
    "learning": "Attendance is 91%. Reads well above the age; is tired after lunch.",
    "identity": "Speaks English at school and Mirpuri with Nan. Proud of being the eldest.",
    "parents-view": {
        "words": "Mother: since the night shifts I cannot keep up. I did not know about the coat.",
        "why_not": "",
    },
    "care": "Warm, and proud of both children. Nights at the warehouse leave her asleep at breakfast. "
    "Meals are planned when Nan visits.",
    "history": "Contact in 2012, no further action. Father left in 2013, after which shifts began.",
    "around": "Nan lives ten minutes away. The school has a breakfast club with places free.",
    "harm": "no",
    "strengths": "Nan, who came each day when mother was ill in March; and a school that noticed.",
    "analysis": "The child is not harmed and carries too much. If the shifts go on and Nan falls ill, "
    "nobody is there in the morning. We do not know yet whether the shifts can change.",
    "factors": ["7A"],
    "outcome": "plan",
    "plan": "Breakfast club from Monday (school). Mother asks for day shifts (mother, by the 12th). "
    "Dentist (Nan). A visit each fortnight; we ask the child who made breakfast.",
}  # fmt: skip


def make(worker: Who, manager: Who) -> tuple[Form, ...]:
    """Make them by the verbs that people use: one approved with the next begun, one that waits for
    approval, one returned, one begun; fewer where the worker has fewer children.
    """
    known = _open_longest_first(worker, _of_school_age(worker))[:MANY]
    stories = (_next, _waiting, _returned, _begun)
    return tuple(
        story(child, worker, manager) for child, story in zip(known, stories, strict=False)
    )


def _of_school_age(worker: Who) -> list[UUID]:
    """Children of theirs of whom the answers could be true."""
    from kinkeeper.people.queries import person
    from kinkeeper.workforce.queries import own_children

    theirs = (one.person_id for one in own_children(who=worker))
    known = [person(who=worker, person_id=one) for one in dict.fromkeys(theirs)]
    ages = {one.id: (worker.on - one.born_on).days / 365 for one in known if one and one.born_on}
    return [one for one, age in ages.items() if FROM <= age < TO]


def _open_longest_first(worker: Who, known: list[UUID]) -> list[UUID]:
    """Those whose case is open before the others: an assessment is approved in the case it is of."""
    since = {one: _open_since(worker, one) for one in known}
    return sorted(known, key=lambda one: since[one] or worker.on)


def _open_since(worker: Who, child: UUID) -> date | None:
    from kinkeeper.frontdoor.queries import involvement

    found = involvement(who=worker, person_id=child)
    return found.referred_on if found else None


def again(paper: Form, worker: Who) -> None:
    """What was asked for when it was returned, and its signature again."""
    from kinkeeper.practice.actions import Sent, save_answers
    from kinkeeper.practice.joining import Typed
    from kinkeeper.practice.values import digest

    was = ANSWERS["history"]
    more = f"{was} He was rung on Thursday: he has the children in the holidays, and wants more."
    said = Typed("history", more, digest(was))
    save_answers(paper=paper, sent=Sent(typed=[said]), by=worker)
    _sign(paper, worker)


def _begun(child: UUID, worker: Who, _: Who) -> Form:
    """Two sections of five, left in the third."""
    said = dict(list(ANSWERS.items())[:6])
    return _written(child, worker, said)


def _waiting(child: UUID, worker: Who, _: Who) -> Form:
    """Signed, for the manager to decide on."""
    paper = _written(child, worker, ANSWERS)
    _sign(paper, worker)
    return paper


def _returned(child: UUID, worker: Who, manager: Who) -> Form:
    """Back with its author, who is told why."""
    from kinkeeper.practice.actions import give_back

    paper = _waiting(child, worker, manager)
    give_back(
        paper=paper,
        reason="What does the father say, and who has asked him? Say what the plan is if Nan falls ill.",
        by=manager,
    )
    return paper


def _next(child: UUID, worker: Who, manager: Who) -> Form:
    """One approved some time ago, and the next, whose answers are to be confirmed or changed."""
    from kinkeeper.kernel import moment
    from kinkeeper.practice.actions import approve

    since = _open_since(worker, child) or moment.today()
    with moment.held(max(moment.today() - BEFORE, since)):
        approve(paper=_waiting(child, worker, manager), by=manager)
    return _written(child, worker, {"seen-alone": "yes"})


def _written(child: UUID, worker: Who, answers: Mapping[str, Any]) -> Form:
    from kinkeeper.kernel.moment import today
    from kinkeeper.practice.actions import Sent, begin, save_answers
    from kinkeeper.practice.joining import Typed
    from kinkeeper.practice.queries import working
    from kinkeeper.practice.values import digest

    paper = begin(child=child, form=ASSESSMENT, by=worker)
    opened = working(paper).opened
    seen = {"seen-on": (today() - timedelta(days=6)).isoformat(), **answers}
    typed = [Typed(name, value, digest(opened.get(name))) for name, value in seen.items()]
    where = Sent(typed=typed, section="family", question="care")
    save_answers(paper=paper, sent=where, by=worker)
    return paper


def _sign(paper: Form, worker: Who) -> None:
    from kinkeeper.practice.actions import sign
    from kinkeeper.practice.queries import seen_paper

    now = seen_paper(who=worker, paper_id=paper.pk)
    if now is not None:
        sign(paper=now, seen=now.number, by=worker)
