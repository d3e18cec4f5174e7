"""The top of every page: at most five sections, those the reader may use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from kinkeeper.access.permissions import Permission

MOST: Final = 5


@dataclass(frozen=True, slots=True)
class Area:
    """A top-level part of the service: any one of `needs` opens it."""

    name: str
    view: str
    needs: tuple[Permission, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """An area as it is printed; `current` is "page" on it and "true" below it."""

    name: str
    url: str
    current: str = ""


AREAS: Final = (
    Area("Your agency", "portal", (Permission.USE_PORTAL,)),
    Area("Home", "home", (Permission.SEE_OWN_WORK, Permission.SEE_TEAM_WORK)),
    Area("Front door", "front-door", (Permission.SEE_FRONT_DOOR,)),
    Area("Overview", "overview", (Permission.SEE_FIGURES,)),
    Area("Teams", "teams", (Permission.SEE_TEAM_WORK, Permission.SEE_WORKFORCE)),
    Area("Children", "search", (Permission.SEARCH_PEOPLE,)),
    Area("Returns", "imports", (Permission.LOAD_FILES, Permission.SEE_LOADS)),
    Area("Early help", "early-help", (Permission.SEE_EARLY_HELP,)),
    Area("Quality", "quality", (Permission.SEE_QUALITY,)),
    Area(
        "Forms",
        "forms",
        (
            Permission.AUTHORISE_ASSESSMENT,
            Permission.RECORD_ASSESSMENT,
            Permission.PUBLISH_FORM,
        ),
    ),
    Area("Agencies", "agencies", (Permission.MANAGE_USERS,)),
    Area("Looks at records", "looks", (Permission.SEE_AUDIT,)),
    Area("Restrictions", "restrictions", (Permission.OVERSEE_RESTRICTIONS,)),
)


def navigation(
    holds: Callable[[Permission], bool], path: str, areas: Sequence[Area] = AREAS
) -> tuple[Section, ...]:
    """The sections of somebody who `holds` some permissions, standing at `path`."""
    open_to = [area for area in areas if any(holds(need) for need in area.needs)]
    return tuple(_section(area, path) for area in open_to[:MOST])


def _section(area: Area, path: str) -> Section:
    url = reverse(area.view)
    below = url != "/" and path.startswith(url)
    return Section(area.name, url, "page" if path == url else "true" if below else "")
