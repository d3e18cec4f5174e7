"""What the calendar of a family hears of early help: reviews, handovers met, what the plan has by when."""

from collections.abc import Iterator

from kinkeeper.access.permissions import Permission
from kinkeeper.earlyhelp.kinds import Step
from kinkeeper.earlyhelp.models import HandoverMeeting, HelpReview, HelpStep, PlanItem
from kinkeeper.people.calendar import Entry, Span, Standing, register

READS = Permission.SEE_NARRATIVE  # whoever reads early help reads what people wrote of a family


def register_all() -> None:
    """Give these to the calendar."""
    register("early_help_reviews", reviews, Standing.HELD)
    register("early_help_handovers", handovers, Standing.HELD)
    register("early_help_plan", planned, Standing.DUE)
    register("early_help_talks", talks, Standing.HELD)


def reviews(span: Span) -> Iterator[Entry]:
    """Reviews by the team around the family."""
    of_help = "early_help__person_id"
    rows = HelpReview.objects.select_related("early_help")
    for row in span.rows(rows, "held_on", READS, of_help):
        child = row.early_help.person_id
        yield Entry(row.held_on, child, "Review by the team around the family", Standing.HELD)


def handovers(span: Span) -> Iterator[Entry]:
    """Meetings at which a family was handed over."""
    of_child = "handover__person_id"
    rows = HandoverMeeting.objects.select_related("handover")
    for row in span.rows(rows, "held_on", READS, of_child):
        yield Entry(row.held_on, row.handover.person_id, "Handover meeting", Standing.HELD)


def planned(span: Span) -> Iterator[Entry]:
    """What somebody is to have done of the family's plan, without its words."""
    of_help = "early_help__person_id"
    rows = PlanItem.objects.filter(outcome=None).select_related("early_help")
    for row in span.rows(rows, "by_when", READS, of_help):
        what, child = "Action of the early help plan", row.early_help.person_id
        by, help_id = row.done_by, row.early_help_id
        yield Entry(row.by_when, child, what, Standing.DUE, by, "early-help", help_id)


def talks(span: Span) -> Iterator[Entry]:
    """The lead professional's talks with the family."""
    of_help = "early_help__person_id"
    rows = HelpStep.objects.filter(step=Step.CONTACT_LEAD).select_related("early_help")
    for row in span.rows(rows, "on", READS, of_help):
        what = "Lead professional talked with the family"
        yield Entry(row.on, row.early_help.person_id, what, Standing.HELD)
