"""The forms that come with Kinkeeper, published in every database until its authority has its own."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from django.db import DEFAULT_DB_ALIAS

from kinkeeper.practice.definition import Definition
from kinkeeper.practice.models import FormVersion
from kinkeeper.practice.reading import read


def texts() -> Iterator[str]:
    """Each as it is written, in the order of their files."""
    folder = files("kinkeeper.practice") / "forms"
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            yield file.read_text(encoding="utf-8")


def publish_shipped(*, using: str = DEFAULT_DB_ALIAS, **_: Any) -> int:
    """Publish what comes with this release and is not there yet; how many that was.

    A form of which an authority has published a version is its own: no release changes it.
    """
    rows = FormVersion.objects.using(using).values_list("form", "version", "published_by")
    there, own = set(), set()
    for form, version, by in rows:
        there.add((form, version))
        own.update([form] if by else [])
    new = [one for one in map(_row, texts()) if (one.form, one.version) not in there]
    made = [one for one in new if one.form not in own]
    return len(FormVersion.objects.using(using).bulk_create(made, ignore_conflicts=True))


def row_of(definition: Definition, text: str) -> FormVersion:
    """The row of a definition, not saved yet."""
    return FormVersion(
        form=definition.form,
        version=definition.version,
        title=definition.title,
        in_force_from=definition.in_force_from,
        in_force_until=definition.in_force_until,
        text=text,
    )


def _row(text: str) -> FormVersion:
    return row_of(read(text), text)
