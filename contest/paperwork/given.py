"""What the form says of a paper, as values for whoever writes it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from contest.commendations.states import Layout
from contest.paperwork.base_pay import Reward
from contest.paperwork.kinds import WORDS, Words
from contest.printing import heading
from contest.printing.listing import Letterhead, Signer
from contest.printing.paperwork import Text


@dataclass(frozen=True)
class Given:
    """``praised``: the prizes whose holders get a giấy khen; ``reward``: what goes with it, None when the
    paper is to say nothing of money."""

    layout: Layout
    letterhead: Letterhead
    signer: Signer
    recipients: tuple[str, ...] = ()
    decider: str = ""
    grounds: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    second: Signer | None = None
    attached_to: str = ""
    praised: frozenset[str] = frozenset()
    reward: Reward | None = None

    @property
    def words(self) -> Words:
        """How its layout speaks."""
        return WORDS[self.layout]

    def named(self, name: str) -> str:
        """What an appendix belongs to: "Quyết định số 05/QĐ-BTC ngày 12 tháng 10 năm 2026 của …"."""
        of = f" của {titled(self.decider or self.letterhead.body)}"
        return f"{name} {heading.cited(self.letterhead)} {heading.day_in_words(self.letterhead.date)}{of}"


#: Words that stay in capitals when a name in capitals goes into a sentence.
SHORT = frozenset({"UBND", "HĐND", "BCH", "BTV", "TNCS", "THCS", "THPT", "TH", "MTTQ", "TP", "BTC"})
#: Names of offices as they are written in sentences.
COMMON = (
    ("Ủy Ban Nhân Dân", "Ủy ban nhân dân"),
    ("Chủ Tịch", "Chủ tịch"),
    ("Ban Tổ Chức", "Ban Tổ chức"),
    ("Ban Chấp Hành", "Ban Chấp hành"),
    ("Ban Thường Vụ", "Ban Thường vụ"),
    ("Hiệu Trưởng", "Hiệu trưởng"),
    ("Đảng Ủy", "Đảng ủy"),
    ("Đảng Bộ", "Đảng bộ"),
    ("Tỉnh Đoàn", "Tỉnh đoàn"),
    ("Cuộc Thi", "Cuộc thi"),
    ("Hội Thi", "Hội thi"),
    (" Xã ", " xã "),
    (" Phường ", " phường "),
    (" Tỉnh ", " tỉnh "),
    ("Văn Hóa - xã Hội", "Văn hóa - Xã hội"),
)


def titled(name: str) -> str:
    """ "BAN TỔ CHỨC CUỘC THI" in a sentence: "Ban Tổ chức Cuộc thi". What is not all in capitals stays."""
    if name != name.upper():
        return name
    words = [word if word in SHORT else word.capitalize() for word in name.split()]
    joined = " ".join(words)
    for capital, common in COMMON:
        joined = joined.replace(capital, common)
    return joined


def dashed(lines: tuple[str, ...]) -> tuple[Text, ...]:
    """Each behind a dash."""
    return tuple(Text(f"- {line}") for line in lines)
