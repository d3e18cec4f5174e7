"""People: children, adults and the unborn."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Who everybody is, and how they belong together."""

    name = "kinkeeper.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell those who watch over looks whose surname is whose."""
        from kinkeeper.access import watching  # noqa: PLC0415  the models are ready now
        from kinkeeper.people.queries import having_surname  # noqa: PLC0415

        watching.register_names(having_surname)
