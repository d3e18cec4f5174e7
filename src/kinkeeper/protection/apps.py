"""Enquiries, conferences and plans."""

from importlib import import_module

from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    """Enquiries, conferences and plans."""

    name = "kinkeeper.protection"
    label = "protection"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What this app announces, and what it holds up, is declared when Django starts."""
        import_module("kinkeeper.protection.announcements")
        import_module("kinkeeper.protection.closing").register_all()
        import_module("kinkeeper.protection.dates").register_all()
