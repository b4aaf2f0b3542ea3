"""The poster that hangs at a gate: what, when, where, and a QR that a phone reads from afar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contest.printing import logo, plain, qr
from contest.printing import pdf as paper

MEDIA_TYPE = paper.MEDIA_TYPE


@dataclass(frozen=True)
class Poster:
    """One A4 page.

    `organiser_lines`: ("ỦY BAN NHÂN DÂN XÃ ĐĂK TÔ", "BAN TỔ CHỨC"); `kind`: "HỘI THI TRỰC TUYẾN";
    `title_lines` as the organiser broke them; `when_lines`: ("Từ 8 giờ 05/10 đến 20 giờ 11/10/2026",);
    `address`: what is typed when a phone reads no QR ("hoithi.example.vn/t/cds"); `qr_text`: what the QR
    holds; `logo_png`: the organiser's own, or None.
    """

    title_lines: tuple[str, ...]
    organiser_lines: tuple[str, ...]
    kind: str
    when_lines: tuple[str, ...]
    address: str
    qr_text: str
    logo_png: bytes | None = None
    invitation: str = "Quét mã bằng điện thoại để vào thi"


def pdf(poster: Poster, *, standards: Sequence[str] = ()) -> bytes:
    """The poster; the same one gives the same bytes."""
    picture, shape = logo.plain_png(poster.logo_png) if poster.logo_png is not None else (b"", 0)
    title = _lines(poster.title_lines)
    data = {
        "name": " ".join(filter(None, (plain.line(poster.kind), *title))),
        "title_lines": title,
        "organiser_lines": _lines(poster.organiser_lines),
        "when_lines": _lines(poster.when_lines),
        "kind": plain.line(poster.kind),
        "address": plain.line(poster.address),
        "invitation": plain.line(poster.invitation),
        "qr": qr.svg(poster.qr_text),
        "logo_shape": shape,
    }
    return paper.compile("poster.typ", data, {"logo.png": picture}, standards=standards)


def _lines(texts: Sequence[str]) -> list[str]:
    return [line for line in map(plain.line, texts) if line]
