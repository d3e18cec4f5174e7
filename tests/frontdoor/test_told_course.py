"""A child told of, whatever is tried: found, undone, found again, closed or decided, and never lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from kinkeeper.frontdoor import actions
from kinkeeper.frontdoor.contact_queries import unfound
from kinkeeper.frontdoor.kinds import ContactOutcome, NotAChild
from kinkeeper.frontdoor.models import ChildMatch, ChildTold, Contact
from kinkeeper.kernel.errors import Refused
from tests.frontdoor.conftest import Make, decision

WHY = "It is another child of that name."
WAITS, FOUND, DECIDED, SHUT = "waits", "found", "decided", "shut"
# What has to be so before each is done, and what is so then.
LEADS = {
    "find": (WAITS, FOUND),
    "undo": (FOUND, WAITS),
    "decide": (FOUND, DECIDED),
    "shut": (WAITS, SHUT),
}


class Told(RuleBasedStateMachine):
    """One child told of, in a transaction of its own, and somebody who may do all of it."""

    child: ChildTold
    people: tuple[Any, Any]
    by: Any

    def __init__(self) -> None:
        super().__init__()
        self.state, self.block = WAITS, transaction.atomic()
        self.block.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @rule(verb=st.sampled_from([*LEADS, "find", "undo"]), other=st.booleans())
    def attempt(self, verb: str, other: bool) -> None:
        before, after = LEADS[verb]
        done = self.press(getattr(self, f"_{verb}"), other)
        assert done == (self.state == before), (verb, self.state)
        self.state = after if done else self.state

    def press(self, verb: Callable[[bool], object], other: bool) -> bool:
        try:
            with transaction.atomic():
                verb(other)
        except Refused as refused:
            return not (refused.missing and refused.do)
        return True

    def _find(self, other: bool) -> object:
        return actions.match_child(child=self.child, person=self.people[other].id, by=self.by)

    def _undo(self, _: bool) -> object:
        last = ChildMatch.objects.order_by("number").last()
        if last is None:
            raise Refused("Nobody was found.", missing="a match", do="Find the child.")
        return actions.unmatch_child(match=last, why=WHY, by=self.by)

    def _decide(self, _: bool) -> object:
        contact = Contact.objects.first()
        if contact is None:
            raise Refused("Nobody was found.", missing="a match", do="Find the child.")
        made = decision(ContactOutcome.ADVICE)
        return actions.decide_contact(contact=contact, decision=made, by=self.by)

    def _shut(self, _: bool) -> object:
        return actions.close_child(child=self.child, kind=NotAChild.SPAM, why=WHY, by=self.by)

    @invariant()
    def rows_are_what_was_done(self) -> None:
        assert unfound().exists() == (self.state == WAITS)
        assert Contact.objects.count() == (self.state in {FOUND, DECIDED})
        standing = ChildMatch.objects.filter(undone=None).values_list("contact_id", flat=True)
        assert set(standing) == set(Contact.objects.values_list("pk", flat=True))


def test_whatever_is_tried_with_a_child_told_of(
    child: Any, make: Make, registered: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each step is done where it may follow, refused with what is missing where not, and nobody is lost."""
    monkeypatch.setattr("kinkeeper.chronology.save.tell", lambda people: None)  # no clocks here
    Told.child, Told.by = make(ChildTold), registered("mash_decision_maker")
    Told.people = (child, make(apps.get_model("people.Person")))
    few = settings(
        max_examples=10, stateful_step_count=15, derandomize=True, deadline=None,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate],
    )  # fmt: skip
    run_state_machine_as_test(Told, settings=few)
