"""A picture that is to lie behind certificates: measured, and drawn anew. Runs in the confined child only."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image, ImageOps

from contest.errors import Invalid
from questions.pictures.broken import BROKEN
from questions.pictures.redrawing import on_white

#: Only these decoders ever see the bytes.
FORMATS = ("PNG", "JPEG")
#: A picture is measured before it is unfolded: 20.000 × 20.000 points are 1,6 GB in memory.
MOST_PIXELS = 25_000_000
#: A4 on its side, and by how many per cent a picture may be off.
WIDE, HIGH, OFF = 297, 210, 2
#: 300 points an inch is what printers show; below a third of it even large words are blurred.
WIDEST, NARROWEST = 3508, 1100
STORED_BYTES = 2_000_000
QUALITIES = (90, 80, 65)
#: Drawings have fewer colours than photographs, and stay sharp as PNG.
MOST_COLOURS = 40_000

NOT_TAKEN = "Không đọc được ảnh này. Chỉ nhận ảnh PNG hoặc JPG; mở ảnh, lưu lại thành PNG rồi chọn lại."
TOO_LARGE = "Ảnh có quá nhiều điểm ({width} × {height}). Thu nhỏ còn rộng 3.508 điểm rồi chọn lại."
WRONG_SHAPE = (
    "Ảnh phải nằm ngang đúng tỷ lệ khổ A4 (297 × 210). Ảnh này {width} × {height} điểm; "
    "cắt còn {width} × {fitting} hoặc làm lại theo tỷ lệ ấy."
)
TOO_SMALL = "Ảnh rộng {width} điểm, in ra sẽ mờ. Chọn ảnh rộng từ 1.100 điểm, tốt nhất 3.508 điểm."


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as it is kept: nothing but its points."""

    content: bytes
    form: str
    width: int
    height: int


def drawn(data: bytes) -> Drawn:
    """The picture again, of the right shape and not too heavy; Invalid says what is wrong with it."""
    try:
        return _saved(_fitting(_upright(data)))
    except BROKEN as fault:
        raise Invalid(NOT_TAKEN) from fault


def _upright(data: bytes) -> Image.Image:
    """As it is looked at, on white: paper is white."""
    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        width, height = image.size
        if width * height > MOST_PIXELS:
            raise Invalid(TOO_LARGE.format(width=width, height=height))
        image.draft("RGB", (WIDEST, WIDEST))
        return on_white(ImageOps.exif_transpose(image))


def is_shaped(width: int, height: int) -> bool:
    """Whether it is A4 on its side, within two in a hundred."""
    return 100 * abs(width * HIGH - height * WIDE) <= OFF * height * WIDE


def _fitting(image: Image.Image) -> Image.Image:
    width, height = image.size
    if not is_shaped(width, height):
        fitting = (width * HIGH + WIDE // 2) // WIDE
        raise Invalid(WRONG_SHAPE.format(width=width, height=height, fitting=fitting))
    if width < NARROWEST:
        raise Invalid(TOO_SMALL.format(width=width))
    # Exactly the sheet's own shape: what is off by a little is stretched by as little.
    wide = min(width, WIDEST)
    return image.resize((wide, (wide * HIGH + WIDE // 2) // WIDE), Image.Resampling.LANCZOS)


def _saved(image: Image.Image) -> Drawn:
    found = b""
    if image.getcolors(MOST_COLOURS):
        found = _bytes(image, "PNG", compress_level=6)
        if len(found) <= STORED_BYTES:
            return Drawn(found, "png", *image.size)
    for quality in QUALITIES:
        found = _bytes(image, "JPEG", quality=quality, optimize=True)
        if len(found) <= STORED_BYTES:
            break
    return Drawn(found, "jpeg", *image.size)


def _bytes(image: Image.Image, form: str, **how: object) -> bytes:
    # A copy that knows nothing but its points: what came along in the file stays behind.
    bare = image.copy()
    bare.info = {}
    out = io.BytesIO()
    bare.save(out, form, **how)
    return out.getvalue()
