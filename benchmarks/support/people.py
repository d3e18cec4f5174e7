"""People in front of browsers who ask a service of this machine, and what it took to answer them."""

from __future__ import annotations

import http.client
import os
import random
import secrets
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlencode

if TYPE_CHECKING:
    import re

SERVE = (
    "from kinkeeper.config.environment import read;"
    "from kinkeeper.config.server import serve;"
    "serve(read(), ready=lambda: print('ready', flush=True))"
)


class WrongAnswerError(Exception):
    """The service answered, and not with what was asked for."""


def found(pattern: re.Pattern[bytes], page: bytes, what: str) -> str:
    """What a page holds; WrongAnswerError where it is not there."""
    there = pattern.search(page)
    if there is None:
        raise WrongAnswerError(f"{what} is not on the page")
    return there.group(1).decode()


class Person:
    """Somebody with a browser that is signed in, who asks, reads and asks again."""

    kinds: ClassVar[tuple[str, ...]] = ()

    def __init__(self, port: int, session: str, *, reading: float, seed: int) -> None:
        self.port, self.session, self.csrf = port, session, secrets.token_hex(16)
        self.reading = reading
        self.dice = random.Random(seed)
        self.took: dict[str, list[float]] = {kind: [] for kind in self.kinds}
        self.errors: list[str] = []

    def once(self) -> None:
        """One thing that they do."""
        raise NotImplementedError

    def work(self, until: float) -> None:
        """Read, as anybody is in the middle of something, then ask and read, until the time is over."""
        self.read()
        while time.perf_counter() < until:
            try:
                self.once()
            except (OSError, http.client.HTTPException, WrongAnswerError) as wrong:
                self.errors.append(f"{type(wrong).__name__}: {wrong}")
            self.read()

    def read(self) -> None:
        """What a page takes whoever reads it."""
        time.sleep(self.dice.expovariate(1 / self.reading))

    def ask(self, kind: str | None, address: str) -> bytes:
        status, body, where = self._call(kind, "GET", address, None)
        if status == 302 and where.startswith(address):
            # A colleague has decided meanwhile: of this child less is open now, on a page below this.
            status, body, where = self._call(kind, "GET", where, None)
        if status != 200:
            led = f", which leads to /{where.split('/')[1]}/" if where else ""
            raise WrongAnswerError(f"/{address.split('/')[1]}/ answered {status}{led}")
        return body

    def send(self, kind: str | None, address: str, form: dict[str, str]) -> str:
        sent = urlencode({**form, "csrfmiddlewaretoken": self.csrf})
        status, _, where = self._call(kind, "POST", address, sent)
        if status != 302:
            raise WrongAnswerError(f"{address.split('/')[1]} answered {status} to what was sent")
        return where

    def _call(
        self, kind: str | None, verb: str, address: str, body: str | None
    ) -> tuple[int, bytes, str]:
        begun = time.perf_counter()
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"cookie": f"session={self.session}; csrf={self.csrf}"}
        if body is not None:
            headers |= {"content-type": "application/x-www-form-urlencoded"}
        try:
            line.request(verb, address, body, headers)
            answer = line.getresponse()
            read = answer.read()
        finally:
            line.close()
        if kind:
            self.took[kind].append(1000 * (time.perf_counter() - begun))
        return answer.status, read, answer.getheader("location", "")


def browser_of(user: Any) -> str:
    """The session of a browser in which somebody has signed in."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


@contextmanager
def served(today: date) -> Iterator[int]:
    """The service on a port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    told = {**os.environ, "KINKEEPER_PORT": str(port), "KINKEEPER_TODAY": today.isoformat()}
    server = subprocess.Popen([sys.executable, "-c", SERVE], env=told, stdout=subprocess.PIPE)
    try:
        if server.stdout is None or b"ready" not in server.stdout.readline():
            raise SystemExit("the server did not start")
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def of_the_database() -> float:
    """How long the database has worked on queries, in milliseconds, since it was counted."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT active_time FROM pg_stat_database WHERE datname = current_database()"
        )
        return float(cursor.fetchone()[0])


def worked(people: Sequence[Person], *, seconds: float) -> None:
    """Everybody at once, for so long."""
    until = time.perf_counter() + seconds
    threads = [threading.Thread(target=one.work, args=(until,)) for one in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def figures_of(people: Sequence[Person], database: float) -> dict[str, float]:
    """What was asked, how long it took, what failed, and the database's part."""
    took: Mapping[str, list[float]] = {
        kind: [one for who in people for one in who.took[kind]] for kind in people[0].kinds
    }
    every = [one for times in took.values() for one in times]
    told: dict[str, float] = {"requests_timed": float(len(every))}
    for kind, times in took.items():
        if len(times) < 2:
            raise SystemExit(f"nobody asked for a {kind}: run it for longer")
        told[f"{kind}_requests"] = float(len(times))
        told[f"{kind}_median_milliseconds"] = statistics.median(times)
        told[f"{kind}_p95_milliseconds"] = statistics.quantiles(times, n=20)[-1]
    told["database_milliseconds_a_request"] = database / max(1, len(every))
    told["errors"] = float(sum(len(one.errors) for one in people))
    return told
