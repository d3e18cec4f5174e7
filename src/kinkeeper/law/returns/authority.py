"""The code by which the Office for National Statistics knows a local authority in England."""

from __future__ import annotations

import re
from typing import Final

from kinkeeper.kernel.errors import BadInput

_CODE: Final = re.compile(r"E[0-9]{8}")


def is_authority(code: str) -> bool:
    """Whether it has the form of a code: nine characters, E and eight digits."""
    return _CODE.fullmatch(code) is not None


def authority_code(text: str) -> str:
    """The code as it is written, in capitals. Raises BadInput for anything else."""
    code = text.strip().upper()
    if not is_authority(code):
        raise BadInput(
            "an authority is named by a letter E and eight digits",
            field="authority",
            do="Give its code of the Office for National Statistics, as E08000025.",
        )
    return code
