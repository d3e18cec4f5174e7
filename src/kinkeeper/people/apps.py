"""People: children, adults and the unborn."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Who everybody is, and how they belong together."""

    name = "kinkeeper.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
