"""For whom a question is: none named means everybody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from questions.folding import fold


class Audience(StrEnum):
    """Those whom campaigns in a commune speak to."""

    OFFICIALS = "can-bo"
    YOUTH = "doan-vien"
    PUPILS = "hoc-sinh"
    STUDENTS = "sinh-vien"
    PEOPLE = "nguoi-dan"
    BUSINESS = "doanh-nghiep"


Audiences = tuple[Audience, ...]

AUDIENCE_NAMES = {
    Audience.OFFICIALS: "Cán bộ, công chức, viên chức",
    Audience.YOUTH: "Đoàn viên, thanh niên",
    Audience.PUPILS: "Học sinh",
    Audience.STUDENTS: "Sinh viên",
    Audience.PEOPLE: "Người dân",
    Audience.BUSINESS: "Tổ chức, doanh nghiệp",
}
#: What asks for the questions that name nobody.
EVERYBODY, EVERYBODY_NAME = "moi-nguoi", "Mọi đối tượng"

#: Each word of a name is one of its words, so that a list of names may be parted at its commas; some words
#: are of two.
_WORDS = {
    Audience.OFFICIALS: "cán bộ|công chức|viên chức|cb|cc|vc|cbcc|cbccvc|cb ccvc|cán bộ công chức"
    "|công chức viên chức|cán bộ công chức viên chức|cán bộ viên chức|người lao động|đảng viên|giáo viên",
    Audience.YOUTH: "đoàn viên|thanh niên|đoàn viên thanh niên|đvtn|thanh thiếu niên",
    Audience.PUPILS: "học sinh|hs|tiểu học|thcs|thpt|học sinh tiểu học|học sinh thcs|học sinh thpt"
    "|học sinh phổ thông|đội viên|thiếu nhi|thanh thiếu niên|hssv|học sinh sinh viên",
    Audience.STUDENTS: "sinh viên|sv|hssv|học sinh sinh viên",
    Audience.PEOPLE: "người dân|nhân dân|dân|bà con|quần chúng|các tầng lớp nhân dân",
    Audience.BUSINESS: "tổ chức|doanh nghiệp|hợp tác xã|htx|hộ kinh doanh",
}
_EVERYBODY = (
    "moi nguoi|mọi đối tượng|tất cả|tất cả đối tượng|tất cả mọi người|chung|mọi công dân|all|everybody"
)
_ALL = frozenset(map(fold, _EVERYBODY.split("|")))


def _by_word() -> dict[str, Audiences]:
    found: dict[str, Audiences] = {}
    for one, words in _WORDS.items():
        for word in map(fold, (one, *words.split("|"))):
            found[word] = (*found.get(word, ()), one)
    return found


AUDIENCES = _by_word()
_BETWEEN = re.compile(r"[,;/|+&\n]|\s+(?:và|hoặc|-|–)\s+", re.IGNORECASE)


def ordered(named: Iterable[str]) -> Audiences:
    """Those of these ids that are known, each once, in their one order."""
    given = set(named)
    return tuple(one for one in Audience if one in given)


def read_audiences(text: str) -> tuple[Audiences, tuple[str, ...]]:
    """Who is named in a list, and the words that name nobody; () is everybody."""
    words = [word.strip() for word in _BETWEEN.split(text) if fold(word)]
    folded = [fold(word) for word in words]
    known = AUDIENCES.keys() | _ALL
    strange = tuple(word for word, plain in zip(words, folded, strict=True) if plain not in known)
    if _ALL & set(folded):
        return (), strange
    return ordered(one for word in folded for one in AUDIENCES.get(word, ())), strange


def is_mixed(text: str) -> bool:
    """Whether a list names everybody, and somebody of them besides."""
    folded = {fold(word) for word in _BETWEEN.split(text)}
    return bool(folded & _ALL and folded & AUDIENCES.keys())


def write_audiences(named: Iterable[Audience]) -> str:
    """The names of those, as they read back; "" is everybody."""
    return "; ".join(AUDIENCE_NAMES[one] for one in named)


def whom(audience: Audience) -> str:
    """Its name inside a sentence: "học sinh"."""
    name = AUDIENCE_NAMES[audience]
    return name[:1].lower() + name[1:]


def suits(named: Iterable[str], audience: str) -> bool:
    """Whether a question for those may be asked of one of these people."""
    given = set(named)
    return not given or audience in given
