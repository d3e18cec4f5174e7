"""The partners' page as it is printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.urls import reverse

from kinkeeper.duties.threads import Limit
from kinkeeper.frontdoor.enquiry_queries import RequestShown
from kinkeeper.frontdoor.partner_queries import OutcomeShown
from kinkeeper.kernel.moment import LONDON, lived
from kinkeeper.partners.drafts import KEPT_FOR
from kinkeeper.partners.queries import DraftShown
from kinkeeper.web import words
from kinkeeper.web.asking.enquiry import PAGE
from kinkeeper.web.asking.place import flow_of
from kinkeeper.web.parts import Cell, Fact, Row, Worklist
from kinkeeper.web.presenters import front_door as door
from kinkeeper.web.presenters.asking import facts
from kinkeeper.web.presenters.tables import table
from kinkeeper.web.shapes import Somebody

UNNAMED: Final = "A child whose name cannot be shown"
Called = Mapping[UUID, str]
Limits = Mapping[UUID, Limit]


@dataclass(frozen=True, slots=True)
class Begun:
    """A referral that was begun and not sent. It is not named by a child: others see this screen."""

    url: str
    begun: str
    answered: str
    saved: str
    until: str


def drafts(found: Iterable[DraftShown]) -> tuple[Begun, ...]:
    """What was begun, each leading to the first page that is not answered yet."""
    return tuple(map(_begun, found))


def requests(found: Sequence[RequestShown], called: Called, limits: Limits) -> Worklist | None:
    """What the front door asks of the agency and by when, the oldest first."""
    rows = [_request(one, called.get(one.person_id, UNNAMED), limits.get(one.id)) for one in found]
    columns = ("Child", "What is asked", "Sent", "Time left")
    return (
        table("Requests for you", columns, rows, words.counted(len(rows), "request"))
        if rows
        else None
    )


def referrals(found: Sequence[OutcomeShown]) -> Worklist | None:
    """What became of what was referred, the latest first; no child is named on this screen."""
    rows = [_referral(one) for one in found]
    columns = ("Reference", "Sent", "Children", "How it stands", "If you disagree")
    total = words.counted(len(rows), "referral")
    return table("What became of your referrals", columns, rows, total) if rows else None


def about(
    asked: RequestShown, called: Called, child: Somebody | None, limit: Limit | None
) -> tuple[Fact, ...]:
    """What is asked, of whom, by what right, and by when."""
    born = child.born_on if child else None
    left = door.time_left(limit) if limit else None
    return (
        Fact("Child", called.get(asked.person_id, UNNAMED)),
        Fact("Date of birth", words.full_date(born) if born else None),
        Fact("What is asked", asked.asked),
        Fact("Asked", str(asked.basis.label)),
        *([Fact("Why without consent", asked.basis_why)] if asked.basis_why else []),
        Fact("Sent", _at(asked)),
        Fact("Time left", str(left) if left else door.NO_LIMIT),
    )


def answers(typed: Mapping[str, str]) -> tuple[Fact, ...]:
    """The answer, to be checked."""
    return tuple(one for one in facts(PAGE, typed) if one.words)


def _at(asked: RequestShown) -> str | None:
    return words.full_moment(asked.sent_at) if asked.sent_at else None


def _request(asked: RequestShown, called: str, limit: Limit | None) -> Row:
    link = Cell(called, url=reverse("portal-request", args=[asked.id]), head=True, label=False)
    left = Cell(due=door.time_left(limit)) if limit else Cell(door.NO_LIMIT)
    late = limit is not None and limit.is_late(lived())
    return Row([link, Cell(asked.asked), Cell(_at(asked)), left], late=late)


def _referral(one: OutcomeShown) -> Row:
    sent = (
        words.full_moment(one.received_at) if one.received_at else words.full_date(one.received_on)
    )
    return Row(
        [
            Cell(one.reference, head=True, label=False),
            Cell(sent),
            Cell(str(one.children or "A place or a group")),
            Cell(one.state, under=" ".join(one.told)),
            _disagreement(one),
        ]
    )


def _disagreement(one: OutcomeShown) -> Cell:
    if not one.is_decided:
        return Cell("Once it is decided")
    said = " ".join(one.answers) or ("You disagreed; it will be answered" if one.disagreed else "")
    link = reverse("portal-disagree", args=[one.group_id])
    return Cell("I disagree", url=link, hidden=f"about {one.reference}", under=said)


def _begun(draft: DraftShown) -> Begun:
    flow = flow_of(draft.answers)
    open_pages = [*flow.problems(draft.answers), "check"]
    written = sum(bool(draft.answers.get(page.slug)) for page in flow.pages)
    until = (draft.saved_at + KEPT_FOR["referral"]).astimezone(LONDON).date()
    return Begun(
        reverse("portal-page", args=[draft.id, open_pages[0]]),
        words.full_moment(draft.begun_at),
        f"{written} of {len(flow.pages)} pages written",
        words.full_moment(draft.saved_at),
        words.full_date(until),
    )
