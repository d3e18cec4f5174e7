"""Forms of practice."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PracticeConfig(AppConfig):
    """Definitions of forms, drafts, and what was signed."""

    name = "kinkeeper.practice"
    label = "practice"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """After every migration the forms that come with Kinkeeper are there to be used."""
        shipped = import_module("kinkeeper.practice.shipped")
        post_migrate.connect(shipped.publish_shipped, sender=self)
