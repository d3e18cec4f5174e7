"""One throwaway server for all tests of this checkout, one database for each worker."""

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, connections
from django.db.backends.postgresql.creation import DatabaseCreation
from django.db.backends.postgresql.operations import DatabaseOperations
from django.db.models import Model
from hypothesis import settings as examples

from kinkeeper.access.database_role import ROLE, grant_app_role
from kinkeeper.config import environment
from kinkeeper.config.database_lease import lease
from kinkeeper.config.database_server import OWNER, Server, embedded_programs
from tests.databases import Common, Prepared

CHECKOUT = Path(__file__).resolve().parents[1]
# Tables that Django does not know for its own, and so would not empty; what is of a job goes first.
JOBS = [f"procrastinate_{name}" for name in ("periodic_defers", "events", "jobs", "workers")]
TRIGGERS = ("ALTER TABLE {} DISABLE TRIGGER USER", "ALTER TABLE {} ENABLE TRIGGER USER")
EMPTIED, FULL = "DELETE FROM {0}", "(SELECT '{0}' FROM {0} LIMIT 1)"
AT_ONCE = (
    "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint"
    " WHERE contype = 'f' AND NOT condeferrable AND conrelid <> confrelid"
)
# A shell may keep Python from keeping what it compiles: then each command that a test starts, and
# each worker, would compile the whole service again.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# The longest first, so that no worker is left with one of them at the end; and of the first, but one
# needs the database or the city, which the other worker then copies.
FIRST = [
    f"tests/{name}.py"
    for name in (
        "journeys/city/every_page/test_more_pages",
        "cli/test_run",
        "cli/test_commands",
        "cli/test_check_whatever",
        "journeys/city/every_page/test_pages",
        "cli/test_city",
        "journeys/test_roles",
        "journeys/test_overview",
        "journeys/city/tasks/test_beyond",
        "journeys/city/tasks/test_front_door",
        "journeys/city/test_social_worker",
        "returns/test_load",
        "returns/test_several_years",
        "law/returns/rules/test_whatever",
        "law/returns/rules/test_cin",
        "frontdoor/test_anybody_tries",
        "people/test_merge",
        "cli/test_demonstration",
        "journeys/test_lists",
        "journeys/city/test_states",
    )
]
# People who test at the same time on one server keep apart by this suffix.
SUFFIX = os.environ.get("KINKEEPER_TEST_SUFFIX", "main")
# A busy machine is not a broken promise: examples are judged by their result, not their speed.
examples.register_profile("kinkeeper", deadline=None)
examples.load_profile("kinkeeper")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Lets a second run, on another server, keep to the tests that need one."""
    parser.addoption("--only-database", action="store_true", help="run only tests that need one")


def pytest_configure(config: pytest.Config) -> None:
    """Workers take files in the order in which they are collected, where there are workers."""
    config.option.loadscopereorder = False


def pytest_collection_finish() -> None:
    """What is collected by now stays, and is not looked through for rubbish again and again."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The longest files first; without what needs no database, when asked to."""
    items.sort(key=_turn)
    if config.getoption("--only-database"):
        needed = [item for item in items if _needs_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in needed])
        items[:] = needed


def _turn(item: pytest.Item) -> int:
    """The file's place among the longest, or after them."""
    file = item.nodeid.partition("::")[0]
    return FIRST.index(file) if file in FIRST else len(FIRST)


def _needs_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(fixtures & {"db", "transactional_db", "test_server"}) or bool(
        item.get_closest_marker("django_db")
    )


@contextmanager
def _test_server() -> Iterator[str]:
    """The address of the server to test on: a named one, or our own for as long as it is used."""
    named = os.environ.get("KINKEEPER_TEST_DATABASE_URL")
    if named:
        yield named
        return
    programs = os.environ.get("KINKEEPER_TEST_POSTGRES_BIN")
    server = Server(
        CHECKOUT / ".data" / ("test-server-system" if programs else "test-server"),
        Path(programs) if programs else embedded_programs(),
        throwaway=True,
    )
    with lease(server):
        yield server.url(role=OWNER)


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is kept between runs is kept with this run, not with whoever tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def test_server() -> Iterator[str]:
    """The address of the database server that tests may use, as its owner role."""
    with _test_server() as url:
        yield url


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory) -> Common:
    """What the workers of this run share; a run without workers shares nothing."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return Common(None)
    folder = tmp_path_factory.getbasetemp().parent / "databases"
    folder.mkdir(exist_ok=True)
    return Common(folder)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    test_server: str, common: Common, django_db_modify_db_settings_parallel_suffix: None
) -> Iterator[None]:
    """Point Django at the test server, whatever the shell's own settings say."""
    settings: dict[str, Any] = connections["default"].settings_dict
    settings.update(environment.database(test_server))
    settings["CONN_MAX_AGE"] = 0
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    name = settings["TEST"]["NAME"] = f"test_kinkeeper_{SUFFIX}{worker and '_' + worker}"
    whole = DatabaseCreation.create_test_db

    def migrated(self: DatabaseCreation, *said: Any, **options: Any) -> str:
        common.made("migrated", name, lambda: whole(self, *said, **options))
        settings["NAME"] = name
        return name

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseCreation, "create_test_db", migrated)
        yield


