"""Every verb of every app is an action: a write that no audit knows of cannot be added."""

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

import pytest
from django.apps import apps


def modules() -> Iterator[ModuleType]:
    """Every `actions` module there is."""
    for app in apps.get_app_configs():
        name = f"{app.name}.actions"
        if app.name.startswith("kinkeeper.") and find_spec(name):
            package = import_module(name)
            yield package
            for inner in pkgutil.iter_modules(getattr(package, "__path__", [])):
                yield import_module(f"{name}.{inner.name}")


def verbs() -> list[Any]:
    """Every public function written in them."""
    return [
        pytest.param(found, id=f"{module.__name__}.{name}")
        for module in modules()
        for name, found in inspect.getmembers(module, inspect.isfunction)
        if found.__module__ == module.__name__ and not name.startswith("_")
    ]


@pytest.mark.parametrize("verb", verbs())
def test_a_verb_is_an_action(verb: Callable[..., Any]) -> None:
    """It names the permission it needs, and its body runs inside the decorator."""
    assert hasattr(verb, "permission"), "decorate it with @action"
    assert set(inspect.signature(verb).parameters) >= {"by"}
