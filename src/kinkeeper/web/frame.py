"""What the layout prints around every page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from importlib.metadata import version

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Who
from kinkeeper.kernel import moment
from kinkeeper.web.navigation import Section, navigation
from kinkeeper.web.parts import Link
from kinkeeper.web.reader import Reader, reader


@dataclass(frozen=True, slots=True)
class Frame:
    """Header, band and footer of one page."""

    home_url: str
    footer_links: tuple[Link, ...]
    version: str
    printed_at: datetime = field(default_factory=moment.now)
    demonstration_today: date | None = None
    roles_url: str = ""
    person: Reader | None = None
    sections: tuple[Section, ...] = ()
    search_url: str = ""
    searches_names: bool = False
    sign_out_url: str = ""
    tell_us_url: str = ""  # of the form for anybody, where it is open
    session_seconds: int = 0


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Template context: the frame for whoever asks."""
    who: Who | None = getattr(request, "who", None)
    return {"frame": around(reader(who), request.path) if who else bare()}


def around(person: Reader, path: str) -> Frame:
    """The frame of a page at `path` for somebody signed in."""
    return Frame(
        home_url=reverse("home"),
        footer_links=_footer(),
        version=version("kinkeeper"),
        demonstration_today=_demonstration_today(),
        roles_url="" if settings.PRODUCTION else reverse("roles"),
        person=person,
        sections=navigation(person.holds, path),
        search_url=reverse("search") if person.holds(Permission.SEARCH_PEOPLE) else "",
        searches_names=person.holds(Permission.SEE_NAME),
        sign_out_url=reverse("account_logout"),
        session_seconds=settings.SESSION_COOKIE_AGE,
    )


def bare() -> Frame:
    """The frame of a page for nobody in particular: no database is asked."""
    return Frame(
        home_url=reverse("home"),
        footer_links=_footer(),
        version=version("kinkeeper"),
        demonstration_today=_demonstration_today(),
        roles_url="" if settings.PRODUCTION else reverse("roles"),
        tell_us_url=reverse("tell-us") if settings.TELEPHONE else "",
    )


def _demonstration_today() -> date | None:
    return None if settings.PRODUCTION else moment.today()


def _footer() -> tuple[Link, ...]:
    return (
        Link("Accessibility", reverse("accessibility")),
        Link("Privacy and cookies", reverse("privacy")),
    )
