"""The frame, the error pages and the templates as they stand on disk."""

import re
from pathlib import Path

import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from jinja2 import BaseLoader
from pytest_django import Settings

import kinkeeper.web
from kinkeeper.web import errors, parts
from kinkeeper.web.jinja import environment

WEB = Path(kinkeeper.web.__file__).parent
TEMPLATES = sorted(WEB.parent.glob("*/jinja2/**/*.html"))


@pytest.fixture
def request_() -> HttpRequest:
    """A request that carries nothing: no session, no user."""
    return RequestFactory().get("/")


@pytest.mark.parametrize(
    ("page", "status", "title"),
    [
        (errors.bad_request, 400, "This request could not be read"),
        (errors.not_allowed, 403, "You may not see this"),
        (errors.form_expired, 403, "This form has expired"),
        (errors.not_found, 404, "Page not found"),
        (errors.server_error, 500, "Something went wrong here"),
        (errors.unavailable, 503, "Kinkeeper is not available"),
    ],
)
def test_an_error_page_needs_no_database(
    page: "errors.ErrorPage", status: int, title: str, request_: HttpRequest
) -> None:
    """It says what happened and what to do, whatever else is broken."""
    answer = page(request_)
    body = answer.content.decode()
    assert answer.status_code == status
    assert f"<title>{title} \u2013 Kinkeeper</title>" in body
    assert "<ul>" in body


def test_a_lost_database_is_not_called_a_fault_of_ours(request_: HttpRequest) -> None:
    """503, with what to do when a child may be in danger now."""

    def lost() -> HttpResponse:
        raise OperationalError

    try:
        answer = lost()
    except OperationalError:
        answer = errors.server_error(request_)
    assert answer.status_code == 503
    assert "call 999" in answer.content.decode()


def test_hidden_and_unknown_answer_alike(request_: HttpRequest) -> None:
    """The same bytes, whatever was asked for and why it is not shown."""
    other = RequestFactory().get("/children/0198d4b2/")
    bodies = {
        re.sub(rb"Printed [^.]*\.", b"", errors.not_found(one, Exception(why)).content)
        for one, why in ((request_, "gone"), (other, "restricted"))
    }
    assert len(bodies) == 1


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_holds_no_inline_script_or_style(template: Path) -> None:
    """So that the policy needs no exception."""
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", text)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_title_holds_no_personal_data(template: Path) -> None:
    """Nothing is printed into a title but words of the template itself."""
    titles = re.findall(r"{% block title %}(.*?){% endblock %}", template.read_text(), re.DOTALL)
    assert not [title for title in titles if "{{" in title]


def test_what_people_type_is_escaped() -> None:
    """A child called <script> is a child called <script>."""
    item = parts.Fact("Name", "<script>alert(1)</script>")
    source = '{% from "components/cards.html" import facts %}{{ facts([item]) }}'
    env = environment(loader=_loader())
    assert "&lt;script&gt;" in env.from_string(source).render(item=item)


def test_the_catalogue_is_for_demonstrations_only(client: Client, settings: Settings) -> None:
    """In production there is no such page."""
    settings.PRODUCTION = False
    assert client.get("/catalogue/").status_code == 200
    settings.PRODUCTION = True
    assert client.get("/catalogue/").status_code == 404


def test_the_frame_names_the_reader_and_no_child() -> None:
    """Name and role in the header; a search that is sent, never put in an address."""
    from kinkeeper.web.catalogue import example

    page = render_to_string("catalogue/work.html", example("social_worker", "/"), using="jinja2")
    assert "Priya Raman" in page
    assert '<form class="frame-search" role="search" action="/children/" method="post">' in page


def _loader() -> BaseLoader:
    backend = engines["jinja2"]
    assert isinstance(backend, Jinja2)
    loader = backend.env.loader
    assert isinstance(loader, BaseLoader)
    return loader
