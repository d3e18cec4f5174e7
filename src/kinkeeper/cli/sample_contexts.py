"""Two contexts of an invented place, made by the verbs that people use."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from kinkeeper.access.who import Who

PARADE: Final = (
    "Young people gather behind the shops after six. Two adults in a grey car were seen to give "
    "them vapes and to take telephone numbers."
)
FOUND: Final = (
    "The yard is dark and not overlooked. The baker knows most of the young people and is trusted. "
    "The car comes on Thursdays, when the youth club is shut. Light, and a club that is open on "
    "Thursdays, would change the most."
)
TOLD: Final = "The baker rang: the grey car has been behind the shops again, with two new girls."


def make(*, decider: Who, manager: Who) -> None:
    """A parade of shops that is worked with, and a group online that no longer is."""
    from kinkeeper.kernel.moment import today

    _parade(decider, manager, today())
    _closed(manager, today())


def _parade(decider: Who, manager: Who, on: date) -> None:
    from kinkeeper.contexts import actions
    from kinkeeper.contexts.kinds import Came, ContextKind

    since = on - timedelta(days=40)
    named = _named("Yew Tree Parade", ContextKind.PLACE, since, PARADE, "The yard behind the shops")
    context = actions.open_context(named=named, by=decider)
    actions.bring_contact(context=context, contact_group=_told(decider), by=decider)
    words = FOUND
    found = actions.assess(context=context, on=on - timedelta(30), words=words, by=decider)
    actions.authorise(assessment=found, by=manager)
    light, _, club = (
        actions.plan(context=context, what=what, agency=agency, due_on=on + later, by=decider)
        for what, agency, later in (
            ("Light the yard", "The Council's highways", timedelta(-5)),
            ("Speak with the traders", "Neighbourhood police", timedelta(3)),
            ("Open on Thursdays", "Yew Tree youth club", timedelta(14)),
        )
    )
    said: dict[str, Any] = {"on": on - timedelta(2), "by": decider}
    actions.record_outcome(planned=light, came=Came.DONE, words="Two lamps since Monday.", **said)
    actions.record_outcome(planned=club, came=Came.GOING, words="A leader is sought.", **said)
    actions.note_entry(context=context, words="Lamps put up; fewer gathered.", **said)
    for child in _children(manager):
        why = "Seen there on three Thursdays, and has a second telephone."
        actions.link_child(
            context=context, person=child, since=on - timedelta(20), why=why, by=manager
        )


def _closed(manager: Who, on: date) -> None:
    from kinkeeper.contexts import actions
    from kinkeeper.contexts.kinds import ContextKind

    reason = "A group chat in which pictures of pupils were passed round."
    before = on - timedelta(90)
    named = _named("Elm Lane group chat", ContextKind.ONLINE, before, reason, "A telephone app")
    context = actions.open_context(named=named, by=manager)
    over = "The school and the police had it taken down; nobody has seen it since."
    actions.close_context(context=context, on=on - timedelta(10), reason=over, by=manager)


def _named(name: str, kind: Any, on: date, reason: str, where: str) -> Any:
    from kinkeeper.contexts.actions import Named

    return Named(name=name, kind=kind, on=on, reason=reason, where=where)


def _told(by: Who) -> Any:
    """A contact that is about the place and names no child."""
    from kinkeeper.frontdoor.actions import receive
    from kinkeeper.frontdoor.kinds import Channel, ContactReason
    from kinkeeper.frontdoor.told import Told
    from kinkeeper.kernel.moment import lived

    told = Told(
        received_at=lived() - timedelta(days=15),
        channel=Channel.TELEPHONE,
        reason=ContactReason.EXPLOITATION,
        children=(),
        concern=TOLD,
        place="Yew Tree Parade, behind the shops",
    )
    return receive(told=told, by=by).id


def _children(manager: Who) -> list[Any]:
    """Two children of the manager's teams."""
    from kinkeeper.access.permissions import Permission
    from kinkeeper.access.rules import may
    from kinkeeper.frontdoor.queries import open_children

    known = (one.person_id for one in open_children(who=manager))
    theirs = (one for one in known if may(manager, Permission.LINK_CONTEXT, one))
    return [one for one, _ in zip(theirs, range(2), strict=False)]
