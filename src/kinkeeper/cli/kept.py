"""Secrets that are made once for each data folder, and only its own user can read."""

import os
import secrets
from pathlib import Path
from typing import Final

from kinkeeper.kernel.errors import KinkeeperError

SECRET_KEY: Final = "secret-key"  # noqa: S105 - the name of a file, as is the next
PASSWORD: Final = "demonstration-password"  # noqa: S105
NAMES: Final = (SECRET_KEY, PASSWORD)


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


def forget(folder: Path) -> None:
    """Remove every secret of the folder."""
    for name in NAMES:
        (folder / name).unlink(missing_ok=True)


def _made(path: Path, strength: int) -> str:
    made = secrets.token_urlsafe(strength)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(made)
    return made
