"""How long a city takes: to invent, to write with its duties into a database, and as returns.

`--quick` does the small city that tests use; the whole one, two years at size 1, is the other.
"""

from __future__ import annotations

import resource
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rich.progress import Progress
from support.database import scratch
from support.measure import AT_MOST, Target, close, options, seconds

if TYPE_CHECKING:
    from kinkeeper.city import World

FIRST, LAST = date(2014, 4, 1), date(2016, 3, 31)
WHOLE, SMALL = 1.0, 0.05
TARGETS = {
    WHOLE: [Target("whole_seconds", AT_MOST, 60.0), Target("peak_gigabytes", AT_MOST, 2.0)],
    SMALL: [Target("whole_seconds", AT_MOST, 8.0), Target("peak_gigabytes", AT_MOST, 2.0)],
}


def write(made: World) -> None:
    """The city in the database, duties and all, as on its last day."""
    from kinkeeper.access.services import operator
    from kinkeeper.cli.city_writing import write_city
    from kinkeeper.cli.tables import as_owner
    from kinkeeper.config import environment
    from kinkeeper.kernel import moment

    with as_owner(environment.read()), moment.held(LAST), Progress(disable=True) as progress:
        write_city(made=made, by=operator(), progress=progress)


def returned(made: World, folder: Path) -> float:
    """How long its returns take."""
    from kinkeeper.city.returns import write_returns

    return seconds(lambda: write_returns(made, folder))


def main() -> None:
    """Invent, write, and write the returns, once each."""
    asked = options(__doc__ or "")
    size = SMALL if asked.quick else WHOLE
    with scratch() as folder:
        from kinkeeper.city import scenario, world

        story, made = scenario("birmingham-2014"), []
        inventing = seconds(
            lambda: made.append(world(story, seed=1, size=size, first=FIRST, last=LAST))
        )
        writing = seconds(lambda: write(made[0]))
        figures = {
            "size": size,
            "records": float(sum(len(rows) for rows in made[0].frames.values())),
            "inventing_seconds": inventing,
            "writing_seconds": writing,
            "whole_seconds": inventing + writing,
            "returns_seconds": returned(made[0], folder / "returns"),
            "peak_gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
        }
    close(figures, TARGETS[size], quiet=asked.json)


if __name__ == "__main__":
    main()
