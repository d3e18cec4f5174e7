"""A contact, and somebody registered who may screen it and decide."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kinkeeper.frontdoor.actions import ContactMade, Decision, record_contact
from kinkeeper.frontdoor.kinds import Channel, ContactOutcome, ContactReason, Evidence
from kinkeeper.frontdoor.models import Contact
from kinkeeper.law.levels import Level
from kinkeeper.workforce.models import Worker

Make = Callable[..., Any]
CAME = datetime(2025, 6, 30, 23, 30, tzinfo=UTC)  # half past midnight on 1 July in London
LATER = CAME + timedelta(hours=3)
MADE = ContactMade(
    received_at=CAME,
    channel=Channel.TELEPHONE,
    reason=ContactReason.DOMESTIC_ABUSE_POLICE,
    referral_source="6",
)


def decision(outcome: ContactOutcome, **facts: Any) -> Decision:
    """A decision with everything a decision needs."""
    told: dict[str, Any] = {
        "at": LATER,
        "reason": "The family has what it needs.",
        "evidence": [Evidence.REFERRER],
        "level": None if outcome is ContactOutcome.MASH_ENQUIRY else Level.COMPLEX,
    }
    return Decision(outcome=outcome, **{**told, **facts})


@pytest.fixture
def registered(granted: Make, make: Make) -> Make:
    """`registered(role)`: somebody with the role who is a registered social worker."""

    def user(role: str) -> Any:
        one = granted(role)
        make(Worker, full_name=one.full_name, user=one, swe_number=f"SW{Worker.objects.count():04}")
        return one

    return user


@pytest.fixture
def decider(registered: Make) -> Any:
    """Somebody who screens contacts and decides on them."""
    return registered("mash_decision_maker")


@pytest.fixture
def contact(child: Any, decider: Any) -> Contact:
    """A police notice, taken by telephone in the night."""
    return record_contact(child=child.id, contact=MADE, by=decider)
