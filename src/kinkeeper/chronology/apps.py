"""The chronology: events and revisions."""

from importlib import import_module

from django.apps import AppConfig


class ChronologyConfig(AppConfig):
    """Append-only events, and the trail of changed values."""

    name = "kinkeeper.chronology"
    label = "chronology"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """People lie below: what becomes of a change there is said here."""
        import_module("kinkeeper.chronology.announcements")
