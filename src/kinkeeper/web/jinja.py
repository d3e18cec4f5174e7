"""The Jinja environment of every page."""

from __future__ import annotations

from typing import Any

import jinja2
from django.templatetags.static import static
from django.urls import reverse

from kinkeeper.web import due, words


def environment(**options: Any) -> jinja2.Environment:
    """Escaped by default; the govuk macros read absent parameters, hence chainable."""
    options |= {"undefined": jinja2.ChainableUndefined, "loader": _loader(options["loader"])}
    escaped = options | {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
    env = jinja2.Environment(**escaped)  # noqa: S701  escaped, as its tests hold
    env.globals |= {"static": static, "url": url}
    env.filters |= _filters()
    return env


def url(name: str, *arguments: Any, **named: Any) -> str:
    """The address of a named page: url('child', reference)."""
    return reverse(name, args=arguments or None, kwargs=named or None)


def _loader(ours: jinja2.BaseLoader) -> jinja2.BaseLoader:
    macros = jinja2.PackageLoader("govuk_frontend_jinja")
    return jinja2.ChoiceLoader([ours, jinja2.PrefixLoader({"govuk_frontend_jinja": macros})])


def _filters() -> dict[str, Any]:
    return {
        "full_date": words.full_date,
        "plain_date": words.plain_date,
        "short_date": words.short_date,
        "full_moment": words.full_moment,
        "counted": words.counted,
        "recorded": words.recorded,
        "age": words.age,
        "due": due.due,
    }
