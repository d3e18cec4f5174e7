"""200 people at the front door for five minutes: its queue, contacts, searches, children, decisions.

An invented city of the whole size, served by the service's own server on this machine, which runs
those who ask as well. Each person asks, reads every page for twenty seconds on average, and asks
again; one in eight of what they do takes a contact and decides on it, two in eight search.
`--quick` has a tenth of the city, 40 people, and three quarters of a minute of shorter reading.
"""

from __future__ import annotations

import http.client
import os
import random
import re
import secrets
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any
from urllib.parse import urlencode

from overview import fill
from support.database import scratch
from support.measure import AT_MOST, Target, close, options

LAST = date(2016, 3, 31)
PEOPLE, QUICK_PEOPLE = 200, 40
SECONDS, QUICK_SECONDS = 300.0, 45.0
NAMES = 500
READING, QUICK_READING = 20.0, 1.5  # seconds that a page is read, on average
KINDS = ("queue", "contact", "search", "child", "decision")
TARGETS = [
    *(Target(f"{kind}_p95_milliseconds", AT_MOST, 300.0) for kind in KINDS),
    Target("errors", AT_MOST, 0.0),
]
SERVE = (
    "from kinkeeper.config.environment import read;"
    "from kinkeeper.config.server import serve;"
    "serve(read(), ready=lambda: print('ready', flush=True))"
)
FORM = re.compile(rb'name="submission" value="([^"]+)"')
CONTACT = re.compile(rb'href="(/front-door/[0-9a-f-]{36}/)"')
CHILD = re.compile(rb'href="(/children/[0-9a-f-]{36}/)"')
MATCH = re.compile(rb'href="(/front-door/children/[0-9a-f-]{36}/)"')
STEP = re.compile(rb'(?:action|href)="(/front-door/contacts/[0-9a-f-]{36}/)decide/"')


class WrongAnswerError(Exception):
    """The service answered, and not with what was asked for."""


def found(pattern: re.Pattern[bytes], page: bytes, what: str) -> str:
    """What a page holds; WrongAnswerError where it is not there."""
    there = pattern.search(page)
    if there is None:
        raise WrongAnswerError(f"{what} is not on the page")
    return there.group(1).decode()


class Person:
    """Somebody at the front door, with a browser that is signed in."""

    def __init__(
        self, port: int, session: str, names: Sequence[str], *, reading: float, seed: int
    ) -> None:
        self.port, self.session, self.csrf = port, session, secrets.token_hex(16)
        self.names, self.reading = names, reading
        self.dice = random.Random(seed)
        self.took: dict[str, list[float]] = {kind: [] for kind in KINDS}
        self.errors: list[str] = []

    def work(self, until: float) -> None:
        """Read, as anybody is in the middle of something, then ask and read, until the time is over."""
        self._read()
        while time.perf_counter() < until:
            try:
                self._once()
            except (OSError, http.client.HTTPException, WrongAnswerError) as wrong:
                self.errors.append(f"{type(wrong).__name__}: {wrong}")
            self._read()

    def _read(self) -> None:
        """What a page takes whoever reads it."""
        time.sleep(self.dice.expovariate(1 / self.reading))

    def _once(self) -> None:
        told = self.dice.random()
        if told < 1 / 8:
            self._decide()
            return
        if told < 3 / 8:
            self._search()
            return
        queue = self._ask("queue", "/front-door/")
        waiting = CONTACT.findall(queue)
        if waiting and self.dice.random() < 0.7:
            self._read()
            page = self._ask("contact", self.dice.choice(waiting).decode())
            children = CHILD.findall(page)
            if children and self.dice.random() < 0.7:
                self._read()
                self._ask("child", children[0].decode())

    def _search(self) -> None:
        """Somebody of whom a letter is remembered wrong."""
        name = self.dice.choice(self.names)
        out = self.dice.randrange(1, len(name))
        where = self._send(None, "/children/", {"text": name[:out] + name[out + 1 :]})
        self._ask("search", where)

    def _decide(self) -> None:
        """Take a contact about a child nobody knows, add the child, and decide."""
        form = self._ask(None, "/front-door/new/")
        name = f"Quill{self.dice.randrange(10**9)}"
        where = self._send(None, "/front-door/new/", {
            "concern": "Came to school without a coat.", "reason": "family_stress", "step": "do",
            "forename1": "Perran", "surname1": name, "channel": "telephone", "source": "2A",
            "consent": "given", "submission": found(FORM, form, "the number of the form"),
        })  # fmt: skip
        match = found(MATCH, self._ask(None, where), "the child to be found")
        self._read()
        self._send(None, match, {"person": "new"})
        self._read()
        step = found(STEP, self._ask("contact", where), "the decision")
        self._read()
        self._send("decision", f"{step}decide/", {
            "outcome": "advice", "level": "universal_plus", "evidence": "referrer", "step": "do",
            "reason": "The school sees to it with the family.",
        })  # fmt: skip

    def _ask(self, kind: str | None, address: str) -> bytes:
        status, body, where = self._call(kind, "GET", address, None)
        if status == 302 and where.startswith(address):
            # A colleague has decided meanwhile: of this child less is open now, on a page below this.
            status, body, where = self._call(kind, "GET", where, None)
        if status != 200:
            led = f", which leads to /{where.split('/')[1]}/" if where else ""
            raise WrongAnswerError(f"/{address.split('/')[1]}/ answered {status}{led}")
        return body

    def _send(self, kind: str | None, address: str, form: dict[str, str]) -> str:
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


