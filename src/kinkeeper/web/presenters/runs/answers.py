"""What is asked of a finding before it is answered, in words."""

from __future__ import annotations

from kinkeeper.access.queries import names
from kinkeeper.returns.run_queries import Accepted, Found, Rule
from kinkeeper.web import words
from kinkeeper.web.parts import Fact
from kinkeeper.web.presenters.runs.findings import Names, child_words, fields, where


def about(found: Found, rule: Rule | None, known: Names) -> list[Fact]:
    """The finding: whose, where, what is wrong."""
    return [
        Fact("Rule", f"{found.rule}: {rule.says}" if rule else found.rule),
        Fact("Child", child_words(found.child, known)[0]),
        Fact("Where", where(found)),
        Fact("Fields at fault", fields(found)),
    ]


def accepted(said: Accepted) -> list[Fact]:
    """Why it was accepted, by whom and when."""
    return [
        Fact("Accepted because", said.reason),
        Fact("By", names([said.by]).get(said.by)),
        Fact("On", words.full_moment(said.at)),
    ]
