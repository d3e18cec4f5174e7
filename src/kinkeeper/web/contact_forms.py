"""What is asked at each step of a contact, and the verb that is done with the answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from kinkeeper.access.who import Who
from kinkeeper.chronology.thresholds import thresholds_here
from kinkeeper.earlyhelp.actions import set_level
from kinkeeper.earlyhelp.kinds import Point
from kinkeeper.earlyhelp.told import Rated
from kinkeeper.frontdoor import actions
from kinkeeper.frontdoor.actions import Decision
from kinkeeper.frontdoor.kinds import (
    DECISIONS,
    ContactOutcome,
    Evidence,
    Rating,
    Research,
    Step,
)
from kinkeeper.kernel.errors import BadInput
from kinkeeper.kernel.moment import lived
from kinkeeper.law.levels import Level, threshold_on
from kinkeeper.web.decision_form import Choices, Field, Form

Do = Callable[[Any, Form, Who], object]


@dataclass(frozen=True, slots=True)
class Asked:
    """One step of a contact as a page: what it is called, asks and does."""

    step: Step
    slug: str
    title: str
    purpose: str
    button: str
    fields: Callable[[Who], Sequence[Field]]
    do: Do
    checked: bool = False  # whether the answers are shown again before it is done


RATINGS: Final = tuple((one.value, str(one.label)) for one in Rating)
EVIDENCE: Final = tuple((one.value, str(one.label)) for one in Evidence)
RESEARCH: Final = tuple((one.value, str(one.label)) for one in Research)
LETTER: Final = "What do we tell whoever made the contact?"
# Drafts by the decision; of an enquiry nothing is told before it is decided.
LETTERS: Final[Mapping[str, str]] = MappingProxyType({
    outcome: f"Thank you for telling us. We read it, looked at what is known, and decided. {decided} "
    "If you learn more, or disagree, tell the front door."
    for outcome, decided in (
        (ContactOutcome.NO_FURTHER_ACTION, "Nothing more is to be done by us now."),
        (ContactOutcome.ADVICE, "We have given advice on what may help."),
        (ContactOutcome.EARLY_HELP, "The family is to be offered early help."),
        (ContactOutcome.OPEN_CASE, "Those of us who have to know of it have what you told us."),
        (ContactOutcome.REFERRAL, "A social worker is to find out what the child needs."),
        (ContactOutcome.STRATEGY_DISCUSSION, "It is acted on at once."),
    )
})  # fmt: skip


def _outcomes(of: Sequence[ContactOutcome]) -> Choices:
    return tuple((one.value, str(one.label)) for one in of)


def levels(who: Who) -> Choices:
    """The levels of need, as the threshold document of the day words them."""
    standing = threshold_on(who.on, thresholds_here())
    return tuple(
        (one.value, f"{standing.levels[one].title}: {standing.levels[one].who}") for one in Level
    )


def _why(label: str, hint: str = "It is kept with your name, and cannot be changed later") -> Field:
    return Field("reason", label, missing="Say it in ten characters or more", hint=hint)


def _rating(_: Who) -> Sequence[Field]:
    return (
        Field("rating", "How urgent is it?", "radios", "Choose how urgent it is", choices=RATINGS,
              hint="A higher rating opens its shorter limit; a lower one lengthens none that runs"),
        Field("reason", "Why, if it needs saying", hint="For whoever reads it next"),
    )  # fmt: skip


def _decision(outcomes: Sequence[ContactOutcome], *more: Field) -> Callable[[Who], Sequence[Field]]:
    def fields(who: Who) -> Sequence[Field]:
        document = threshold_on(who.on, thresholds_here()).title
        return (
            Field("outcome", "What is to happen?", "radios", "Choose what is to happen",
                  choices=_outcomes(outcomes)),
            Field("level", "Which level of need is it?", "radios", choices=levels(who),
                  hint=f"{document}. An enquiry may leave it open; every other decision says it"),
            *more,
            Field("evidence", "What does it rest on?", "boxes", "Choose what it rests on",
                  choices=EVIDENCE),
            _why("Why?"),
            Field("known", "What was known, naming nobody, if it is to be rated by a second person",
                  hint="Samples of levels are rated twice, without a name and without your rating"),
            Field("feedback", LETTER, "letter"),
        )  # fmt: skip

    return fields


def _decided(form: Form) -> Decision:
    level, research = form.value("level"), form.value("research")
    return Decision(
        outcome=ContactOutcome(form.value("outcome")),
        at=lived(),
        reason=form.value("reason"),
        evidence=[Evidence(one) for one in form.values("evidence")],
        level=Level(level) if level else None,
        research=Research(research) if research else None,
    )


def _level_kept(contact: Any, form: Form, who: Who) -> None:
    """The level, to be rated by a second person, where it was said what was known."""
    known, level = form.value("known"), form.value("level")
    if known and level:
        rated = Rated(level=Level(level), reason=form.value("reason"), known=known)
        of = {"child": contact.person_id, "source": contact.id}
        set_level(**of, point=Point.CONTACT, rated=rated, on=who.on, by=who)


def _decide(contact: Any, form: Form, who: Who) -> object:
    _level_kept(contact, form, who)  # first: once it is decided the child is reached no more
    actions.decide_contact(contact=contact, decision=_decided(form), by=who)
    return _fed_back(contact, form, who)


def _decide_enquiry(contact: Any, form: Form, who: Who) -> object:
    _level_kept(contact, form, who)
    actions.decide_enquiry(contact=contact, decision=_decided(form), by=who)
    return _fed_back(contact, form, who)


def _fed_back(contact: Any, form: Form, who: Who) -> object:
    """The outcome told in the same step, where that was pressed."""
    if form.step != "tell":
        return None
    said = form.value("feedback")
    try:
        return actions.tell_referrer(contact=contact, at=lived(), said=said, by=who)
    except BadInput as wrong:
        raise BadInput(wrong.reason, field="feedback") from wrong


def letter(form: Form) -> str:
    """What whoever made the contact may be told: as it was changed, else drafted from the decision."""
    return form.value("feedback") or LETTERS.get(form.value("outcome"), "")


def without_draft(form: Form) -> Form:
    """The form without a letter that nobody changed, so that another decision drafts another."""
    if form.doing or form.value("feedback") not in LETTERS.values():
        return form
    kept = {name: given for name, given in form.typed.items() if name != "feedback"}
    return replace(form, typed=kept)


def _said(label: str, hint: str = "") -> Callable[[Who], Sequence[Field]]:
    return lambda _: (_why(label, hint),) if hint else (_why(label),)


def _nothing(_: Who) -> Sequence[Field]:
    return ()


def _feedback(_: Who) -> Sequence[Field]:
    choices = (("told", "They were told"), ("kept", "They are not told, and this is why"))
    return (
        Field("how", "Was whoever made the contact told the outcome?", "radios", "Choose one",
              choices=choices),
        _why("What were they told, or why are they not told?",
             "The agency reads these words. Say nothing of another person's record"),
    )  # fmt: skip


def _tell(contact: Any, form: Form, who: Who) -> object:
    if form.value("how") == "told":
        return actions.tell_referrer(contact=contact, at=lived(), said=form.value("reason"), by=who)
    return actions.withhold_outcome(contact=contact, at=lived(), why=form.value("reason"), by=who)


def _plain(verb: Callable[..., object], words: str = "") -> Do:
    """A verb that needs its contact, its moment and, where it has some, the words said."""

    def do(contact: Any, form: Form, who: Who) -> object:
        said = {words: form.value("reason")} if words else {}
        return verb(contact=contact, at=lived(), by=who, **said)

    return do


def _rate(contact: Any, form: Form, who: Who) -> object:
    rag, why = Rating(form.value("rating")), form.value("reason")
    return actions.rate_contact(contact=contact, rag=rag, at=lived(), why=why, by=who)


ASKED: Final = (
    Asked(
        Step.RATED, "rate", "Screen and rate", "Say how urgent this is. Only a registered social "
        "worker screens; every rating is kept.", "Rate", _rating, _rate,
    ),
    Asked(
        Step.DECIDED, "decide", "Decide", "Say what is to happen, at which level of need, and why. "
        "A decision is made once and is never overwritten. A strategy discussion waits for nothing.",
        "Decide", _decision(tuple(ContactOutcome)),
        _decide,
        checked=True,
    ),
    Asked(
        Step.ENQUIRY_DECIDED, "decide-enquiry", "Decide after the enquiry", "Say what is to happen "
        "now that other agencies were asked. Where some did not answer, say why you do not wait.",
        "Decide",
        _decision(DECISIONS, Field("research", "Have the agencies answered?", "radios",
                                   "Say whether they have answered", choices=RESEARCH)),
        _decide_enquiry,
        checked=True,
    ),
    Asked(
        Step.ACKNOWLEDGED, "take", "Take it as the child's worker", "Say that you, the child's "
        "worker or manager, have read this and act on it.", "Take it", _nothing,
        _plain(actions.acknowledge),
    ),
    Asked(
        Step.REFERRER_TOLD, "tell", "Tell the referrer", "Record what whoever made the contact was "
        "told of the outcome, or why they are not told.", "Record", _feedback, _tell,
    ),
    Asked(
        Step.DISAGREED, "disagreement", "Record a disagreement", "Record that an agency disagrees "
        "with the decision, and why. The decision stands until somebody answers.", "Record",
        _said("Why do they disagree?"), _plain(actions.disagree, "why"),
    ),
    Asked(
        Step.ANSWERED, "answer-disagreement", "Answer the disagreement", "Answer the agency that "
        "disagrees. What was decided stays; record a new contact if something new was told.",
        "Answer", _said("What do you answer?", "The agency reads these words"),
        _plain(actions.answer_disagreement, "said"),
    ),
    Asked(
        Step.WRITTEN_ASKED, "ask-writing", "Ask for it in writing", "Record that a professional who "
        "rang was asked to confirm in writing. They owe it within the limit set here.",
        "Record", _nothing, _plain(actions.ask_for_writing),
    ),
    Asked(
        Step.WRITTEN_CAME, "writing-came", "The written referral came", "Record that what was told "
        "by telephone has been confirmed in writing.", "Record", _nothing,
        _plain(actions.record_writing),
    ),
    Asked(
        Step.NIGHT_ENDED, "leave-for-day", "Leave it for the day service", "Say what the "
        "out-of-hours team did and what is left. The day service owes it as the next working day "
        "begins.", "Leave it", _said("What was done, and what is left?"),
        _plain(actions.leave_for_the_day, "said"),
    ),
    Asked(
        Step.NIGHT_TAKEN, "take-over", "Take over from the night", "Say that the day service has "
        "taken over what the out-of-hours team left.", "Take it over", _nothing,
        _plain(actions.take_over),
    ),
    Asked(
        Step.RE_REFERRAL_REVIEWED, "review-re-referral", "Review the re-referral", "The child was "
        "referred within the last year. Record why the earlier response did not hold.", "Record",
        _said("Why did the earlier response not hold?"),
        _plain(actions.review_re_referral, "why"),
    ),
)  # fmt: skip
BY_SLUG: Final = {one.slug: one for one in ASKED}
BY_STEP: Final = {one.step: one for one in ASKED}


def also(others: Sequence[tuple[UUID, str]]) -> Sequence[Field]:
    """Whether the same is to be done for the other children of the contact."""
    choices = tuple((str(contact), f"{name} too") for contact, name in others)
    hint = "Each child has a record, a decision and a clock of their own"
    return (
        (Field("also", "For other children of this contact", "boxes", hint=hint, choices=choices),)
        if choices
        else ()
    )
