"""Pictures without what a camera wrote in them: where, when, and with what they were taken."""

import io
import warnings
from typing import Final

from PIL import Image, ImageOps

from kinkeeper.casefile.file_types import FileType
from kinkeeper.kernel.errors import BadInput

MOST_PIXELS: Final = 60_000_000
QUALITY: Final = 92
_FORMATS: Final = {"png": "PNG", "jpeg": "JPEG"}


def stripped(content: bytes, kind: FileType) -> bytes:
    """The picture as it is seen, drawn anew: only its pixels are taken over. BadInput where it is none."""
    form = _FORMATS[kind.name]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # of a picture larger than it is safe to draw
            return _drawn_anew(content, form)
    except BadInput:
        raise
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, Warning,
            Image.DecompressionBombError) as error:  # fmt: skip
        raise BadInput("the picture is damaged and cannot be read", field="file") from error


def _drawn_anew(content: bytes, form: str) -> bytes:
    with Image.open(io.BytesIO(content), formats=(form,)) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise BadInput(
                f"the picture has over {MOST_PIXELS // 1_000_000} million points: make it smaller",
                field="file",
            )
        upright = ImageOps.exif_transpose(picture)
        seen = upright.convert(_mode(upright, form))
    pixels = Image.frombytes(seen.mode, seen.size, seen.tobytes())
    kept = io.BytesIO()
    pixels.save(kept, form, **({"quality": QUALITY, "subsampling": 0} if form == "JPEG" else {}))
    return kept.getvalue()


def _mode(picture: Image.Image, form: str) -> str:
    """Grey stays grey; what is see-through stays so where the form can hold it."""
    if picture.mode in ("L", "1"):
        return "L"
    clear = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    return "RGBA" if clear and form == "PNG" else "RGB"
