"""Publishing practice standards, and saying that one works by them."""

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.turns import take_turn
from kinkeeper.access.who import Asker, as_who
from kinkeeper.casefile.written import words_of
from kinkeeper.chronology.save import save
from kinkeeper.kernel.errors import Refused
from kinkeeper.kernel.moment import today
from kinkeeper.quality.models import PracticeStandard, StandardAcknowledgement


@action(Permission.PUBLISH_STANDARDS)
def publish_standard(*, text: str, changed: str, by: Asker) -> PracticeStandard:
    """Publish the next version; the ones before it stay, and everybody is asked anew."""
    take_turn("practice standards", "all")
    last = PracticeStandard.objects.order_by("-number").first()
    row = PracticeStandard(
        number=(last.number if last else 0) + 1,
        published_on=today(),
        text=words_of(text, field="text", wanted="enter the standards"),
        changed=words_of(changed, field="changed", wanted="say what is new in them", most=500),
    )
    save(row, by=as_who(by))
    note(number=row.number)
    return row


@action(Permission.READ_STANDARDS)
def acknowledge_standard(*, standard: PracticeStandard, by: Asker) -> StandardAcknowledgement:
    """Say, for oneself and once, that one has read a version and works by it."""
    who = as_who(by)
    take_turn("standard read", f"{standard.pk} {who.id}")
    if StandardAcknowledgement.objects.filter(standard=standard, user_id=who.id).exists():
        raise Refused(
            "You have said so of this version.",
            missing="a version you have not acknowledged",
            who_can_waive="nobody",
            do="There is nothing more to do.",
        )
    row = StandardAcknowledgement(standard=standard, user_id=who.id, on=today())
    save(row, by=who)
    note(number=standard.number)
    return row
