"""The decorator that makes a function an action: permission, change and audit, all or none.

An action announces events through `chronology`, inside its transaction. Side effects that reach
outside the database go through `transaction.on_commit`, so that none happens for a change that
was undone.
"""

import functools
import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

from django.db import transaction
from django.db.models import Model

from kinkeeper.access import audit
from kinkeeper.access.paths import Thing, persons
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.access.who import Asker, Who, as_who
from kinkeeper.kernel.errors import NotAllowed

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(slots=True)
class _Running:
    """One action under way: what its body noted, and the entries of the actions it called."""

    details: dict[str, Any] = field(default_factory=dict)
    entries: list[audit.Entry] = field(default_factory=list)


_running: ContextVar[_Running | None] = ContextVar("action", default=None)


def note(**details: object) -> None:
    """Add codes, dates and counts to the audit entry of the action under way."""
    running = _running.get()
    if running is None:
        message = "note() belongs inside an action"
        raise RuntimeError(message)
    running.details.update(details)


def action(
    permission: Permission, *, on: str | None = None
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make `verb(*, thing, ..., by)` an action; `on` names the argument the permission is about."""

    def decorate(body: Callable[P, R]) -> Callable[P, R]:
        _check_shape(body, permission, on)

        @functools.wraps(body)
        def act(*args: P.args, **kwargs: P.kwargs) -> R:
            thing: Thing = kwargs[on] if on else None  # type: ignore[assignment]
            who = as_who(kwargs["by"])  # type: ignore[arg-type]
            with _recorded(who) as running:
                require(who, permission, thing)
                result = body(*args, **kwargs)
                running.entries.append(_entry(body, who, thing, result, running.details))
            return result

        act.permission = permission  # type: ignore[attr-defined]
        return act

    return decorate


def require(who: Asker, permission: Permission, thing: Thing = None) -> None:
    """NotAllowed unless `who` may; for a guard that needs a second permission."""
    if not may(who, permission, thing):
        raise _Denied(permission, thing)


@contextmanager
def all_or_none(by: Asker) -> Iterator[None]:
    """Several actions, all or none; that one of them was refused stays in the audit all the same."""
    try:
        with transaction.atomic():
            yield
    except _Denied as denied:
        audit.refused(by=as_who(by), what=denied.permission, thing=denied.thing)
        raise


class _Denied(NotAllowed):
    """A refusal, with what was asked, so that it can be recorded once the rest is undone."""

    def __init__(self, permission: Permission, thing: Thing) -> None:
        super().__init__(
            "You may not do this, or there is nothing here by that name.",
            missing=permission.value,
            do="If your work needs it, ask your manager.",
        )
        self.permission, self.thing = permission, thing


@contextmanager
def _recorded(who: Who) -> Iterator[_Running]:
    """One transaction; the outermost writes every entry at its end, so the chain locks briefly."""
    outer, running = _running.get(), _Running()
    token = _running.set(running)
    try:
        with transaction.atomic():
            yield running
            if outer is None:
                audit.write(running.entries)
    except _Denied as denied:
        if outer is None:
            audit.refused(by=who, what=denied.permission, thing=denied.thing)
        raise
    finally:
        _running.reset(token)
    if outer is not None:
        outer.entries.extend(running.entries)


def _entry(
    body: Callable[..., Any], who: Who, thing: Thing, result: object, details: Mapping[str, Any]
) -> audit.Entry:
    about = result if isinstance(result, Model) else thing
    reached = persons(thing) or persons(about if isinstance(about, Model) else None)
    return audit.entry(
        by=who,
        verb=f"{_app(body)}.{body.__name__}",
        subject=about if isinstance(about, Model) else None,
        person_id=reached[0] if reached else None,
        details=details,
    )


def _app(body: Callable[..., Any]) -> str:
    parts = body.__module__.split(".")
    return parts[1] if len(parts) > 1 else parts[0]


def _check_shape(body: Callable[..., Any], permission: Permission, on: str | None) -> None:
    parameters = inspect.signature(body).parameters
    loose = [p.name for p in parameters.values() if p.kind is not p.KEYWORD_ONLY]
    missing = [name for name in ("by", on) if name and name not in parameters]
    if loose or missing or (permission.personal and on is None):
        message = f"{body.__qualname__}: an action is verb(*, thing, ..., by), with `on` its thing"
        raise TypeError(message)
