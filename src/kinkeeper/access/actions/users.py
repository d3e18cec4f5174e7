"""Who may sign in, and the roles they hold."""

from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import F

from kinkeeper.access.action import action, note
from kinkeeper.access.models import RoleGrant, User
from kinkeeper.access.permissions import Permission
from kinkeeper.access.role import Role
from kinkeeper.access.roles import ROLES
from kinkeeper.access.sections import Section
from kinkeeper.access.teams import live
from kinkeeper.access.who import Asker
from kinkeeper.kernel.errors import Refused
from kinkeeper.kernel.moment import today


@action(Permission.MANAGE_USERS)
def add_user(
    *, username: str, full_name: str, by: Asker, email: str = "", password: str | None = None
) -> User:
    """A new person who may sign in, once they have a password and a role."""
    if User.objects.filter(username__iexact=username.strip()).exists():
        raise Refused("There is a user of that name already.", do="Choose another username.")
    if password is not None:
        _check_password(password, User(username=username, full_name=full_name, email=email))
    note(username=username)
    return User.objects.create_user(username, full_name=full_name, email=email, password=password)


@action(Permission.MANAGE_USERS)
def add_service(*, username: str, full_name: str, by: Asker) -> User:
    """A new account for a program; nobody can sign in to it."""
    note(username=username)
    return User.objects.create_service(username, full_name=full_name)


@action(Permission.MANAGE_USERS)
def set_password(*, user: User, password: str, by: Asker) -> User:
    """A password for somebody who has none or lost theirs; every session they had ends."""
    if user.is_service:
        raise Refused("A service account has no password.", do="Use a person's account.")
    _check_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    return user


@action(Permission.MANAGE_USERS)
def grant_role(
    *, user: User, role: str, by: Asker, from_on: date | None = None, until_on: date | None = None
) -> RoleGrant:
    """A role, from a day on (today when not said) until a day, on which it holds no longer."""
    return _grant(user, _role(role), "", by, from_on, until_on)


@action(Permission.MANAGE_USERS)
def open_section(*, user: User, role: str, section: Section, by: Asker) -> RoleGrant:
    """A section of the record, to somebody who holds a role that may have it."""
    held = _role(role)
    if section not in held.may_hold:
        raise Refused(f"A {held.title.lower()} may not be given {section.words.lower()}.")
    if not RoleGrant.objects.filter(live(today()), user=user, role=role, section="").exists():
        raise Refused(f"They are not a {held.title.lower()}.", do="Grant the role first.")
    return _grant(user, held, section, by, None, None)


@action(Permission.MANAGE_USERS)
def end_grant(*, grant: RoleGrant, by: Asker, on: date | None = None) -> RoleGrant:
    """The role or section ends: it is gone at the holder's next request."""
    ends = on or today()
    if grant.ended_on is not None and (grant.ended_on <= today() or grant.ended_on < ends):
        raise Refused(
            "Its end is set already, and can only be brought forward.", do="Grant it again."
        )
    grant.ended_on = ends
    grant.save(update_fields=["ended_on"])
    note(user=grant.user_id, role=grant.role, section=grant.section, ended_on=grant.ended_on)
    return grant


@action(Permission.MANAGE_USERS)
def disable_user(*, user: User, by: Asker) -> User:
    """Nobody signs in as them any more, and every session they have is dead at once."""
    if user.pk == by.pk:
        raise Refused("You cannot disable yourself.", do="Ask another administrator.")
    user.is_active, user.session_epoch = False, F("session_epoch") + 1
    user.save(update_fields=["is_active", "session_epoch"])
    user.refresh_from_db()
    return user


@action(Permission.MANAGE_USERS)
def end_sessions(*, user: User, by: Asker) -> User:
    """Every session they have is dead at once; they may sign in again."""
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    user.refresh_from_db()
    return user


def _grant(
    user: User, role: Role, section: str, by: Asker, from_on: date | None, until_on: date | None
) -> RoleGrant:
    if user.pk == by.pk:
        raise Refused("You cannot grant anything to yourself.", do="Ask another administrator.")
    started_on = from_on or today()
    if RoleGrant.objects.filter(live(started_on), user=user, role=role.name, section=section):
        raise Refused("They hold that already.")
    note(user=user.pk, role=role.name, section=section, from_on=started_on, until_on=until_on)
    return RoleGrant.objects.create(
        user=user,
        role=role.name,
        section=section,
        started_on=started_on,
        ended_on=until_on,
        recorded_by=by.pk,
    )


def _role(name: str) -> Role:
    if name not in ROLES:
        raise Refused(f"There is no role '{name}'.", do=f"Use one of: {', '.join(ROLES)}.")
    return ROLES[name]


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused("That password is too weak.", do=" ".join(error.messages)) from error
