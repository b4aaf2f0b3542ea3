"""Which options speak of other options by their place or letter: shuffled, they would lose their sense.

Said too often rather than too seldom: a question that keeps its order for nothing is still a fair one.
What numbers point at ("Chỉ (1) và (3)") are statements of the question, which stay where they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from questions.folding import nfc

_THING = (
    r"(?:phương án|đáp án|câu(?: trả lời)?|ý|lựa chọn|nội dung|trường hợp|điều|khẳng định|phát biểu"
    r"|nhận định|mệnh đề)"
)
_CHOICE = r"(?:phương án|đáp án|câu(?: trả lời)?|ý|lựa chọn)"
_MANY = r"(?:0?[2-9]|hai|ba|bốn|năm|sáu)"
_JOIN = r" ?(?:,|và|hoặc|lẫn|&|\+|/|-|\band\b) ?(?:(?:và|hoặc|cả) )?"
_LEAD = rf"(?:(?:cả|gồm|bao gồm|chỉ|có|các|những|tất cả|both|{_MANY}|{_CHOICE}) )"
_LETTER = rf"(?:{_CHOICE} )?[a-h]\b"
_NUMBER = rf"(?:{_CHOICE} )?[1-9]\b"
_RIGHT = r"(?:đúng|sai|không đúng)"

_SPOKEN = (
    # "Tất cả đều đúng"; "Các ý trên", "Hai phương án còn lại".
    rf"\bđều {_RIGHT}\b",
    rf"\b{_THING}(?: \w+){{0,2}} (?:trên|còn lại)\b",
    # "Cả ba đối tượng trên", "Tất cả các hành vi nêu trên đều đúng"; not "cấp trên".
    r"^(?:tất cả|toàn bộ|cả|các|những|mọi|một trong|không thuộc|không phải)\b(?: [\w,]+){0,6}"
    rf"(?<!\bcấp) trên(?: đây)?(?: (?:đều )?{_RIGHT})?$",
    # "Tất cả các phương án", "Cả 3 trường hợp đã nêu"; "Tất cả", "Cả ba" ("cả năm" is a whole year).
    rf"^(?:tất cả|toàn bộ|cả)(?: (?:các|những))?(?: {_MANY})? {_THING}(?: (?:đã|vừa|được))?(?: (?:nêu|kể))?$",
    rf"^cả (?:hai|ba|bốn|năm|0?[2-5]) {_CHOICE}\b",
    rf"^(?:tất cả|cả (?:hai|ba|bốn|0?[2-9]))(?: {_RIGHT})?$",
    # "Không có phương án nào đúng", "Không có đáp án đúng"; "Đáp án khác".
    rf"^không (?:có )?{_CHOICE} (?:nào|đúng)\b",
    r"^(?:phương án|đáp án|câu trả lời|lựa chọn) khác$",
    # "Cả A và B", "A, B, C đều đúng", "Phương án A và phương án C"; "Cả A B C".
    rf"^{_LEAD}*{_LETTER}(?:{_JOIN}{_LETTER})+",
    rf"^{_LEAD}+[a-h](?: (?:và )?[a-h])+\b",
    # "Chỉ A đúng", "A đúng, B sai", "Trừ phương án A"; "Đáp án 1 và 3".
    rf"^{_LEAD}*{_LETTER} {_RIGHT}\b",
    rf"^(?:chỉ|chỉ có|trừ) {_LETTER}$",
    rf"^(?:(?:cả|chỉ|gồm|các) )*{_CHOICE} {_NUMBER}(?:{_JOIN}{_NUMBER})+",
    r"\b(?:all|none|both) of (?:the|these) (?:above|options|answers)\b",
)


def _bare(text: str) -> str:
    marks = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return marks.replace("đ", "d")


_WRITTEN = re.compile("|".join(_SPOKEN))
#: The same as it is typed without diacritics; asked of such texts alone, where "ca" may well be "cả".
_TYPED_BARE = re.compile(_bare("|".join(_SPOKEN)))
_LABEL = re.compile(r"^[a-h][.)] ")
_SIGNS = re.compile(r"[^\w,&+/\-]+")


def speaks_of_others(texts: Iterable[str]) -> bool:
    """Whether an option is like "Tất cả các phương án trên" or "Cả A và B"."""
    return any(map(_speaks, texts))


def _speaks(text: str) -> bool:
    words = _LABEL.sub("", nfc(text).casefold().strip(" \t\n“”\"'-–"))
    words = _SIGNS.sub(" ", words).strip(" ,")
    pattern = _TYPED_BARE if words.isascii() else _WRITTEN
    return pattern.search(words) is not None
