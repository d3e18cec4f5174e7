"""Teams, and who stands where in them."""

from datetime import date

from kinkeeper.access.action import action, note
from kinkeeper.access.models import Team, TeamMember, TeamMemberKind, User
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker
from kinkeeper.kernel.moment import today


@action(Permission.MANAGE_WORKFORCE)
def add_team(
    *,
    name: str,
    service: str,
    by: Asker,
    parent: Team | None = None,
    started_on: date | None = None,
) -> Team:
    """A new team of a service, under another team or under none."""
    return Team.objects.create(
        name=name,
        service=service,
        parent=parent,
        started_on=started_on or today(),
        recorded_by=by.pk,
    )


@action(Permission.MANAGE_WORKFORCE)
def place(
    *,
    user: User,
    team: Team,
    by: Asker,
    kind: str = TeamMemberKind.MEMBER,
    from_on: date | None = None,
    until_on: date | None = None,
) -> TeamMember:
    """A place in a team: member, manager, or on duty for as long as the place lasts."""
    note(user=user.pk, team=team.pk, kind=str(kind))
    return TeamMember.objects.create(
        user=user,
        team=team,
        kind=kind,
        started_on=from_on or today(),
        ended_on=until_on,
        recorded_by=by.pk,
    )


@action(Permission.MANAGE_WORKFORCE)
def end_place(*, member: TeamMember, by: Asker, on: date | None = None) -> TeamMember:
    """The place ends, and with it whatever it reached, at the next request."""
    member.ended_on = on or today()
    member.save(update_fields=["ended_on"])
    note(user=member.user_id, team=member.team_id, ended_on=member.ended_on)
    return member


@action(Permission.MANAGE_WORKFORCE)
def end_team(*, team: Team, by: Asker, on: date | None = None) -> Team:
    """The team is no more; its name may be used again."""
    team.ended_on = on or today()
    team.save(update_fields=["ended_on"])
    return team
