"""The first page of somebody without a list of work: what their part is, and what there is for it today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kinkeeper.access.role import Role
from kinkeeper.access.who import Who


@dataclass(frozen=True, slots=True)
class Part:
    """What somebody does here, what will be on this page, and what to do until it is."""

    title: str
    does: str
    will: str
    until: str


# What this version has no pages for yet, by role: (what will be here, what to do today).
AWAITED: Final = {
    "governor_services_officer": (
        "Vacancies of the authority's governors, candidates, nominations and terms that end will be "
        "here. This version does not keep them.",
        "Keep them where you keep them now. Nothing in this service waits for you.",
    ),
    "whistleblowing_officer": (
        "The register of concerns will be here, closed to everybody else. This version does not keep "
        "it, and holds no concern.",
        "Take concerns and keep the register as you do now, outside this service.",
    ),
    "system_administrator": (
        "Users, roles and settings will be set on pages here. This version has commands for them.",
        "On the server, kinkeeper users --help shows how people are added and roles granted, and "
        "kinkeeper check whether the service is fit to serve.",
    ),
}
ELSEWHERE: Final = ("Your part has no list of work. Its pages are named above.", "")


def parts(who: Who) -> tuple[Part, ...]:
    """One for each role held today."""
    return tuple(_part(held.role) for held in who.held)


def _part(role: Role) -> Part:
    will, until = AWAITED.get(role.name, ELSEWHERE)
    return Part(role.title, role.description, will, until)
