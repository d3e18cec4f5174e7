"""What may be drawn by chance from cases and contacts, whoever asks: ids for a sample, never shown."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet

from kinkeeper.frontdoor.kinds import ContactOutcome, HelpLevel
from kinkeeper.frontdoor.models import Assessment, ContactStep, HelpEpisode

Drawn = tuple[UUID, UUID, date]  # of what, of whom, and its day
A_DAY = timedelta(days=1)


def closed_cases(since: date, until: date) -> list[Drawn]:
    """Cases closed in the time."""
    return _drawn(_closed(since, until))


def closed_unassessed(since: date, until: date) -> list[Drawn]:
    """Those of them in which no assessment was begun."""
    begun = Exists(Assessment.objects.filter(episode=OuterRef("pk")))
    return _drawn(_closed(since, until).exclude(begun))


def ended_quickly(since: date, until: date) -> list[Drawn]:
    """Contacts that came in the time and ended with no further action by the day after."""
    rows = ContactStep.objects.filter(
        outcome=ContactOutcome.NO_FURTHER_ACTION,
        contact__withdrawn_at=None,
        contact__received_on__gte=since,
        contact__received_on__lte=until,
        on__lte=F("contact__received_on") + A_DAY,
    )
    found = rows.values_list("contact_id", "contact__person_id", "contact__received_on")
    return sorted(set(found), key=str)


def _drawn(rows: "QuerySet[HelpEpisode]") -> list[Drawn]:
    found = rows.values_list("id", "person_id", "closed_on")
    return [(case, person, on) for case, person, on in found if on]


def _closed(since: date, until: date) -> "QuerySet[HelpEpisode]":
    rows = HelpEpisode.objects.filter(closed_on__gte=since, closed_on__lte=until)
    return rows.exclude(level=HelpLevel.EARLY_HELP).exclude(no_further_action=True)
