"""Other agencies, the people in them who come in, and what they begin to tell."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Agencies, their members, sign-in by code, drafts and what was handed in."""

    name = "kinkeeper.partners"
    label = "partners"
    default_auto_field = "django.db.models.BigAutoField"
