"""What is asked of an agency that asks whether a child is on the list of children with plans."""

from __future__ import annotations

from kinkeeper.access.who import Who
from kinkeeper.protection.actions import enquire_of_list
from kinkeeper.protection.harm_queries import ListAnswer
from kinkeeper.protection.kinds import TakesPart
from kinkeeper.protection.told_of_harm import Asks
from kinkeeper.web.decision_form import Form
from kinkeeper.web.protecting.asked import agencies
from kinkeeper.web.questions import Fields, choice, day, long, text, the_day


def fields() -> Fields:
    """Who the child is, who asks, and why."""
    return (
        text("name", "What is the child's whole name?", "Enter a first name and a family name"),
        day("born_on", "When was the child born?", "Enter the date of birth"),
        choice("agency", "Which agency asks?", "Choose the agency", agencies()),
        text("asker", "Who asks, and where do they work?", "Enter who asks"),
        text("telephone", "On which number do we ring them back?", "Enter a number"),
        long("why", "Why do they ask?", "Say why they ask"),
    )


def ask(form: Form, who: Who) -> ListAnswer:
    """The question, kept and answered."""
    asks = Asks(
        name=form.value("name"),
        born_on=the_day(form, "born_on"),
        agency=TakesPart(form.value("agency")),
        asker=form.value("asker"),
        telephone=form.value("telephone"),
        why=form.value("why"),
    )
    return enquire_of_list(asks=asks, by=who)
