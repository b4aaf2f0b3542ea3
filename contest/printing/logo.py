"""An organisation's own logo, made small and plain before it goes onto paper."""

from __future__ import annotations

import io

#: Enough for 17 mm at 600 dots an inch, twice.
MOST_PIXELS = 800


def plain_png(content: bytes) -> tuple[bytes, float]:
    """The picture again, no larger than needed and with nothing else in the file; its width over its height.

    ValueError when it is no PNG that can be read.
    """
    # Imported here: a start needs no pictures.
    from PIL import Image

    from questions.pictures.broken import BROKEN

    try:
        with Image.open(io.BytesIO(content), formats=("PNG",)) as picture:
            small = picture.convert("RGBA")
    except BROKEN as error:
        raise ValueError(f"not a PNG that can be read: {error}") from error
    small.thumbnail((MOST_PIXELS, MOST_PIXELS))
    out = io.BytesIO()
    small.save(out, "PNG", icc_profile=None)
    return out.getvalue(), small.width / small.height
