"""A folder of personal data, put in place whole and readable by its owner alone."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from kinkeeper.kernel.errors import KinkeeperError

LIST: Final = "written.json"


def put_whole(folder: Path, files: Mapping[str, bytes], told: Mapping[str, Any]) -> None:
    """Write the files and the list that tells of them. Raises KinkeeperError, the folder as it was.

    The folder is new, or holds nothing, or nothing but what was written into it before.
    """
    refuse_other(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".return-") as scratch:
            made = Path(scratch) / "made"
            listed = json.dumps(told, indent=1, ensure_ascii=False).encode()
            write_for_owner(made, {**files, LIST: listed})
            if folder.exists():
                folder.rename(Path(scratch) / "earlier")
            made.rename(folder)
    except OSError as error:
        raise KinkeeperError(
            f"The return cannot be written to {folder}: {error.strerror}.",
            do="Name another folder with --out.",
        ) from error


def write_for_owner(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make the folder and write the files, for nobody to read but their owner. Raises OSError."""
    folder.mkdir(mode=0o700)
    for name, content in files.items():
        path = folder / name
        path.touch(mode=0o600)
        path.write_bytes(content)


def refuse_other(folder: Path) -> None:
    """KinkeeperError where the folder holds anything but an earlier return."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise KinkeeperError(f"{folder} is a file, not a folder.", do="Name another with --out.")
    ours = _listed(folder / LIST)
    strange = sorted(one.name for one in folder.iterdir() if one.name not in ours)
    if strange:
        raise KinkeeperError(
            f"{folder} holds something that is not a return written here: {strange[0]}.",
            do="Name another folder with --out.",
        )


def _listed(path: Path) -> frozenset[str]:
    """The names of what was written before, by the list that was left; nothing without one."""
    if not path.is_file():
        return frozenset()
    try:
        files = json.loads(path.read_text(encoding="utf-8"))["files"]
        return frozenset({LIST, *(one["name"] for one in files)})
    except (ValueError, KeyError, TypeError) as error:
        raise KinkeeperError(
            f"{path} is not the list that was left of an earlier return.",
            do="Name another folder with --out.",
        ) from error
