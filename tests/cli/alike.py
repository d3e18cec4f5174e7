"""What an authority's records hold that were made by hand, and what those hold that were made in bulk."""

from typing import Any

from django.apps import apps
from django.db.models import Model

from kinkeeper.earlyhelp.kinds import Point, Said, Step
from kinkeeper.earlyhelp.states import Standing, after, check

OF_RECORDING = {"id", "recorded_at", "recorded_by", "source", "load_id"}
# Of what happened in years only the day is known, and whoever did it does not sign in.
OF_A_MORNING = {"at", "received_at", "sent_at", "answered_at", "user_id", "to_user_id"}

# What is decided has a rating where it was rated, and a case where the child's is open.
BY_THE_CHILD = {("frontdoor.ContactStep", "decided"): {"rating", "episode_id"}}


# By the columns that lead from a form's rows to the steps of the form.
OF_FORMS = {"practice.Paper": "id", "practice.Answer": "paper_id", "practice.Submission": "paper_id",
            "practice.PaperStep": "paper_id"}  # fmt: skip


def rows_of(label: str, source: str) -> list[Any]:
    """The rows that were `typed` by hand, or `imported` in bulk."""
    if label in OF_FORMS:  # signed, not loaded: by hand it is done by somebody who signs in
        people = apps.get_model("access.User")._default_manager.values("id")
        steps = apps.get_model("practice.PaperStep")._default_manager.filter(by__in=people)
        rows = apps.get_model(label)._default_manager
        theirs = {f"{OF_FORMS[label]}__in": steps.values("paper_id")}
        return list(rows.filter(**theirs) if source == "typed" else rows.exclude(**theirs))
    return list(apps.get_model(label)._default_manager.filter(source=source))


def kinds_of(label: str, column: str) -> dict[str, set[str]]:
    """By each kind that was made by hand, the columns that are filled in every such row."""
    whole: dict[str, set[str]] = {}
    for row in rows_of(label, "typed"):
        kind = str(getattr(row, column)) if column else ""
        whole[kind] = whole.get(kind, filled(row)) & filled(row)
    return {kind: names - BY_THE_CHILD.get((label, kind), set()) for kind, names in whole.items()}


def filled(row: Model) -> set[str]:
    """The columns of a row that say something, but for those of recording and of a morning."""
    names = {field.attname for field in row._meta.concrete_fields} - OF_RECORDING - OF_A_MORNING
    return {name for name in names if getattr(row, name) not in (None, "")}


def replay(helped: Any) -> None:
    """Every step of early help in its turn. Raises Refused where a guard stood before one."""
    state = Standing().state
    taken: set[Step] = set()
    for row in helped.steps.order_by("id"):
        step = Step(row.step)
        check(_standing(helped, state, taken, row.on), step)
        state, taken = after(state, step), taken | {step}


def _standing(helped: Any, state: Any, taken: set[Step], on: Any) -> Standing:
    consent = helped.consents.filter(on__lte=on).order_by("on").last()
    levels = apps.get_model("earlyhelp.LevelSet")._default_manager
    items = helped.items.filter(added_on__lte=on)
    return Standing(
        state=state,
        consent=Said(consent.said) if consent else None,
        lead=helped.responsible.filter(part="lead", started_on__lte=on).exists(),
        lead_contacted=Step.CONTACT_LEAD in taken,
        level_assessed=levels.filter(
            source_id=helped.id, point=Point.ASSESSMENT, on__lte=on
        ).exists(),
        team=helped.team.filter(started_on__lte=on).count(),
        items=items.count(),
        items_open=items.exclude(outcome__on__lte=on).count(),
        stepped_up=helped.handovers.filter(answer__answer="accepted", answer__on__lte=on).exists(),
    )
