"""A question told in words: its options, what is right, how it is marked, part by part."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from contest.bank.pages import KINDS, LEVELS
from contest.bank.picturing import listed
from questions.audiences import write_audiences
from questions.formats.answers import letter
from questions.formats.model import ParsedQuestion
from questions.formats.words import TRUTH_NAMES, write_points
from questions.kinds import STATEMENT_SHARES, Kind
from questions.numbers import written

GOES_WITH = " → "
NOT_TOLD = "Chưa có lời mô tả."


def right(asked: ParsedQuestion) -> str:
    """The right answer in words: "A. Hà Nội", "Đúng", "34 tỉnh", "A. Đúng; B. Sai"."""
    match asked.kind:
        case Kind.true_false:
            return "".join(TRUTH_NAMES[place] for place in asked.right)
        case Kind.number:
            off = f" (sai số {written(asked.tolerance)})" if asked.tolerance else ""
            return f"{written(asked.number)} {asked.unit}".strip() + off if asked.number is not None else ""
        case Kind.short:
            return " hoặc ".join(f"“{words}”" for words in asked.accepted)
        case Kind.statements:
            places = range(len(asked.options)) if asked.sound else ()
            return "; ".join(f"{letter(place)}. {_truth(asked, place)}" for place in places)
        case Kind.ordering:
            return "; ".join(f"{number}. {text}" for number, text in enumerate(asked.options, 1))
        case Kind.matching:
            pairs = zip(asked.options, asked.targets, strict=False)
            return "; ".join(f"{left}{GOES_WITH}{target}" for left, target in pairs)
        case Kind.one | Kind.several:
            return "; ".join(f"{letter(place)}. {asked.options[place]}" for place in asked.right)
        case Kind.prediction | Kind.suggestion:
            return ""
        case _:
            assert_never(asked.kind)


def _truth(asked: ParsedQuestion, place: int) -> str:
    return TRUTH_NAMES[place not in asked.right]


def options(asked: ParsedQuestion) -> str:
    """What can be chosen, a line each; for pairs both sides, since what goes together is the answer."""
    match asked.kind:
        case Kind.one | Kind.several | Kind.statements | Kind.ordering:
            return _lines(asked.options)
        case Kind.matching:
            left_over = asked.targets[len(asked.options) :]
            more = ["Không ghép với ý nào: " + "; ".join(left_over)] if left_over else []
            return "\n".join([_lines(asked.options), *more])
        case Kind.true_false | Kind.short | Kind.number | Kind.prediction | Kind.suggestion:
            return ""
        case _:
            assert_never(asked.kind)


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(f"{letter(place)}. {text}" for place, text in enumerate(texts))


def marking(asked: ParsedQuestion) -> str:
    """How it is marked, where there is more than one way."""
    match asked.kind:
        case Kind.statements:
            if not asked.in_parts:
                return "Đúng hết các ý mới có điểm."
            shares = STATEMENT_SHARES.get(len(asked.options), ())
            return "Theo số ý đúng" + (f": {_shares(shares)} số điểm." if shares else ", chia đều.")
        case Kind.several:
            return "Từng phần: mỗi ý đúng cộng, mỗi ý sai trừ." if asked.in_parts else "Đúng hết mới có điểm."
        case Kind.ordering | Kind.matching:
            return "Từng phần, chia đều cho các ý." if asked.in_parts else "Đúng hết mới có điểm."
        case Kind.short:
            return "Phải đúng cả dấu." if asked.exact else "Không cần đúng dấu."
        case Kind.suggestion:
            return "Không chấm điểm."
        case Kind.one | Kind.true_false | Kind.number | Kind.prediction:
            return ""
        case _:
            assert_never(asked.kind)


def _shares(shares: Iterable[int]) -> str:
    return ", ".join(f"{number} ý {share}%" for number, share in enumerate(shares, 1))


def pictures(asked: ParsedQuestion) -> str:
    """The pictures, a line each: two that differ read differently."""
    return "\n".join(
        f"{called}: hình {one.digest[:8]} ({one.width} × {one.height}). {one.alt or NOT_TOLD}"
        for called, one in listed(asked)
    )


def parts(asked: ParsedQuestion) -> dict[str, str]:
    """A question part by part, in words."""
    day = asked.valid_until
    return {
        "Nội dung": asked.text,
        "Loại": KINDS[asked.kind],
        "Hình": pictures(asked),
        "Phương án": options(asked),
        "Đáp án đúng": right(asked),
        "Cách chấm": marking(asked),
        "Giải thích": asked.explanation,
        "Căn cứ": asked.basis,
        "Chủ đề": ", ".join(sorted(asked.topics)),
        "Đối tượng": write_audiences(asked.audiences),
        "Mức độ": LEVELS[asked.level],
        "Điểm": write_points(asked.points),
        "Hiệu lực đến": f"{day.day:02}/{day.month:02}/{day.year}" if day else "",
    }
