"""Episodes of help and assessments."""

from importlib import import_module

from django.apps import AppConfig


class FrontDoorConfig(AppConfig):
    """Episodes of help and assessments."""

    name = "kinkeeper.frontdoor"
    label = "frontdoor"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What this app announces, and whom it relates, is declared when Django starts."""
        import_module("kinkeeper.frontdoor.announcements")
        import_module("kinkeeper.frontdoor.relationships").register_all()
