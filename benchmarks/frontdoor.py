"""200 people at the front door for five minutes: its queue, contacts, searches, children, decisions.

An invented city of the whole size, served by the service's own server on this machine, which runs
those who ask as well. Each person asks, reads every page for twenty seconds on average, and asks
again; one in eight of what they do takes a contact and decides on it, two in eight search.
`--quick` has a tenth of the city, 40 people, and three quarters of a minute of shorter reading.
"""

from __future__ import annotations

import os
import re
import secrets
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

from overview import fill
from support.database import scratch
from support.measure import AT_MOST, Target, close, options
from support.people import Person, browser_of, figures_of, found, of_the_database, served, worked

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
FORM = re.compile(rb'name="submission" value="([^"]+)"')
CONTACT = re.compile(rb'href="(/front-door/[0-9a-f-]{36}/)"')
CHILD = re.compile(rb'href="(/children/[0-9a-f-]{36}/)"')
MATCH = re.compile(rb'href="(/front-door/children/[0-9a-f-]{36}/)"')
STEP = re.compile(rb'(?:action|href)="(/front-door/contacts/[0-9a-f-]{36}/)decide/"')


class Decider(Person):
    """Somebody at the front door."""

    kinds = KINDS

    def __init__(
        self, port: int, session: str, names: Sequence[str], *, reading: float, seed: int
    ) -> None:
        super().__init__(port, session, reading=reading, seed=seed)
        self.names = names

    def once(self) -> None:
        told = self.dice.random()
        if told < 1 / 8:
            self._decide()
            return
        if told < 3 / 8:
            self._search()
            return
        queue = self.ask("queue", "/front-door/")
        waiting = CONTACT.findall(queue)
        if waiting and self.dice.random() < 0.7:
            self.read()
            page = self.ask("contact", self.dice.choice(waiting).decode())
            children = CHILD.findall(page)
            if children and self.dice.random() < 0.7:
                self.read()
                self.ask("child", children[0].decode())

    def _search(self) -> None:
        """Somebody of whom a letter is remembered wrong."""
        name = self.dice.choice(self.names)
        out = self.dice.randrange(1, len(name))
        where = self.send(None, "/children/", {"text": name[:out] + name[out + 1 :]})
        self.ask("search", where)

    def _decide(self) -> None:
        """Take a contact about a child nobody knows, add the child, and decide."""
        form = self.ask(None, "/front-door/new/")
        name = f"Quill{self.dice.randrange(10**9)}"
        where = self.send(None, "/front-door/new/", {
            "concern": "Came to school without a coat.", "reason": "family_stress", "step": "do",
            "forename1": "Perran", "surname1": name, "channel": "telephone", "source": "2A",
            "consent": "given", "submission": found(FORM, form, "the number of the form"),
        })  # fmt: skip
        match = found(MATCH, self.ask(None, where), "the child to be found")
        self.read()
        self.send(None, match, {"person": "new"})
        self.read()
        step = found(STEP, self.ask("contact", where), "the decision")
        self.read()
        self.send("decision", f"{step}decide/", {
            "outcome": "advice", "level": "universal_plus", "evidence": "referrer", "step": "do",
            "reason": "The school sees to it with the family.",
        })  # fmt: skip


def signed_in(count: int) -> list[str]:
    """Registered people who decide at the front door, and the sessions of their browsers."""
    from kinkeeper.access.models import RoleGrant, User
    from kinkeeper.workforce.models import Worker

    sessions = []
    for number in range(count):
        user = User.objects.create_user(f"decider-{number}", full_name=f"Decider {number}")
        RoleGrant.objects.create(user=user, role="mash_decision_maker", started_on=LAST)
        Worker.objects.create(full_name=user.full_name, user=user, swe_number=f"DECIDER{number:05}")
        sessions.append(browser_of(user))
    return sessions


def known() -> list[str]:
    """The names of some of those whom the city knows."""
    from kinkeeper.people.models import PersonName

    rows = PersonName.objects.order_by("id").values_list("forename", "surname")[:NAMES]
    return [f"{forename} {surname}" for forename, surname in rows]


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
        with served(LAST) as port:
            names, before = known(), of_the_database()
            people = [
                Decider(port, session, names, reading=reading, seed=seed)
                for seed, session in enumerate(sessions)
            ]
            worked(people, seconds=seconds)
            for line in sorted({line for one in people for line in one.errors})[:5]:
                print(line, file=sys.stderr)
            figures: dict[str, Any] = figures_of(people, of_the_database() - before)
    close({"size": size, "people": float(count), **figures}, TARGETS, quiet=said.json)


if __name__ == "__main__":
    main()
