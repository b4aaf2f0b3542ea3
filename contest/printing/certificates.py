"""Certificates: many in one PDF, or one as a picture; in a design of our own, or on a ground of theirs."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from contest import resources
from contest.printing import logo, plain, qr
from contest.printing import pdf as paper
from contest.printing.listing import Signer

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

MEDIA_TYPE = paper.MEDIA_TYPE
#: Between the name and the prize, and where there is no prize.
AWARDED, TOOK_PART = "đạt", "đã tham gia"
#: What goes onto the paper as it stands.
TEXTS = (
    *("title", "name", "unit", "prize", "contest", "achievement"),
    *("place_date", "serial", "verify_text"),
)
#: Up to so many letters, even wide ones, a text stays on one line in every design.
MOST_LETTERS = {
    "title": 16,
    "name": 40,
    "unit": 44,
    "prize": 17,
    "contest": 50,
    "achievement": 46,
    "place_date": 45,
}
MOST_ORGANISER, MOST_AUTHORITY = 36, 24
#: How wide a bold text may be, in its own size, to stay on one line at its largest in every design: the
#: narrowest room over the size there (youth's name 16, a form's prize 22, woven's signer 20), less 3 %.
WIDEST = {"name": 15.5, "prize": 21.5, "signer": 19.5}
#: Stage spaces a prize's letters out by .02 of their size; points that a font is measured at.
DRAWN_AT, TRACKED = 1000, 20
#: A4 on its side becomes 1.600 points wide: sharp on a phone, light enough to send.
PIXELS_PER_INCH = 1600 * 25.4 / 297
MOST_BYTES = 1_000_000
#: Per cent of the size, colours (0: all): ever lighter.
STEPS = ((100, 0), (100, 256), (75, 256), (50, 256), (25, 64))


class Design(StrEnum):
    """Three looks, all A4 landscape."""

    WOVEN = "woven"  # classic: a woven band all around
    STAGE = "stage"  # modern: the hall's backdrop in navy and gold
    YOUTH = "youth"  # light, for schools and youth


#: What an organiser chooses from.
DESIGN_NAMES = {
    Design.WOVEN: "Thổ cẩm, trang trọng",
    Design.STAGE: "Phông hội trường, xanh và vàng",
    Design.YOUTH: "Tuổi trẻ, tươi sáng",
}


@dataclass(frozen=True)
class Certificate:
    """One person's or unit's certificate; every text is printed as it stands, an empty one leaves no gap.

    `organiser_lines` from the top ("UBND XÃ ĐĂK TÔ", "BAN TỔ CHỨC HỘI THI"); `title` "GIẤY CHỨNG NHẬN";
    `prize` "Giải Nhất"; `achievement` "15/15 câu đúng, 6 phút 10 giây"; `place_date` as `heading.place_date`
    makes it; `serial` "Số: 05/CN-BTC"; `verify_url` is what the QR holds ("" = no QR), `verify_text` what a
    person reads below it ("hoithi.vn/cn/7k2m").
    """

    organiser_lines: tuple[str, ...]
    title: str
    name: str
    unit: str
    prize: str
    contest: str
    achievement: str
    place_date: str
    signer: Signer
    serial: str
    verify_url: str
    verify_text: str = ""


@dataclass(frozen=True)
class Ground:
    """A picture of somebody's own to print on, drawn anew by us: png or jpeg."""

    content: bytes
    form: str


def pdf(
    design: Design,
    certificates: Sequence[Certificate],
    logo_png: bytes | None = None,
    *,
    ground: Ground | None = None,
    standards: Sequence[str] = (),
) -> bytes:
    """One certificate a page, in the order given; the same ones give the same bytes."""
    data, files = _given(design, certificates, logo_png, ground)
    return paper.compile(f"certificate-{design}.typ", data, files, standards=standards)


def png(
    design: Design, certificate: Certificate, logo_png: bytes | None = None, ground: Ground | None = None
) -> bytes:
    """One certificate as a picture to send."""
    data, files = _given(design, [certificate], logo_png, ground)
    return small(paper.image(f"certificate-{design}.typ", data, files, PIXELS_PER_INCH))


