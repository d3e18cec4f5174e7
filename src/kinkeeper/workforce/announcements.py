"""What happens to a child when workers come and go."""

import polars as pl

from kinkeeper.chronology.announce import Announcement, announces
from kinkeeper.workforce.kinds import AllocationRole
from kinkeeper.workforce.models import Allocation

announces(
    Allocation,
    Announcement("worker_allocated", on="started_on", detail="role"),
    Announcement("worker_unallocated", on="ended_on", detail="role"),
    # A care leaver has one pathway, whose thread is the young person.
    Announcement(
        "adviser_appointed",
        on="started_on",
        key="person_id",
        when=pl.col("role") == AllocationRole.PERSONAL_ADVISER.value,
    ),
)
