"""Logs that cannot hold personal data: only keys on a list get through.

Our own lines are `structlog.get_logger(__name__).info("what_happened", duration_ms=12)`. Lines of
libraries keep their fixed text and lose what was filled in, for nobody knows what that holds; an
exception keeps its type and its places in the code and loses its message.
"""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Any, Final, TextIO

import structlog

ALLOWED: Final = frozenset(
    {
        *("event", "level", "logger", "timestamp", "error", "places"),
        *("request_id", "method", "status", "route", "duration_ms"),
        *("load_id", "run_id", "user_id", "person_id", "record_id", "kind", "count", "rows", "new"),
        *("job_id", "attempt", "added", "removed"),
        *("changed", "unchanged", "refused", "seconds", "version", "port", "address"),
    }
)
# Libraries whose daily round, stripped of what was filled in, tells nobody anything; the audit has
# who signed in.
REQUESTS: Final = "django.request"  # its lines are an answer and an address: "%s: %s"
ROUTINE: Final = ("axes", "procrastinate")
Entry = MutableMapping[str, Any]


def configure(level: str) -> None:
    """Send every log line, ours and the libraries', through the list to standard error."""
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(handlers=[handler(sys.stderr)], level=level.upper(), force=True)
    for name in ROUTINE:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLogger().level))


def handler(stream: TextIO) -> logging.Handler:
    """Writes each event as one line of JSON, scrubbed."""
    made = logging.StreamHandler(stream)
    made.addFilter(without_details)
    made.setFormatter(_formatter())
    return made


def without_details(record: logging.LogRecord) -> bool:
    """Reduce a library's line to its fixed text, and any exception to its type and places."""
    if record.exc_info and record.exc_info[1]:
        kind, _, trace = record.exc_info
        record.__dict__["_error"] = (kind.__name__ if kind else "", _places(trace))
    record.exc_info = record.exc_text = record.stack_info = None
    if record.name == REQUESTS and hasattr(record, "status_code"):
        record.msg = _phrase(record.status_code)
        record.__dict__["_asked"] = (record.status_code, _route(record))
    if isinstance(record.msg, str):
        record.args = ()
        record.msg = record.msg.partition("\n")[0]
    return True


def only_allowed(_logger: object, _method: str, entry: Entry) -> Entry:
    """Drop every key that is not on the list."""
    return {key: value for key, value in entry.items() if key in ALLOWED or key.startswith("_")}


def _formatter() -> logging.Formatter:
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_SHARED,
        processors=[
            _add_error,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            only_allowed,
            structlog.processors.JSONRenderer(),
        ],
    )


def _add_error(_logger: object, _method: str, entry: Entry) -> Entry:
    record = entry.get("_record")
    error = getattr(record, "_error", None)
    if error:
        entry["error"], entry["places"] = error
    asked = getattr(record, "_asked", None)
    if asked:
        entry["status"], entry["route"] = asked
    return entry


def _phrase(status: int) -> str:
    """An answer in the words of its number: the line's own hold the address that was asked for."""
    return HTTPStatus(status).phrase if status in set(HTTPStatus) else "answered"


def _route(record: logging.LogRecord) -> str:
    """The pattern of the page that was asked for; "" where there is none by that address."""
    match = getattr(getattr(record, "request", None), "resolver_match", None)
    return str(match.route) if match else ""


def _places(trace: TracebackType | None) -> list[str]:
    """Where in the code, innermost last; modules are told by their file's last two names."""
    frames = traceback.extract_tb(trace)[-8:]
    return [f"{'/'.join(Path(f.filename).parts[-2:])}:{f.lineno} {f.name}" for f in frames]


_SHARED: Final[list[Any]] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
