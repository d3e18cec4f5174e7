"""How often somebody from outside may try, counted for all web processes together."""

from datetime import timedelta
from typing import Final

from kinkeeper.kernel.moment import now
from kinkeeper.partners.codes import keyed
from kinkeeper.partners.models import Attempt

QUARTER: Final = timedelta(minutes=15)
HOUR: Final = timedelta(hours=1)
KEPT_FOR: Final = HOUR

# What is counted: how many within which time.
LIMITS: Final = {
    "code_address": (200, QUARTER),  # codes asked for from one machine: an agency shares one
    "code_person": (3, QUARTER),  # for one address of e-mail from one machine
    "code_anywhere": (6, QUARTER),  # for one address of e-mail from wherever
    "code_typed": (300, QUARTER),  # codes typed from one machine
    "told": (20, HOUR),  # public forms handed in from one machine
    "begun": (60, HOUR),  # public forms begun from one machine
    "token": (20, QUARTER),  # wrong tokens from one machine
}


def within(of: str, value: str) -> bool:
    """Count one try, and say whether it is still within the limit."""
    most, time = LIMITS[of]
    key = keyed(of, value)
    Attempt.objects.create(of=of, key=key)
    return Attempt.objects.filter(of=of, key=key, at__gt=now() - time).count() <= most


def reached(of: str, value: str) -> bool:
    """Whether the limit is reached, without counting another try."""
    most, time = LIMITS[of]
    recent = Attempt.objects.filter(of=of, key=keyed(of, value), at__gt=now() - time)
    return recent.count() >= most


def forget() -> int:
    """Remove the tries that count for nothing any more; how many they were."""
    return int(Attempt.objects.filter(at__lt=now() - KEPT_FOR).delete()[0])
