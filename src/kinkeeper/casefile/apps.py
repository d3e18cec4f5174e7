"""Notes, documents, tasks, warnings and alerts."""

from importlib import import_module

from django.apps import AppConfig


class CasefileConfig(AppConfig):
    """What people write down and keep about a child, and what they are to do and to know."""

    name = "kinkeeper.casefile"
    label = "casefile"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What this app announces is declared when Django starts."""
        import_module("kinkeeper.casefile.announcements")
        import_module("kinkeeper.casefile.dates").register_all()
