"""A small return with a fault in it, somebody who prepares returns, and a run of its rules."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kinkeeper.access.who import Who, who_is
from kinkeeper.jobs.send import send_check
from kinkeeper.jobs.tasks import check_received
from kinkeeper.returns.models import ReturnRun
from kinkeeper.returns.running import carrying_out

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "ssda903"
HEADING = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
GOOD = "KID1,M,01/02/2015,WBRI,A123456789012,,"
FAULTY = "KID2,X,05/06/2014,WBRI,A123456789013,,"  # no code of SEX

Check = Callable[..., ReturnRun]


def header(*rows: str) -> bytes:
    """The table Header of a return."""
    return "\n".join([HEADING, *rows]).encode() + b"\n"


def upload(files: Mapping[str, bytes]) -> list[SimpleUploadedFile]:
    """As a browser sends them."""
    return [SimpleUploadedFile(name, content) for name, content in files.items()]


def of_year(year: str) -> dict[str, bytes]:
    """The example return of a year."""
    return {path.name: path.read_bytes() for path in sorted((EXAMPLES / year).iterdir())}


@pytest.fixture
def analyst(granted: Callable[..., Any]) -> Who:
    """Somebody who prepares returns."""
    return who_is(granted("performance_analyst").id)


@pytest.fixture
def check(analyst: Who) -> Check:
    """`check(*rows of Header, year=, **files)`: a run, judged as a worker would."""

    def run(
        *rows: str, year: int = 2026, by: Who = analyst, judge: bool = True, **files: Any
    ) -> ReturnRun:
        of = {"return": upload(files.pop("files", None) or {"header.csv": header(*rows)})}
        of |= {part: upload(held) for part, held in files.items()}
        run_id = send_check(collection="ssda903", year=year, authority="E08000025", files=of, by=by)
        if judge:
            check_received(run_id=str(run_id))
        return ReturnRun.objects.get(pk=run_id)

    return run


@pytest.fixture
def carry_out() -> Callable[[ReturnRun], str]:
    """What a worker would do."""
    return lambda run: carrying_out.carry_out(run.id)
