"""Early help and levels of need."""

from importlib import import_module

from django.apps import AppConfig


class EarlyHelpConfig(AppConfig):
    """Early help and levels of need."""

    name = "kinkeeper.earlyhelp"
    label = "earlyhelp"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What this app announces, whom it relates and what it holds up is declared at the start."""
        import_module("kinkeeper.earlyhelp.announcements")
        import_module("kinkeeper.earlyhelp.relationships").register_all()
        import_module("kinkeeper.earlyhelp.closing").register_all()
        import_module("kinkeeper.earlyhelp.dates").register_all()
        import_module("kinkeeper.chronology.thresholds").thresholds_here()
