"""A child's protection in words: how it stands, what may be done next, and everything that was done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse

from kinkeeper.access.rules import may
from kinkeeper.access.who import Who
from kinkeeper.protection.harm_queries import (
    BookingShown,
    EnquiryCourse,
    ProtectionShown,
    StrategyShown,
    TermsShown,
)
from kinkeeper.protection.queries import PlanShown
from kinkeeper.protection.states import Harm, OnPlan, Standing
from kinkeeper.web import words
from kinkeeper.web.parts import Fact, Link, Row, Worklist
from kinkeeper.web.presenters.tables import row, table
from kinkeeper.web.protecting.asked import named
from kinkeeper.web.protecting.pages import PAGES

PLAN = "cp"
BESIDE = {
    Harm.STRATEGY: "A strategy discussion is to be held",
    Harm.ENQUIRY: "A section 47 enquiry goes on",
    Harm.CONFERENCE: "A conference is to be held",
}


def facts(told: ProtectionShown, plans: Sequence[PlanShown]) -> list[Fact]:
    """How protection stands, at the top of the page."""
    now = next((one for one in plans if one.kind == PLAN and one.ended_on is None), None)
    return [
        Fact("How far", _state(told.stands)),
        *([Fact("On the plan since", words.full_date(now.started_on))] if now else ()),
        *([Fact("Category", _category(now) or None)] if now else ()),
        *(_terms(told.terms[0]) if now and told.terms else ()),
        *_booked(told),
        *_moving(told),
    ]


def ways(told: ProtectionShown, who: Who) -> list[Link]:
    """The steps that may follow from here, for whoever asks."""
    return [
        Link(page.title, reverse("child-protection-step", args=[told.person_id, slug]))
        for slug, page in PAGES.items()
        if page.fits(told) and may(who, page.needs, told.person_id)
    ]


def tables(told: ProtectionShown, plans: Sequence[PlanShown]) -> dict[str, Worklist | None]:
    """Everything of it that is a list; None is closed to the reader."""
    return {
        "strategy": None if told.strategy is None else _strategy(told.strategy),
        "enquiries": _enquiries(told.enquiries),
        "conferences": _conferences(told.bookings),
        "reports": _reports(told.bookings),
        "spoke": _spoke(told.bookings),
        "categories": _categories(plans),
        "checks": table(
            "Looks between conferences",
            ("What", "Day", "What was found"),
            [row(one.kind, words.short_date(one.on), one.words) for one in told.checks],
        ),
        "moves": _moves(told),
        "asked_about": table(
            "Agencies that asked about the list",
            ("Agency", "Day", "Who asked", "Telephone", "Why"),
            [
                row(one.agency, words.short_date(one.on), one.asker, one.telephone, one.why)
                for one in told.asked_about
            ],
        ),
    }


def answered(name: str, *, on_list: bool, earlier: int) -> list[Fact]:
    """What an agency is told of the one child it asked about."""
    known = "Yes: on the list. The lead worker and the chair have been told that you asked"
    asked = words.counted(earlier, "time", "times")
    return [
        Fact("Child", name),
        Fact("On the list of children with plans", known if on_list else "Not known on the list"),
        Fact("Asked about before, within a year", asked if earlier else "No"),
    ]


def _state(stands: Standing) -> str:
    beside = BESIDE.get(stands.harm) if stands.plan is OnPlan.NOW else None
    return f"{stands.state.label}. {beside}" if beside else stands.state.label


def _terms(terms: TermsShown) -> Iterator[Fact]:
    yield Fact("Lead social worker of the plan", terms.lead)
    yield Fact("Core group", named(terms.core_group) or None)
    visits = words.counted(terms.visit_days, "working day", "working days")
    yield Fact("Visited at least every", visits)
    yield Fact("Next review conference by", words.full_date(terms.review_by))
    yield Fact("What has to change", terms.outline or None)
    yield Fact("If the plan does not work", terms.contingency or None)


def _booked(told: ProtectionShown) -> Iterator[Fact]:
    for one in told.bookings:
        if told.booking and one.id == told.booking.id:
            yield Fact(one.kind, f"{words.full_date(one.booked_for)}, chaired by {one.chair}")


def _moving(told: ProtectionShown) -> Iterator[Fact]:
    if told.transfer_in:
        yield Fact("Moved in from", told.transfer_in.authority)
    if told.transfer_out:
        yield Fact("Moving to", f"{told.transfer_out.authority}: our plan stays until it has met")
    for one in told.stays:
        if one.ended_on is None:
            yield Fact("On the list for a time", f"On the plan of {one.authority}; {one.contact}")


def _strategy(found: Sequence[StrategyShown]) -> Worklist:
    rows = [
        row(
            words.short_date(one.held_on) + (": the anchor of the enquiry" if one.anchor else ""),
            named(one.came),
            named(one.absent) or "Nobody",
            one.shared,
            ". ".join(part for part in (one.decision, one.reason) if part),
            one.safety,
            _sees(one),
        )
        for one in found
    ]
    columns = (
        "Held",
        "Took part",
        "Did not come",
        "Shared",
        "Decided",
        "Safe now by",
        "Child seen by",
    )
    return table("Strategy discussions", columns, rows)


def _sees(one: StrategyShown) -> str | None:
    if not one.seen_by:
        return None
    return f"{one.seen_by}, by {words.short_date(one.see_by_on)}"


def _enquiries(found: Sequence[EnquiryCourse]) -> Worklist:
    columns = (
        "Started",
        "Led by",
        "With the police",
        "Outcome",
        "Why",
        "The child's account",
        "By",
    )
    return table("Section 47 enquiries", columns, map(_enquiry, found))


def _enquiry(one: EnquiryCourse) -> Row:
    came, joint = (
        one.outcome,
        {True: "Yes", False: "No"}.get(one.joint) if one.joint is not None else None,
    )
    return row(
        words.short_date(one.started_on),
        one.lead or None,
        joint,
        f"{came.result}, {words.short_date(came.on)}" if came else None,
        came.reason if came else None,
        came.account if came else None,
        came.by if came else None,
    )


def _conferences(found: Sequence[BookingShown]) -> Worklist:
    columns = (
        "Conference",
        "Day",
        "Chair",
        "Decided",
        "Why",
        "The child",
        "Report shared",
        "Minutes sent",
    )
    return table("Conferences", columns, map(_conference, found))


def _conference(one: BookingShown) -> Row:
    held = one.held
    decided = (
        held.decision
        if held
        else f"Called off: {one.called_off_why}"
        if one.called_off_why
        else None
    )
    return row(
        one.kind,
        words.short_date(held.on if held else one.booked_for),
        one.chair,
        decided,
        held.reasons if held else one.moved_why or None,
        held.childs_view if held else None,
        _day(one.report_shared_on),
        _day(one.minutes_sent_on),
    )


def _reports(found: Sequence[BookingShown]) -> Worklist:
    rows = [
        row(
            f"{asked.agency}: {asked.name}", one.kind, _day(asked.invited_on), _day(asked.report_on)
        )
        for one in found
        for asked in one.asked
    ]
    return table(
        "Agencies asked, and their reports", ("Agency", "Conference", "Asked", "Report came"), rows
    )


def _spoke(found: Sequence[BookingShown]) -> Worklist:
    rows = [
        row(
            f"{agency}: {name}" if name else agency,
            _day(one.held.on),
            view if came else "Not there",
            why,
        )
        for one in found
        if one.held
        for agency, name, came, view, why in one.held.views
    ]
    return table("What each agency said", ("Agency", "Conference", "View", "Why it dissents"), rows)


def _categories(plans: Sequence[PlanShown]) -> Worklist:
    rows = [
        row(str(period.category), _day(period.started_on), _day(period.ended_on) or "Now")
        for plan in plans
        if plan.kind == PLAN
        for period in plan.categories
    ]
    return table("Categories over time", ("Category", "From", "Until"), rows)


def _moves(told: ProtectionShown) -> Worklist:
    moves = [
        row(one.way, one.authority, _day(one.notified_on), _day(one.received_on))
        for one in told.transfers
    ]
    stays = [
        row("For a time", one.authority, _day(one.started_on), _day(one.ended_on))
        for one in told.stays
    ]
    columns = ("Way", "Other authority", "Told, or since", "Its conference, or until")
    return table("Moves between authorities", columns, [*moves, *stays])


def _category(plan: PlanShown) -> str:
    return ", ".join(str(one.category) for one in plan.categories if one.ended_on is None)


def _day(on: date | None) -> str | None:
    return words.short_date(on) if on else None


def address(person_id: UUID) -> str:
    """The page of a child's protection."""
    return reverse("child-protection", args=[person_id])
