"""The server that sends our e-mail, from one address in the settings."""

from dataclasses import dataclass, field
from email.utils import parseaddr
from typing import Final
from urllib.parse import unquote, urlsplit

from kinkeeper.config.problems import Problem, Problems

NAME: Final = "KINKEEPER_EMAIL_URL"
FROM: Final = "KINKEEPER_EMAIL_FROM"
# How each is spoken to: (its usual port, TLS from the start, TLS once greeted).
SCHEMES: Final = {
    "smtps": (465, True, False),
    "smtp+tls": (587, False, True),
    "smtp": (25, False, False),
}
FORM: Final = "Use smtp+tls://user:password@host:587, or smtps:// where it speaks TLS at once."
HERE: Final = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Mail:
    """A server of e-mail; without a host none is sent."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = field(default="", repr=False)
    tls_at_once: bool = False
    tls_once_greeted: bool = False


def read(url: str, problems: Problems) -> Mail:
    """The server at this address; what is wrong with it is added to `problems`."""
    if not url:
        return Mail()
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in SCHEMES or not parts.hostname or port == -1 or parts.path.strip("/"):
        problems.add(Problem(NAME, "is not the address of a server of e-mail", FORM))
        return Mail()
    usual, at_once, greeted = SCHEMES[parts.scheme]
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Mail(parts.hostname, port or usual, user, password, at_once, greeted)


def demand(mail: Mail, sender: str, *, production: bool, problems: Problems) -> None:
    """Codes go encrypted past this machine, and from an address."""
    plain = not (mail.tls_at_once or mail.tls_once_greeted)
    if production and mail.host and plain and mail.host not in HERE:
        problems.add(Problem(NAME, "sends codes where others can read them", FORM))
    if mail.host and "@" not in parseaddr(sender)[1]:
        problems.add(
            Problem(
                FROM,
                f"is missing, though {NAME} is set",
                "Name the address that codes are sent from, as codes@…",
            )
        )
