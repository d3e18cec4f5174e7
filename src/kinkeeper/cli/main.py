"""The `kinkeeper` command. Asking for help or mistyping starts nothing heavy."""

import sys
from importlib import import_module
from importlib.util import find_spec
from typing import Final, NoReturn

import click

from kinkeeper.cli import failures

# Each command, the module that holds it (as `command`) and what `--help` says of it: the module is
# imported only when its command is called.
COMMANDS: Final = {
    "run": ("run", "Start Kinkeeper and serve it to your browser."),
    "jobs": ("jobs", "Load what was sent and do each night's work, beside the pages or apart."),
    "city": ("city", "Invent an authority, to look at or to test with."),
    "load": ("load", "Read statutory returns into records."),
    "check": ("check", "Ask every rule of a statutory return, from its files."),
    "write": ("write", "Write a statutory return from the records."),
    "forecast": ("forecast", "Forecast the next three years from public tables."),
    "backtest": ("backtest", "Score such forecasts on the years that have passed."),
    "audit": ("audit", "Prove that the record of who did what is whole."),
    "users": ("users", "Add the people who sign in, and grant their roles."),
    "letters": ("letters", "Take e-mail to the front door, from files."),
    "notices": ("notices", "Take notices of the police in bulk."),
    "duties": ("duties", "Work out again what is due for every child."),
    "migrate": ("migrate", "Bring the database to this release."),
    "doctor": ("doctor", "Say whether the settings and the database are fit to serve."),
    "docs": ("docs", "Print the reference pages from the law as declared."),
    "reset": ("reset", "Remove the embedded database and all it holds."),
    "prepare": ("prepare", ""),
}
HIDDEN: Final = frozenset({"prepare"})


class LazyGroup(click.Group):
    """Commands known by name; their modules wait until one is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands that are installed."""
        return [name for name in COMMANDS if _installed(name)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        if cmd_name not in COMMANDS or not _installed(cmd_name):
            return None
        found = import_module(_module(cmd_name)).command
        return found if isinstance(found, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table, without importing them."""
        shown = [name for name in self.list_commands(ctx) if name not in HIDDEN]
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in shown])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kinkeeper")
def cli() -> None:
    """Kinkeeper: children's services, kept on time."""


def main() -> NoReturn:
    """Run a command; whatever fails is told in plain words and ends with an exit code."""
    try:
        outcome = cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nStopped.", err=True)
        sys.exit(130)
    except Exception as error:  # noqa: BLE001  a defect is raised again by `tell`
        sys.exit(failures.tell(error))
    sys.exit(outcome if isinstance(outcome, int) else 0)


def _module(name: str) -> str:
    return f"kinkeeper.cli.{COMMANDS[name][0]}"


def _installed(name: str) -> bool:
    return find_spec(_module(name)) is not None
