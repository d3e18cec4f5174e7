"""What a load did to closed records, each in its own access log."""

from uuid import UUID

from kinkeeper.access import audit
from kinkeeper.access.against import restricted
from kinkeeper.access.who import Who
from kinkeeper.chronology.touched import touched
from kinkeeper.kernel.moment import today


def tell_of_closed_records(*, load_id: UUID, by: Who) -> None:
    """One entry of the audit for each closed record the load added to or changed.

    Call it last: whoever writes to the audit keeps others waiting until the commit.
    """
    audit.write(
        [
            audit.entry(
                by=by,
                verb="loaded",
                subject=None,
                person_id=person,
                details={"load": load_id, "new": what.new, "changed": what.changed},
            )
            for person, what in touched(load_id=load_id, people=restricted(today())).items()
        ]
    )
