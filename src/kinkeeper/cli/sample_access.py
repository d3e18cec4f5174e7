"""What a demonstration shows of access: an emergency opening, cover, a restriction, a document to check."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from kinkeeper.access.who import Who

WHY_OPENED = "A neighbour rang the emergency line: the children are alone in the house."
COVERED_FOR = timedelta(days=7)
LOOKED_AT_AGAIN_IN = timedelta(days=60)


def make(*, worker: Who, manager: Who) -> None:
    """The same each time, by the invented people themselves, where they have children to do it with."""
    from kinkeeper.workforce.queries import own_children

    own = own_children(who=worker)
    if own:
        _open(worker)
        _cover(manager, own[0].team_id, {worker.full_name, manager.full_name})
        _restrict(manager, worker, own[0].person_id)
        _write(worker, own[-1].person_id)


def _open(worker: Who) -> None:
    """The first child who is nobody of the worker's, opened in an emergency."""
    from kinkeeper.access.actions import break_glass
    from kinkeeper.access.permissions import Permission
    from kinkeeper.access.rules import may
    from kinkeeper.workforce.queries import children_led

    led = children_led(worker.on, in_a_team=True).values_list("person_id", flat=True)
    for person_id in sorted(led)[:50]:
        if may(worker, Permission.BREAK_GLASS, person_id) and not may(
            worker, Permission.SEE_RECORD, person_id
        ):
            break_glass(person_id=person_id, reason="harm_now", why=WHY_OPENED, by=worker)
            return


def _cover(manager: Who, team_id: UUID | None, signs_in: set[str]) -> None:
    """Two of the team's workers, one for the other; the invented worker's own list stays as it is."""
    from kinkeeper.workforce.actions import cover
    from kinkeeper.workforce.covering import may_arrange, people_of

    if team_id is None or not may_arrange(manager, team_id):
        return
    others = [one for one in people_of(team_id, manager.on) if one.name not in signs_in]
    if len(others) > 1:
        away, stands_in = others[:2]
        ends = manager.on + COVERED_FOR
        cover(
            worker=away.id,
            covered_by=stands_in.id,
            started_on=manager.on,
            ended_on=ends,
            by=manager,
        )


def _restrict(manager: Who, worker: Who, person_id: UUID) -> None:
    """The legal advice of one record, closed to all but two."""
    from kinkeeper.access.actions import restrict
    from kinkeeper.access.queries import users_of
    from kinkeeper.access.reasons import RestrictionReason
    from kinkeeper.access.sections import Section

    restrict(
        person_id=person_id,
        reason=RestrictionReason.COURT,
        permitted=users_of([manager.id, worker.id]),
        review_on=manager.on + LOOKED_AT_AGAIN_IN,
        section=Section.LEGAL_ADVICE,
        by=manager,
    )


def _write(worker: Who, person_id: UUID) -> None:
    """A short letter for a court, waiting for a second person."""
    from kinkeeper.access.actions import make_output
    from kinkeeper.access.outputs import Part, Piece, To, build
    from kinkeeper.access.reasons import Recipient
    from kinkeeper.people.guarded import tells
    from kinkeeper.people.protected import every_protected
    from kinkeeper.people.queries import names_of
    from kinkeeper.workforce.queries import lead_worker

    guarded = every_protected(person_id)
    named = names_of(worker, [person_id]).get(person_id, ())
    lead = lead_worker(who=worker, person_id=person_id)
    about = [Piece("Name", f"{one.forename} {one.surname}") for one in named[:1]]
    about += [Piece("Lead social worker", lead.worker)] if lead else []
    to = To(Recipient.COURT, "The Family Court at Birmingham")
    make_output(
        person_id=person_id,
        what="summary",
        to=to,
        purpose="The first hearing.",
        document=build(
            "Summary of a record",
            [Part("Who this is", about)],
            to=to,
            tells=lambda said: tells(guarded, said),
        ),
        by=worker,
    )
