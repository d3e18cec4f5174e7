"""Quality of practice: audits, samples, standards, oversight and what is learnt."""

from importlib import import_module

from django.apps import AppConfig


class QualityConfig(AppConfig):
    """Audits, dip samples, practice standards, management oversight and learning."""

    name = "kinkeeper.quality"
    label = "quality"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What this app announces, and whom it relates, is declared when Django starts."""
        import_module("kinkeeper.quality.announcements")
        import_module("kinkeeper.quality.relationships").register_all()
