"""Makes the database's extensions before the first migration needs them."""

from typing import Any

from django.apps import AppConfig, apps
from django.db import connections
from django.db.models.signals import pre_migrate

from kinkeeper.config import database_roles


class ConfigConfig(AppConfig):
    """Settings, addresses and the database server; it has no tables."""

    name = "kinkeeper.config"

    def ready(self) -> None:
        """Listen once: Django sends the signal for each app that has models."""
        pre_migrate.connect(extend, sender=apps.get_app_config("access"))


def extend(using: str, **_: Any) -> None:
    """Make the extensions in the database about to be migrated."""
    connection = connections[using]
    connection.ensure_connection()
    database_roles.extend(connection.connection)
