"""What is kept for each data folder, and only its own user can read: secrets, and what it shows."""

import os
import secrets
from pathlib import Path
from typing import Final

from kinkeeper.kernel.errors import KinkeeperError

SECRET_KEY: Final = "secret-key"  # noqa: S105 - the name of a file, as is the next
PASSWORD: Final = "demonstration-password"  # noqa: S105
SHOWN: Final = "demonstration"  # the name of what a demonstration here was filled with
OPENS: Final = "demonstration-today"  # the day it opens on, where that is a day of its own
NAMES: Final = (SECRET_KEY, PASSWORD, SHOWN, OPENS)


def secret(folder: Path, name: str, *, strength: int) -> str:
    """The secret of this name: read when it is there, made of so many random bytes when not."""
    path = folder / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return path.read_text(encoding="utf-8") if path.exists() else _made(path, strength)
    except OSError as error:
        raise KinkeeperError(
            f"{path} cannot be read or written ({error.strerror}).",
            do="Correct its owner, or set KINKEEPER_DATA_FOLDER to a folder of your own.",
        ) from error


def word(folder: Path, name: str) -> str | None:
    """The word kept under this name, or None."""
    path = folder / name
    return path.read_text(encoding="utf-8").strip() if path.is_file() else None


def keep_word(folder: Path, name: str, said: str) -> None:
    """Keep a word under this name, in place of what was."""
    path = folder / name
    path.unlink(missing_ok=True)
    _written(path, f"{said}\n")


def forget(folder: Path) -> None:
    """Remove every secret of the folder."""
    for name in NAMES:
        (folder / name).unlink(missing_ok=True)


def _made(path: Path, strength: int) -> str:
    # In figures and six letters: a password that resembles somebody's name would be refused.
    made = secrets.token_hex(strength)
    _written(path, made)
    return made


def _written(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
