"""Make or renew the environment from hashed requirements; do nothing when it is current.

usage: python3 requirements/install.py runtime|dev [FOLDER]

Runs before anything is installed, so it knows the standard library only.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
OLDEST = (3, 11)
BAR = 40


def main(kind: str, folder: str = ".venv") -> None:
    """Install what `kind` needs into the environment in `folder`."""
    if sys.version_info < OLDEST:
        sys.exit("Kinkeeper needs Python 3.11 or later. Name one: make PYTHON=python3.12 run")
    environment = CHECKOUT / folder
    state = current_state(environment)
    if is_current(environment, kind, state):
        return
    print(f"Making the environment in {folder} (once, about a minute)", flush=True)
    try:
        make(environment, kind)
    except OSError as error:
        sys.exit(f"The environment in {environment} cannot be written: {error.strerror}.")
    (environment / f"installed-{kind}").write_text(state, encoding="utf-8")


def current_state(environment: Path) -> str:
    """What would be installed, from what, by which Python and where: any change installs again."""
    digest = hashlib.sha256(f"{sys.version}\n{environment}".encode())
    for name in ("requirements/runtime.txt", "requirements/dev.txt", "pyproject.toml"):
        digest.update((CHECKOUT / name).read_bytes())
    return digest.hexdigest()


def is_current(environment: Path, kind: str, state: str) -> bool:
    """Whether it was installed already; what serves development holds all of runtime."""
    stamps = [environment / f"installed-{each}" for each in {kind, "dev"}]
    installed = any(stamp.is_file() and stamp.read_text() == state for stamp in stamps)
    return installed and (environment / "bin" / "kinkeeper").is_file()


def make(environment: Path, kind: str) -> None:
    """Make the environment where it is missing or broken, and fill it."""
    python = environment / "bin" / "python"
    for stamp in environment.glob("installed-*"):
        stamp.unlink()
    if not python.exists() or subprocess.run([python, "-c", "import pip"], check=False).returncode:
        shutil.rmtree(environment, ignore_errors=True)
        if subprocess.run([sys.executable, "-m", "venv", environment], check=False).returncode:
            sys.exit(
                "Python could not make an environment. On Debian: apt-get install python3-venv"
            )
    requirements = CHECKOUT / "requirements" / f"{kind}.txt"
    pip(python, ["--require-hashes", "-r", str(requirements)], count(requirements))
    # The build backend is among the locked packages, so building our own fetches nothing.
    pip(python, ["--no-deps", "--no-build-isolation", "--editable", str(CHECKOUT)], 0)


def count(requirements: Path) -> int:
    """How many packages the file names."""
    return len(re.findall(r"^[\w.-]+==", requirements.read_text(encoding="utf-8"), re.MULTILINE))


def pip(python: Path, arguments: list[str], total: int) -> None:
    """Install, with a bar that moves on at each package."""
    command = [str(python), "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    quiet = {**os.environ, "PIP_PROGRESS_BAR": "off"}
    with subprocess.Popen(
        [*command, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=quiet,
    ) as process:
        said = draw(process.stdout or (), total)
    if process.returncode:
        sys.stderr.write("".join(said[-15:]))
        sys.exit("The packages could not be installed. A network or disk fault: try again.")


def draw(lines: Iterable[str], total: int) -> list[str]:
    """Follow pip's lines with a bar, where a person watches; the lines, for when it fails."""
    said, done = [], 0
    for line in lines:
        said.append(line)
        if total and re.match(r"Collecting |Requirement already", line):
            done = min(done + 1, total)
            show(f"Packages {'#' * (BAR * done // total):<{BAR}} {done}/{total}")
        elif line.startswith("Installing collected"):
            show("Packages found; putting them in place ...".ljust(BAR + 20))
    if total:
        show("Packages in place.".ljust(BAR + 20) + "\n")
    return said


def show(text: str) -> None:
    """Redraw the line."""
    if sys.stdout.isatty():
        sys.stdout.write(f"\r{text}")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
