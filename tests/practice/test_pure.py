"""Definitions, answers and the steps of a form: what needs no database."""

from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.kernel.ids import uuid7
from kinkeeper.people.guarded import Address
from kinkeeper.practice import conditions, shipped
from kinkeeper.practice.definition import Definition, Kind, Question
from kinkeeper.practice.joining import Typed, join
from kinkeeper.practice.reading import read
from kinkeeper.practice.states import (
    DONE,
    MOVES,
    OPEN,
    OVER,
    Standing,
    Step,
    why_not,
    why_not_write,
)
from kinkeeper.practice.values import digest, in_words
from kinkeeper.practice.values import read as typed_in
from kinkeeper.practice.withheld import INSTEAD, withheld

FORM = """
form = "a-form"
version = 1
title = "A form"
owner = "head_of_service"
in_force_from = 2020-01-01
field_budget = 3
[[sections]]
id = "one"
title = "One"
questions = [
  { id = "first", kind = "yes_no", asks = "First?" },
  { id = "second", kind = "text", asks = "Second?", shown_when = { question = "first", is = "yes" } },
  { id = "third", kind = "text", asks = "Third?", shown_when = { question = "second", answered = true } },
]
"""


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("field_budget = 3", "field_budget = 2", "3 questions are more than its budget of 2"),
        ('id = "third"', 'id = "first"', "two questions have one id"),
        ('kind = "text", asks = "Sec', 'kind = "code", asks = "Sec', "code_set or choices"),
        ('kind = "text", asks = "Sec', 'kind = "slider", asks = "Sec', "no kind"),
        ('is = "yes"', 'eval = "1"', "does not understand eval, question"),
        ('question = "first"', 'question = "third"', "reads third, not asked before"),
        ('is = "yes"', 'is = "yess"', "second: yess is no answer to first"),
        ('owner = "head_of_service"', 'owner = "partner"', "no role that publishes forms"),
        ("version = 1", 'version = "1"', "of another type than it should be: version"),
        ("version = 1", "version = 1\ncolour = 1", "nothing is called colour"),
        ('title = "A form"', "", "say its title"),
        (
            'kind = "text", asks = "Third?"',
            'kind = "code", asks = "Third?", choices = { a = "A" }',
            "codes belong where something is decided",
        ),
        ("form = ", "form == ", "this is not TOML"),
    ],
)
def test_a_definition_says_what_is_wrong_with_it(before: str, after: str, says: str) -> None:
    """In words its owner can act on."""
    assert before in FORM
    with pytest.raises(BadInput, match=says):
        read(FORM.replace(before, after, 1))


def test_the_forms_that_come_with_kinkeeper_are_whole() -> None:
    """Each within its budget, and no code outside a section that decides."""
    forms = [read(text) for text in shipped.texts()]
    assert {"child-and-family-assessment", "early-help-family-assessment", "visit-record"} == {
        one.form for one in forms
    }
    assert all(len(one.questions) <= one.field_budget for one in forms)


@given(
    st.dictionaries(st.sampled_from(["first", "second", "third"]), st.sampled_from(["yes", "no"]))
)
def test_what_hangs_on_a_hidden_answer_is_hidden(answers: Mapping[str, str]) -> None:
    """A question is shown for what is answered in sight, not for what was typed before it was hidden."""
    shown = [one.id for one in read(FORM).shown(answers)]
    second = answers.get("first") == "yes"
    assert shown == ["first", *["second"] * second, *["third"] * (second and "second" in answers)]


def test_conditions_are_joined() -> None:
    """All, any and not; of several codes any one counts."""
    x = {"question": "x", "one_of": ["a", "b"]}
    for said, answers, holds in (
        (x, {"x": ["b", "c"]}, True),
        ({"not": x}, {"x": "a"}, False),
        ({"all": [x, {"question": "y", "answered": True}]}, {"x": "a"}, False),
        ({"any": [x, {"question": "y", "answered": True}]}, {"y": "?"}, True),
    ):
        assert conditions.read(said).holds(answers) is holds
        assert set(conditions.read(said).asks()) <= {"x", "y"}


def test_an_answer_is_kept_as_it_is_typed() -> None:
    """Half a date too; what is no letter, and a choice nobody offered, are left out."""
    posted = {"a": [" x\x00\r\ny "], "a.day": ["31"], "a.month": ["2"], "a.year": [""], "b": ["z"]}
    on, note = (
        Question(id="on", kind=Kind.DATE, asks="?"),
        Question(id="no", kind=Kind.TEXT, asks="?"),
    )
    choice = Question(id="ch", kind=Kind.YES_NO, asks="?")
    assert typed_in(note, "a", posted) == "x\ny"
    assert (typed_in(on, "a", posted), in_words(on, "31/2/")) == ("31/2/", "31/2/ (not a date)")
    assert typed_in(choice, "b", posted) is None
    assert typed_in(on, "c", posted) is None


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("She is at 12 Oak Street.", "She is at X."),
        ("at 12, OAK\nSTREET, Selly Oak", "at X, Selly Oak"),
        ("on Oak Street, (b296aa)", "on X, (X)"),
        ("Oakham Streetly stays, and 112 Oaks", "Oakham Streetly stays, and 112 Oaks"),
        ("Rose Cottage or rose-cottage", "X or X"),
    ],
)
def test_an_address_is_found_however_it_is_laid_out(said: str, printed: str) -> None:
    """Line or comma, capitals, without its number; and nothing that only looks like it."""
    oak = Address("12 Oak Street, Selly Oak", "B29 6AA", None, None, lived_at=True)
    rose = Address("Rose Cottage\nMill Lane", None, None, None, lived_at=True)
    assert withheld(said, [oak, rose]).replace(INSTEAD, "X") == printed


