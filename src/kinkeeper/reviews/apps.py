"""Reviews of children looked after and of child protection plans."""

from importlib import import_module

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Reviews of children looked after and of child protection plans."""

    name = "kinkeeper.reviews"
    label = "reviews"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What this app announces is declared when Django starts."""
        import_module("kinkeeper.reviews.announcements")
        import_module("kinkeeper.reviews.dates").register_all()
