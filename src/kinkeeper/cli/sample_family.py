"""Who and what else is in the lives of invented children, made by the verbs people use."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kinkeeper.access.who import Who

# Who or what, of which kind, how strong, and who supports whom.
NEAR = (
    ("Judo on Thursdays", "community", "ordinary", "both"),
    ("Mrs Pell next door", "person", "strong", "to_child"),
    ("Class teacher", "school", "ordinary", "to_child"),
    ("Older friends at the arcade", "person", "strained", "from_child"),
)


def make(*, worker: Who) -> int:
    """Ties of the first children of a worker, one of them grown strong since; how many children."""
    from kinkeeper.kernel.moment import today
    from kinkeeper.people.family_actions import Near, bring_near, change_near
    from kinkeeper.people.family_kinds import EcomapKind, Strength, Way
    from kinkeeper.workforce.queries import own_children

    def near(name: str, kind: str, strength: str, way: str, *, weeks: int) -> Near:
        since = today() - timedelta(weeks=weeks)
        return Near(
            name=name, kind=EcomapKind(kind), strength=Strength(strength), way=Way(way), since=since
        )

    children = [one.person_id for one in own_children(who=worker)][:3]
    for place, child in enumerate(children):
        made = [
            bring_near(child=child, near=near(*one, weeks=30), by=worker) for one in NEAR[place:]
        ]
        name, kind, _, way = NEAR[place]
        grown = near(name, kind, Strength.STRONG, way, weeks=4)
        change_near(was=made[0], near=grown, by=worker)
    return len(children)
