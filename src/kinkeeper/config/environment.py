"""Every setting the environment may hold, read once, checked all together.

Nothing here imports Django: the command line reads settings before it decides to start it.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import environ

from kinkeeper.config import demands, mail
from kinkeeper.config.problems import Problem, Problems

PREFIX: Final = "KINKEEPER_"
# Tests name their own server and suffix; the running service ignores these.
TEST_PREFIX: Final = "KINKEEPER_TEST_"
MODES: Final = ("demonstration", "production")
SHOWS: Final = ("birmingham-2014", "examples")
JOBS: Final = ("here", "apart")
MFA: Final = ("required", "optional")
LOG_LEVELS: Final = ("debug", "info", "warning", "error")

INVENTED_NUMBER: Final = "0121 496 0000"
# DATABASE_URL says this where a pilot means to use the embedded server in production mode.
EMBEDDED: Final = "embedded"

# Each setting and what it holds; the production how-to is checked against this table.
KNOWN: Final = {
    "KINKEEPER_MODE": "demonstration (the default) or production",
    "KINKEEPER_SECRET_KEY": "at least 50 random characters; signs sessions",
    "KINKEEPER_OLD_SECRET_KEYS": "earlier secret keys still accepted, comma-separated",
    "KINKEEPER_PUBLIC_URL": "the https:// address people type",
    "KINKEEPER_ALLOWED_HOSTS": "host names to answer to, comma-separated; the public one if absent",
    "KINKEEPER_DATA_FOLDER": "where the embedded database and generated secrets live",
    "KINKEEPER_ADDRESS": "address to listen on, 127.0.0.1 if absent",
    "KINKEEPER_PORT": "port to listen on, 8000 if absent",
    "KINKEEPER_WORKERS": "web processes, 2 if absent",
    "KINKEEPER_THREADS": "threads in each web process, 4 if absent",
    "KINKEEPER_PROXIES": "addresses of the proxies that end TLS, comma-separated",
    "KINKEEPER_LOG_LEVEL": "debug, info, warning or error",
    "KINKEEPER_DEBUG": "on shows errors in the browser; refused in production",
    "KINKEEPER_MFA": "required (always so in production) or optional: a second factor for everyone",
    "KINKEEPER_LOCAL_TIMES": "a file of the authority's own, shorter times for duties",
    "KINKEEPER_LOCAL_LEVELS": "a file of the authority's own threshold documents and levels of need",
    "KINKEEPER_JOBS": "here (the default): `kinkeeper run` works jobs too; or apart: `kinkeeper jobs` does",
    "KINKEEPER_NIGHTLY_AT": "when nightly work begins by London's clocks, 02:00 if absent",
    "KINKEEPER_TODAY": "pins today's date; demonstration only",
    "KINKEEPER_DEMONSTRATION": "what a first start shows: birmingham-2014 or examples",
    "KINKEEPER_CLAMAV": "ClamAV's socket, as unix:///run/clamav/clamd.ctl or tcp://host:3310",
    "KINKEEPER_AUTHORITY": "the authority's code of the Office for National Statistics, as E08000025",
    "KINKEEPER_EMAIL_URL": "the server that sends e-mail: smtp+tls://user:password@host:587, or smtps://",
    "KINKEEPER_EMAIL_FROM": "the address that e-mail is sent from",
    "KINKEEPER_TELEPHONE": "the front door's number, on pages for partners and the public; opens /tell-us/",
    "DATABASE_URL": "the PostgreSQL database, as the role the service runs with; or 'embedded'",
    "DATABASE_OWNER_URL": "the same database, as the role that owns the tables",
}
# A secret may also be read from a file, named by the setting with _FILE after it.
FROM_FILE: Final = (
    "KINKEEPER_SECRET_KEY",
    "KINKEEPER_OLD_SECRET_KEYS",
    "KINKEEPER_EMAIL_URL",
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
)


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings of this process, all of them acceptable."""

    mode: str
    secret_key: str = field(repr=False)
    old_secret_keys: tuple[str, ...] = field(repr=False)
    public_url: str
    allowed_hosts: tuple[str, ...]
    data_folder: Path
    address: str
    port: int
    workers: int
    threads: int
    proxies: tuple[str, ...]
    log_level: str
    debug: bool
    mfa: str
    local_times: str
    local_levels: str
    jobs: str
    nightly_at: time
    today: date | None
    demonstration: str
    authority: str
    clamav: str
    mail: mail.Mail
    email_from: str
    telephone: str
    database_url: str = field(repr=False)
    database_owner_url: str = field(repr=False)

    @property
    def production(self) -> bool:
        return self.mode == "production"


