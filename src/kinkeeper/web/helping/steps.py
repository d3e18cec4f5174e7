"""Every step of early help as a question page: its words, what it asks, and the verb it calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Who
from kinkeeper.earlyhelp import actions
from kinkeeper.earlyhelp.kinds import Ending, Point, Result, Said, Step, Whose
from kinkeeper.earlyhelp.queries import Help, HelpShown, item_of, services
from kinkeeper.earlyhelp.states import Guard
from kinkeeper.earlyhelp.told import Agreed, Assessed, Ended, Item, Named, Offered, Reviewed
from kinkeeper.web.decision_form import Field, Form
from kinkeeper.web.helping.fields import level_fields, rated, somebody, teams, workers
from kinkeeper.web.questions import Fields, choice, chosen, day, long, text, the_day

ENDINGS = tuple(one for one in Ending.choices if one[0] != Ending.STEPPED_UP)


@dataclass(frozen=True, slots=True)
class Asking:
    """A question page: its words, its fields, the verb; `step` is what guards stand before."""

    title: str
    purpose: str
    fields: Callable[[HelpShown, Who], Fields]
    act: Callable[[Help, Form, Who], object]
    step: Step | None = None
    button: str = "Keep this"
    checked: bool = False
    needs: Permission = Permission.RECORD_EARLY_HELP
    fits: Callable[[HelpShown], bool] = lambda told: told.is_open
    gives: tuple[str, ...] = ()  # the guards that its own answers satisfy


def _consent(told: HelpShown, who: Who) -> Fields:
    offered = Said.choices if told.consents else [c for c in Said.choices if c[0] != "withdrawn"]
    return (
        choice("said", "What did the family say?", "Choose what the family said", offered),
        text("by_whom", "Who of the family said so?", "Enter who said so", "For example, mother"),
        day("on", "When?", "Enter the day they said so", first=who.on),
        long("shared_with", "With whom do they agree that it is shared?"),
    )


def _keep_consent(found: Help, form: Form, who: Who) -> None:
    agreed = Agreed(
        said=Said(form.value("said")),
        by_whom=form.value("by_whom"),
        on=the_day(form, "on"),
        told_by=who.full_name,
        shared_with=form.value("shared_with"),
    )
    actions.record_consent(early_help=found, agreed=agreed, by=who)


def _lead(_: HelpShown, who: Who) -> Fields:
    return (
        *somebody("the lead professional"),
        Field(
            "user",
            "Do they sign in here?",
            "select",
            hint="If they do, they reach this family's record. If not, leave it",
            choices=workers(who),
        ),
        day("on", "From when do they lead?", "Enter the day they lead from", first=who.on),
    )


def _named(form: Form) -> Named:
    told = (form.value(name) for name in ("name", "agency", "telephone"))
    name, agency, telephone = told
    return Named(name=name, agency=agency, telephone=telephone, user=chosen(form, "user"))


def _keep_lead(found: Help, form: Form, who: Who) -> None:
    actions.name_lead(early_help=found, lead=_named(form), on=the_day(form, "on"), by=who)


def _contacted(_: HelpShown, who: Who) -> Fields:
    words = "When was the lead professional spoken to, and a meeting set?"
    return (day("on", words, "Enter the day they were spoken to", first=who.on),)


def _keep_contacted(found: Help, form: Form, who: Who) -> None:
    actions.record_lead_contacted(early_help=found, on=the_day(form, "on"), by=who)


def _assessment(_: HelpShown, who: Who) -> Fields:
    return (
        long("strengths", "What is going well?", "Say what is going well"),
        long("needs", "What does the child need?", "Say what the child needs"),
        long("adults", "What do the adults need?"),
        long("childs_words", "What does the child say?", hint="In their own words"),
        *level_fields(who.on),
        text("signed_by", "Who signed it?", "Enter who signed it"),
        day("signed_on", "When was it signed?", "Enter the day it was signed", first=who.on),
    )


def _keep_assessment(found: Help, form: Form, who: Who) -> None:
    words = ("signed_by", "strengths", "needs", "adults", "childs_words")
    assessed = Assessed(
        signed_on=the_day(form, "signed_on"), **{name: form.value(name) for name in words}
    )
    actions.assess(early_help=found, assessed=assessed, rated=rated(form), by=who)


def _member(_: HelpShown, who: Who) -> Fields:
    return (
        *somebody("joining the team around the family"),
        text("role", "What are they to the family?", "Enter what they are to the family"),
        day("on", "From when?", "Enter the day they take part from", first=who.on),
    )


def _keep_member(found: Help, form: Form, who: Who) -> None:
    role, on = form.value("role"), the_day(form, "on")
    actions.add_team_member(early_help=found, member=_named(form), role=role, on=on, by=who)


def _item(_: HelpShown, who: Who) -> Fields:
    offered = tuple((str(one.id), f"{one.name}, {one.provider}") for one in services(on=who.on))
    return (
        long("need", "What is needed?", "Say what is needed"),
        choice("whose", "Whose need is it?", "Choose whose need it is", Whose.choices),
        text("whose_name", "If an adult's, which adult?", hint="For example, mother"),
        long("action", "What is to be done?", "Say what is to be done"),
        text("done_by", "Who does it?", "Enter who does it"),
        day("by_when", "By when?", "Enter the day it is to be done by"),
        Field("service", "With which service?", "select", choices=offered),
    )


def _keep_item(found: Help, form: Form, who: Who) -> None:
    words = {name: form.value(name) for name in ("need", "whose_name", "action", "done_by")}
    item = Item(
        whose=Whose(form.value("whose")),
        by_when=the_day(form, "by_when"),
        service=chosen(form, "service"),
        **words,
    )
    actions.add_plan_item(early_help=found, item=item, by=who)


def _agreed(_: HelpShown, who: Who) -> Fields:
    words = "When did family and team agree the plan?"
    return (day("on", words, "Enter the day it was agreed", first=who.on),)


def _keep_agreed(found: Help, form: Form, who: Who) -> None:
    actions.agree_plan(early_help=found, on=the_day(form, "on"), by=who)


def _outcome(told: HelpShown, who: Who) -> Fields:
    waiting = [(str(one.id), one.need) for one in told.items if one.result is None]
    return (
        choice("item", "Which need?", "Choose the need", waiting),
        choice("result", "What came of it?", "Choose what came of it", Result.choices),
        long("words", "What is different now?"),
        day("on", "When was this known?", "Enter the day it was known", first=who.on),
    )


def _keep_outcome(found: Help, form: Form, who: Who) -> None:
    actions.record_outcome(
        item=item_of(found, form.value("item")),
        result=Result(form.value("result")),
        on=the_day(form, "on"),
        words=form.value("words"),
        by=who,
    )


def _review(_: HelpShown, who: Who) -> Fields:
    return (
        day("held_on", "When did the team meet?", "Enter the day they met", first=who.on),
        long("came", "Who came?", "Say who came"),
        long("progress", "What is better, and what is not?", "Say what is better and what is not"),
        long("family_words", "What does the family say?"),
    )


def _keep_review(found: Help, form: Form, who: Who) -> None:
    words = {name: form.value(name) for name in ("came", "progress", "family_words")}
    reviewed = Reviewed(held_on=the_day(form, "held_on"), **words)
    actions.record_review(early_help=found, reviewed=reviewed, by=who)


def _end(_: HelpShown, who: Who) -> Fields:
    return (
        choice("ending", "Why does it end?", "Choose why it ends", ENDINGS),
        long("words", "What is different for the child?", "Say what is different for the child"),
        day("on", "On which day?", "Enter the day it ends", first=who.on),
    )


def _keep_end(found: Help, form: Form, who: Who) -> None:
    ending, on = Ending(form.value("ending")), the_day(form, "on")
    ended = Ended(ending=ending, on=on, words=form.value("words"))
    actions.end_early_help(early_help=found, ended=ended, by=who)


def _up(_: HelpShown, who: Who) -> Fields:
    return (
        long("reason", "Why does the family need social care?", "Say why"),
        *level_fields(who.on),
        Field("team", "Which team is to receive them?", "select", "Choose the team", "", teams()),
        day("decided_on", "When was it decided?", "Enter the day it was decided", first=who.on),
    )


def _offer_up(found: Help, form: Form, who: Who) -> None:
    offered = Offered(
        decided_on=the_day(form, "decided_on"),
        reason=form.value("reason"),
        rated=rated(form),
        to_team=chosen(form, "team"),
    )
    actions.offer_step_up(early_help=found, offered=offered, by=who)


def _level(_: HelpShown, who: Who) -> Fields:
    on = day("on", "On which day?", "Enter the day", first=who.on)
    return (*level_fields(who.on), on)


def _keep_level(found: Help, form: Form, who: Who) -> None:
    child, on = found.person_id, the_day(form, "on")
    actions.set_level(
        child=child, point=Point.REVIEW, rated=rated(form), on=on, by=who, source=found.id
    )


def _let_go(told: HelpShown, _: Who) -> Fields:
    held = {g.id: g.missing for _, guards in told.next_steps for g in guards if g.waivable}
    return (
        choice("guard", "What may be left out?", "Choose what may be left out", held.items()),
        long("reason", "Why?", "Say why", "It is kept with your name, and cannot be changed later"),
    )


def _keep_let_go(found: Help, form: Form, who: Who) -> None:
    told = {"guard": form.value("guard"), "reason": form.value("reason")}
    actions.let_go(early_help=found, by=who, **told)


# fmt: off
ASKINGS: Final[Mapping[str, Asking]] = MappingProxyType({
    "consent": Asking("What the family said",
        "Record whether the family agrees to early help: who said so, when, and with whom it may be shared.",
        _consent, _keep_consent),
    "lead": Asking("Name the lead professional",
        "Say who leads for this family, of whatever agency. A later lead takes over from that day.",
        _lead, _keep_lead, Step.NAME_LEAD),
    "lead-contacted": Asking("The lead professional was spoken to",
        "Record the day you spoke to the lead professional and set a meeting with the family.",
        _contacted, _keep_contacted, Step.CONTACT_LEAD),
    "assessment": Asking("Sign the family assessment",
        "Record what the family and the lead professional found, and the level of need it shows.",
        _assessment, _keep_assessment, Step.ASSESS, gives=("level",)),
    "team": Asking("Add to the team around the family",
        "Add somebody of an agency, or somebody the family asks for, who takes part in this help.",
        _member, _keep_member),
    "need": Asking("Add a need to the plan",
        "Add what the child or an adult needs to the family's one plan, with who does what by when.",
        _item, _keep_item),
    "plan": Asking("The plan is agreed",
        "Record the day on which the family and the team around it agreed the plan.",
        _agreed, _keep_agreed, Step.AGREE_PLAN),
    "outcome": Asking("What came of a need",
        "Record what came of a need in the plan, and what is different for the family now.",
        _outcome, _keep_outcome, fits=lambda told: any(one.result is None for one in told.items)),
    "review": Asking("Record a review",
        "Record what the team around the family found when it met to review the plan.",
        _review, _keep_review, Step.REVIEW),
    "level": Asking("Set the level of need",
        "Set the level of need as it is now, with why, and what was known when you set it.",
        _level, _keep_level, needs=Permission.SET_LEVEL),
    "step-up": Asking("Step up to social care",
        "Offer the family to a team of social care. Early help goes on until that team accepts them.",
        _up, _offer_up, button="Offer the step up", checked=True, needs=Permission.OFFER_HANDOVER,
        fits=lambda told: told.is_open and not any(one.waits for one in told.handovers)),
    "let-go": Asking("Leave something out",
        "Let early help go on without something that is asked for, and say why in this case.",
        _let_go, _keep_let_go, needs=Permission.LET_GO_GUARD, fits=lambda told: told.may_let_go),
    "end": Asking("End early help",
        "End early help for this family, with the reason and what is different for the child.",
        _end, _keep_end, Step.END, "End early help", checked=True),
})
# fmt: on


def stands_before(asking: Asking, told: HelpShown) -> tuple[Guard, ...]:
    """The guards that hold a page's step up; a lead who is changed asks for no more than the first."""
    step = asking.step
    if step is Step.NAME_LEAD and not told.may_follow(step):
        step = Step.CHANGE_LEAD
    held = told.missing(step) if step else ()
    return tuple(guard for guard in held if guard.id not in asking.gives)


def follows(asking: Asking, told: HelpShown) -> bool:
    """Whether a page's step follows from how early help stands."""
    if asking.step is Step.NAME_LEAD:
        return told.may_follow(Step.NAME_LEAD) or told.may_follow(Step.CHANGE_LEAD)
    return asking.fits(told) and (asking.step is None or told.may_follow(asking.step))
