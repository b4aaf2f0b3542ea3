"""A whole paper on one line, as fast as it is typed: "ACBD…", "A C BD", "1A 2C 3BD", "5=Hà Nội; 6=1,5". Pure.

What comes out is what was typed for each slot; :mod:`contest.byhand.letters` understands it. Nothing is
guessed: a line with one letter less than the paper has questions is refused, since every answer behind the
gap would be another question's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from contest.byhand.lines import Line
from questions.grading import counts
from questions.kinds import Kind

#: Stands for a question that was left out.
BLANKS = frozenset("-–—_")
#: Between answers that may themselves have spaces.
BETWEEN = ";"

COUNT = "Có {found} câu trả lời mà đề có {count} câu. Câu bỏ trống gõ dấu -."
NOT_LETTERS = (
    "Đề này có câu không chỉ là một chữ. Gõ kèm số câu, cách nhau bằng dấu chấm phẩy: 1=A; 2=ĐS-Đ; 3=1,5."
)
NO_SLOT = "Đề này không có câu {slot}."
TWICE = "Câu {slot} gõ hai lần."
NO_NUMBER = "Không rõ “{part}” là của câu nào. Gõ kèm số câu, ví dụ 5=Hà Nội."

_SINGLE = frozenset({Kind.one, Kind.true_false})
#: A dot before a digit is a decimal point, and names no question.
_SIGN = r"(?:[=:)]|\.(?!\d))"
_NUMBERED = re.compile(rf"(\d{{1,3}})\s*{_SIGN}\s*(.*)|(\d{{1,3}})\s*([^\W\d].*|[-–—_]+.*)?", re.DOTALL)
_GUESS = re.compile(r"(?:(?:dự đoán|du doan)\s*[=:]?|(?:dđ|dd)\s*[=:])\s*(.*)", re.IGNORECASE | re.DOTALL)
_TOKEN = re.compile(r"\S+")
_SIGN_THEN_SPACE = re.compile(r"(\d)\s*([=:.)])\s+")


class FastError(ValueError):
    """The line can't be taken apart; the text says why."""


def parse(text: str, lines: Sequence[Line]) -> tuple[str, ...]:
    """What was typed for each slot, "" where nothing was."""
    whole = text.strip()
    if not whole:
        return ("",) * len(lines)
    parts = [part.strip() for part in re.split(r"[;\n\t|]", whole)]
    if len(parts) > 1:
        return _parted([part for part in parts if part], parts, lines)
    tokens = _TOKEN.findall(_SIGN_THEN_SPACE.sub(r"\1\2", whole))
    if tokens and all(_named(token) for token in tokens):
        return _numbered(tokens, lines)
    if _named(whole) and re.match(r"\d{1,3}\s*[=:]|\D", whole):
        return _numbered([whole], lines)
    return _in_order(tokens, lines)


def _named(part: str) -> bool:
    found = _NUMBERED.fullmatch(part)
    # A number alone is an answer as well as a question left out: it names nothing.
    return _GUESS.fullmatch(part) is not None or (found is not None and not part.isdigit())


def _parted(named: Sequence[str], parts: Sequence[str], lines: Sequence[Line]) -> tuple[str, ...]:
    if any(_named(part) for part in named):
        return _numbered(named, lines)
    kept = parts[:-1] if not parts[-1] and len(parts) == len(lines) + 1 else parts
    if len(kept) != len(lines):
        raise FastError(COUNT.format(found=len(kept), count=len(lines)))
    return tuple(_said(line, part) for line, part in zip(lines, kept, strict=True))


def _numbered(parts: Sequence[str], lines: Sequence[Line]) -> tuple[str, ...]:
    found: dict[int, str] = {}
    for part in parts:
        slot, said = _slot(part, lines)
        if not 1 <= slot <= len(lines):
            raise FastError(NO_SLOT.format(slot=slot if slot >= 0 else "dự đoán"))
        if slot in found:
            raise FastError(TWICE.format(slot=slot))
        found[slot] = _said(lines[slot - 1], said)
    return tuple(found.get(slot, "") for slot in range(1, len(lines) + 1))


def _slot(part: str, lines: Sequence[Line]) -> tuple[int, str]:
    if guess := _GUESS.fullmatch(part):
        return (len(lines) if lines and lines[-1].content.kind is Kind.prediction else -1), guess[1]
    if not _named(part) or (found := _NUMBERED.fullmatch(part)) is None:
        raise FastError(NO_NUMBER.format(part=part[:40]))
    return int(found[1] or found[3]), (found[2] if found[1] else found[4]) or ""


def _in_order(tokens: Sequence[str], lines: Sequence[Line]) -> tuple[str, ...]:
    """One answer behind another. Letters may stand without spaces where each question takes one letter."""
    asked = [line for line in lines if counts(line.content.kind)]
    # Open questions and the prediction stand behind; of these only the prediction is a word long.
    behind = ("",) * (len(lines) - len(asked))
    has_guess = bool(behind) and lines[-1].content.kind is Kind.prediction
    if len(tokens) in (len(asked), len(asked) + has_guess) and (len(tokens) > 1 or len(asked) == 1):
        said = tuple(_said(line, token) for line, token in zip(asked, tokens, strict=False))
        guess = tuple(_said(lines[-1], token) for token in tokens[len(asked) :])
        return (*said, *behind[: len(behind) - len(guess)], *guess)
    letters = "".join(tokens)
    if not all(line.content.kind in _SINGLE for line in asked):
        raise FastError(NOT_LETTERS)
    if len(letters) != len(asked):
        raise FastError(COUNT.format(found=len(letters), count=len(asked)))
    return tuple(_said(line, letter) for line, letter in zip(asked, letters, strict=True)) + behind


def _said(line: Line, typed: str) -> str:
    """A sign for nothing is nothing; in statements it stands for one of them."""
    bare = typed.strip()
    if set(bare) <= BLANKS and (line.content.kind is not Kind.statements or len(bare) == 1):
        return ""
    return bare


def written(typed: Sequence[str]) -> str:
    """All answers of a paper on one line; :func:`parse` gives them back."""
    parts = [f"{slot}={' '.join(said.replace(BETWEEN, ',').split())}" for slot, said in enumerate(typed, 1)]
    kept = [part for part, said in zip(parts, typed, strict=True) if said.strip()]
    if all(re.fullmatch(r"\d+=[^\W\d_]+", part) for part in kept):
        return " ".join(part.replace("=", "") for part in kept)
    return f"{BETWEEN} ".join(kept) + (BETWEEN if len(kept) == 1 else "")
