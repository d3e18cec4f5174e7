"""Children looked after and care leavers."""

from importlib import import_module

from django.apps import AppConfig


class CareConfig(AppConfig):
    """Children looked after and care leavers."""

    name = "kinkeeper.care"
    label = "care"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What this app announces, and what it holds up, is declared when Django starts."""
        import_module("kinkeeper.care.announcements")
        import_module("kinkeeper.care.closing").register_all()
        import_module("kinkeeper.care.dates").register_all()