VALUES = st.sampled_from([None, "a", "b", "c"])
ANSWERS = st.dictionaries(st.sampled_from("pqr"), VALUES)


@given(ANSWERS, ANSWERS, ANSWERS)
def test_no_word_is_lost_in_joining(
    opened: dict[str, Any], first: dict[str, Any], second: dict[str, Any]
) -> None:
    """Whatever two people type over one page, each answer is kept, shown as a clash, or was the same."""
    kept = {**opened, **join(opened, sent(first, opened)).changes}
    assert all(kept.get(q) == value for q, value in first.items())
    joined = join(kept, sent(second, opened))
    told = {clash.question: clash.typed for clash in joined.clashes}
    now = {**kept, **joined.changes}
    for q, value in second.items():
        assert value in (opened.get(q), told.get(q, now.get(q)))
    assert all(first.get(q) == now.get(q) for q in told)


def sent(said: dict[str, Any], opened: dict[str, Any]) -> list[Typed]:
    """What somebody sends who had the page open when it held this."""
    return [Typed(q, value, digest(opened.get(q))) for q, value in said.items()]


PEOPLE = tuple(uuid7() for _ in range(2))
# Mostly what would be let through, so that a form comes to its end, and each hindrance alone.
GOOD = ((), (), 1, "Why.")
BAD = ((("?",), (), 1, "Why."), ((), ("?",), 1, "Why."), ((), (), 0, "Why."), ((), (), 1, ""))
TRIES = tuple(
    (step, by, *how, needs)
    for step, by, how, needs in product(Step, PEOPLE, (GOOD, GOOD, *BAD), (True, False))
)


class Forms(RuleBasedStateMachine):
    """Anybody tries anything with one form; what the table lets through is checked against the law."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[Step] = []
        self.form = Standing()

    @rule(tried=st.sampled_from(TRIES))
    def attempt(self, tried: tuple[Any, ...]) -> None:
        step, by, missing, unsettled, seen, reason, needs = tried
        form = Standing(
            last=self.steps[-1] if self.steps else None,
            author=self.form.author,
            by=by,
            missing=missing,
            unsettled=unsettled,
            number=1,
            seen=seen,
            reason=reason,
            needs_authorising=needs,
        )
        refused = why_not(step, form)
        if refused is None:
            self.law(step, form)
            author = by if step is Step.SENT else form.author
            self.form = Standing(author=author)
            self.steps.append(step)
        else:
            assert isinstance(refused, Refused)
            assert refused.message
            assert refused.do or refused.missing

    def law(self, step: Step, form: Standing) -> None:
        """What must hold of any move that was let through, said without the table."""
        assert (form.last is None) == (step is Step.BEGUN)
        assert form.last not in OVER
        if step in {Step.SENT, Step.RECORDED}:
            assert (form.missing, form.unsettled, form.seen) == ((), (), form.number)
            assert form.needs_authorising == (step is Step.SENT)
        if step in {Step.APPROVED, Step.RETURNED}:
            assert form.last is Step.SENT
            assert form.by != form.author
        if step in {Step.RETURNED, Step.DISCARDED}:
            assert form.reason

    @invariant()
    def nothing_follows_the_end(self) -> None:
        assert [one for one in self.steps[:-1] if one in OVER] == []
        last = self.steps[-1] if self.steps else None
        assert (why_not_write(last) is None) == (last in OPEN)


def test_no_step_is_skipped() -> None:
    """Whatever is tried, in whatever order."""
    run_state_machine_as_test(Forms, settings=settings(max_examples=10, derandomize=True))


@pytest.mark.slow
def test_no_step_is_skipped_in_ten_thousand() -> None:
    """As the one before, for longer."""
    longer = settings(max_examples=200, stateful_step_count=50, derandomize=True, deadline=None)
    run_state_machine_as_test(Forms, settings=longer)


def test_every_end_can_be_reached() -> None:
    """No state is a dead end but those that are meant to be."""
    follows = {after for move in MOVES.values() for after in move.after}
    assert {one for one in Step if one not in follows} == set(OVER)
    assert set(DONE) < set(OVER)
    assert isinstance(read(FORM), Definition)
