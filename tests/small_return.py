"""A return of two children, small enough to know what is wrong in it by looking."""

from pathlib import Path

HEADER = """CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB
C1,M,01/02/2012,WBRI,UN3,,
C2,X,31/02/2012,=1+1,UN3,,
"""
EVIL = "</SCRIPT><IMG SRC=X ONERROR=ALERT(1)>"  # as a child's identifier may be typed


def put(folder: Path, header: str = HEADER) -> Path:
    """The header of 2026-27 in a folder of its own; the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "header.csv").write_text(header, encoding="utf-8")
    return folder
