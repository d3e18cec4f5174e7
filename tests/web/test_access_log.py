"""The access log says in words what was done."""

import pytest
from django.urls import reverse

from kinkeeper.access import audit
from kinkeeper.access.services import operator
from kinkeeper.kernel.ids import uuid7
from tests.web.conftest import ChildId, SignIn

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("new", "changed", "words"),
    [
        (2, 1, "Loaded returns, which added 2 records and changed 1 record"),
        (1, 0, "Loaded returns, which added 1 record<"),
        (0, 3, "Loaded returns, which changed 3 records"),
    ],
)
def test_what_a_load_did(
    child: ChildId, signed_in: SignIn, new: int, changed: int, words: str
) -> None:
    """To a closed record: how many of its records it added, and how many it changed."""
    subject = child("C000000003")
    details = {"load": uuid7(), "new": new, "changed": changed}
    audit.record(by=operator(), verb="loaded", person_id=subject, details=details)
    page = signed_in("director").get(reverse("child-access", args=[subject])).content.decode()
    assert words in page
    assert "The command line" in page
