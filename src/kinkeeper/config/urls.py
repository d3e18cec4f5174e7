"""The addresses of the whole service: each app that has pages names its own."""

from importlib.util import find_spec

from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path

from kinkeeper.config.health import health


def _of_apps() -> list[URLResolver]:
    ours = [app.name for app in apps.get_app_configs() if app.name.startswith("kinkeeper.")]
    rooms = [name for name in ours if name != "kinkeeper.config"]
    return [path("", include(f"{name}.urls")) for name in rooms if find_spec(f"{name}.urls")]


urlpatterns: list[URLPattern | URLResolver] = [path("health/", health), *_of_apps()]

# Django finds these by name; each page is printed without asking the database.
handler400 = "kinkeeper.web.errors.bad_request"
handler403 = "kinkeeper.web.errors.not_allowed"
handler404 = "kinkeeper.web.errors.not_found"
handler500 = "kinkeeper.web.errors.server_error"
