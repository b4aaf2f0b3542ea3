"""Sound questions of every kind: examples to name in tests, and strategies that make any of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import assert_never

from hypothesis import strategies as st

from questions.alike import same_words
from questions.answering import MOST_PAIRS
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind, Level
from questions.numbers import MOST_DIGITS, MOST_PLACES

STATEMENTS = ParsedQuestion(
    Kind.statements,
    "Về Đề án 06, mỗi ý sau đúng hay sai?",
    ("Bắt đầu năm 2022", "Chỉ có ở Hà Nội", "Có ứng dụng VNeID", "Thay căn cước bằng giấy"),
    (0, 2),
    "Đề án 06 có từ ngày 06/01/2022.",
    topics=("cds",),
    in_parts=True,
)
SHORT = ParsedQuestion(
    Kind.short, "Ứng dụng định danh tên gì?", accepted=("VNeID", "định danh điện tử"), topics=("cds",)
)
DECIMAL = ParsedQuestion(
    Kind.number,
    "Số pi gần bằng bao nhiêu?",
    number=Decimal("3.14"),
    tolerance=Decimal("0.01"),
    topics=("tag-attt",),
)
ORDERING = ParsedQuestion(
    Kind.ordering,
    "Xếp các bước nộp hồ sơ theo thứ tự.",
    ("Đăng nhập", "Chọn thủ tục", "Nộp hồ sơ", "Nhận kết quả"),
    level=Level.understand,
    topics=("cchc-5b1-mot-cua",),
    in_parts=True,
)
MATCHING = ParsedQuestion(
    Kind.matching,
    "Ghép số điện thoại với nơi nhận.",
    ("113", "114", "115"),
    level=Level.apply,
    topics=("tag-attt",),
    targets=("Công an", "Cứu hỏa", "Cấp cứu", "Tổng đài trẻ em"),
)
SUGGESTION = ParsedQuestion(
    Kind.suggestion, "Theo bạn, cần làm gì để bà con dùng dịch vụ công trực tuyến?", topics=("cds",)
)
NEW = (STATEMENTS, SHORT, DECIMAL, ORDERING, MATCHING, SUGGESTION)

Texts = st.SearchStrategy[str]
Made = st.SearchStrategy[ParsedQuestion]


def figures(least: int | None = None) -> st.SearchStrategy[Decimal]:
    """Exact numbers as an answer may be: so many digits, so few behind the comma."""
    most = 10**MOST_DIGITS - 1
    digits = st.integers(-most if least is None else least, most)
    return st.builds(
        lambda number, places: Decimal(number).scaleb(-places), digits, st.integers(0, MOST_PLACES)
    )


def _choices(one: bool) -> Callable[[ParsedQuestion, list[str], set[int]], ParsedQuestion]:
    def made(plain: ParsedQuestion, options: list[str], places: set[int]) -> ParsedQuestion:
        right = sorted({place % len(options) for place in places})
        return replace(plain, options=tuple(options), right=tuple(right[:1] if one else right))

    return made


def _distinct(words: list[str], *, exact: bool) -> tuple[str, ...]:
    found: list[str] = []
    for word in words:
        if not any(same_words(word, other, exact=exact) for other in found):
            found.append(word)
    return tuple(found)


def of_kind(kind: Kind, plain: Made, texts: Texts, words: Texts, most: int = 8) -> Made:
    """Sound questions of a kind. `plain` are its other parts, `texts` fit an option, `words` an answer."""
    options = st.lists(texts, min_size=2, max_size=most, unique=True)
    few = st.lists(texts, min_size=2, max_size=min(most, MOST_PAIRS), unique=True)
    places = st.sets(st.integers(0, 30), min_size=1)
    match kind:
        case Kind.one:
            return st.builds(_choices(one=True), plain, options, places)
        case Kind.several:
            made = st.builds(_choices(one=False), plain, options, places)
            return st.builds(lambda one, parts: replace(one, in_parts=parts), made, st.booleans())
        case Kind.true_false:
            truths = st.sampled_from([(0,), (1,)])
            return st.builds(
                lambda one, right: replace(one, options=("Đúng", "Sai"), right=right), plain, truths
            )
        case Kind.statements:
            return st.builds(_statements, plain, few, st.sets(st.integers(0, 11)), st.booleans())
        case Kind.short:
            accepted = st.lists(words, min_size=1, max_size=4)
            return st.builds(_short, plain, accepted, st.booleans())
        case Kind.number:
            return st.builds(
                lambda one, number, off: replace(one, number=number, tolerance=off),
                plain,
                figures(),
                figures(0),
            )
        case Kind.ordering:
            return st.builds(_ordering, plain, few, st.booleans())
        case Kind.matching:
            return st.builds(_matching, plain, few, few, st.booleans())
        case Kind.prediction | Kind.suggestion:
            return plain
        case _:
            assert_never(kind)


def _statements(plain: ParsedQuestion, options: list[str], true: set[int], parts: bool) -> ParsedQuestion:
    right = tuple(sorted(place for place in true if place < len(options)))
    return replace(plain, options=tuple(options), right=right, in_parts=parts)


def _ordering(plain: ParsedQuestion, steps: list[str], parts: bool) -> ParsedQuestion:
    return replace(plain, options=tuple(steps), in_parts=parts)


def _short(plain: ParsedQuestion, accepted: list[str], exact: bool) -> ParsedQuestion:
    return replace(plain, accepted=_distinct(accepted, exact=exact), exact=exact)


def _matching(plain: ParsedQuestion, left: list[str], right: list[str], parts: bool) -> ParsedQuestion:
    count = min(len(left), len(right))
    # What is left over on the right belongs to nothing.
    return replace(plain, options=tuple(left[:count]), targets=tuple(right), in_parts=parts)


@st.composite
def of_all_kinds(draw: st.DrawFn) -> ParsedQuestion:
    """Any sound question, of short words alone."""
    kind = draw(st.sampled_from(Kind))
    words = st.text("abcdefgh", min_size=1, max_size=6)
    return draw(of_kind(kind, st.just(ParsedQuestion(kind, "?")), words, words))