def _given(
    design: Design, certificates: Sequence[Certificate], logo_png: bytes | None, ground: Ground | None
) -> tuple[dict[str, object], dict[str, bytes]]:
    """What the template of a design reads, and its files."""
    picture, shape = logo.plain_png(logo_png) if logo_png is not None else (b"", 0)
    name, files = ground_file(ground or Ground(_ground(design), "png"))
    data: dict[str, object] = {
        "name": file_title(certificates),
        "logo_shape": shape,
        "ground": name,
        "own": ground is not None,
        "certificates": texts(certificates),
    }
    return data, {"logo.png": picture, **files}


def ground_file(ground: Ground | None) -> tuple[str, dict[str, bytes]]:
    """What a template calls the picture behind its words, and the file; "" and none for bare paper."""
    if ground is None:
        return "", {}
    name = f"ground.{ground.form}"
    return name, {name: ground.content}


def texts(certificates: Sequence[Certificate]) -> list[dict[str, object]]:
    """All of them as the templates read them."""
    return list(map(_texts, certificates, _codes(certificates)))


def small(drawn: bytes) -> bytes:
    """A picture that any phone takes: with fewer colours, then smaller, until it is light enough."""
    # Imported here: a start needs no pictures.
    from PIL import Image

    with Image.open(io.BytesIO(drawn), formats=("PNG",)) as opened:
        whole = opened.convert("RGB")
    for share, colours in STEPS:
        size = (whole.width * share // 100, whole.height * share // 100)
        turned = whole if share == 100 else whole.resize(size, Image.Resampling.LANCZOS)
        out = io.BytesIO()
        (turned.quantize(colours) if colours else turned).save(out, "PNG", optimize=True)
        if out.tell() <= MOST_BYTES:
            break
    return out.getvalue()


@cache
def _ground(design: Design) -> bytes:
    """What is drawn behind every certificate: once as a picture, else each page would draw it anew."""
    return paper.picture(f"ground-{design}.typ")


def file_title(certificates: Sequence[Certificate]) -> str:
    """What a reader of the file shows as its name."""
    return plain.line(f"{certificates[0].title}, {certificates[0].contest}") if certificates else ""


def _codes(certificates: Sequence[Certificate]) -> list[str]:
    """The QR of each, or "" where there is nothing to verify."""
    drawn = iter(qr.svgs([one.verify_url for one in certificates if one.verify_url]))
    return [next(drawn) if one.verify_url else "" for one in certificates]


def _texts(one: Certificate, code: str) -> dict[str, object]:
    """One certificate as the templates read it."""
    texts = {name: plain.line(getattr(one, name)) for name in TEXTS}
    return texts | {
        "organiser_lines": _lines(one.organiser_lines),
        "authority": [line.upper() for line in _lines(one.signer.authority)],
        "signer": plain.line(one.signer.name),
        "award": AWARDED if texts["prize"] else TOOK_PART,
        "qr": code,
        "short": _is_short(one),
        "sure": {name: _is_narrow(name, texts.get(name, one.signer.name)) for name in WIDEST},
    }


def _is_short(one: Certificate) -> bool:
    """Whether every text has a line to itself in any design, so that no page has to be measured.

    Measuring is a third of the work, and hardly any needs it. A test holds both ways to the same page.
    """
    heads = ((one.organiser_lines, MOST_ORGANISER), (one.signer.authority, MOST_AUTHORITY))
    return all(len(getattr(one, name)) <= most for name, most in MOST_LETTERS.items()) and all(
        len(lines) <= 2 and all(len(line) <= most for line in lines) for lines, most in heads
    )


@lru_cache(maxsize=1024)
def _is_narrow(name: str, text: str) -> bool:
    """Whether a text that shrinks needs no shrinking in any design: measured in Typst it takes half the time
    of a batch. The wider of both fonts counts, in capitals where a design sets them so."""
    text = text.upper() if name == "prize" else text
    tracking = len(text) * TRACKED if name == "prize" else 0
    return bool(text) and max(font.getlength(text) + tracking for font in _bold()) <= WIDEST[name] * DRAWN_AT


@cache
def _bold() -> tuple[FreeTypeFont, ...]:
    # Imported here: a start needs no pictures.
    import fontpkg_be_vietnam_pro
    from PIL import ImageFont

    files = (
        resources.path("static", "vendor", "Tinos-Bold.ttf"),
        fontpkg_be_vietnam_pro.ROOT / "files" / "BeVietnamPro-Bold.ttf",
    )
    return tuple(ImageFont.truetype(str(file), DRAWN_AT) for file in files)


def _lines(texts: Sequence[str]) -> list[str]:
    return [line for line in map(plain.line, texts) if line]
