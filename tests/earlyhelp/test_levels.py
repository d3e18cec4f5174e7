"""Levels of need: set with their document, matched with what is given, rated twice unseen."""

from typing import Any

import pytest
from django.apps import apps

from kinkeeper.earlyhelp import actions
from kinkeeper.earlyhelp.agreement import agreement
from kinkeeper.earlyhelp.kinds import Point
from kinkeeper.earlyhelp.models import EarlyHelp, LevelSample, LevelSet
from kinkeeper.earlyhelp.queries import (
    agreement_of,
    levels_of,
    mismatches,
    one_sample,
    samples_waiting,
)
from kinkeeper.earlyhelp.told import Rated
from kinkeeper.kernel.errors import NotAllowed, Refused
from kinkeeper.law.levels import Level, Mismatch, Service
from tests.earlyhelp.conftest import LEAD, Make, day

pytestmark = pytest.mark.django_db


def set_of(child: Any, by: Any, level: Level = Level.ADDITIONAL) -> LevelSet:
    """A level set yesterday."""
    told = Rated(level=level, reason="Because.", known="What was known.")
    return actions.set_level(child=child.id, point=Point.CONTACT, rated=told, on=day(1), by=by)


def drawn(by: Any, number: int = 10) -> tuple[LevelSample, ...]:
    """Samples of the month."""
    return actions.draw_samples(since=day(30), until=day(), number=number, by=by, seed=1)


def test_a_level_names_the_document_of_its_day(child: Any, decider: Any) -> None:
    """What it is called is that document's word, and how unsure that document is, is told with it."""
    assert set_of(child, decider).threshold == "rhrt"
    (told,) = levels_of(who=apps.get_model("access.User").objects.get(), person_id=child.id) or (
        None,
    )
    assert told is None  # who decides sees a banner, not the record


def test_a_second_rater_does_not_see_the_first(child: Any, decider: Any, granted: Make) -> None:
    """Not on their page, and not on the child's, until they have rated."""
    set_of(child, decider)
    (sample,), second = drawn(decider), granted("director")
    found = one_sample(who=second, sample_id=sample.id)
    assert found
    assert "additional" not in str(found[1])
    assert [one.level for one in levels_of(who=second, person_id=child.id)] == [None]
    actions.rate_again(sample=sample, level=Level.COMPLEX, reason="More.", by=second)
    assert [one.level for one in levels_of(who=second, person_id=child.id)] == [Level.ADDITIONAL]


def test_nobody_rates_their_own_or_twice(child: Any, decider: Any, granted: Make) -> None:
    """Nor does who may not rate at all."""
    set_of(child, decider)
    (sample,) = drawn(decider)
    told: dict[str, Any] = {"sample": sample, "level": Level.COMPLEX, "reason": "More."}
    assert samples_waiting(who=decider) == ()
    with pytest.raises(Refused, match="set a level does not rate"):
        actions.rate_again(by=decider, **told)
    with pytest.raises(NotAllowed):
        actions.rate_again(by=granted("early_help_worker"), **told)
    actions.rate_again(by=granted("director"), **told)
    with pytest.raises(Refused, match="already"):
        actions.rate_again(by=granted("head_of_service"), **told)
    assert drawn(decider) == ()  # nothing is drawn twice


def test_the_agreement_says_of_how_many(child: Any, decider: Any, granted: Make) -> None:
    """Of two rated twice, one alike."""
    director = granted("director")
    set_of(child, decider)
    set_of(child, decider, Level.COMPLEX)
    for sample in drawn(decider):
        actions.rate_again(sample=sample, level=Level.COMPLEX, reason="More.", by=director)
    found = agreement_of(who=director, since=day(30), until=day())
    assert (found.n, found.same, found.percent, found.kappa) == (2, 1, 50, 0)


@pytest.mark.parametrize(
    ("pairs", "kappa"),
    [
        ([("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15, 0.4),
        ([("a", "a"), ("b", "b")], 1),
        ([("a", "b"), ("b", "a")], -1),
        ([("a", "a")] * 9, None),
        ([], None),
    ],
)
def test_kappa_is_agreement_beyond_chance(
    pairs: list[tuple[str, str]], kappa: float | None
) -> None:
    """Where chance explains all, or nothing was rated, it is not worked out, and says why."""
    found = agreement(pairs)
    assert found.kappa == (None if kappa is None else pytest.approx(kappa))
    assert bool(found.no_kappa) is (kappa is None)


def test_a_level_and_another_service_are_a_mismatch(
    helped: EarlyHelp, worker: Any, decider: Any, granted: Make
) -> None:
    """Less help than it calls for, until early help is led; more, when social care works with them."""
    director, person = granted("director"), helped.person_id
    set_of(helped.person, decider)

    def differs(*, in_social_care: frozenset[Any] = frozenset()) -> list[Any]:
        found = mismatches(who=director, in_social_care=in_social_care)
        return [(one.given, one.differs) for one in found]

    assert differs() == [(Service.NONE, Mismatch.LESS)]
    actions.name_lead(early_help=helped, lead=LEAD, on=day(), by=worker)
    assert differs() == []
    assert differs(in_social_care=frozenset({person})) == [(Service.SOCIAL_CARE, Mismatch.MORE)]


def test_the_catalogue_is_by_level(worker: Any) -> None:
    """What is offered today, the least first; an ended service is offered no longer."""
    from kinkeeper.earlyhelp.queries import services

    told = {"provider": "Elm Lane Centre", "started_on": day(30), "by": worker}
    late = actions.add_service(name="Family group", level=Level.ADDITIONAL, **told)
    actions.add_service(name="Stay and play", level=Level.UNIVERSAL, **told)
    assert [one.name for one in services(on=day())] == ["Stay and play", "Family group"]
    actions.end_service(service=late, ended_on=day(), by=worker)
    assert [one.name for one in services(on=day())] == ["Stay and play"]
