"""A worker loads what it needs before the first question, and says once that all are ready."""

import pytest
from django.template import engines

from kinkeeper.config import server, warming


def test_no_page_waits_for_its_template(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once warm, Jinja holds every template of ours and reads none again."""
    templates = engines["jinja2"].env  # type: ignore[attr-defined]
    warming.warm()
    names = templates.list_templates(extensions=["html", "txt"])
    assert "web/contact.html" in names
    monkeypatch.setattr(templates, "compile", lambda *_, **__: pytest.fail("compiled again"))
    assert all(templates.get_template(name).render for name in names)


def test_the_last_of_the_workers_says_that_all_are_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither one before it nor one that takes a worker's place does."""
    monkeypatch.setattr(warming, "warm", lambda: None)
    monkeypatch.setattr(server, "settle", lambda: None)
    turns = server._turns(3)
    begun: list[int] = []
    said: list[int] = []
    for worker in range(5):
        begun.append(worker)
        server._begin(turns, lambda: said.append(begun[-1]))
    assert said == [2]
