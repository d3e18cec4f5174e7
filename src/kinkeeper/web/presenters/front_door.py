"""The front door: what waits, by the time left; and everything of one contact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.urls import reverse

from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import names as full_names
from kinkeeper.access.rules import may
from kinkeeper.access.who import Who
from kinkeeper.chronology.thresholds import thresholds_here
from kinkeeper.duties.threads import Limit, open_limits
from kinkeeper.frontdoor.contact_queries import ContactShown, StepShown
from kinkeeper.frontdoor.enquiry_queries import RequestShown
from kinkeeper.frontdoor.group_queries import GroupShown, counts_before
from kinkeeper.frontdoor.kinds import ContactOutcome, Evidence, Rating, Research, Step
from kinkeeper.frontdoor.queries import foresee, involvement
from kinkeeper.frontdoor.states import MOVES, Course, Taken
from kinkeeper.frontdoor.stepping import QUALIFIED, why_not_qualified, works_with_children
from kinkeeper.kernel.ids import reference
from kinkeeper.kernel.moment import lived
from kinkeeper.law.levels import THRESHOLDS, Level, threshold
from kinkeeper.people.queries import names_of
from kinkeeper.web import enquiry_forms, words
from kinkeeper.web.contact_forms import ASKED, BY_SLUG, BY_STEP
from kinkeeper.web.decision_form import Form, empty
from kinkeeper.web.due import Due, Tone, due
from kinkeeper.web.parts import Fact, Link, Tag
from kinkeeper.web.presenters import people
from kinkeeper.web.presenters.said_of import said_of
from kinkeeper.workforce.queries import lead_worker

TONES: dict[Rating, Tone] = {
    Rating.RED: "late",
    Rating.AMBER: "soon",
    Rating.GREEN: "note",
    Rating.BLUE: "plain",
}
COLUMNS = ("Who it is about", "What was told", "Came", "Time left", "What is next")
JUDGES = (Permission.SCREEN_CONTACT, Permission.DECIDE_REFERRAL, Permission.CLOSE_NAMELESS)
ALL, NOTICES = "all", "notices"
NO_LIMIT = "No limit is set"
TELLING = ("referrer_feedback",)
VIEWS = ((ALL, "Contacts"), (NOTICES, "Police notices"))
PAGES = (
    ("Queue", "front-door"),
    ("Police notices", "front-door-notices"),
    ("In limbo", "limbo"),
    ("The day in numbers", "front-door-day"),
    ("Hand over", "front-door-handover"),
    ("What the night decided", "front-door-nights"),
)


def pages(here: str) -> list[Link]:
    """The pages of the front door."""
    return [Link(name, reverse(view), view == here) for name, view in PAGES]


def time_left(limit: Limit) -> Due:
    """The time left: in hours where the limit is in hours, else in working days."""
    at = lived()
    if limit.due_at is None:
        return due(limit.due_on)
    minutes = round((limit.due_at - at).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    said = words.counted(hours, "hour") if hours else words.counted(rest, "minute")
    when = words.full_moment(limit.due_at)
    if minutes < 0:
        return Due(f"Overdue {said}", when, "late")
    return Due(f"{said} left", when, "soon" if minutes < 120 else "plain")


def next_of(group: GroupShown) -> str:
    """What has to be done first."""
    if group.unmatched:
        return "Find out who the child is"
    courses = [course_of(one) for one in group.contacts]
    if not courses:
        return "Take it up as a context"
    if any(Step.RATED not in one.kinds and one.outcome is None for one in courses):
        return "Screen and rate"
    if any(one.outcome is ContactOutcome.MASH_ENQUIRY and not one.is_over for one in courses):
        return "Decide after the enquiry"
    if any(not one.is_over for one in courses):
        return "Decide"
    told = {Step.REFERRER_TOLD, Step.NOT_TOLD}
    return "Nothing" if all(one.kinds & told for one in courses) else "Tell the referrer"


def came(group: GroupShown) -> str:
    """When it came, to the minute where that is known."""
    if group.received_at:
        return words.full_moment(group.received_at)
    return words.full_date(group.received_on)


def course_of(contact: ContactShown) -> Course:
    """What was done with a contact so far, for what may follow."""
    return Course(tuple(Taken(one.kind, one.outcome) for one in contact.steps))


@dataclass(frozen=True, slots=True)
class Done:
    """A step as a line: what, when, by whom, and what was said."""

    title: str
    when: str
    by: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Here:
    """A form that stands on the contact's own page, beside what is known."""

    title: str
    form: Form
    url: str
    button: str
    step: str  # what pressing the button asks for


