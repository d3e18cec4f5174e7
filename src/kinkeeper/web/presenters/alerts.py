"""Alerts in words: what, whose, where it leads, and who knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.urls import reverse

from kinkeeper.access.who import Who
from kinkeeper.casefile.queries.alerts import AlertShown, alerts, unacknowledged
from kinkeeper.kernel.ids import reference
from kinkeeper.people.queries import names_of
from kinkeeper.web import words
from kinkeeper.web.presenters.people import filed
from kinkeeper.web.shapes import Name

AT_HOME: Final = 3


@dataclass(frozen=True, slots=True)
class AlertCard:
    """An alert as it is printed."""

    id: UUID
    title: str
    reason: str
    about: str
    url: str
    owner: str
    raised: str
    known: Sequence[str]


def of_home(who: Who) -> tuple[AlertShown, ...]:
    """The latest that nobody has acknowledged, for the first page; nothing for who has no alerts."""
    if not unacknowledged(who=who):
        return ()
    return alerts(who=who, known=False)[:AT_HOME]


def people(found: Iterable[AlertShown]) -> list[UUID]:
    """The children they are about."""
    return [one.person_id for one in found if one.person_id]


def cards(who: Who, found: Iterable[AlertShown]) -> list[AlertCard]:
    """Each alert, with the child's name where that is the asker's to see."""
    shown = list(found)
    names = names_of(who, {one.person_id for one in shown if one.person_id})
    return [_card(one, names.get(one.person_id, ()) if one.person_id else ()) for one in shown]


def _card(one: AlertShown, names: Sequence[Name]) -> AlertCard:
    about = reference(one.person_id) if one.person_id else ""
    return AlertCard(
        id=one.id,
        title=one.title,
        reason=one.reason,
        about=filed(names[0]) if names else about,
        url=reverse(one.view, args=[one.person_id] if one.person_id else []),
        owner=one.owner,
        raised=words.full_moment(one.raised_at),
        known=[
            f"{each.by}, {words.full_moment(each.at)}{f': {each.words}' if each.words else ''}"
            for each in one.known
        ],
    )
