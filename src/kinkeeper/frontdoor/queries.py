"""Episodes of help and assessments: every answer is what the asker may see."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet

from kinkeeper.access import against
from kinkeeper.access.memory import of_each, remembered
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may, visible, visible_of
from kinkeeper.access.sections import Section
from kinkeeper.access.who import Asker
from kinkeeper.chronology.queries import closed_sections
from kinkeeper.frontdoor.contact_queries import ContactShown, contacts
from kinkeeper.frontdoor.kinds import AssessmentKind, HelpLevel
from kinkeeper.frontdoor.models import Assessment, AssessmentFactor, HelpEpisode
from kinkeeper.frontdoor.partner_queries import outcomes_for
from kinkeeper.kernel.moment import today
from kinkeeper.law.codes.coded import Coded, coded, open_code
from kinkeeper.workforce.queries import allocated
from kinkeeper.workforce.relationships import allocations_of

__all__ = [
    "AssessmentShown",
    "Case",
    "ContactShown",
    "EpisodeShown",
    "OpenEpisode",
    "contacts",
    "episodes",
    "involvement",
    "open_children",
    "outcomes_for",
    "times_of",
    "to_close",
    "unallocated",
]


Case = HelpEpisode  # for a door that hands one to an action


@dataclass(frozen=True, slots=True)
class AssessmentShown:
    """An assessment, with what it found."""

    id: UUID
    episode_id: UUID
    kind: str
    kind_title: str
    started_on: date
    internal_review_on: date | None
    authorised_on: date | None
    factors: tuple[Coded, ...]


@dataclass(frozen=True, slots=True)
class EpisodeShown:
    """An episode of help, with its assessments, the latest first."""

    id: UUID
    person_id: UUID
    level: str
    level_title: str
    referred_on: date
    referral_source: Coded | None
    primary_need: Coded | None
    no_further_action: bool | None
    closed_on: date | None
    closure_reason: Coded | None
    assessments: tuple[AssessmentShown, ...]

    @property
    def is_open(self) -> bool:
        """Whether help goes on: not closed yet, and not ended at the referral."""
        return self.closed_on is None and not self.no_further_action


@dataclass(frozen=True, slots=True)
class OpenEpisode:
    """An open child, as a list shows them."""

    person_id: UUID
    episode_id: UUID
    level: str
    referred_on: date


@remembered
def episodes(*, who: Asker, person_id: UUID) -> tuple[EpisodeShown, ...]:
    """A child's episodes of help, the latest first."""
    found = _episodes(who, Permission.SEE_RECORD, person_id)
    if not found:
        return ()
    made = _assessments(who, person_id)
    closed = closed_sections(who=who, person_id=person_id)
    return tuple(_episode(row, made.get(row.id, []), closed) for row in found)


def involvement(*, who: Asker, person_id: UUID) -> OpenEpisode | None:
    """The child's open episode, if there is one: what the banner says."""
    rows = _episodes(who, Permission.SEE_BANNER, person_id)
    return next((_listed(row) for row in rows if _is_open(row, today())), None)


def open_children(*, who: Asker) -> tuple[OpenEpisode, ...]:
    """Every open child, who has waited longest first."""
    return tuple(map(_listed, _open(who, today()).order_by("referred_on", "id")))


def to_close(*, who: Asker, person_id: UUID) -> HelpEpisode | None:
    """The child's open case, as the verb that closes it takes it."""
    rows = HelpEpisode.objects.filter(closed_on=None).exclude(no_further_action=True)
    seen = visible_of(who, Permission.CLOSE_CASE, rows, person_id)
    return seen.order_by("-referred_on", "-id").first()


def times_of(episode_id: UUID) -> tuple[UUID, date]:
    """Whose an episode is and since when, whoever asks: for a guard, and never to be shown."""
    found: tuple[UUID, date] = HelpEpisode.objects.values_list("person_id", "referred_on").get(
        pk=episode_id
    )
    return found


