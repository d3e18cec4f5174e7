"""Serves the pages with gunicorn inside the process that asks: killing it leaves nothing."""

import os
from collections.abc import Callable
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from kinkeeper.config import logs
from kinkeeper.config.environment import Environment
from kinkeeper.kernel.settling import settle


def serve(settings: Environment, *, ready: Callable[[], None]) -> None:
    """Serve until told to stop; `ready` is called once, by the last worker that is ready to answer."""
    logs.configure(settings.log_level)
    turns = _turns(settings.workers)
    Site(
        {
            "bind": _bind(settings),
            "workers": settings.workers,
            "threads": settings.threads,
            "worker_class": "gthread",
            "timeout": 60,  # seconds a worker may be silent before it is replaced
            "graceful_timeout": 10,
            "max_requests": 10_000,  # a worker is renewed now and then, which bounds any leak
            "max_requests_jitter": 1_000,
            "forwarded_allow_ips": ",".join(settings.proxies),
            "control_socket_disable": True,
            "proc_name": "kinkeeper",
            "logger_class": ScrubbedLogger,
            "post_worker_init": lambda _worker: _begin(turns, ready),
        }
    ).run()


def _turns(workers: int) -> int:
    """A pipe that holds a mark for each worker to take, the last of them another; its end to read."""
    taken, given = os.pipe()
    os.set_blocking(taken, False)
    os.write(given, b"." * (workers - 1) + b"!")
    return taken


def _begin(turns: int, ready: Callable[[], None]) -> None:
    """Load everything before the first question; a worker that replaces another finds no mark."""
    from kinkeeper.config.warming import warm  # noqa: PLC0415  it needs Django

    warm()
    settle()
    try:
        last = os.read(turns, 1) == b"!"
    except BlockingIOError:
        last = False
    if last:
        ready()


class Site(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Our pages, with their options given here and nowhere else."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Take the options as gunicorn's configuration."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application, imported in each worker."""
        from kinkeeper.config.wsgi import application  # noqa: PLC0415  starts Django

        return application


class ScrubbedLogger(Logger):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's log, through our own, which keeps personal data out."""

    def setup(self, cfg: Any) -> None:
        """Leave the handling of lines to the root logger."""
        self.cfg = cfg
        self.error_log.setLevel("WARNING")
        self.error_log.propagate = True
        self.access_log.disabled = True


def _bind(settings: Environment) -> str:
    host = f"[{settings.address}]" if ":" in settings.address else settings.address
    return f"{host}:{settings.port}"
