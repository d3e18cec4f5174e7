"""What happens to a child when workers come and go."""

from kinkeeper.chronology.announce import Announcement, announces
from kinkeeper.workforce.models import Allocation

announces(
    Allocation,
    Announcement("worker_allocated", on="started_on", detail="role"),
    Announcement("worker_unallocated", on="ended_on", detail="role"),
)
