"""The words authors use for kinds, levels, topics, points and days."""

from __future__ import annotations

import re
from datetime import date

from questions import taxonomy
from questions.folding import fold
from questions.kinds import Kind, Level
from questions.wording import KIND_NAMES, LEVEL_NAMES

__all__ = ["KIND_NAMES", "LEVEL_NAMES"]

TRUTH_NAMES = ("Đúng", "Sai")
TRUTH_LETTERS = ("Đ", "S")
#: Between the accepted answers of one question; between the two sides of a pair.
ACCEPTED_BAR, PAIR_SIGN = "|", "=>"
#: How a question is marked: a part of the answer for a part of the points; all or nothing; with diacritics.
PARTS_NAME, WHOLE_NAME, EXACT_NAME = "từng phần", "đúng hết", "đúng dấu"

_KINDS = {
    Kind.one: "một đáp án|1 đáp án|một lựa chọn|1 lựa chọn|chọn một|trắc nghiệm|one|single|single choice|mcq",
    Kind.several: "nhiều đáp án|nhiều lựa chọn|chọn nhiều|several|multiple|multi|multiple answers|checkbox",
    Kind.true_false: "đúng sai|đúng hoặc sai|true false|true_false|truefalse|tf|boolean",
    Kind.statements: "đúng sai từng ý|đúng sai 4 ý|đúng sai bốn ý|đúng sai nhiều ý|mệnh đề|statements",
    Kind.short: "trả lời ngắn|điền từ|điền khuyết|tự luận ngắn|điền chữ|short|short answer|shortanswer",
    Kind.number: "số|điền số|số nguyên|số thập phân|trả lời số|nhập số|number|numeric|numerical|integer",
    Kind.ordering: "sắp xếp|sắp xếp thứ tự|thứ tự|ordering|order|sequence",
    Kind.matching: "ghép đôi|ghép cặp|ghép nối|nối|nối cột|nối đôi|matching|match|pairs",
    Kind.prediction: "dự đoán|câu dự đoán|dự đoán số người|prediction",
    # "Tự luận" is marked by a teacher; nobody marks these, so the word is asked about.
    Kind.suggestion: "câu hỏi mở|mở|hỏi mở|hiến kế|câu hiến kế|góp ý|đóng góp ý kiến|suggestion|open",
}
_LEVELS = {
    Level.recognise: "nhận biết|nhan-biet|biết|dễ|easy|1|nb|mức 1",
    Level.understand: "thông hiểu|thong-hieu|hiểu|trung bình|medium|2|th|mức 2",
    Level.apply: "vận dụng|van-dung|vận dụng cao|khó|hard|3|vd|mức 3",
}
KINDS = {fold(word): kind for kind, words in _KINDS.items() for word in words.split("|")}
LEVELS = {fold(word): level for level, words in _LEVELS.items() for word in words.split("|")}
SCORINGS = {
    fold(word): name
    for name, words in {
        PARTS_NAME: "từng phần|từng ý|theo từng ý|theo từng phần|từng phương án|theo từng phương án|parts",
        WHOLE_NAME: "đúng hết|tất cả|đúng tất cả|tất cả hoặc không|whole|all or nothing",
        EXACT_NAME: "đúng dấu|đúng cả dấu|phân biệt dấu|exact",
    }.items()
    for word in words.split("|")
}
TRUTHS = {"dung": 0, "d": 0, "true": 0, "t": 0, "yes": 0, "sai": 1, "s": 1, "false": 1, "f": 1, "no": 1}

_POINTS = re.compile(r"(\d{1,4})(?:[.,](\d{1,2}))?")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def read_points(text: str) -> int | None:
    """Hundredths: "1" → 100, "0,5" → 50; None if it is no number of points."""
    match = _POINTS.fullmatch(text.strip())
    return int(match[1]) * 100 + int((match[2] or "").ljust(2, "0")) if match else None


def write_points(points: int) -> str:
    """Hundredths as people write them: 50 → "0,5"."""
    return f"{points // 100},{points % 100:02}".rstrip("0").rstrip(",")


def read_day(text: str) -> date | None:
    """A day written 31/12/2026 or 2026-12-31; None if there is no such day."""
    try:
        match = _DAY.fullmatch(text.strip())
        return (
            date(int(match[3]), int(match[2]), int(match[1])) if match else date.fromisoformat(text.strip())
        )
    except ValueError:
        return None


def read_topics(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The slugs a list of topics names, and those words that no built-in topic has."""
    # A topic's own name may hold commas, so the whole is tried first.
    whole = taxonomy.find(text)
    words = [text] if whole else [word for word in re.split(r"[,;\n]", text) if fold(word)]
    found = {word.strip(): taxonomy.find(word) for word in words}
    slugs = (slug or fold(word).replace(" ", "-")[:80] for word, slug in found.items())
    return tuple(dict.fromkeys(slugs)), tuple(word for word, slug in found.items() if slug is None)


def nearest_topics(word: str, most: int = 3) -> tuple[str, ...]:
    """The slugs of built-in topics whose names are most like a word that names none."""
    wanted = set(fold(word).split())
    scored = ((_shared(wanted, topic.name), -topic.position, topic.slug) for topic in taxonomy.TOPICS)
    found = sorted((score for score in scored if score[0]), reverse=True)
    return tuple(slug for _, _, slug in found[:most])


def _shared(wanted: set[str], name: str) -> int:
    """How much of the word is in the name, then how much of the name it is; 0 below a half of the word."""
    words = set(fold(name).split())
    shared = len(wanted & words)
    return 1000 * shared // len(wanted) + 100 * shared // len(words) if 2 * shared >= len(wanted) > 0 else 0
