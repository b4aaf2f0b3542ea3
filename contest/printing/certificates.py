"""Certificates: many in one PDF, in a design of our own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from contest.printing.listing import Signer


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
