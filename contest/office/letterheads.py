"""Who issues a paper of this installation, before anybody has written otherwise. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from contest.office.rules import Identity
from contest.printing.listing import LetterheadKind

#: "Tỉnh Đoàn", "BCH Đoàn xã", "Đoàn TNCS": not "Tập đoàn", "Sư đoàn", "Đoàn Luật sư", "Đoàn ĐBQH tỉnh".
OF = "tncs|thanh niên|xã|phường|đặc khu|thị trấn|huyện|tỉnh|thành phố|trường|khối|cơ quan|cơ sở"
UNION = re.compile(
    rf"^đoàn(?=$|\s+(?:{OF})\b)"
    r"|\b(?:bch|btv|chấp hành|thường vụ|trung ương|tỉnh|thành|huyện|quận|thị|xã|phường|chi)\s+đoàn\b",
    re.IGNORECASE,
)
AUTHORITY = {
    LetterheadKind.NHA_NUOC: ("TM. BAN TỔ CHỨC", "TRƯỞNG BAN"),
    LetterheadKind.DOAN: ("TM. BAN THƯỜNG VỤ", "BÍ THƯ"),
}


@dataclass(frozen=True)
class Issuer:
    """The head of a paper in capitals, and in whose name it is signed."""

    kind: LetterheadKind
    upper_body: str
    body: str
    place: str
    authority: tuple[str, ...]


def kind_of(holder: str) -> LetterheadKind:
    """Whose layout somebody writes in: a committee of the Đoàn its own, everybody else the State's."""
    return LetterheadKind.DOAN if UNION.search(holder) else LetterheadKind.NHA_NUOC


def issuer(identity: Identity, organiser: str) -> Issuer:
    """Who holds the contests stands above the committee of the contest.

    A committee of the Đoàn signs itself, so that it issues the paper, below its upper committee.
    Without a name of the installation the first line of `organiser` holds the contest.
    """
    lines = [line.strip() for line in organiser.splitlines() if line.strip()]
    holder = identity.name or (lines[0] if lines else "")
    kind = kind_of(holder)
    is_union = kind is LetterheadKind.DOAN
    return Issuer(
        kind=kind,
        upper_body=(identity.above if is_union else holder).upper(),
        body=holder.upper() if is_union else "BAN TỔ CHỨC",
        place=identity.place,
        authority=AUTHORITY[kind],
    )