@pytest.fixture(scope="session")
def prepared(django_db_setup: None, common: Common, django_db_blocker: Any) -> Iterator[Prepared]:
    """`prepared.opened(fill)`: a database that this function has filled once for all tests."""
    with ExitStack() as stack:
        yield Prepared(connection.settings_dict["NAME"], common, django_db_blocker, stack)
        with django_db_blocker.unblock():
            stack.close()


@pytest.fixture
def as_app_role(db: None) -> None:
    """Leave this test's connection only the rights of the serving role, until the test ends."""
    grant_app_role(connection)
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {ROLE}")


# --- rows for tests ------------------------------------------------------------------------------
@pytest.fixture
def make(db: None) -> Callable[..., Any]:
    """`make(Model, **facts)`: a saved row, with whatever else its table demands filled in.

    Rows that a row must belong to are the first of their table, so that all are of one person.
    """

    def parent(model: type[Model]) -> Any:
        return model._default_manager.order_by("pk").first() or row(model)

    def row(model: type[Model], **facts: Any) -> Any:
        given = {getattr(model, name).field.attname for name in facts}
        fields: Any = model._meta.concrete_fields
        for field in fields:
            if field.attname in given or field.null or field.has_default():
                continue
            facts[field.name] = parent(field.related_model) if field.is_relation else _any(field)
        return model._default_manager.create(**facts)

    def _any(field: Any) -> Any:
        if field.choices:
            return field.choices[0][0]
        if field.get_internal_type() == "PositiveSmallIntegerField":
            return 0
        return date(2025, 1, 1) if field.get_internal_type() == "DateField" else "C1"

    return row


@pytest.fixture
def child(make: Callable[..., Any]) -> Any:
    """A child."""
    return make(apps.get_model("people.Person"), born_on=date(2015, 5, 5))


@pytest.fixture
def granted(db: None) -> Callable[..., Any]:
    """`granted(role, *sections)`: a user who holds the role, and those sections of the record."""
    users, grants = apps.get_model("access.User"), apps.get_model("access.RoleGrant")

    def user(role: str, *sections: str) -> Any:
        name = f"{role} {users.objects.count() + 1}"
        one = users.objects.create_user(name.replace(" ", "."), full_name=name)
        for section in ("", *sections):
            grants.objects.create(user=one, role=role, section=section, started_on=date(2020, 1, 1))
        return one

    return user


@pytest.fixture(scope="session", autouse=True)
def emptied_between_tests() -> Iterator[None]:
    """Let Django empty even the append-only tables after a test that commits, and only what is full."""

    def past_triggers(self: DatabaseOperations, style: Any, tables: Any, **options: Any) -> Any:
        full = _full([*tables, *JOBS])
        off, on = ([said.format(one) for one in full] for said in TRIGGERS)
        emptied = [EMPTIED.format(one) for one in full]
        return [*off, *emptied, "SET CONSTRAINTS ALL IMMEDIATE", *on]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", past_triggers)
        yield


def _full(tables: Sequence[str]) -> list[str]:
    """Those of the tables, and of their partitions, that have a row. To ask takes less than to empty."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = ANY(%s::regclass[])",
            [list(tables)],
        )
        every = [*tables, *(name for (name,) in cursor.fetchall())]
        cursor.execute(" UNION ALL ".join(FULL.format(one) for one in every))
        full = [name for (name,) in cursor.fetchall()]
        cursor.execute(AT_ONCE)
        return _in_order(full, cursor.fetchall())


def _in_order(full: Sequence[str], held: Sequence[tuple[str, str]]) -> list[str]:
    """What points at another table before it, where that is held at each statement's end."""
    sorter: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(full, ()))
    for pointing, at in held:
        if {pointing, at} <= set(full):
            sorter.add(at, pointing)
    return list(sorter.static_order())


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, common: Common, django_db_blocker: Any
) -> Iterator[None]:
    """The test database; before it is taken away, sessions left by a live server's threads end."""
    yield
    connection.close()  # it may be one that the copying of a database has ended
    with django_db_blocker.unblock():
        common.end()
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND usename = current_user AND backend_type = 'client backend'"  # others' are not ours
        )
