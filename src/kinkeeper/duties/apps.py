"""Stored duties and findings."""

from importlib import import_module

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """Refreshes a child's duties in the transaction that changed the child's events."""

    name = "kinkeeper.duties"
    label = "duties"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen for changed events; a file of local times that cannot stand stops the start."""
        import_module("kinkeeper.duties.rules").clocks_here()
        listeners = import_module("kinkeeper.chronology.listeners")
        listeners.listen(import_module("kinkeeper.duties.refresh").refresh_people)
        import_module("kinkeeper.duties.dates").register_all()
