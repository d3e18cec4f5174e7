"""How long what somebody began to tell is kept for them."""

from datetime import timedelta
from typing import Final

from kinkeeper.kernel.moment import lived
from kinkeeper.partners.kinds import DraftKind
from kinkeeper.partners.models import Draft

KEPT_FOR: Final = {
    DraftKind.REFERRAL.value: timedelta(days=28),
    DraftKind.PUBLIC.value: timedelta(days=1),
}


def forget() -> int:
    """Remove what was begun and left; how many they were."""
    return sum(
        int(Draft.objects.filter(kind=kind, saved_at__lt=lived() - time).delete()[0])
        for kind, time in KEPT_FOR.items()
    )
