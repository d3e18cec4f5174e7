"""Two presses of one button at one moment, in two transactions: one contact, one answer."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection

from kinkeeper.frontdoor.models import ContactGroup
from kinkeeper.partners import actions
from kinkeeper.partners.kinds import DraftKind
from kinkeeper.partners.models import Draft
from kinkeeper.partners.services import letter_box
from kinkeeper.web.asking import told
from kinkeeper.web.asking.handing_in import hand_in

ANSWERS = {"worry": {"worry": "A bruise."}, "children": [{"forename": "Ada"}], "you": {}}


def press(draft: Draft, both: Barrier) -> UUID:
    """One press of the button, at the moment of the other."""
    said = told.by_the_public(ANSWERS, submission=draft.submission)
    by = letter_box()
    both.wait()
    try:
        return hand_in(draft.id, said, by=by)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_both_presses_get_the_same_reference() -> None:
    """Whichever comes second waits for the first, and then finds what it made."""
    draft = actions.begin(by=letter_box(), kind=DraftKind.PUBLIC)
    both = Barrier(2, timeout=20)
    with ThreadPoolExecutor(2) as pool:
        presses = [pool.submit(press, draft, both) for _ in range(2)]
        made = {one.result(timeout=30) for one in presses}
    assert len(made) == ContactGroup.objects.count() == 1
    assert not Draft.objects.exists()