def read(variables: Mapping[str, str] | None = None) -> Environment:
    """The settings, or BadSetting with every problem found, not only the first."""
    reader = _Reader(dict(os.environ if variables is None else variables))
    reader.refuse_unknown_names()
    environment = reader.environment()
    sending = (environment.mail, environment.email_from)
    mail.demand(*sending, production=environment.production, problems=reader.problems)
    if environment.production:
        chosen = bool(reader.text("DATABASE_URL"))
        demands.production(environment, database_chosen=chosen, problems=reader.problems)
    else:
        demands.demonstration(environment, problems=reader.problems)
    reader.problems.raise_if_any()
    return environment


def checkout() -> Path:
    """The folder the project was cloned into, or the current one when installed elsewhere."""
    root = Path(__file__).resolve().parents[3]
    return root if (root / "pyproject.toml").is_file() else Path.cwd()


def database(url: str) -> dict[str, Any]:
    """Django's description of the database at this address; an address without one is 'none'."""
    if not url:
        return {"ENGINE": "django.db.backends.postgresql", "NAME": "kinkeeper", "OPTIONS": {}}
    config: dict[str, Any] = environ.Env.db_url_config(url)
    options = config.setdefault("OPTIONS", {})
    if "host" in options:  # a socket folder travels as ?host=/folder
        config["HOST"] = options.pop("host")
    return config


