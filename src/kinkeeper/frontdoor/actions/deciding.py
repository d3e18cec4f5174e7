"""Screening a contact, deciding on it, and on the enquiry it was sent to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker, as_who
from kinkeeper.chronology.save import save
from kinkeeper.chronology.thresholds import thresholds_here
from kinkeeper.frontdoor.episodes import hold_open_case, none_open
from kinkeeper.frontdoor.kinds import (
    LEADS_TO_EPISODE,
    ContactOutcome,
    Evidence,
    HelpLevel,
    Rating,
    Research,
    Step,
)
from kinkeeper.frontdoor.models import Contact, ContactStep, EnquiryRequest, HelpEpisode
from kinkeeper.frontdoor.states import REFERS
from kinkeeper.frontdoor.stepping import (
    day,
    hold_standing,
    of_contact,
    reason,
    steps_of,
    take,
    words,
    works_with_children,
)
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.law.levels import Level, threshold_on
from kinkeeper.partners.queries import agency_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is to happen with a contact, why, and on what it rests.

    `level` is a level of need of the threshold document in force on the day; `episode` the child's
    open one where it goes to the worker of an open case; `took_part` who sat at a joint triage.
    """

    outcome: ContactOutcome
    at: datetime
    reason: str
    evidence: Collection[Evidence]
    level: Level | None = None
    research: Research | None = None
    episode_id: UUID | None = None
    took_part: Collection[UUID] = ()  # agencies at a joint triage


@action(Permission.SCREEN_CONTACT, on="contact")
def rate_contact(
    *, contact: Contact, rag: Rating, at: datetime, by: Asker, why: str = ""
) -> ContactStep:
    """Screen a contact and say how urgent it is; the ratings before stay.

    A rating raised later opens its shorter limit; one lowered lengthens none that runs.
    """
    step = take(contact, Step.RATED, at=at, by=by, rating=rag, reason=words(why, field="reason"))
    note(rag=str(rag))
    return step


@action(Permission.DECIDE_REFERRAL, on="contact")
def decide_contact(*, contact: Contact, decision: Decision, by: Asker) -> ContactStep:
    """Decide what is to happen with a contact, once; what it leads to is opened or linked."""
    return _decide(contact, Step.DECIDED, decision, by)


@action(Permission.DECIDE_REFERRAL, on="contact")
def decide_enquiry(*, contact: Contact, decision: Decision, by: Asker) -> ContactStep:
    """Decide after the multi-agency enquiry that a contact was sent to.

    Agencies that did not answer are named, and it is said why they were not waited for: a strategy
    discussion waits for nobody.
    """
    if decision.outcome is ContactOutcome.MASH_ENQUIRY:
        raise BadInput("an enquiry is not decided by another", field="outcome")
    hold_standing(contact)  # first: nobody is asked meanwhile
    _check_research(contact, decision)
    return _decide(contact, Step.ENQUIRY_DECIDED, decision, by)


@action(Permission.RECORD_CONTACT, on="contact")
def acknowledge(*, contact: Contact, at: datetime, by: Asker) -> ContactStep:
    """Take what was told about a child whose case is open, as their worker or manager."""
    if not works_with_children(by):
        raise Refused(
            "Who works at the front door does not take a contact for the child's worker.",
            missing="the child's worker or their manager, who takes it from the child's Work page",
            do="Ring them if it cannot wait; limbo shows it until they have taken it.",
        )
    return take(contact, Step.ACKNOWLEDGED, at=at, by=by)


@action(Permission.DECIDE_REFERRAL, on="contact")
def review_re_referral(*, contact: Contact, at: datetime, why: str, by: Asker) -> ContactStep:
    """Record why the earlier response did not hold, of a child referred again within a year."""
    episode = next((one.episode for one in reversed(steps_of(contact)) if one.episode), None)
    facts = {"reason": reason(why), "episode": episode}
    return take(contact, Step.RE_REFERRAL_REVIEWED, at=at, by=by, **facts)


def _decide(contact: Contact, kind: Step, decision: Decision, by: Asker) -> ContactStep:
    _check(decision)
    hold_standing(contact)  # first: of two who decide at once, one opens the episode
    rated = next((one.rating for one in reversed(steps_of(contact)) if one.rating), None)
    with_level = threshold_on(day(decision.at), thresholds_here()).id if decision.level else None
    step = take(
        contact, kind, at=decision.at, by=by,
        outcome=decision.outcome,
        rating=rated,
        level=decision.level,
        threshold=with_level,
        reason=reason(decision.reason),
        evidence=" ".join(sorted(decision.evidence)),
        research=decision.research,
        took_part=" ".join(sorted(map(str, decision.took_part))) or None,
        episode=_episode(contact, decision, by),
    )  # fmt: skip
    note(outcome=str(decision.outcome), decided_on=day(decision.at).isoformat())
    return step


def _check(decision: Decision) -> None:
    if decision.level is None and decision.outcome is not ContactOutcome.MASH_ENQUIRY:
        raise BadInput("choose the level of need", field="level")
    if len(agency_names(decision.took_part)) < len(set(decision.took_part)):
        raise BadInput("choose agencies that are kept here", field="took_part")
    if not decision.evidence:
        raise BadInput("say what the decision rests on", field="evidence")
    reason(decision.reason)


def _check_research(contact: Contact, decision: Decision) -> None:
    unanswered = EnquiryRequest.objects.filter(contact=contact, answers=None).exists()
    if decision.research is None:
        raise BadInput("say whether every agency has answered", field="research")
    if unanswered and decision.research is Research.COMPLETE:
        raise Refused(
            "Not every agency that was asked has answered.",
            missing="an answer of each agency asked",
            do="Wait, record their answers, or say that no further research is needed.",
        )
    strategy = decision.outcome is ContactOutcome.STRATEGY_DISCUSSION
    if decision.research is Research.DID_NOT_WAIT and not strategy:
        raise BadInput("only a strategy discussion goes ahead without waiting", field="research")


def _episode(contact: Contact, decision: Decision, by: Asker) -> HelpEpisode | None:
    """The episode it leads to: the open one of the child, or a new one for a referral."""
    if decision.episode_id is not None:
        found = HelpEpisode.objects.filter(pk=decision.episode_id).first()
        fits = found is not None and of_contact(contact.person_id, found)
        if not fits or decision.outcome not in LEADS_TO_EPISODE:
            raise Refused(
                "The episode does not follow from this contact.",
                missing="an outcome that leads to help, and an episode of the same child",
                do="Check the outcome and the child.",
            )
        return found
    open_one = hold_open_case(contact.person_id)
    if decision.outcome is ContactOutcome.OPEN_CASE and open_one is None:
        raise none_open("Decide something else: a new referral opens one.")
    if decision.outcome is ContactOutcome.OPEN_CASE or open_one is not None:
        return open_one if decision.outcome in LEADS_TO_EPISODE else None
    return _opened(contact, decision, by) if decision.outcome in REFERS else None


def _opened(contact: Contact, decision: Decision, by: Asker) -> HelpEpisode:
    episode = HelpEpisode(
        person_id=contact.person_id,
        level=HelpLevel.CHILD_IN_NEED,
        referred_on=day(decision.at),
        referral_source=contact.referral_source,
    )
    save(episode, by=as_who(by))
    return episode
