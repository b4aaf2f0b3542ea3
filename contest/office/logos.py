"""Pictures that staff upload: taken apart and drawn anew as a small PNG; what came in is never kept.

What is drawn anew carries no place, no camera, no script. SVG is not taken: it is a program.
"""

from __future__ import annotations

import hashlib
import io
import threading

from PIL import Image, ImageOps

from contest.errors import Invalid
from questions.pictures.broken import BROKEN

#: Only these decoders ever see the bytes.
FORMATS = ("PNG", "JPEG", "WEBP")
MOST_BYTES = 5 * 1024 * 1024
#: A picture is measured before it is unfolded: 20.000 × 20.000 points are 1,6 GB in memory.
MOST_PIXELS = 25_000_000
SIDE = 256
STORED_BYTES = 60_000
#: Ever fewer colours, then ever smaller, until it is small enough.
STEPS = ((SIDE, 0), (SIDE, 256), (SIDE, 64), (192, 64), (128, 64))

EMPTY = "Tệp này rỗng. Chọn tệp ảnh khác."
TOO_HEAVY = "Ảnh nặng hơn 5\u00a0MB. Chọn ảnh nhỏ hơn."
NOT_TAKEN = "Không đọc được tệp này. Chỉ nhận ảnh PNG, JPG hoặc WebP."
TOO_LARGE = "Ảnh có quá nhiều điểm ({width} × {height}). Thu nhỏ còn dưới 5.000 điểm mỗi chiều rồi chọn lại."

#: One picture at a time: unfolding one may take 100 MB.
_turn = threading.Lock()


def shrunk(data: bytes) -> bytes:
    """The picture as a PNG of at most 256 × 256 points and 60 kB; Invalid, said in words, when it is none."""
    if not data:
        raise Invalid(EMPTY)
    if len(data) > MOST_BYTES:
        raise Invalid(TOO_HEAVY)
    with _turn:
        try:
            return _png(_drawn(data))
        except BROKEN as error:
            raise Invalid(NOT_TAKEN) from error


def _drawn(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        width, height = image.size
        if width * height > MOST_PIXELS:
            raise Invalid(TOO_LARGE.format(width=width, height=height))
        image.draft("RGB", (SIDE * 2, SIDE * 2))  # a JPEG can be unfolded small from the start
        upright = ImageOps.exif_transpose(image)
        return upright.convert("RGBA")


def _png(image: Image.Image) -> bytes:
    made = b""
    for side, colours in STEPS:
        small = image.copy()
        small.thumbnail((side, side), Image.Resampling.LANCZOS)
        if colours:
            small = small.quantize(colours, Image.Quantize.FASTOCTREE)
        out = io.BytesIO()
        small.save(out, "PNG", optimize=True, icc_profile=None)
        made = out.getvalue()
        if len(made) <= STORED_BYTES:
            break
    return made


def digest(png: bytes) -> str:
    """The name of a picture: the start of its SHA-256."""
    return hashlib.sha256(png).hexdigest()[:16]
