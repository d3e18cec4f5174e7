"""What production asks of its settings before it may start."""

from collections.abc import Iterable
from difflib import get_close_matches
from ipaddress import ip_address
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from kinkeeper.config.problems import Problem, Problems

if TYPE_CHECKING:
    from kinkeeper.config.environment import Environment

SHORTEST_SECRET: Final = 50
# A key of few different characters was typed, not generated.
FEWEST_DIFFERENT: Final = 10
# In a generated key nearly every run of three characters stands once.
MOST_RUNS: Final = 0.8
HOW_TO_MAKE_ONE: Final = (
    "Generate one with: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'."
)


def production(environment: "Environment", *, database_chosen: bool, problems: Problems) -> None:
    """Add to `problems` everything that makes these settings unfit for real children's records."""
    _secret(environment.secret_key, problems)
    for key in environment.old_secret_keys:
        _strength("KINKEEPER_OLD_SECRET_KEYS", key, "Remove it: it still opens sessions.", problems)
    _proxies(environment.proxies, problems)
    _public_url(environment.public_url, problems)
    _hosts(environment, problems)
    if not database_chosen:
        problems.add(
            Problem(
                "DATABASE_URL",
                "is missing",
                "Name the database, or say 'embedded' for a pilot on one machine.",
            )
        )
    if environment.mfa != "required":
        problems.add(
            Problem("KINKEEPER_MFA", "is optional", "Remove it: a password alone is not enough.")
        )
    if environment.debug:
        problems.add(Problem("KINKEEPER_DEBUG", "is on", "Remove it: it shows records in errors."))
    if environment.today:
        problems.add(
            Problem("KINKEEPER_TODAY", "is set", "Remove it: deadlines must follow the real date.")
        )


def demonstration(environment: "Environment", *, problems: Problems) -> None:
    """Add to `problems` what would show a demonstration, whose passwords are known, to others."""
    if not _is_loopback(environment.address):
        problems.add(
            Problem(
                "KINKEEPER_ADDRESS",
                "is reached from other machines",
                "A demonstration is for this machine alone: remove it, or use 127.0.0.1.",
            )
        )


def is_postgresql(url: str) -> bool:
    """Whether the address names a PostgreSQL database."""
    parts = urlsplit(url)
    return parts.scheme in ("postgres", "postgresql") and len(parts.path) > 1


def nearest(name: str, known: Iterable[str]) -> str:
    """What to do about a name nobody knows: the one that was probably meant."""
    close = get_close_matches(name, list(known), n=1)
    return f"Did you mean {close[0]}?" if close else "Remove it, or correct its name."


def _secret(key: str, problems: Problems) -> None:
    name = "KINKEEPER_SECRET_KEY"
    if not key:
        problems.add(Problem(name, "is missing", HOW_TO_MAKE_ONE))
    else:
        _strength(name, key, HOW_TO_MAKE_ONE, problems)


def _strength(name: str, key: str, do: str, problems: Problems) -> None:
    if len(key) < SHORTEST_SECRET:
        problems.add(Problem(name, f"is shorter than {SHORTEST_SECRET} characters", do))
    elif len(set(key)) < FEWEST_DIFFERENT or _repeats_itself(key):
        problems.add(Problem(name, "is easily guessed", do))


def _repeats_itself(key: str) -> bool:
    """Whether too few of the key's runs of three characters are seen once alone."""
    runs = [key[at : at + 3] for at in range(len(key) - 2)]
    return len(set(runs)) < MOST_RUNS * len(runs)


def _proxies(proxies: tuple[str, ...], problems: Problems) -> None:
    wrong = [each for each in proxies if not _is_address(each)]
    if wrong:
        problems.add(
            Problem(
                "KINKEEPER_PROXIES",
                f"holds {', '.join(wrong)}, which is not the address of one machine",
                "Name each proxy by its own address: anybody else's word on HTTPS is a lie.",
            )
        )


def _is_address(text: str) -> bool:
    try:
        return not ip_address(text).is_unspecified
    except ValueError:
        return False


def _is_loopback(address: str) -> bool:
    return address == "localhost" or (_is_address(address) and ip_address(address).is_loopback)


def _public_url(url: str, problems: Problems) -> None:
    name, do = "KINKEEPER_PUBLIC_URL", "Use the https:// address that people type."
    parts = urlsplit(url)
    if not url:
        problems.add(Problem(name, "is missing", do))
    elif parts.scheme != "https" or not parts.hostname:
        problems.add(Problem(name, "is not an https:// address", do))


def _hosts(environment: "Environment", problems: Problems) -> None:
    name, hosts = "KINKEEPER_ALLOWED_HOSTS", environment.allowed_hosts
    if any("*" in host or host.startswith(".") for host in hosts):
        problems.add(Problem(name, "holds a wildcard", "Name each host in full."))
    public = urlsplit(environment.public_url).hostname
    if public and hosts and public not in hosts:
        problems.add(Problem(name, "leaves out the public address", f"Add {public}."))