@dataclass(frozen=True, slots=True)
class OfChild:
    """One child of a contact: who it is, what is known, what was done, and what may follow."""

    contact_id: UUID
    name: str
    url: str
    lines: tuple[str, ...]
    tags: tuple[Tag, ...]
    limit: Due | None
    done: tuple[Done, ...]
    links: tuple[Link, ...]
    requests: tuple[Asked, ...]
    may_ask: bool
    decides: str  # the decision that may be made now, by its name in the address
    ask: Here | None = None
    decide: Here | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One agency in the grid: asked, answered, late or silent."""

    id: UUID
    agency: str
    sent: str
    state: Tag
    told: tuple[str, ...]
    url: str


def facts(group: GroupShown) -> list[Fact]:
    """What was told, as it was told."""
    consent = str(group.consent.label) if group.consent else None
    if consent and group.consent_why:
        consent = f"{consent}: {group.consent_why}"
    return [
        Fact("Came", came(group)),
        *([Fact("Entered only later", group.entered_why)] if group.entered_why else []),
        Fact("How", group.channel),
        Fact("About", str(group.reason.label)),
        Fact("From", source_of(group) or None),
        Fact("How to reach them", ", ".join(group.referrer) or None),
        Fact("In their words", group.concern),
        Fact("Place or group", group.place),
        Fact("Do the family know and agree?", consent),
    ]


def judging(who: Who) -> dict[str, Any]:
    """Whether they may say that it is about no child; why they judge nothing, in a role that would."""
    judges = any(who.permits(one) for one in JUDGES)
    unqualified = why_not_qualified(who) if judges else None
    may_close = who.permits(Permission.CLOSE_NAMELESS) and unqualified is None
    return {"unqualified": unqualified, "may_close": may_close}


def children(
    who: Who,
    group: GroupShown,
    requests: Mapping[UUID, Sequence[RequestShown]],
    *,
    judges: bool = True,
) -> list[OfChild]:
    """Each child who is known, with what was done and what may follow; of that what one `judges` too."""
    ids = [one.person_id for one in group.contacts]
    foresee(ids)
    names = names_of(who, ids)
    before = counts_before(who=who, of=group.contacts)
    limits = _limits(who, group.contacts)
    waits = open_limits(who=who, threads=[one.id for asked in requests.values() for one in asked])
    takers = full_names({step.by for one in group.contacts for step in one.steps if step.by})
    made = [
        _child(
            who, one, names.get(one.person_id, ()), before.get(one.id, 0),
            limits.get(one.id), takers, [_asked(row, waits.get(row.id)) for row in requests.get(one.id, ())],
        )
        for one in group.contacts
    ]  # fmt: skip
    forms = _with_forms(who, made if judges else [_unjudged(one) for one in made])
    return [_with_told(who, group, _with_undo(who, group, one)) for one in forms]


def _unjudged(child: OfChild) -> OfChild:
    """The child without what only somebody registered does."""
    steps = [
        reverse("contact-step", args=[child.contact_id, BY_STEP[one].slug]) for one in QUALIFIED
    ]
    links = tuple(one for one in child.links if one.url not in steps)
    return replace(child, links=links, decides="")


def _limits(who: Who, contacts: Sequence[ContactShown]) -> dict[UUID, Limit]:
    """By contact what falls first of it; of a referral, by when whoever made it has to be told too."""
    became = {step.episode_id: one.id for one in contacts for step in one.steps if step.episode_id}
    telling = open_limits(who=who, threads=became, clocks=TELLING) if became else {}
    told = {became[episode]: limit for episode, limit in telling.items()}
    return told | open_limits(who=who, threads=[one.id for one in contacts])


def _with_told(who: Who, group: GroupShown, child: OfChild) -> OfChild:
    """The child with what was said of them: age, address, and what else."""
    person = next(one.person_id for one in group.contacts if one.id == child.contact_id)
    said = said_of(who, group, person)
    return replace(child, lines=(*child.lines, f"Said of them: {said}")) if said else child


def _with_undo(who: Who, group: GroupShown, child: OfChild) -> OfChild:
    """The child with a way to undo who they were said to be, until something is decided."""
    contact = next(one for one in group.contacts if one.id == child.contact_id)
    person, decided = contact.person_id, course_of(contact).outcome is not None
    if decided or not allowed(who, Permission.RECORD_CONTACT, person):
        return child
    undo = tuple(
        Link("It is not this child", reverse("contact-unmatch", args=[one.id]))
        for one in group.children
        if one.person_id == person
    )
    return replace(child, links=(*child.links, *undo))


def _with_forms(who: Who, made: Sequence[OfChild]) -> list[OfChild]:
    """What one child alone may be asked about or decided is asked here; of several, on a page each."""
    asks, decides = [one for one in made if one.may_ask], [one for one in made if one.decides]
    return [
        _with_form(
            one,
            ask=_asking(one) if asks == [one] else None,
            decide=_deciding(who, one) if decides == [one] else None,
        )
        for one in made
    ]


def _with_form(child: OfChild, *, ask: Here | None, decide: Here | None) -> OfChild:
    """The child with its forms; what is decided here needs no link to a page of its own."""
    here = decide.url if decide else ""
    links = tuple(one for one in child.links if one.url != here)
    return replace(child, ask=ask, decide=decide, links=links)


def _asking(child: OfChild) -> Here:
    url = reverse("enquiry-ask", args=[child.contact_id])
    return Here("Ask agencies", empty(enquiry_forms.asking()), url, "Ask", "do")


def _deciding(who: Who, child: OfChild) -> Here:
    asked = BY_SLUG[child.decides]
    url = reverse("contact-step", args=[child.contact_id, asked.slug])
    return Here(asked.title, empty(asked.fields(who)), url, "Continue", "check")


def _child(
    who: Who,
    contact: ContactShown,
    names: Sequence[Any],
    before: int,
    limit: Limit | None,
    takers: Mapping[UUID, str],
    asked: Sequence[Asked],
) -> OfChild:
    course = course_of(contact)
    rating = next((one.rating for one in reversed(contact.steps) if one.rating), None)
    open_one = involvement(who=who, person_id=contact.person_id)
    lead = lead_worker(who=who, person_id=contact.person_id)
    repeats = f"{words.counted(before, 'contact')} in the year before" if before else ""
    known = f"Case open since {words.full_date(open_one.referred_on)}" if open_one else ""
    return OfChild(
        contact_id=contact.id,
        name=called(names, contact.person_id),
        url=reverse("child", args=[contact.person_id]),
        lines=tuple(one for one in (known, f"Ask {people.whom_to_ask(lead)}", repeats) if one),
        tags=(Tag(str(rating.label).partition(":")[0], TONES[rating]),) if rating else (),
        limit=time_left(limit) if limit else None,
        done=tuple(done(one, takers) for one in contact.steps),
        links=_links(who, contact, course),
        requests=tuple(asked),
        may_ask=_may_ask(who, contact, course),
        decides=_decides(who, contact, course),
    )


def _decides(who: Who, contact: ContactShown, course: Course) -> str:
    """The decision that may be made now, by somebody who may make it."""
    for step in (Step.ENQUIRY_DECIDED, Step.DECIDED):
        if course.may(step) and allowed(who, MOVES[step].permission, contact.person_id):
            return BY_STEP[step].slug
    return ""


def _links(who: Who, contact: ContactShown, course: Course) -> tuple[Link, ...]:
    """The steps that may follow now, for somebody who may take them."""
    return tuple(
        Link(one.title, reverse("contact-step", args=[contact.id, one.slug]))
        for one in ASKED
        if course.may(one.step)
        and allowed(who, MOVES[one.step].permission, contact.person_id)
        and (one.step is not Step.ACKNOWLEDGED or works_with_children(who))
    )


def allowed(who: Who, what: Permission, person_id: UUID) -> bool:
    """Whether the role and its reach allow it."""
    return may(who, what, person_id) if what.personal else who.permits(what)


def _may_ask(who: Who, contact: ContactShown, course: Course) -> bool:
    under_way = course.outcome is ContactOutcome.MASH_ENQUIRY and not course.is_over
    return under_way and may(who, Permission.DECIDE_REFERRAL, contact.person_id)


def done(step: StepShown, takers: Mapping[UUID, str]) -> Done:
    lines = [
        str(step.rating.label) if step.rating and step.kind is Step.RATED else "",
        str(step.outcome.label) if step.outcome else "",
        _level(step),
        f"Triaged together with {words.listed(step.took_part)}" if step.took_part else "",
        f"Rests on: {words.listed([str(Evidence(one).label).lower() for one in step.evidence])}"
        if step.evidence else "",
        str(Research(step.research).label) if step.research else "",
        step.reason or "",
    ]  # fmt: skip
    when = words.full_moment(step.at) if step.at else words.full_date(step.on)
    by = takers.get(step.by, "") if step.by else ""
    return Done(str(step.kind.label), when, by, tuple(one for one in lines if one))


def _level(step: StepShown) -> str:
    if not step.level or not step.threshold:
        return ""
    # What was decided before this authority worded its own keeps the document it was of.
    document = threshold(step.threshold, (*thresholds_here(), *THRESHOLDS))
    return f"{document.levels[Level(step.level)].title} ({document.title})"


def _asked(row: RequestShown, limit: Limit | None) -> Asked:
    answer = row.answer
    if answer:
        held = " Do not disclose." if answer.do_not_disclose else ""
        state = Tag(f"{answer.kind.label}.{held}".rstrip("."), "met")
    elif limit and limit.is_late(lived()):
        state = Tag(f"Not answered. {time_left(limit).words}", "late")
    else:
        left = f" {time_left(limit).words}" if limit else ""
        state = Tag(f"Asked, not answered.{left}", "soon")
    told = [one for each in row.answers for one in (each.told, each.basis_why) if one]
    sent = words.full_moment(row.sent_at) if row.sent_at else ""
    return Asked(
        row.id, row.agency, sent, state, tuple(told), reverse("enquiry-answer", args=[row.id])
    )


def source_of(group: GroupShown) -> str:
    """Who told it: the agency, or the kind of source."""
    return group.agency or (str(group.source) if group.source else "")


def others(who: Who, group: GroupShown, contact_id: UUID, step: Step) -> list[tuple[UUID, str]]:
    """The other children of a contact of whom the same step may be taken now."""
    names = names_of(who, [one.person_id for one in group.contacts])
    return [
        (one.id, called(names.get(one.person_id, ()), one.person_id))
        for one in group.contacts
        if one.id != contact_id
        and course_of(one).may(step)
        and allowed(who, MOVES[step].permission, one.person_id)
    ]  # fmt: skip


def name_of(who: Who, person_id: UUID) -> str:
    """The name as the reader may see it, else the reference."""
    return called(names_of(who, [person_id]).get(person_id, ()), person_id)


def spoken(names: Sequence[Any], person_id: UUID) -> str:
    """The same among several, first name first: a comma stands between two children."""
    return people.spoken(names[0]) if names else reference(person_id)


def called(names: Sequence[Any], person_id: UUID) -> str:
    """Family name first, or the reference where no name is the reader's to see."""
    return people.filed(names[0]) if names else reference(person_id)
