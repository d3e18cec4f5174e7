"""What was granted, to whom, from when until when."""

from django.db import models
from django.db.models import F, Q

from kinkeeper.access.constraints import ends_after_start, never_overlap, one_of
from kinkeeper.access.roles import ROLES
from kinkeeper.access.sections import Section
from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import now, today


class TeamMemberKind(models.TextChoices):
    """In what way a person belongs to a team."""

    MEMBER = "member", "Member"
    MANAGER = "manager", "Manager"
    DUTY = "duty", "On duty"


class Granted(models.Model):
    """Something that holds from a day until a day: on its last day it holds no longer."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    started_on = models.DateField(default=today)
    ended_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(default=now, editable=False)
    recorded_by = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class Team(Granted):
    """A team of a service; teams stand under one another."""

    name = models.CharField(max_length=120)
    service = models.CharField(max_length=120)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )

    class Meta:
        ordering = ("service", "name")
        constraints = (
            ends_after_start("team_ends_after_start"),
            models.UniqueConstraint(
                fields=("name",), condition=Q(ended_on__isnull=True), name="team_one_open_of_a_name"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="team_not_under_itself"
            ),
        )

    def __str__(self) -> str:
        return self.name


class TeamMember(Granted):
    """A person's place in a team."""

    user = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="members")
    kind = models.CharField(
        max_length=7, choices=TeamMemberKind.choices, default=TeamMemberKind.MEMBER
    )

    class Meta:
        constraints = (
            ends_after_start("team_member_ends_after_start"),
            one_of("team_member_kind", "kind", TeamMemberKind.values),
            never_overlap("team_member_once", "user", "team", "kind"),
        )


class RoleGrant(Granted):
    """A role held by a user, or one restricted section opened to a holder of that role."""

    user = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=40)
    section = models.CharField(
        max_length=20, blank=True, default="", choices=[(s.value, s.words) for s in Section]
    )

    class Meta:
        constraints = (
            ends_after_start("role_grant_ends_after_start"),
            one_of("role_grant_role", "role", ROLES),
            one_of("role_grant_section", "section", ["", *Section]),
            never_overlap("role_grant_once", "user", "role", "section"),
            models.CheckConstraint(
                condition=Q(recorded_by__isnull=True) | ~Q(recorded_by=F("user")),
                name="role_grant_never_to_oneself",
            ),
        )
