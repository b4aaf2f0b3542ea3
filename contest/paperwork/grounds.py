"""On what a paper rests: documents of the register in force on its day, as lines "Căn cứ …". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from contest.paperwork.states import Kind
from contest.printing.heading import day_in_words
from questions.documents.judging import Force, Kept

#: The word for a document by the letters in its number.
NAMES = {
    "NĐ": "Nghị định",
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "KH": "Kế hoạch",
    "CT": "Chỉ thị",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "HD": "Hướng dẫn",
    "QC": "Quy chế",
    "TB": "Thông báo",
    "ĐA": "Đề án",
    "SL": "Sắc lệnh",
}
#: A letter's number begins with its sender: 793/BTTTT-THH.
LETTER = "Công văn"
LETTERS = re.compile(r"[/-]([A-ZĐ]+)(?=[-/]|$)")
LAW = re.compile(r"^(?:Bộ luật|Luật|Pháp lệnh)\b")
CHARTER = "căn cứ điều lệ"
STANDING = frozenset({Force.IN_FORCE, Force.SOON})
NOT_STANDING = "Ngày {day} văn bản {names} không có hiệu lực. Bỏ chọn hoặc đổi ngày ký."
GONE = "Có văn bản không còn trong sổ. Chọn lại."

#: What each paper usually rests on, by number; ticked beforehand while the register has it in force.
USUAL: dict[Kind, tuple[str, ...]] = {
    Kind.PLAN: ("57-NQ/TW", "72/2025/QH15", "505/QĐ-TTg"),
    Kind.AWARD: ("72/2025/QH15",),
    Kind.REQUEST: ("06/2022/QH15", "152/2025/NĐ-CP"),
    Kind.PRAISE: ("72/2025/QH15", "06/2022/QH15", "152/2025/NĐ-CP"),
}
#: Only offices of the State rest their papers on the law about local government.
OF_STATE = frozenset({"72/2025/QH15"})


@dataclass(frozen=True)
class Ground:
    """A document that a paper may rest on, and how its line reads."""

    id: str
    number: str
    line: str


def offered(register: Sequence[Kept], on: date) -> tuple[Ground, ...]:
    """Every document with a number that is in force on a day, in the register's order."""
    return tuple(
        Ground(one.id, one.number, line(one))
        for one in register
        if any(char.isdigit() for char in one.number) and one.force(on) in STANDING
    )


def ticked(choices: Sequence[Ground], kind: Kind, *, of_state: bool) -> tuple[str, ...]:
    """The ids of those that such a paper usually rests on, in the table's order."""
    by_number = {one.number: one.id for one in choices}
    wanted = (number for number in USUAL.get(kind, ()) if of_state or number not in OF_STATE)
    return tuple(by_number[number] for number in wanted if number in by_number)


def lines(register: Sequence[Kept], chosen: Sequence[str], on: date) -> tuple[str, ...]:
    """The lines of what was chosen, the older first. Raises ValueError with a sentence where one of them is
    not there, or not in force on that day."""
    by_id = {one.id: one for one in register}
    if not set(chosen) <= by_id.keys():
        raise ValueError(GONE)
    kept = [by_id[id] for id in dict.fromkeys(chosen)]
    if over := [one.number for one in kept if one.force(on) not in STANDING]:
        raise ValueError(NOT_STANDING.format(day=f"{on:%d/%m/%Y}", names=", ".join(over)))
    return tuple(line(one) for one in sorted(kept, key=_rank))


def joined(own: Sequence[str], registered: Sequence[str]) -> tuple[str, ...]:
    """One's charter first, then the register's documents, then what else was typed."""
    first = [text for text in own if text.casefold().startswith(CHARTER)]
    return (*first, *registered, *(text for text in own if text not in first))


def _rank(one: Kept) -> tuple[int, date]:
    """The Party's first, then laws, then decrees, then the rest; of one kind the older first."""
    found = LETTERS.search(one.number)
    letters = found[1] if found else ""
    is_party = bool(re.match(r"\d+-", one.number))
    order = 0 if is_party else 1 if LAW.match(one.title) else 2 if letters == "NĐ" else 3
    return order, one.dated or date.min


def line(one: Kept) -> str:
    """ "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"; other documents with number,
    issuer and subject. A law has neither number nor issuer, says the decree."""
    day = f" {day_in_words(one.dated)}" if one.dated else ""
    if LAW.match(one.title):
        return f"Căn cứ {one.title}{day}"
    found = LETTERS.search(one.number)
    name = NAMES.get(found[1], LETTER) if found else "Nghị quyết" if "QH" in one.number else "Văn bản"
    issuer = f" của {one.issuer}" if one.issuer else ""
    about = f" {_about(one.title)}" if one.title else ""
    return f"Căn cứ {name} số {one.number}{day}{issuer}{about}"


def _about(title: str) -> str:
    """The subject behind a number: "về chuyển đổi số", "quy định chi tiết Luật Căn cước", "Đề án …"."""
    says_itself = re.match(
        r"(?:về|quy định|hướng dẫn|phê duyệt|ban hành|sửa đổi|triển khai|thực hiện)\b", title
    )
    return title if says_itself else f"về {title}"
