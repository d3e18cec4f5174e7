"""Workers and who works with whom."""

from importlib import import_module

from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    """Workers and who works with whom."""

    name = "kinkeeper.workforce"
    label = "workforce"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What this app announces, and whom it relates, is declared when Django starts."""
        import_module("kinkeeper.workforce.announcements")
        import_module("kinkeeper.workforce.relationships").register_all()
