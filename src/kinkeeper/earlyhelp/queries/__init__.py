"""What may be asked of early help: every answer is what the asker may see."""

from kinkeeper.earlyhelp.queries.handing import (
    Handing,
    HandoverShown,
    handovers_of,
    not_accepted,
    one_handover,
    whose_handover,
)
from kinkeeper.earlyhelp.queries.helping import (
    Help,
    Listed,
    begun_for,
    days_to_help,
    goes_on,
    helped_now,
    item_of,
    listed,
    of_child,
    seen,
    whose,
)
from kinkeeper.earlyhelp.queries.letting_go import HeldUp, held_up_by, to_let_go
from kinkeeper.earlyhelp.queries.levels import (
    LevelShown,
    SampleShown,
    agreement_of,
    levels_of,
    mismatches,
    one_sample,
    samples_waiting,
)
from kinkeeper.earlyhelp.queries.one import HelpShown, shown
from kinkeeper.earlyhelp.queries.services import ServiceShown, one_service, services

__all__ = [
    "Handing",
    "HandoverShown",
    "HeldUp",
    "Help",
    "HelpShown",
    "LevelShown",
    "Listed",
    "SampleShown",
    "ServiceShown",
    "agreement_of",
    "begun_for",
    "days_to_help",
    "goes_on",
    "handovers_of",
    "held_up_by",
    "helped_now",
    "item_of",
    "levels_of",
    "listed",
    "mismatches",
    "not_accepted",
    "of_child",
    "one_handover",
    "one_sample",
    "one_service",
    "samples_waiting",
    "seen",
    "services",
    "shown",
    "to_let_go",
    "whose",
    "whose_handover",
]