class _Reader:
    def __init__(self, variables: dict[str, str]) -> None:
        self.variables = variables
        self.problems = Problems()
        self.env = environ.Env()
        self.env.ENVIRON = variables

    def environment(self) -> Environment:
        mode = self.choice("KINKEEPER_MODE", MODES, "demonstration")
        public_url = self.text("KINKEEPER_PUBLIC_URL")
        url = self.database_url("DATABASE_URL")
        return Environment(
            mode=mode,
            secret_key=self.text("KINKEEPER_SECRET_KEY"),
            old_secret_keys=self.words("KINKEEPER_OLD_SECRET_KEYS"),
            public_url=public_url,
            allowed_hosts=self.hosts(mode, public_url),
            data_folder=self.folder("KINKEEPER_DATA_FOLDER"),
            address=self.text("KINKEEPER_ADDRESS", "127.0.0.1"),
            port=self.number("KINKEEPER_PORT", 8000, 1, 65535),
            workers=self.number("KINKEEPER_WORKERS", 2, 1, 64),
            threads=self.number("KINKEEPER_THREADS", 4, 1, 64),
            proxies=self.words("KINKEEPER_PROXIES") or ("127.0.0.1",),
            log_level=self.choice("KINKEEPER_LOG_LEVEL", LOG_LEVELS, "info"),
            debug=self.switch("KINKEEPER_DEBUG"),
            mfa=self.choice("KINKEEPER_MFA", MFA, MFA[0] if mode == MODES[1] else MFA[1]),
            local_times=self.text("KINKEEPER_LOCAL_TIMES"),
            local_levels=self.text("KINKEEPER_LOCAL_LEVELS"),
            jobs=self.choice("KINKEEPER_JOBS", JOBS, JOBS[0]),
            nightly_at=self.time("KINKEEPER_NIGHTLY_AT", time(2)),
            today=self.date("KINKEEPER_TODAY"),
            demonstration=self.choice("KINKEEPER_DEMONSTRATION", SHOWS, SHOWS[0]),
            authority=self.authority("KINKEEPER_AUTHORITY"),
            clamav=self.socket("KINKEEPER_CLAMAV"),
            mail=mail.read(self.text(mail.NAME), self.problems),
            email_from=self.text(mail.FROM),
            telephone=self.telephone(mode),
            database_url=url,
            database_owner_url=self.database_url("DATABASE_OWNER_URL") or url,
        )

    def refuse_unknown_names(self) -> None:
        files = {f"{name}_FILE" for name in FROM_FILE}
        for name in sorted(self.variables):
            ours = name.startswith(PREFIX) and not name.startswith(TEST_PREFIX)
            if ours and name not in KNOWN and name not in files:
                self.problems.add(Problem(name, "is not a setting", demands.nearest(name, KNOWN)))

    def text(self, name: str, default: str = "") -> str:
        if name in FROM_FILE and f"{name}_FILE" in self.variables:
            return self.file(f"{name}_FILE")
        return self.variables.get(name, "").strip() or default

    def file(self, name: str) -> str:
        try:
            return Path(self.variables[name]).read_text(encoding="utf-8").strip()
        except OSError as error:
            self.problems.add(
                Problem(name, f"names a file that cannot be read ({error.strerror})", "Correct it.")
            )
            return ""

    def words(self, name: str) -> tuple[str, ...]:
        return tuple(word.strip() for word in self.text(name).split(",") if word.strip())

    def choice(self, name: str, choices: tuple[str, ...], default: str) -> str:
        value = self.text(name, default)
        if value in choices:
            return value
        self.problems.add(Problem(name, f"is '{value}'", f"Use one of: {', '.join(choices)}."))
        return default

    def number(self, name: str, default: int, low: int, high: int) -> int:
        value = self.text(name, str(default))
        if value.isascii() and value.isdigit() and low <= int(value) <= high:
            return int(value)
        self.problems.add(
            Problem(name, f"is '{value}'", f"Use a whole number from {low} to {high}.")
        )
        return default

    def switch(self, name: str) -> bool:
        return self.choice(name, ("on", "off"), "off") == "on"

    def date(self, name: str) -> date | None:
        value = self.text(name)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            self.problems.add(
                Problem(name, f"is '{value}'", "Use year-month-day, such as 2026-03-31.")
            )
            return None

    def time(self, name: str, default: time) -> time:
        value = self.text(name)
        try:
            return time.fromisoformat(value).replace(second=0, tzinfo=None) if value else default
        except ValueError:
            self.problems.add(Problem(name, f"is '{value}'", "Use hours and minutes, as 02:00."))
            return default

    def authority(self, name: str) -> str:
        value = self.text(name).upper()
        if not value or re.fullmatch(r"E\d{8}", value):
            return value
        self.problems.add(Problem(name, f"is '{value}'", "Use a letter E and eight digits."))
        return ""

    def telephone(self, mode: str) -> str:
        """The front door's number; a demonstration has one that is nobody's, kept free for stories."""
        value = self.text("KINKEEPER_TELEPHONE", INVENTED_NUMBER if mode == MODES[0] else "")
        if value and not re.fullmatch(r"[0-9 +()]{3,30}", value):
            do = "Use digits and spaces, as 0121 496 0000."
            self.problems.add(Problem("KINKEEPER_TELEPHONE", f"is '{value}'", do))
        return value

    def socket(self, name: str) -> str:
        value = self.text(name)
        if not value or re.fullmatch(r"unix:///\S+|tcp://[\w.-]+:\d{1,5}", value):
            return value
        self.problems.add(
            Problem(
                name,
                f"is '{value}'",
                "Use unix:///run/clamav/clamd.ctl or tcp://127.0.0.1:3310.",
            )
        )
        return ""

    def folder(self, name: str) -> Path:
        value = self.text(name)
        return Path(value).expanduser().resolve() if value else checkout() / ".data"

    def hosts(self, mode: str, public_url: str) -> tuple[str, ...]:
        named = self.words("KINKEEPER_ALLOWED_HOSTS")
        if mode == "demonstration":
            return named or ("127.0.0.1", "localhost", "[::1]")
        host = urlsplit(public_url).hostname
        return named or ((host,) if host else ())

    def database_url(self, name: str) -> str:
        value = self.text(name)
        if value == EMBEDDED:
            return ""
        if value and not demands.is_postgresql(value):
            self.problems.add(
                Problem(
                    name,
                    "is not the address of a PostgreSQL database",
                    "Use postgresql://user:password@host:5432/database.",
                )
            )
        return value
