"""Setting levels of need, drawing samples of them, and rating them a second time unseen."""

from datetime import date
from random import Random
from uuid import UUID

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker
from kinkeeper.chronology.save import save
from kinkeeper.earlyhelp.kinds import Point
from kinkeeper.earlyhelp.models import LevelSample, LevelSet, SecondRating
from kinkeeper.earlyhelp.stepping import write_level
from kinkeeper.earlyhelp.told import Rated, check_day, words_of
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.kernel.moment import today
from kinkeeper.law.levels import Level

MOST_SAMPLES = 50


@action(Permission.SET_LEVEL, on="child")
def set_level(
    *,
    child: UUID,
    point: Point,
    rated: Rated,
    on: date,
    by: Asker,
    source: UUID | None = None,
) -> LevelSet:
    """Set a child's level of need at a point; `source` is what it was set for."""
    note(level=str(rated.level), point=str(point))
    return write_level(child=child, point=point, rated=rated, on=on, by=by, source=source)


@action(Permission.SAMPLE_LEVELS)
def draw_samples(
    *, since: date, until: date, number: int, by: Asker, seed: int | None = None
) -> tuple[LevelSample, ...]:
    """Draw levels set in a time by chance, to be rated a second time; none is drawn twice."""
    if not 1 <= number <= MOST_SAMPLES:
        raise BadInput(f"draw between 1 and {MOST_SAMPLES}", field="number")
    if until < since:
        raise BadInput("give a last day after the first", field="until")
    rows = LevelSet.objects.filter(on__gte=since, on__lte=until, sample=None)
    ids = sorted(rows.values_list("id", flat=True))
    drawn = Random(seed).sample(ids, min(number, len(ids)))  # noqa: S311 - a sample, no secret
    samples = tuple(LevelSample(level_set_id=one, drawn_on=today()) for one in sorted(drawn))
    for one in samples:
        save(one, by=by)
    note(drawn=len(samples))
    return samples


@action(Permission.RATE_LEVEL, on="sample")
def rate_again(*, sample: LevelSample, level: Level, reason: str, by: Asker) -> SecondRating:
    """Rate a sample from what was known alone; never one's own, and once."""
    of = LevelSet.objects.select_for_update().get(pk=sample.level_set_id)
    held = LevelSample.objects.get(pk=sample.pk)
    if of.recorded_by == by.pk:
        raise Refused(
            "Who set a level does not rate it again.", missing="a second person", do="Ask another."
        )
    if hasattr(held, "second"):
        raise Refused("This has been rated a second time already.", missing="a sample that waits")
    row = SecondRating(
        sample=held,
        level=level,
        on=check_day(today()),
        reason=words_of(reason, "why it is this level", "reason"),
        first_by=of.recorded_by,
    )
    save(row, by=by)
    note(level=str(level))
    return row
