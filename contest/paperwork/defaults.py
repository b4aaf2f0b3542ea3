"""How a paper's form begins before anybody has filled it in: who issues it, who signs, why. Pure."""

from __future__ import annotations

import re

from contest.commendations.states import Layout
from contest.office.letterheads import UNION
from contest.office.rules import Identity
from contest.paperwork.given import titled
from contest.paperwork.kinds import KINDS, WORDS, by_committee, symbol
from contest.paperwork.states import Kind

PARTY = re.compile(r"\b(?:đảng ủy|đảng bộ|chi bộ|chi ủy|tỉnh ủy|thành ủy)\b", re.IGNORECASE)
SCHOOL = re.compile(r"^trường\b", re.IGNORECASE)
#: Short names that a letterhead writes out.
LONG = (
    (re.compile(r"\bUBND\b"), "ỦY BAN NHÂN DÂN"),
    (re.compile(r"\bHĐND\b"), "HỘI ĐỒNG NHÂN DÂN"),
)
COMMITTEE = "BAN TỔ CHỨC"
UNITS = "Các cơ quan, đơn vị có liên quan"


def layout_of(holder: str) -> Layout:
    """Whose layout somebody writes in who holds a contest."""
    if PARTY.search(holder):
        return Layout.PARTY
    if UNION.search(holder):
        return Layout.UNION
    return Layout.SCHOOL if SCHOOL.search(holder) else Layout.STATE


def fields(kind: Kind, layout: Layout, identity: Identity, holder: str, noun: str) -> dict[str, str]:
    """The fields of the form. ``holder``: who holds the contest, ``noun``: "Cuộc thi" or "Hội thi"."""
    above, body = _bodies(kind, layout, identity, holder, noun)
    words, about = WORDS[layout], KINDS[kind]
    return {
        "layout": layout.value,
        "upper_body": above,
        "body": body,
        "symbol": symbol(kind, layout),
        "place": identity.place,
        "authority": "\n".join(_authority(kind, layout, holder)),
        "recipients": "\n".join(_recipients(kind, words.copy)),
        "decider": _decider(kind, layout, body),
        "addressees": _addressee(layout, holder) if "addressees" in about.asks else "",
        "own_grounds": "\n".join(_grounds(kind, layout, noun)) if "grounds" in about.asks else "",
        "second_authority": {Kind.MINUTES: "THƯ KÝ", Kind.COSTS: "NGƯỜI LẬP"}.get(kind, ""),
    }


def written_out(name: str) -> str:
    """A body's name in capitals, its short words written out."""
    name = name.upper()
    for short, long in LONG:
        name = short.sub(long, name)
    return name


def _bodies(kind: Kind, layout: Layout, identity: Identity, holder: str, noun: str) -> tuple[str, str]:
    """Whose paper it is and what stands above: the committee below whoever holds the contest, or these
    themselves. Above a people's committee of a commune stands nobody."""
    name = written_out(holder)
    if by_committee(kind, layout):
        return name, f"{COMMITTEE} {noun.upper()}"
    is_government = layout is Layout.STATE and name.startswith(LONG[0][1])
    return "" if is_government else identity.above.upper(), name


def _authority(kind: Kind, layout: Layout, holder: str) -> tuple[str, ...]:
    if kind is Kind.MINUTES:
        return ("CHỦ TRÌ",)
    if layout is Layout.STATE and KINDS[kind].of_holder:
        government = written_out(holder).startswith(LONG[0][1])
        if not government:
            return ("THỦ TRƯỞNG CƠ QUAN",)
        return ("CHỦ TỊCH",) if kind is Kind.PRAISE else ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    words = WORDS[layout]
    return words.committee if by_committee(kind, layout) else words.authority


def _recipients(kind: Kind, copy: str) -> tuple[str, ...]:
    first = {
        Kind.AWARD: ("Như Điều 4",),
        Kind.PRAISE: ("Như Điều 4",),
        Kind.REQUEST: ("Như trên",),
        Kind.MINUTES: ("Thành viên Ban Tổ chức",),
        Kind.COSTS: (),
    }
    return (*first.get(kind, (UNITS,)), copy)


def _decider(kind: Kind, layout: Layout, body: str) -> str:
    """Who decides, as it stands above the grounds."""
    if "decider" not in KINDS[kind].asks:
        return ""
    match layout:
        case Layout.STATE:
            return f"CHỦ TỊCH {body}" if body.startswith(LONG[0][1]) else body
        case Layout.SCHOOL:
            return f"HIỆU TRƯỞNG {body}"
        case Layout.UNION | Layout.PARTY:
            return f"BAN THƯỜNG VỤ {re.sub(r'^(?:BCH|BTV|BAN CHẤP HÀNH) ', '', body)}"


def _addressee(layout: Layout, holder: str) -> str:
    """Who may praise: the head of whoever holds the contest."""
    name = titled(written_out(holder))
    match layout:
        case Layout.STATE:
            return f"Chủ tịch {name}" if name.startswith("Ủy ban") else f"Thủ trưởng {name}"
        case Layout.SCHOOL:
            return f"Hiệu trưởng {name}"
        case Layout.UNION | Layout.PARTY:
            return f"Ban Thường vụ {re.sub(r'^(?:BCH|BTV|Ban Chấp hành) ', '', name)}"


def _grounds(kind: Kind, layout: Layout, noun: str) -> tuple[str, ...]:
    """Lines that no register has: one's own charter, the contest's own papers."""
    charter = WORDS[layout].charter
    own = {
        Kind.AWARD: (f"Căn cứ Thể lệ {noun}", f"Căn cứ Biên bản chốt kết quả của Ban Tổ chức {noun}"),
        Kind.REQUEST: (f"Căn cứ kết quả {noun}",),
        Kind.PRAISE: (f"Theo đề nghị của Ban Tổ chức {noun}",),
    }
    return (*([charter] if charter else []), *own.get(kind, ()))
