"""Episodes of help and assessments."""

from importlib import import_module

from django.apps import AppConfig


class FrontDoorConfig(AppConfig):
    """Episodes of help and assessments."""

    name = "kinkeeper.frontdoor"
    label = "frontdoor"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What this app announces, whom it relates and what follows from forms is declared at the start."""
        import_module("kinkeeper.frontdoor.announcements")
        import_module("kinkeeper.frontdoor.relationships").register_all()
        import_module("kinkeeper.frontdoor.following").register_all()
        import_module("kinkeeper.frontdoor.holding").register_all()
