"""Whether jobs wait, and whether there is anybody to do them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import connection

from kinkeeper.kernel.moment import now

PATIENCE: Final = timedelta(minutes=2)  # a worker is heard of every ten seconds
AT_ONCE: Final = timedelta(seconds=30)  # in which a job that nothing holds up is begun
_STANDING: Final = """
    SELECT count(*), min(deferred.at),
           (SELECT max(last_heartbeat) FROM procrastinate_workers)
    FROM procrastinate_jobs j
    LEFT JOIN LATERAL (
        SELECT min(at) AS at FROM procrastinate_events e WHERE e.job_id = j.id AND e.type = 'deferred'
    ) deferred ON true
    WHERE j.status IN ('todo', 'doing') AND (j.scheduled_at IS NULL OR j.scheduled_at <= now())
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """How many jobs are not done, the oldest of them, and when a worker was last heard of."""

    undone: int
    since: datetime | None
    heard_at: datetime | None
    at: datetime

    @property
    def unheard(self) -> bool:
        """Whether jobs wait and no worker has been heard of for some minutes."""
        waits = self.since is not None and self.at - self.since > AT_ONCE
        return waits and (self.heard_at is None or self.at - self.heard_at > PATIENCE)

    @property
    def words(self) -> str:
        """What is the matter, for whoever keeps the service; nothing when all is well."""
        if not self.unheard:
            return ""
        number = "1 job waits" if self.undone == 1 else f"{self.undone} jobs wait"
        if self.heard_at is None:
            return f"{number}, and no worker is running."
        minutes = (self.at - self.heard_at) // timedelta(minutes=1)
        return f"{number}, and no worker has been heard of for {minutes} minutes."


def standing() -> Standing:
    """As it stands now."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING)
        undone, since, heard_at = cursor.fetchone()
    return Standing(undone, since, heard_at, now())
