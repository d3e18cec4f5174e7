"""Records turned into frames."""

from django.apps import AppConfig


class FactsConfig(AppConfig):
    """The only reader of every app's tables."""

    name = "kinkeeper.facts"
    label = "facts"