def has_open_case(person_id: UUID) -> bool:
    """Whether somebody has an open case today, whoever asks: for a guard, and never to be shown."""
    rows = HelpEpisode.objects.filter(person_id=person_id, closed_on=None)
    return rows.exclude(no_further_action=True).exists()


def unallocated(*, who: Asker) -> tuple[OpenEpisode, ...]:
    """Every open child without a lead worker today, who has waited longest first."""
    with_worker = allocated(today()).filter(person_id=OuterRef("person_id"))
    rows = _open(who, today()).filter(~Exists(with_worker))
    return tuple(map(_listed, rows.order_by("referred_on", "id")))


def _open(who: Asker, on: date) -> "QuerySet[HelpEpisode]":
    still = Q(closed_on__isnull=True) | Q(closed_on__gt=on)
    rows = HelpEpisode.objects.filter(still, referred_on__lte=on)
    # A referral that ended with no further action is never closed: the census has no date for it.
    return visible(who, Permission.SEE_BANNER, rows.exclude(no_further_action=True))


def _is_open(row: HelpEpisode, on: date) -> bool:
    """`_open`, of one row."""
    still = row.closed_on is None or row.closed_on > on
    return still and row.referred_on <= on and not row.no_further_action


def _episodes(who: Asker, what: Permission, person_id: UUID) -> tuple[HelpEpisode, ...]:
    """A child's episodes, the latest first, for who may see so much of the record."""
    return _every_episode(person_id) if may(who, what, person_id) else ()


@of_each
def _every_episode(people: Collection[UUID]) -> Iterator[tuple[UUID, HelpEpisode]]:
    rows = HelpEpisode.objects.filter(person_id__in=people)
    return ((row.person_id, row) for row in rows.order_by("-referred_on", "-id"))


def foresee(people: Collection[UUID]) -> None:
    """What a list of several children asks of each: what stands against it, who works there, since when."""
    against.foresee(people)
    allocations_of.foresee(people)
    _every_episode.foresee(people)


def _assessments(who: Asker, person_id: UUID) -> dict[UUID, list[AssessmentShown]]:
    factors = AssessmentFactor.objects.filter(assessment=OuterRef("pk")).order_by("code")
    rows = Assessment.objects.order_by("-started_on", "-id")
    seen = visible_of(who, Permission.SEE_RECORD, rows, person_id)
    made: dict[UUID, list[AssessmentShown]] = {}
    for row in seen.annotate(codes=ArraySubquery(factors.values("code"))):
        made.setdefault(row.episode_id, []).append(_assessment(row, row.codes))
    return made


def _listed(row: HelpEpisode) -> OpenEpisode:
    return OpenEpisode(row.person_id, row.id, row.level, row.referred_on)


def _episode(
    row: HelpEpisode, assessments: Iterable[AssessmentShown], closed: Collection[Section]
) -> EpisodeShown:
    return EpisodeShown(
        id=row.id,
        person_id=row.person_id,
        level=row.level,
        level_title=HelpLevel(row.level).label,
        referred_on=row.referred_on,
        referral_source=coded("cin.referral_source", row.referral_source),
        primary_need=coded("cin.primary_need_code", row.primary_need),
        no_further_action=row.no_further_action,
        closed_on=row.closed_on,
        closure_reason=open_code("cin.reason_for_closure", row.closure_reason, closed),
        assessments=tuple(assessments),
    )


def _assessment(row: Assessment, codes: Iterable[str]) -> AssessmentShown:
    factors = [coded("cin.assessment_factors", code) for code in codes]
    return AssessmentShown(
        id=row.id,
        episode_id=row.episode_id,
        kind=row.kind,
        kind_title=AssessmentKind(row.kind).label,
        started_on=row.started_on,
        internal_review_on=row.internal_review_on,
        authorised_on=row.authorised_on,
        factors=tuple(factor for factor in factors if factor),
    )
