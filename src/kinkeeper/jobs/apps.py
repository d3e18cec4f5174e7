"""Work that is done after the answer, and at night."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Background jobs; their tables are procrastinate's."""

    name = "kinkeeper.jobs"
    label = "jobs"
