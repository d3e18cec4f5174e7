"""What is asked at each step of a context, and the verb that is done with the answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Who
from kinkeeper.contexts import actions, queries
from kinkeeper.contexts.actions import Named
from kinkeeper.contexts.kinds import Came, ContextKind
from kinkeeper.contexts.queries import ContextShown
from kinkeeper.frontdoor.group_queries import about_places
from kinkeeper.kernel.errors import Refused
from kinkeeper.kernel.ids import reference
from kinkeeper.people.queries import names_of
from kinkeeper.web import words
from kinkeeper.web.decision_form import Choices, Field, Form
from kinkeeper.web.presenters.people import filed

NO_NAMES: Final = "Name no child here: link the child instead, so that only who may see them does"
WHY: Final = "It is kept with your name, and cannot be changed later"
SHORT: Final = 80


@dataclass(frozen=True, slots=True)
class Asking:
    """One step of a context as a page: what it is called, who takes it, what it asks and does."""

    slug: str
    title: str
    purpose: str
    needs: Permission
    fields: Callable[[Who, ContextShown], Sequence[Field]]
    do: Callable[[ContextShown, Form, Who], object]
    fits: Callable[[Who, ContextShown], bool]


def new_fields() -> Sequence[Field]:
    """What is asked of a context that is opened."""
    kinds = tuple((one.value, str(one.label)) for one in ContextKind)
    return (
        Field("name", "What is it called?", "text", "Say what it is called", NO_NAMES),
        Field("kind", "What is it?", "radios", "Choose what it is", choices=kinds),
        Field("where", "Where is it, in words?", hint="A park, a shop, a site or an app"),
        _on("When was it first of concern?"),
        _why("reason", "Why is it of concern?"),
    )


def opened(form: Form) -> Named:
    """What was answered of it."""
    return Named(
        name=form.value("name"),
        kind=ContextKind(form.value("kind")),
        where=form.value("where"),
        on=_day(form, "on"),
        reason=form.value("reason"),
    )


def search_fields() -> Sequence[Field]:
    """Who is looked for, to be linked."""
    hint = "A name with a date of birth, a reference or another number"
    return (Field("text", "Which child?", "text", "Type whom you look for", hint),)


def link_fields(found: Choices, text: str) -> Sequence[Field]:
    """Which of those found it is, since when and why."""
    return (
        Field("text", "", "hidden", first=text),
        Field("person", "Which child is it?", "radios", "Choose which child it is", choices=found),
        _on("Since when is the child of this context?"),
        _why("why", "Why do you think so?"),
    )


def link(told: ContextShown, form: Form, who: Who) -> object:
    """Link the child that was chosen."""
    return actions.link_child(
        context=_row(told, who),
        person=UUID(form.value("person")),
        since=_day(form, "on"),
        why=form.value("why"),
        by=who,
    )


def _on(label: str) -> Field:
    return Field("on", label, "date", "Enter a day, a month and a year")


def _why(name: str, label: str, hint: str = WHY) -> Field:
    return Field(name, label, missing="Say why, in ten characters or more", hint=hint)


def _said(label: str) -> Field:
    return Field("words", label, missing="Say it in words", hint=NO_NAMES)


def _day(form: Form, name: str) -> date:
    on = form.on(name)
    if on is None:
        message = f"{name}: a form without its day is not done"
        raise ValueError(message)
    return on


def _row(told: ContextShown, who: Who) -> Any:
    return queries.context_for(who=who, context_id=told.id)


def _contacts(who: Who, told: ContextShown) -> Choices:
    found = (one for one in about_places(who=who) if one.id not in told.contact_groups)
    return tuple(
        (str(one.id), f"{reference(one.id)}, {words.short_date(one.received_on)}: {one.place}")
        for one in found
    )


def _waiting(told: ContextShown) -> Choices:
    found = (one for one in told.assessments if one.authorised_on is None and not one.is_own)
    return tuple((str(one.id), f"{words.full_date(one.on)}, by {one.by}") for one in found)


def _left(told: ContextShown) -> Choices:
    return tuple((str(one.id), f"{one.what[:SHORT]} ({one.agency})") for one in told.left)


def _linked(who: Who, told: ContextShown) -> Choices:
    found = [one for one in told.links if one.until is None]
    names = names_of(who, [one.person_id for one in found])
    named = {one.id: names.get(one.person_id, ()) for one in found}
    return tuple(
        (
            str(one.id),
            filed(named[one.id][0]) if named[one.id] else reference(one.person_id),
        )
        for one in found
    )


def _bring(told: ContextShown, form: Form, who: Who) -> object:
    group = UUID(form.value("contact"))
    return actions.bring_contact(context=_row(told, who), contact_group=group, by=who)


def _assess(told: ContextShown, form: Form, who: Who) -> object:
    return actions.assess(
        context=_row(told, who), on=_day(form, "on"), words=form.value("words"), by=who
    )


def _authorise(_: ContextShown, form: Form, who: Who) -> object:
    found = queries.assessment_for(who=who, assessment_id=UUID(form.value("assessment")))
    return actions.authorise(assessment=_there(found), by=who)


def _plan(told: ContextShown, form: Form, who: Who) -> object:
    return actions.plan(
        context=_row(told, who),
        what=form.value("words"),
        agency=form.value("agency"),
        due_on=_day(form, "on"),
        by=who,
    )


def _outcome(_: ContextShown, form: Form, who: Who) -> object:
    found = queries.action_for(who=who, action_id=UUID(form.value("action")))
    return actions.record_outcome(
        planned=_there(found),
        came=Came(form.value("came")),
        on=_day(form, "on"),
        words=form.value("words"),
        by=who,
    )


def _entry(told: ContextShown, form: Form, who: Who) -> object:
    return actions.note_entry(
        context=_row(told, who), on=_day(form, "on"), words=form.value("words"), by=who
    )


def _unlink(_: ContextShown, form: Form, who: Who) -> object:
    found = queries.link_for(who=who, link_id=UUID(form.value("link")))
    return actions.unlink_child(
        link=_there(found), until=_day(form, "on"), why=form.value("why"), by=who
    )


def _step(verb: Callable[..., object]) -> Callable[[ContextShown, Form, Who], object]:
    return lambda told, form, who: verb(
        context=_row(told, who), on=_day(form, "on"), reason=form.value("reason"), by=who
    )


def _there(found: Any) -> Any:
    if found is None:
        raise Refused(
            "It is not there any more.", missing="what was chosen", do="Look at the context again."
        )
    return found


def _choose(name: str, label: str, choices: Choices) -> Field:
    return Field(name, label, "radios", "Choose one", choices=choices)


def _is_open(_: Who, told: ContextShown) -> bool:
    return told.is_open


CAME: Final = tuple((one.value, str(one.label)) for one in Came)
KEEP, STAND = Permission.KEEP_CONTEXTS, Permission.AUTHORISE_CONTEXT
_END = (_on("On which day?"), _why("reason", "Why?"))
ASKINGS: Final = {
    one.slug: one
    for one in (
        Asking(
            "contact", "Bring a contact", "Say which contact with the front door was about this "
            "place or group. Contacts that name a place, and no child closed to you, are offered.",
            KEEP,
            lambda who, told: (_choose("contact", "Which contact?", _contacts(who, told)),),
            _bring,
            lambda who, told: told.is_open and who.permits(Permission.SEE_FRONT_DOOR)
            and bool(_contacts(who, told)),
        ),
        Asking(
            "assess", "Add an assessment", "Say what makes this context unsafe, what keeps young "
            "people safe there, and who can change it. Somebody else authorises it.", KEEP,
            lambda *_: (_on("On which day?"), _said("What do you find?")), _assess, _is_open,
        ),
        Asking(
            "authorise", "Authorise an assessment", "Stand for what a colleague wrote. Nobody "
            "authorises what they wrote.", STAND,
            lambda _, told: (_choose("assessment", "Which assessment?", _waiting(told)),),
            _authorise, lambda _, told: bool(_waiting(told)),
        ),
        Asking(
            "plan", "Add an action", "Say what is to be done about this context, by which agency "
            "and by when.", KEEP,
            lambda *_: (_said("What is to be done?"),
                        Field("agency", "Which agency does it?", "text", "Say who does it"),
                        _on("By when?")),
            _plan, _is_open,
        ),
        Asking(
            "outcome", "Record what came of an action", "Say whether an action goes on, was done "
            "or was stopped. What was said before stays.", KEEP,
            lambda _, told: (_choose("action", "Which action?", _left(told)),
                             _choose("came", "How is it?", CAME), _on("On which day?"),
                             _said("What came of it?")),
            _outcome, lambda _, told: bool(told.left),
        ),
        Asking(
            "entry", "Add to the chronology", "Write down what happened there, on its day.", KEEP,
            lambda *_: (_on("On which day?"), _said("What happened?")), _entry, _is_open,
        ),
        Asking(
            "unlink", "End a link", "Say from when a child is of this context no longer. That they "
            "were stays recorded.", Permission.LINK_CONTEXT,
            lambda who, told: (_choose("link", "Which child?", _linked(who, told)),
                               _on("From when no longer?"), _why("why", "Why?")),
            _unlink, lambda _, told: any(one.until is None for one in told.links),
        ),
        Asking(
            "close", "Close this context", "Say that it is of concern no longer, and why. Every "
            "action of its plan has ended first.", KEEP, lambda *_: _END,
            _step(actions.close_context), _is_open,
        ),
        Asking(
            "reopen", "Open this context again", "Say why it is of concern again.", KEEP,
            lambda *_: _END, _step(actions.reopen_context), lambda _, told: not told.is_open,
        ),
    )
}  # fmt: skip
