"""What a worker does before it is asked, so that whoever asks first waits no longer than the next."""

from __future__ import annotations

from django.template import engines
from django.urls import get_resolver


def warm() -> None:
    """Load the code of every page, and compile every template of ours."""
    _ = get_resolver().reverse_dict
    templates = engines["jinja2"].env  # type: ignore[attr-defined]  # Jinja's own
    for name in templates.list_templates(extensions=["html", "txt"]):
        templates.get_template(name)
