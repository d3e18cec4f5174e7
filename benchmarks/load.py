"""How fast returns are loaded, against a bare COPY of the same rows into the same tables.

The load reads, judges, matches, writes records, events and revisions, and works out duties; the
copy only writes what the load left. Both check every foreign key and both are undone. The returns
are the examples many times over, under other identifiers.
"""

from __future__ import annotations

import io

from support.database import rolled_back, scratch
from support.measure import AT_LEAST, Target, close, options, side_by_side
from support.returns import enlarge

TIMES, QUICK_TIMES = 40, 20
TARGETS = [Target("share_of_copy", AT_LEAST, 1 / 3)]


def tables() -> list[str]:
    """Every table of ours that may hold rows of a load; the audit writes its own."""
    from django.apps import apps

    ours = [m for m in apps.get_models() if m.__module__.startswith("kinkeeper.")]
    return sorted(m._meta.db_table for m in ours if m._meta.app_label != "access")


def snapshot() -> dict[str, bytes]:
    """What each table holds, as COPY writes it."""
    from django.db import connection

    held = {}
    for table in tables():
        buffer = io.BytesIO()
        rows = f'COPY (SELECT * FROM "{table}") TO STDOUT'  # a table kept by year has no other way
        with connection.cursor() as cursor, cursor.copy(rows) as copy:
            for block in copy:
                buffer.write(block)
        if buffer.tell():
            held[table] = buffer.getvalue()
    return held


def write(held: dict[str, bytes]) -> None:
    """A bare COPY of everything, then every foreign key checked."""
    from django.db import connection

    with connection.cursor() as cursor:
        for table, rows in held.items():
            with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                copy.write(rows)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def main() -> None:
    """Load once to learn the rows, then measure the two side by side."""
    asked = options(__doc__ or "")
    with scratch() as folder:
        from django.db import connection, transaction

        from kinkeeper.access.services import operator
        from kinkeeper.returns.loading.load import load

        times = QUICK_TIMES if asked.quick else TIMES
        by, paths = operator(), enlarge(folder / "returns", times)

        def whole_load() -> None:
            load(paths=paths, by=by)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

        with transaction.atomic():
            whole_load()
            held = snapshot()
            transaction.set_rollback(True)
        rows = sum(text.count(b"\n") for text in held.values())
        runs = 3 if asked.quick else 5
        loading, copying = side_by_side(
            rolled_back(whole_load), rolled_back(lambda: write(held)), runs=runs
        )
    figures = {
        "rows": float(rows),
        "load_seconds": loading,
        "copy_seconds": copying,
        "load_rows_a_second": rows / loading,
        "copy_rows_a_second": rows / copying,
        "share_of_copy": copying / loading,
    }
    close(figures, TARGETS, quiet=asked.json)


if __name__ == "__main__":
    main()
