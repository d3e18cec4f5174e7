"""The web frame: layout, components, pages that belong to no single app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Registers the frame's templates and static files."""

    name = "kinkeeper.web"
    label = "web"
