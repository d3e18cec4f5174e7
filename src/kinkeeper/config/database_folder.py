"""What a database folder needs of the operating system, and its failures in plain words."""

import os
import pwd
import shutil
import stat
from pathlib import Path
from typing import Any, Final

from kinkeeper.kernel.errors import KinkeeperError

# PostgreSQL refuses to run as root; root lends it this account, which owns nothing else.
LENT_USER: Final = "nobody"
FULL: Final = "No space left on device"


def as_user() -> dict[str, Any]:
    """How to start a program of the server: as ourselves, or as the lent user when we are root."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam(LENT_USER)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def ourselves() -> str:
    """The name of the operating system user, whatever the environment claims."""
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        raise KinkeeperError(
            f"The embedded database needs a named user, and user {os.geteuid()} has no name.",
            do="Run as a user of this machine, or set DATABASE_URL.",
        ) from None


def prepare(folder: Path, *needed: Path) -> None:
    """Make the data folder, private to the server, and see that the server can reach `needed`."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        if os.geteuid() == 0:
            _lend(folder, *needed)
    except OSError as error:
        raise explain_os(error, folder) from None


def prepare_socket(socket_folder: Path) -> None:
    """Make the folder of the socket, where it is not the data folder, private as well."""
    try:
        socket_folder.mkdir(mode=0o700, exist_ok=True)
        if os.geteuid() == 0:
            _lend(socket_folder)
    except OSError as error:
        raise explain_os(error, socket_folder) from None
    if socket_folder.stat().st_uid not in (os.geteuid(), _lent_id()):
        raise KinkeeperError(f"{socket_folder} belongs to someone else.", do="Remove it.")


def forget_dead_server(*notes: Path) -> None:
    """Remove a killed server's notes when its process number is now another program's or nobody's.

    PostgreSQL itself ignores a number that no process has. It cannot tell that another program got
    the number since, or that nobody collected the dead process, as in containers without an init.
    """
    for note in notes:
        if note.exists():
            number = note.read_text(encoding="utf-8").partition("\n")[0].strip()
            command = Path("/proc") / number / "cmdline"
            if command.exists() and b"postgres" not in command.read_bytes():
                note.unlink()


def tail(log: Path, length: int = 4000) -> str:
    """The end of the server's log."""
    return log.read_text(encoding="utf-8", errors="replace")[-length:] if log.exists() else ""


def explain_os(error: OSError, folder: Path) -> KinkeeperError:
    """What the system refused, as something to act on."""
    said = str(error.strerror)
    if any(sign in said for sign, _, _ in _SIGNS):
        return explain(said, folder)
    return KinkeeperError(
        f"{folder} cannot be written to: {said}.",
        do="Set KINKEEPER_DATA_FOLDER to a folder of your own.",
    )


def explain(text: str, folder: Path) -> KinkeeperError:
    """The server's own words, turned into what happened and what to do."""
    for sign, message, do in _SIGNS:
        if sign in text:
            return KinkeeperError(message.format(folder=folder), do=do)
    last = [line for line in text.splitlines() if line.strip()][-3:]
    said = " / ".join(last) or "it said nothing"
    return KinkeeperError(
        f"The embedded database in {folder} did not start: {said}",
        do="Look into server.log in that folder, or set DATABASE_URL to use another server.",
    )


_SIGNS: Final = (
    (
        FULL,
        "The disk that holds {folder} is full.",
        "Free some space (a first start needs about 200 MB) and start again; nothing is lost.",
    ),
    (
        "Read-only file system",
        "{folder} is on a disk that cannot be written to.",
        "Set KINKEEPER_DATA_FOLDER to a folder on another disk.",
    ),
    (
        "ermission denied",
        "{folder} cannot be written to by this user.",
        "Correct its owner, or set KINKEEPER_DATA_FOLDER to a folder of your own.",
    ),
    (
        "Operation not permitted",
        "{folder} cannot be written to by this user.",
        "Correct its owner, or set KINKEEPER_DATA_FOLDER to a folder of your own.",
    ),
    (
        "is not compatible with this version",
        "{folder} was made by another version of PostgreSQL.",
        "Install the version that made it, or remove the data with: make reset.",
    ),
    (
        "Not a directory",
        "{folder} cannot be a folder: a file has its name.",
        "Set KINKEEPER_DATA_FOLDER to a folder.",
    ),
    (
        "File exists",
        "{folder} cannot be a folder: a file has its name.",
        "Set KINKEEPER_DATA_FOLDER to a folder.",
    ),
)


def _lent_id() -> int:
    return pwd.getpwnam(LENT_USER).pw_uid


def _lend(folder: Path, *needed: Path) -> None:
    account = pwd.getpwnam(LENT_USER)
    if folder.stat().st_uid != account.pw_uid:
        _give(folder, account.pw_uid, account.pw_gid)
    for path in (folder, *needed):
        _let_pass(path)


def _give(folder: Path, user: int, group: int) -> None:
    os.chown(folder, user, group)
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            shutil.chown(Path(parent) / name, user, group)


def _let_pass(path: Path) -> None:
    """Let the lent user pass through the folders above, without letting anyone list them."""
    for parent in path.resolve().parents:
        mode = parent.stat().st_mode
        if not mode & stat.S_IXOTH:
            parent.chmod(mode | stat.S_IXOTH)
