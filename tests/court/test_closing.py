"""A case does not close while the child is before court, or near it."""

import pytest

from kinkeeper.chronology.guards import CLOSE_EPISODE, END_WORK, held_up
from kinkeeper.court import actions
from kinkeeper.court.kinds import FinalOrder
from kinkeeper.court.told import Done, Ordered
from kinkeeper.frontdoor.models import HelpEpisode
from tests.court import strand as told
from tests.court.strand import ISSUED, Strand

strand = told.strand
pytestmark = pytest.mark.django_db


def holds(strand: Strand) -> bool:
    """Whether court keeps the case open, and with it those who work with the child."""
    case = held_up(CLOSE_EPISODE, HelpEpisode.objects.get(person=strand.child).id)
    work = held_up(END_WORK, strand.child.id)
    assert (case is None) == (work is None)
    return case is not None


def test_it_is_held_from_the_meeting_asked_for_to_the_end(strand: Strand) -> None:
    """A meeting that is owed, pre-proceedings and proceedings each hold it; their end lets it go."""
    found = [holds(strand)]
    for step in (strand.ask, strand.hold, strand.letter, strand.issue):
        step()
        found.append(holds(strand))
    over = Ordered(on=ISSUED, order=FinalOrder.NONE, words="The parents have changed.")
    actions.end_proceedings(child=strand.child.id, ordered=over, by=strand.manager)
    assert [*found, holds(strand)] == [False, True, True, True, True, False]


def test_a_meeting_that_decides_on_neither_lets_it_go(strand: Strand) -> None:
    """So does stepping down from pre-proceedings."""
    strand.before()
    done = Done(on=ISSUED, words="The plan works.")
    actions.step_down(child=strand.child.id, done=done, told_parents=True, by=strand.head)
    assert not holds(strand)


def test_nobody_waives_it_and_it_tells_nothing_of_advice(strand: Strand) -> None:
    """The words are the same for a meeting that is asked for and for proceedings."""
    case, said = HelpEpisode.objects.get(person=strand.child).id, []
    for step in (strand.ask, strand.hold, strand.letter, strand.issue):
        step()
        refused = held_up(CLOSE_EPISODE, case)
        assert refused is not None
        assert refused.who_can_waive == "nobody"
        said.append(str(refused))
    assert len(set(said)) == 1
