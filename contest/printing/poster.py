"""The poster that hangs at a gate: what, when, where, and a QR that a phone reads from afar."""

from __future__ import annotations

from dataclasses import dataclass


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
