"""Statutory returns: loading them, and in time making them."""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    """Loads of returns and what became of their rows."""

    name = "kinkeeper.returns"
    label = "returns"
    default_auto_field = "django.db.models.BigAutoField"
