"""Places and peer groups that are of concern."""

from django.apps import AppConfig


class ContextsConfig(AppConfig):
    """Places and peer groups that are of concern."""

    name = "kinkeeper.contexts"
    label = "contexts"
    default_auto_field = "django.db.models.BigAutoField"
