"""`kinkeeper run`: database, tables, examples, then the pages, until Ctrl-C."""

import errno
import os
import signal
import socket
import subprocess
import sys
from types import FrameType

import click

from kinkeeper.cli import beside, service
from kinkeeper.config.environment import Environment
from kinkeeper.kernel.errors import KinkeeperError


@click.command("run")
def command() -> None:
    """Start Kinkeeper and serve it to your browser.

    Without settings this is a demonstration on this machine with invented children. Production is
    described in docs/how-to/run-in-production.md.
    """
    signal.signal(signal.SIGTERM, _stop)
    with service.database() as settings:
        service.keep_secret(settings)
        _see_port_free(settings)
        _prepare()
        service.keep_date(settings)
        with beside.worker(settings):
            _serve(settings)


def _see_port_free(settings: Environment) -> None:
    family = socket.AF_INET6 if ":" in settings.address else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.address, settings.port))
        except PermissionError:
            raise KinkeeperError(
                f"This user may not listen on port {settings.port}.",
                do="Set KINKEEPER_PORT to a number above 1023.",
            ) from None
        except OSError as error:
            if error.errno == errno.EADDRNOTAVAIL:
                raise KinkeeperError(
                    f"{settings.address} is not an address of this machine.",
                    do="Correct KINKEEPER_ADDRESS, or remove it to listen on 127.0.0.1.",
                ) from None
            raise KinkeeperError(
                f"Port {settings.port} of {settings.address} is taken ({error.strerror}).",
                do="Stop what uses it, or choose another, such as: KINKEEPER_PORT=8001 make run.",
            ) from None


def _prepare() -> None:
    """Prepare in a process of its own, so that what is forked for the pages starts out clean."""
    with subprocess.Popen([sys.executable, "-m", "kinkeeper.cli", "prepare"]) as child:
        try:
            code = child.wait()
        except BaseException:
            child.terminate()
            raise
    if code != 0:
        sys.exit(code if code > 0 else 1)


def _serve(settings: Environment) -> None:
    from kinkeeper.config import server

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinkeeper.config.settings")
    host = f"[{settings.address}]" if ":" in settings.address else settings.address
    address = settings.public_url or f"http://{host}:{settings.port}"
    server.serve(
        settings, ready=lambda: click.echo(f"\nKinkeeper is at {address} . Ctrl-C stops it.")
    )


def _stop(_number: int, _frame: FrameType | None) -> None:
    sys.exit(143)