def signed_in(count: int) -> list[str]:
    """Registered people who decide at the front door, and the sessions of their browsers."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from kinkeeper.access.models import RoleGrant, User
    from kinkeeper.workforce.models import Worker

    sessions = []
    for number in range(count):
        user = User.objects.create_user(f"decider-{number}", full_name=f"Decider {number}")
        RoleGrant.objects.create(user=user, role="mash_decision_maker", started_on=LAST)
        Worker.objects.create(full_name=user.full_name, user=user, swe_number=f"DECIDER{number:05}")
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        sessions.append(str(session.session_key))
    return sessions


@contextmanager
def served() -> Iterator[int]:
    """The service on a port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    told = {**os.environ, "KINKEEPER_PORT": str(port), "KINKEEPER_TODAY": LAST.isoformat()}
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


def known() -> list[str]:
    """The names of some of those whom the city knows."""
    from kinkeeper.people.models import PersonName

    rows = PersonName.objects.order_by("id").values_list("forename", "surname")[:NAMES]
    return [f"{forename} {surname}" for forename, surname in rows]


def worked(port: int, sessions: list[str], *, seconds: float, reading: float) -> list[Person]:
    """Everybody at once, for so long."""
    names = known()
    people = [
        Person(port, session, names, reading=reading, seed=seed)
        for seed, session in enumerate(sessions)
    ]
    until = time.perf_counter() + seconds
    threads = [threading.Thread(target=one.work, args=(until,)) for one in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return people


def figures_of(people: list[Person], database: float) -> dict[str, float]:
    """What was asked, how long it took, what failed, and the database's part."""
    took = {kind: [one for who in people for one in who.took[kind]] for kind in KINDS}
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


def main() -> None:
    """Fill, serve, ask, close."""
    said = options(__doc__ or "")
    os.environ["KINKEEPER_SECRET_KEY"] = secrets.token_urlsafe(48)
    size, count, seconds, reading = (
        (0.1, QUICK_PEOPLE, QUICK_SECONDS, QUICK_READING)
        if said.quick
        else (1.0, PEOPLE, SECONDS, READING)
    )
    with scratch():
        from kinkeeper.kernel import moment
        from kinkeeper.measures.refresh import refresh_measures

        moment.pin(LAST)
        fill(size)
        refresh_measures()
        sessions = signed_in(count)
        with served() as port:
            before = of_the_database()
            people = worked(port, sessions, seconds=seconds, reading=reading)
            for line in sorted({line for one in people for line in one.errors})[:5]:
                print(line, file=sys.stderr)
            figures: dict[str, Any] = figures_of(people, of_the_database() - before)
    close({"size": size, "people": float(count), **figures}, TARGETS, quiet=said.json)


if __name__ == "__main__":
    main()
