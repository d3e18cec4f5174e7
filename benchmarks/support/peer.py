"""The sector's open tool for the SSDA903, in an environment of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from support.child import Used, run
from support.database import CHECKOUT

VERSION: Final = "0.1.17"
_PACKAGE: Final = f"csc-validator-be-903=={VERSION}"
_SCRIPT: Final = Path(__file__).with_name("peer_run.py")


@dataclass(frozen=True)
class Peer:
    """The Python it runs in."""

    python: Path

    def timed(self, folder: Path, year: int, authority: str, out: Path) -> Used:
        """Check both years as its service does, reports written; as a process of its own."""
        return run([self.python, _SCRIPT, "timed", folder, str(year), authority, out])

    def rules(self, folder: Path, year: int, authority: str, out: Path) -> dict[str, Any]:
        """By rule, the rows it points at by table; or, where it raised, what it said."""
        run([self.python, _SCRIPT, "rules", folder, str(year), authority, out])
        found: dict[str, Any] = json.loads(out.read_text("utf-8"))
        return found

    def examples(self, path: Path, year: int, out: Path) -> list[Any]:
        """Of each example in a file the rows it points at, what it raised, or None: no such rule."""
        run([self.python, _SCRIPT, "examples", path, str(year), "", out])
        found: list[Any] = json.loads(out.read_text("utf-8"))
        return found


def installed() -> Peer | None:
    """The peer from PyPI, installed once beside the checkout's data; None where it cannot be had."""
    home = CHECKOUT / ".data" / f"peer-903-{VERSION}"
    python = home / "bin" / "python"
    done = home / "installed"
    if not done.exists():
        venv.create(home, with_pip=True, clear=True)
        install: list[str | Path] = [
            python,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-input",
            _PACKAGE,
        ]
        made = subprocess.run(install, check=False, capture_output=True, text=True)
        if made.returncode:
            print(f"{_PACKAGE} cannot be installed: {made.stderr.strip()[-200:]}", file=sys.stderr)
            return None
        done.touch()
    return Peer(python)
