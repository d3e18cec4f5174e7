"""Children of checks who had no record when they were checked, and have one since this load."""

from django.db.models import OuterRef, Subquery

from kinkeeper.people.queries import holder_of, numbers_held
from kinkeeper.returns.models import RunChild


def link_checks() -> int:
    """Link them, whoever loads: to whom that is shown is asked when it is read. How many there were."""
    unlinked = RunChild.objects.filter(person=None, child__in=numbers_held())
    return unlinked.update(person_id=Subquery(holder_of(OuterRef("child"))))
