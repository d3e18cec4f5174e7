"""What a demonstration shows: a whole invented city, or the example returns; and who signs in to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.progress import Progress

from kinkeeper.access.invented import PASSWORD, PEOPLE
from kinkeeper.cli import kept

if TYPE_CHECKING:
    from kinkeeper.access.who import Who

CITY, EXAMPLES, OWN = "birmingham-2014", "examples", "own"
# The day each opens on; who brings files of their own lives in the present.
TODAY: Final[dict[str, date | None]] = {
    CITY: date(2015, 11, 30),
    EXAMPLES: date(2026, 3, 31),
    OWN: None,
}


class SignIn(NamedTuple):
    """A role and how to sign in with it."""

    role: str
    username: str
    password: str


def today(folder: Path) -> date | None:
    """The day that what the data folder shows opens on; None for the present."""
    own = kept.word(folder, kept.OPENS)
    return date.fromisoformat(own) if own else TODAY[shown(folder) or OWN]


def keep_city(folder: Path, *, opens: date) -> None:
    """From now on the data folder shows a city that was asked for, on its own last day."""
    kept.keep_word(folder, kept.SHOWN, CITY)
    kept.keep_word(folder, kept.OPENS, opens.isoformat())


def shown(folder: Path) -> str | None:
    """What the data folder was filled with; None before a first start."""
    name = kept.word(folder, kept.SHOWN)
    return name if name in TODAY else None


def prepare(progress: Progress, *, folder: Path, wanted: str) -> tuple[SignIn, ...]:
    """Make what is missing, and say who may sign in. Calling it again changes nothing.

    Where files have been loaded already nothing is added to them but the invented people, who get a
    password of this data folder's own: what was loaded may be real. Where people of one's own have
    been added, the invented ones are left out.
    """
    from django.db import transaction

    from kinkeeper.access import services
    from kinkeeper.access.queries import usernames

    by = services.operator()
    if not usernames():
        chosen = OWN if _holds_files(by) else wanted
        with transaction.atomic():
            _make(by, progress, chosen, folder)
        kept.keep_word(folder, kept.SHOWN, chosen)
    elif shown(folder) is None:
        kept.keep_word(folder, kept.SHOWN, _recognised())
    return sign_ins(folder)


def sign_ins(folder: Path) -> tuple[SignIn, ...]:
    """One for each invented person who is there, with the password that lets them in."""
    from kinkeeper.access.queries import opened_by, usernames

    present = usernames()
    there = [person for person in PEOPLE if person.username in present]
    for password in passwords(folder):
        if any(opened_by(password, [person.username for person in there])):
            return tuple(SignIn(p.title, p.username, password) for p in there)
    return ()


def passwords(folder: Path) -> tuple[str, ...]:
    """Those a demonstration on this data folder may have printed: its own, where it made one."""
    own = (_own_password(folder),) if (folder / kept.PASSWORD).exists() else ()
    return (*own, PASSWORD)


def _holds_files(by: Who) -> bool:
    from kinkeeper.returns.queries import recent_loads

    return bool(recent_loads(who=by))


def _recognised() -> str:
    """What an earlier release filled the database with, which kept no word of it."""
    from kinkeeper.access.queries import opened_by, usernames

    return EXAMPLES if any(opened_by(PASSWORD, usernames())) else OWN


def _own_password(folder: Path) -> str:
    return kept.secret(folder, kept.PASSWORD, strength=15)


def _make(by: Who, progress: Progress, chosen: str, folder: Path) -> None:
    """All of it or nothing: a start that is cut short begins again."""
    from kinkeeper.cli import city_authority, example_authority
    from kinkeeper.kernel import moment
    from kinkeeper.measures.refresh import refresh_measures

    with moment.held(TODAY[chosen]):
        if chosen == CITY:
            city_authority.make(by, progress, password=PASSWORD)
        elif chosen == EXAMPLES:
            example_authority.make(by, progress, password=PASSWORD)
        else:
            example_authority.look_after(by, progress, password=_own_password(folder))
        task = progress.add_task("Figures", total=1)
        refresh_measures()
        progress.advance(task)
