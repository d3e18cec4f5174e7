"""The outcome of a section 47 enquiry."""

from kinkeeper.access.action import action, note, require
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker
from kinkeeper.casefile.written import words_of
from kinkeeper.chronology.listeners import together
from kinkeeper.chronology.save import save
from kinkeeper.kernel.errors import Refused
from kinkeeper.protection import reading, states
from kinkeeper.protection.kinds import EnquiryResult
from kinkeeper.protection.models import EnquiryOutcome, EnquiryView, Section47Enquiry
from kinkeeper.protection.states import NOBODY, Step
from kinkeeper.protection.told_of_harm import Found, check_day

STEPS = {
    EnquiryResult.NOT_SUBSTANTIATED: Step.NOT_SUBSTANTIATED,
    EnquiryResult.SAFE: Step.SAFE,
    EnquiryResult.CONTINUING: Step.CONTINUING,
}


@action(Permission.DECIDE_PROTECTION, on="enquiry")
def record_outcome(*, enquiry: Section47Enquiry, found: Found, by: Asker) -> EnquiryOutcome:
    """Record what an enquiry found. That harm was but no conference is needed, the service decides."""
    stands = reading.in_turn(enquiry.person_id)
    step = STEPS[found.result]
    require(by, states.MOVES[step].authorised_by, enquiry)
    if enquiry not in reading.enquiries_going_on(enquiry.person_id):
        raise _decided()
    asks = any(one.asks_for_conference for one in found.views)
    told = stands.told(
        account=found.account.strip(),
        reason=found.reason.strip(),
        feedback=found.feedback.strip(),
        views=found.views,
        agreed=not asks,
    )
    states.check(told, step)
    on = check_day(found.on, "on", since=enquiry.started_on)
    row = EnquiryOutcome(
        enquiry=enquiry,
        person_id=enquiry.person_id,
        episode_id=enquiry.episode_id,
        on=on,
        result=found.result,
        reason=words_of(found.reason, field="reason"),
        account=words_of(found.account, field="account"),
        feedback=words_of(found.feedback, field="feedback"),
    )
    with together():  # the clocks of a child are set going once
        _write(row, found, by)
    note(on=on.isoformat(), result=str(found.result))
    return row


def _write(row: EnquiryOutcome, found: Found, by: Asker) -> None:
    save(row, by=by)
    for one in found.views:
        words = words_of(one.words, field=str(one.agency))
        asked = one.asks_for_conference
        save(
            EnquiryView(outcome=row, agency=one.agency, asks_for_conference=asked, words=words),
            by=by,
        )
    held = Section47Enquiry.objects.select_for_update(no_key=True).get(pk=row.enquiry_id)
    held.conference_needed = found.result is EnquiryResult.CONTINUING
    held.ended_on = row.on
    save(held, by=by)


def _decided() -> Refused:
    return Refused(
        "The outcome of this enquiry is recorded already.",
        missing="an enquiry that goes on",
        who_can_waive=NOBODY,
        do="Look at what was recorded: a new suspicion begins a new enquiry.",
    )
