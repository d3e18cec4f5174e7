"""What goes before court, and care proceedings."""

from importlib import import_module

from django.apps import AppConfig


class CourtConfig(AppConfig):
    """What goes before court, and care proceedings."""

    name = "kinkeeper.court"
    label = "court"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What this app announces is declared when Django starts."""
        import_module("kinkeeper.court.announcements")
        import_module("kinkeeper.court.closing").register_all()
        import_module("kinkeeper.court.dates").register_all()
