"""What stands around every page of a child's record that is not one of its main pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from kinkeeper.access import audit
from kinkeeper.access.depth import Depth
from kinkeeper.access.permissions import Permission
from kinkeeper.web.presenters import banner as who_it_is
from kinkeeper.web.scope import Request, Subject, not_there, subject_of

T = TypeVar("T")


def around(request: Request, subject: Subject, here: str) -> dict[str, Any]:
    """The banner, and the pages of the record with the one the reader is on."""
    return {
        "banner": who_it_is.banner(request.who, subject),
        "views": who_it_is.pages(request.who, subject, here),
        "subject": subject,
    }


def opened(
    request: Request,
    found: T | None,
    key: UUID,
    whose: Callable[[UUID], UUID | None],
    page: str,
) -> tuple[T, Subject]:
    """A part of a record by its own id, and whom it is of; the 404 of nobody where it is not seen."""
    person_id = whose(key)
    if found is None or person_id is None:
        raise not_there(request.who, Permission.SEE_NARRATIVE, person_id or key)
    subject = subject_of(request.who, person_id)
    if subject.depth < Depth.RECORD:
        raise not_there(request.who, Permission.SEE_NARRATIVE, person_id)
    audit.read(by=request.who, person_id=subject.id, page=page)
    return found, subject
