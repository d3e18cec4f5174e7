"""The chronology: events and revisions."""

from django.apps import AppConfig


class ChronologyConfig(AppConfig):
    """Append-only events, and the trail of changed values."""

    name = "kinkeeper.chronology"
    label = "chronology"
    default_auto_field = "django.db.models.BigAutoField"
