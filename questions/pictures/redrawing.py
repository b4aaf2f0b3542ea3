"""Pictures from strangers, taken apart and drawn anew; what came in is never kept.

What is drawn anew carries no place, no camera, no script. SVG is not taken: it is a program.
"""

from __future__ import annotations

import hashlib
import io
import math
import threading
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageOps

from questions.picture import BadPicture, Busy, Picture
from questions.pictures.broken import BROKEN

#: Only these decoders ever see the bytes.
FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP")
MOST_BYTES = 10_000_000
#: A picture is measured before it is unfolded: 20.000 × 20.000 points are 1,6 GB in memory.
MOST_PIXELS = 20_000_000
#: What a phone ever loads for one picture.
SERVED_BYTES = 200_000
LONGEST_SIDE = 1600
#: Ever coarser, then smaller.
QUALITIES = (88, 76)
#: Of its sides at a time, in per cent: no smaller than it needs to be, and not in too many turns.
SMALLEST, LARGEST = 50, 85
#: Photographs have more.
MOST_COLOURS = 40_000
#: A narrow strip would shrink to nothing.
SHORTEST_SIDE = 8

EMPTY = "Tệp hình rỗng. Chọn tệp khác."
TOO_HEAVY = "Hình nặng hơn 10\u00a0MB. Chọn hình nhỏ hơn."
NOT_TAKEN = "Không đọc được hình này. Chỉ nhận hình PNG, JPG, WebP, GIF hoặc BMP."
IS_SVG = "Không nhận hình SVG. Xuất hình thành PNG rồi chọn lại."
IS_METAFILE = "Hình vẽ kiểu WMF, EMF của Word không đọc được ở đây. Lưu hình thành PNG rồi chèn lại."
TOO_LARGE = "Hình có hơn 20 triệu điểm. Thu nhỏ hình rồi chọn lại."
TOO_THIN = "Hình quá dẹt hoặc quá nhỏ ({width} × {height}). Chọn hình khác."

_METAFILES = (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00")
#: One picture at a time: unfolding one may take 100 MB.
_turn = threading.Lock()
#: So many seconds somebody waits for their turn; the threads of the server are few, and others need them.
LONGEST_WAIT = 10.0


@dataclass(frozen=True, slots=True)
class Redrawn:
    """A picture as it is kept: a PNG or JPEG of at most 200 kB; `source` is the digest of what came."""

    content: bytes
    form: str
    width: int
    height: int
    source: str = ""

    @property
    def digest(self) -> str:
        """Its name: SHA-256 of its bytes."""
        return digest(self.content)

    def picture(self, alt: str = "") -> Picture:
        """The same within a question."""
        return Picture(self.digest, self.width, self.height, alt)


def digest(content: bytes) -> str:
    """The name of a picture."""
    return hashlib.sha256(content).hexdigest()


def redrawn(data: bytes) -> Redrawn:
    """A picture drawn anew; BadPicture says what is wrong with it."""
    if not data:
        raise BadPicture(EMPTY)
    if len(data) > MOST_BYTES:
        raise BadPicture(TOO_HEAVY)
    if not _turn.acquire(timeout=LONGEST_WAIT):
        raise Busy()
    try:
        image, is_photo = _unfolded(data)
        return _small(image, is_photo, digest(data))
    except BadPicture:
        raise
    except Image.DecompressionBombError as fault:
        raise BadPicture(TOO_LARGE) from fault
    except BROKEN as fault:
        raise BadPicture(_why_not(data)) from fault
    finally:
        _turn.release()


def points(data: bytes) -> int:
    """How many points a picture says that it has, before any is unfolded; 0 for what is none."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            return image.width * image.height
    except BROKEN:
        return 0


def _why_not(data: bytes) -> str:
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<svg", b"<?xml", b"<!doctype svg")) or b"<svg" in head:
        return IS_SVG
    return IS_METAFILE if data.startswith(_METAFILES) or data[40:44] == b" EMF" else NOT_TAKEN


def _unfolded(data: bytes) -> tuple[Image.Image, bool]:
    """The first frame, upright, on white; whether it came as a photograph does."""
    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        width, height = image.size
        if width * height > MOST_PIXELS:
            raise BadPicture(TOO_LARGE)
        # Twice too thin, however its sides are rounded: a line of 16 million points costs 0.6 GB.
        if 2 * min(width, height) * LONGEST_SIDE < max(width, height) * SHORTEST_SIDE:
            raise BadPicture(TOO_THIN.format(width=width, height=height))
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG can be unfolded small from the start
        upright = ImageOps.exif_transpose(image)
        plain, is_photo = on_white(upright), image.format == "JPEG"
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if min(plain.size) < SHORTEST_SIDE:
        raise BadPicture(TOO_THIN.format(width=width, height=height))
    return plain, is_photo


def on_white(image: Image.Image) -> Image.Image:
    """Without transparency: pages are white or dark, drawings are meant for paper."""
    if image.mode.startswith("I"):
        # 16 bits a point: converting would cut all above 255 off.
        return image.convert("I").point(lambda value: value / 256).convert("L").convert("RGB")
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    clear = image.convert("RGBA")
    paper = Image.new("RGB", clear.size, "white")
    paper.paste(clear, mask=clear.getchannel("A"))
    return paper


def _small(image: Image.Image, is_photo: bool, source: str) -> Redrawn:
    while True:
        least = 0
        for content, form in _tries(image, is_photo):
            if len(content) <= SERVED_BYTES:
                return Redrawn(content, form, *image.size, source)
            least = len(content)
        share = min(LARGEST, max(SMALLEST, 100 * math.isqrt(SERVED_BYTES) // math.isqrt(least)))
        width, height = (max(SHORTEST_SIDE, side * share // 100) for side in image.size)
        image = image.resize((width, height), Image.Resampling.LANCZOS)


def _tries(image: Image.Image, is_photo: bool) -> Iterator[tuple[bytes, str]]:
    """PNG for drawings, which stay sharp; JPEG for photographs, ever coarser."""
    if not is_photo and image.getcolors(MOST_COLOURS):
        drawing = _png(image)
        if len(drawing) <= SERVED_BYTES:
            yield drawing, "png"
    for quality in QUALITIES:
        yield _jpeg(image, quality), "jpeg"


def _png(image: Image.Image) -> bytes:
    few = image.getcolors(256)
    shown = image.convert("P", palette=Image.Palette.ADAPTIVE, colors=256) if few else image
    if few and shown.convert("RGB").tobytes() != image.tobytes():
        shown = image
    return _saved(shown, "PNG", optimize=True)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    return _saved(image, "JPEG", quality=quality, optimize=True)


def _saved(image: Image.Image, form: str, **how: object) -> bytes:
    # A copy that knows nothing but its points: what came along in the file stays behind.
    bare = image.copy()
    bare.info = {}
    out = io.BytesIO()
    bare.save(out, form, **how)
    return out.getvalue()
