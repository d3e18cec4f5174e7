"""`kinkeeper users`: the first user, and every later one until a page does this."""

import click

from kinkeeper.cli import service


@click.group("users")
def command() -> None:
    """Add the people who sign in, and grant their roles."""


@command.command("add")
@click.argument("username")
@click.option("--name", "full_name", required=True, help="The name colleagues know.")
@click.option("--email", default="", help="Their address at work.")
@click.option("--role", "roles", multiple=True, help="A role to grant; may be given again.")
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True)
def add(username: str, full_name: str, email: str, roles: tuple[str, ...], password: str) -> None:
    """Add somebody who may sign in; the password is asked for, not typed in the command."""
    with service.django():
        from django.db import transaction

        from kinkeeper.access import actions, services

        with transaction.atomic():
            by = services.operator()
            user = actions.add_user(
                username=username, full_name=full_name, email=email, password=password, by=by
            )
            for role in roles:
                actions.grant_role(user=user, role=role, by=by)
    click.echo(f"Added {username}{' as ' + ', '.join(roles) if roles else ''}.")


@command.command("grant")
@click.argument("username")
@click.argument("role")
@click.option("--section", help="One section of the record, to a holder of the role.")
def grant(username: str, role: str, section: str | None) -> None:
    """Grant a role, or open one section of the record to somebody who holds it."""
    with service.django():
        from kinkeeper.access import actions, queries, sections, services

        user, by = queries.user_named(username), services.operator()
        if section:
            opened = sections.named(section)
            actions.open_section(user=user, role=role, section=opened, by=by)
        else:
            actions.grant_role(user=user, role=role, by=by)
    click.echo(f"{username} holds {role}{' with ' + section if section else ''} from today.")


@command.command("revoke")
@click.argument("username")
@click.argument("role")
def revoke(username: str, role: str) -> None:
    """End a role and every section opened under it, at once."""
    with service.django():
        from kinkeeper.access import actions, queries, services

        by = services.operator()
        held = queries.live_grants(queries.user_named(username)).filter(role=role)
        ended = [actions.end_grant(grant=one, by=by) for one in held]
    click.echo(f"{username} no longer holds {role}." if ended else f"{username} held no {role}.")


@command.command("disable")
@click.argument("username")
def disable(username: str) -> None:
    """Let nobody sign in as them any more, and end every session they have."""
    with service.django():
        from kinkeeper.access import actions, queries, services

        actions.disable_user(user=queries.user_named(username), by=services.operator())
    click.echo(f"{username} is disabled; their sessions have ended.")


@command.command("password")
@click.argument("username")
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True)
def password(username: str, password: str) -> None:
    """Give somebody a new password; their sessions end."""
    with service.django():
        from kinkeeper.access import actions, queries, services

        user = queries.user_named(username)
        actions.set_password(user=user, password=password, by=services.operator())
    click.echo(f"{username} has a new password.")


@command.command("authenticator")
@click.argument("username")
def authenticator(username: str) -> None:
    """Remove a lost authenticator; they set up another when they next sign in."""
    with service.django():
        from kinkeeper.access import authenticators, queries, services

        user = queries.user_named(username)
        authenticators.remove_authenticators(user=user, by=services.operator())
    click.echo(f"{username} has no authenticator now.")


@command.command("roles")
def roles() -> None:
    """List the roles that can be granted."""
    with service.django():
        from kinkeeper.access.roles import ROLES

    for role in ROLES.values():
        click.echo(f"{role.name}\n    {role.description}")
