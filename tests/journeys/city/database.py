"""The demonstration city for journeys: filled once, then copied for each file."""

from django.test import override_settings
from rich.progress import Progress

from kinkeeper.access.invented import PASSWORD
from kinkeeper.access.services import operator
from kinkeeper.cli import city_authority, demonstration
from kinkeeper.kernel import moment
from kinkeeper.measures.refresh import refresh_measures

SIZE = 0.05
MONDAY = demonstration.TODAY[demonstration.CITY]
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def city() -> None:
    """The city with its people and its figures, by the path a demonstration takes."""
    with (
        moment.held(MONDAY),
        override_settings(PASSWORD_HASHERS=QUICK),
        Progress(disable=True) as progress,
    ):
        city_authority.make(operator(), progress, password=PASSWORD, size=SIZE)
        refresh_measures()
