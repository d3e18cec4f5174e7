"""A case that is stepped down does not close before the receiver accepted and everybody met."""

from uuid import UUID

from kinkeeper.chronology.guards import CLOSE_EPISODE, hold_up
from kinkeeper.earlyhelp.models import Handover
from kinkeeper.earlyhelp.reading import offer_of
from kinkeeper.earlyhelp.states import NOBODY
from kinkeeper.kernel.errors import Refused


def why_not_close(episode_id: UUID) -> Refused | None:
    """Why this episode of social care may not close yet; None where no step down stands in its way."""
    rows = Handover.objects.filter(episode_id=episode_id).select_related("answer", "meeting")
    for row in rows:
        offer = offer_of(row)
        if offer.holds_the_case:
            lacking = "the receiver's answer" if offer.waits else "a held handover meeting"
            return Refused(
                f"The case is being stepped down and may not close yet: {lacking} is missing.",
                missing=lacking,
                who_can_waive=NOBODY,
                do="Hold the meeting and record it." if not offer.waits else "Wait for the answer.",
            )
    return None


def register_all() -> None:
    """Have it asked before an episode closes."""
    hold_up(CLOSE_EPISODE, why_not_close)
