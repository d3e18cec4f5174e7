"""Who may see and do what, and the proof of who did."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccessConfig(AppConfig):
    """Users, roles, rules and the audit."""

    name = "kinkeeper.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """After every migration the years are ready, and the role that serves has its rights."""
        import_module("kinkeeper.access.sign_in")
        import_module("kinkeeper.access.glass").register_it()
        database_role = import_module("kinkeeper.access.database_role")
        partitions = import_module("kinkeeper.access.partitions")
        post_migrate.connect(partitions.keep_years, sender=self)
        post_migrate.connect(database_role.after_migrate, sender=self)
