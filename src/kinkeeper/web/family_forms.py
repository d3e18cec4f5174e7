"""Changing a family by the keyboard: what is asked, and the verbs. Each is a page of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from kinkeeper.access.action import all_or_none
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Who
from kinkeeper.kernel.errors import BadInput
from kinkeeper.people import family_actions as verbs
from kinkeeper.people.actions import add_person
from kinkeeper.people.family_kinds import Confidence, EcomapKind, RelationshipKind, Strength, Way
from kinkeeper.people.family_queries import Member, NearTie, Related
from kinkeeper.people.kin import relatives
from kinkeeper.people.queries import seen_among
from kinkeeper.web.decision_form import Form
from kinkeeper.web.presenters.family import named
from kinkeeper.web.questions import Fields, choice, day, pick, said_yes, text, the_day, yes_no
from kinkeeper.web.step_page import StepPage

EDITS: Final = Permission.EDIT_PERSON
TURNED: Final = "this_child_"  # the child is it of them
STANDS: Final = (
    *((kind.value, f"{kind.label} this child") for kind in RelationshipKind),
    (f"{TURNED}mother_of", "Son or daughter: the person of this record is the mother"),
    (f"{TURNED}father_of", "Son or daughter: the person of this record is the father"),
    (f"{TURNED}carer_of", "Cared for by the person of this record"),
)
ENDS: Final = (
    ("ended", "It was so, and is not any more"),
    ("mistake", "It was recorded by mistake, and was never so"),
)
REFERENCE: Final = "Or, somebody else by their reference"
REFERENCE_HINT: Final = "For example, K7QX4-M2P9D: it stands on their record"
NEW: Final = "Or, the name of an adult who has no record here yet"
NEW_HINT: Final = "Search first: they may be known by another name"


@dataclass(frozen=True, slots=True)
class Here:
    """The child whose family it is, and the row that is to change where there is one."""

    child: UUID
    row: Any = None


def _who_fields(here: Here, who: Who) -> Fields:
    """Somebody of the family, somebody else by reference, or an adult who is not recorded yet."""
    family = [one for one in relatives(who=who, person_id=here.child) if one.id != here.child]
    own = seen_among(who, EDITS, [one.id for one in family])
    offered = [(str(one.id), named(one)) for one in family if one.adult or one.id in own]
    return (
        pick("who", "Who is it?", "", offered, "Of this family, whom you may record"),
        text("reference", REFERENCE, hint=REFERENCE_HINT),
        text("adult", NEW, hint=NEW_HINT),
    )


def _who(form: Form, who: Who) -> UUID:
    """The one who was named, in one of the three ways."""
    given = [name for name in ("who", "reference", "adult") if form.value(name)]
    if len(given) != 1:
        raise BadInput("say who it is, in one of the three ways", field="who")
    if given == ["who"]:
        return UUID(form.value("who"))
    if given == ["reference"]:
        return verbs.by_reference(who=who, text=form.value("reference")).id
    *first, last = form.value("adult").split()
    if not first:
        raise BadInput("give a first name and a family name", field="adult")
    made = add_person(kind="adult", forename=" ".join(first), surname=last, by=who)
    return made.id


def _how_fields(here: Here) -> Fields:
    row: Related | None = here.row
    stands = () if row else (choice("stands", "What are they?", "Choose what they are", STANDS),)
    began = () if row else (day("since", "Since when, where it is known", ""),)
    return (
        *stands,
        *began,
        choice("sure", "How sure is it?", "Choose how sure it is", Confidence.choices),
        text("told_by", "Who said so, or what document", hint="For example, the mother"),
        yes_no("no_contact", "Is contact ruled out?", "Choose whether contact is ruled out",
               "By an order or a decision, not by habit"),
    )  # fmt: skip


def _tied(form: Form, kind: RelationshipKind) -> verbs.Tied:
    return verbs.Tied(
        kind=kind,
        started_on=form.on("since"),
        no_contact=bool(said_yes(form, "no_contact")),
        confidence=Confidence(form.value("sure")),
        told_by=form.value("told_by"),
    )


def _tie(here: Here, form: Form, who: Who) -> object:
    stands = form.value("stands")
    kind = RelationshipKind(stands.removeprefix(TURNED))
    with all_or_none(who):
        pair = (_who(form, who), here.child)
        one, other = reversed(pair) if stands.startswith(TURNED) else pair
        return verbs.tie(child=here.child, one=one, other=other, tied=_tied(form, kind), by=who)


def _change(here: Here, form: Form, who: Who) -> object:
    tied, on = _tied(form, RelationshipKind(here.row.kind)), the_day(form, "on")
    return verbs.change_tie(child=here.child, was=here.row, tied=tied, on=on, by=who)


def _end(here: Here, form: Form, who: Who) -> object:
    mistake, on = form.value("how") == "mistake", the_day(form, "on")
    return verbs.end_tie(child=here.child, was=here.row, on=on, mistake=mistake, by=who)


def _move_in(here: Here, form: Form, who: Who) -> object:
    with all_or_none(who):
        other = _who(form, who)
        return verbs.move_in(child=here.child, other=other, on=the_day(form, "on"), by=who)


def _move_out(here: Here, form: Form, who: Who) -> object:
    member: Member = here.row
    return verbs.move_out(child=here.child, member=member, on=the_day(form, "on"), by=who)


def _near_fields(here: Here, _: Who) -> Fields:
    row: NearTie | None = here.row
    name = text("name", "Who or what is it?", "Say who or what it is", "As the child would say it")
    return (
        *(() if row else (name,)),
        choice("kind", "What is it?", "Choose what it is", EcomapKind.choices),
        choice("strength", "How strong is the tie?", "Choose how strong it is", Strength.choices),
        choice("way", "Who supports whom?", "Choose who supports whom", Way.choices),
        day("since", "Since when is it so?", "Enter the day"),
    )


def _near(form: Form, name: str) -> verbs.Near:
    return verbs.Near(
        name=name,
        kind=EcomapKind(form.value("kind")),
        strength=Strength(form.value("strength")),
        way=Way(form.value("way")),
        since=the_day(form, "since"),
    )


def _bring_near(here: Here, form: Form, who: Who) -> object:
    return verbs.bring_near(child=here.child, near=_near(form, form.value("name")), by=who)


def _change_near(here: Here, form: Form, who: Who) -> object:
    return verbs.change_near(was=here.row, near=_near(form, here.row.name), by=who)


def _let_go(here: Here, form: Form, who: Who) -> object:
    return verbs.let_go(was=here.row, on=the_day(form, "on"), by=who)


def _on(label: str) -> Fields:
    return (day("on", label, "Enter the day"),)


ADDING: Final[Mapping[str, StepPage[Here]]] = {
    "relationship": StepPage(
        "Add a relationship",
        "How two people of a family stand to each other. You may record it of two people whose "
        "records you may both add to; an adult need only be known here.",
        EDITS,
        lambda here, who: (*_who_fields(here, who), *_how_fields(here)),
        _tie,
    ),
    "household": StepPage(
        "Somebody moves in",
        "Who lives where this child lives, and since when.",
        EDITS,
        lambda here, who: (*_who_fields(here, who), *_on("Since when do they live here?")),
        _move_in,
    ),
    "tie": StepPage(
        "Add somebody or something close",
        "People and places in this child's life that have no record here: a friend, a club, a school.",
        EDITS,
        _near_fields,
        _bring_near,
    ),
}
CHANGING: Final[Mapping[tuple[str, str], StepPage[Here]]] = {
    ("relationship", "change"): StepPage(
        "Change a relationship",
        "What stood ends on the day, and what holds from then stands beside it.",
        EDITS,
        lambda here, _: (*_on("From which day is it so?"), *_how_fields(here)),
        _change,
    ),
    ("relationship", "end"): StepPage(
        "End a relationship",
        "It stays to be read, with its end; one recorded by mistake is not shown any more.",
        EDITS,
        lambda *_: (
            choice("how", "What ended?", "Choose what ended", ENDS),
            *_on("From which day?"),
        ),
        _end,
    ),
    ("household", "end"): StepPage(
        "Somebody moves out",
        "They live here no longer from the day you give.",
        EDITS,
        lambda *_: _on("Since when do they not live here?"),
        _move_out,
    ),
    ("tie", "change"): StepPage(
        "Change a tie",
        "What stood ends on the day, and what holds from then stands beside it.",
        EDITS,
        _near_fields,
        _change_near,
    ),
    ("tie", "end"): StepPage(
        "End a tie",
        "It stays to be read, with its end.",
        EDITS,
        lambda *_: _on("Since when is it not so?"),
        _let_go,
    ),
}
