"""Anybody tries anything with one contact, through the real actions: the rows are what practice says."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from kinkeeper.access.relationships import only
from kinkeeper.access.who import who_of
from kinkeeper.frontdoor import actions
from kinkeeper.frontdoor.kinds import ContactOutcome, Rating, Research, Step
from kinkeeper.frontdoor.models import Contact, ContactGroup, ContactStep, HelpEpisode
from kinkeeper.frontdoor.relationships import FRONT_DOOR
from kinkeeper.kernel.errors import NotAllowed, Refused
from tests.frontdoor.conftest import CAME, Make, decision
from tests.frontdoor.practice import DECISIONS, Practice

EXAMPLES, STEPS = 8, 25
JUDGED = (Step.RATED, *DECISIONS)
DECIDES = (*DECISIONS, Step.ANSWERED, Step.RE_REFERRAL_REVIEWED)
# What leads on is drawn more often, so that the end of each way is reached.
KINDS = (*Step, *JUDGED * 2)
OUTCOMES = (*ContactOutcome, *[ContactOutcome.MASH_ENQUIRY] * 5)
WHY = "The family has what it needs."
DONE: Counter[Step] = Counter()


def judge(verb: Callable[..., Any]) -> Callable[..., Any]:
    """The verb of a decision, told all that a decision needs."""

    def act(contact: Contact, at: datetime, outcome: ContactOutcome, by: Any) -> Any:
        made = decision(outcome, at=at, research=Research.NOT_NEEDED)
        return verb(contact=contact, decision=made, by=by)

    return act


def plain(verb: Callable[..., Any], **facts: Any) -> Callable[..., Any]:
    """Any other verb."""
    return lambda contact, at, _, by: verb(contact=contact, at=at, by=by, **facts)


VERBS: Mapping[Step, Callable[..., Any]] = {
    Step.RATED: plain(actions.rate_contact, rag=Rating.AMBER),
    Step.DECIDED: judge(actions.decide_contact),
    Step.ENQUIRY_DECIDED: judge(actions.decide_enquiry),
    Step.ACKNOWLEDGED: plain(actions.acknowledge),
    Step.REFERRER_TOLD: plain(actions.tell_referrer, said=WHY),
    Step.NOT_TOLD: plain(actions.withhold_outcome, why=WHY),
    Step.DISAGREED: plain(actions.disagree, why=WHY),
    Step.ANSWERED: plain(actions.answer_disagreement, said=WHY),
    Step.WRITTEN_ASKED: plain(actions.ask_for_writing),
    Step.WRITTEN_CAME: plain(actions.record_writing),
    Step.NIGHT_ENDED: plain(actions.leave_for_the_day, said=WHY),
    Step.NIGHT_TAKEN: plain(actions.take_over),
    Step.RE_REFERRAL_REVIEWED: plain(actions.review_re_referral, why=WHY),
}


def may(role: str, kind: Step, told: Practice) -> bool:
    """Whether practice lets somebody in that seat try it at all."""
    disputed = told.done.count(Step.DISAGREED) > told.done.count(Step.ANSWERED)
    if role == "partner":  # may say that the agency disagrees, and nothing else
        return kind is Step.DISAGREED
    if role == "director":  # decides, and neither screens nor records
        return kind in DECIDES
    if role == "contact_officer":
        return kind is not Step.RATED and kind not in DECIDES
    waits = not told.over or disputed
    return waits or (kind is not Step.RATED and kind not in DECIDES)


class Tries(RuleBasedStateMachine):
    """One contact of an agency, in a transaction of its own, and everybody who might touch it."""

    people: Mapping[tuple[str, bool], Any]
    contact: Contact

    def __init__(self) -> None:
        super().__init__()
        self.told, self.at, self.block = Practice(), CAME, transaction.atomic()
        self.block.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @rule(data=st.data(), kind=st.sampled_from(KINDS), outcome=st.sampled_from(OUTCOMES))
    def attempt(self, data: st.DataObject, kind: Step, outcome: ContactOutcome) -> None:
        seat = data.draw(st.sampled_from([*SEATS, DECIDER, DECIDER, DECIDER]))
        if kind is Step.ENQUIRY_DECIDED and outcome is ContactOutcome.MASH_ENQUIRY:
            outcome = ContactOutcome.REFERRAL
        self.at += timedelta(minutes=1)
        expected, told = self.expected(seat, kind, outcome), self.told
        assert self.press(seat, kind, outcome) == expected, (seat, kind, outcome, told.done)
        if expected == "done":
            DONE[kind] += 1
            told.take(kind, outcome if kind in DECISIONS else None)

    def expected(self, seat: tuple[str, bool], kind: Step, outcome: ContactOutcome) -> str:
        role, registered = seat
        if not may(role, kind, self.told):
            return "not allowed"
        made = outcome if kind in DECISIONS else None
        if kind is Step.ACKNOWLEDGED:
            return "refused"  # the child's worker does, and nobody at the front door
        lacks = self.told.lacks(kind, made)
        return "refused" if lacks or (kind in JUDGED and not registered) else "done"

    def press(self, seat: tuple[str, bool], kind: Step, outcome: ContactOutcome) -> str:
        try:
            VERBS[kind](self.contact, self.at, outcome, self.people[seat])
        except NotAllowed:
            return "not allowed"
        except Refused as refused:
            return "refused" if refused.missing and refused.do else "refused without a word"
        return "done"

    @invariant()
    def rows_are_what_was_done(self) -> None:
        rows = list(ContactStep.objects.order_by("at", "recorded_at"))
        assert [Step(one.kind) for one in rows] == self.told.done
        registered = {who.id for (_, known), who in self.people.items() if known}
        assert {one.recorded_by for one in rows if one.kind in JUDGED} <= registered
        over = Contact.objects.values_list("over_on", flat=True).get(pk=self.contact.pk)
        assert (over is not None) == self.told.over
        assert HelpEpisode.objects.count() == 1  # the case that is open: none is opened beside it


DECIDER = ("mash_decision_maker", True)
SEATS = (
    DECIDER,
    ("mash_decision_maker", False),
    ("director", True),
    ("contact_officer", False),
    ("partner", False),
)


@pytest.fixture
def tries(
    child: Any, make: Make, granted: Make, registered: Make, monkeypatch: pytest.MonkeyPatch
) -> type[Tries]:
    """The machine, with its people, an open case, and a contact of the partner's agency."""
    monkeypatch.setattr("kinkeeper.chronology.save.tell", lambda people: None)  # no clocks here
    users = {seat: (registered if seat[1] else granted)(seat[0]) for seat in SEATS}
    Tries.people = {seat: who_of(user) for seat, user in users.items()}
    agency = make(apps.get_model("partners.Agency"), name="Heartlands Police")
    member = apps.get_model("partners.AgencyMember")
    make(member, user=users["partner", False], agency=agency, started_on=date(2020, 1, 1))
    group = make(ContactGroup, agency=agency, received_on=date(2025, 7, 1), received_at=CAME)
    Tries.contact = make(Contact, contact_group=group, received_on=date(2025, 7, 1))
    make(HelpEpisode, person=child)
    return Tries


def test_anybody_tries_anything(tries: type[Tries]) -> None:
    """What is written is what practice lets follow, by whoever may: everything else is refused, and why."""
    DONE.clear()
    few = settings(
        max_examples=EXAMPLES, stateful_step_count=STEPS, derandomize=True, deadline=None,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate],
    )  # fmt: skip
    with only(FRONT_DOOR):
        run_state_machine_as_test(tries, settings=few)
    assert {Step.RATED, *DECISIONS, Step.DISAGREED, Step.REFERRER_TOLD} <= set(DONE)
