"""Reading which options an author means by "B", "A, C", "2" or the full text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from questions.folding import fold, tidy
from questions.formats.words import TRUTHS

_BEFORE = re.compile(r"\b(?:đáp án|phương án|lựa chọn|câu|ý)\s+(?=[\w(])", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[,;/+&\n]|\bvà\b)\s*|\s+", re.IGNORECASE)
_LETTER = re.compile(r"\(?([A-Za-z])\)?[.)]?")
_DIGITS = re.compile(r"\(?(\d{1,2})\)?[.)]?")
_LETTER_AND_TEXT = re.compile(r"\(?([A-Za-z])\)?\s*[.):]\s*(.+)", re.DOTALL)
_TOGETHER = re.compile(r"[A-H]{2,8}")


class Unsound(ValueError):
    """The question can't be saved as it stands; the text says why."""


#: Options are called by one letter each, A to Z.
MOST_OPTIONS = 26


def letter(place: int) -> str:
    """The letter of an option: A for 0; as Excel counts on, AA for 26, where there are too many of them."""
    name, rest = "", place + 1
    while rest:
        rest, last = divmod(rest - 1, MOST_OPTIONS)
        name = chr(ord("A") + last) + name
    return name


def read_places(answer: str, options: Sequence[str], first: int = 1) -> frozenset[int]:
    """The places (from 0) an answer names; `first` is the number the author gives to option A."""
    by_letter = _by_letter(answer, len(options))
    if by_letter:
        return by_letter
    by_text = _by_text(answer, options)
    by_number = _by_number(answer, len(options), first)
    if by_text and by_number and by_text != by_number:
        raise Unsound(f"Đáp án đúng “{answer}” hiểu được hai cách, hãy ghi bằng chữ cái.")
    if not (by_text or by_number):
        raise Unsound(f"Đáp án đúng “{_short(answer)}” không khớp với phương án nào.")
    return by_text or by_number


def read_truth(answer: str) -> int:
    """0 for "Đúng" and its like, 1 for "Sai"."""
    place = TRUTHS.get(fold(answer))
    if place is None:
        raise Unsound(f"Đáp án đúng “{_short(answer)}” phải là Đúng hoặc Sai.")
    return place


def _tokens(answer: str) -> list[str]:
    bare = _BEFORE.sub("", answer.strip())
    return list(bare) if _TOGETHER.fullmatch(bare) else [part for part in _BETWEEN.split(bare) if part]


def _by_letter(answer: str, count: int) -> frozenset[int]:
    matches = [_LETTER.fullmatch(token) for token in _tokens(answer)]
    places = {ord(match[1].upper()) - ord("A") for match in matches if match}
    fits = all(matches) and all(place < count for place in places)
    return frozenset(places) if fits else frozenset()


def _by_number(answer: str, count: int, first: int) -> frozenset[int]:
    matches = [_DIGITS.fullmatch(token) for token in _tokens(answer)]
    places = {int(match[1]) - first for match in matches if match}
    fits = all(matches) and all(0 <= place < count for place in places)
    return frozenset(places) if fits else frozenset()


def _by_text(answer: str, options: Sequence[str]) -> frozenset[int]:
    whole = _same(answer, options)
    if whole is None:
        whole = _by_letter_and_text(answer.strip(), options)
    if whole is not None:
        return frozenset({whole})
    parts = [_same(part, options) for part in re.split(r"[;\n|]", answer) if part.strip()]
    return frozenset(place for place in parts if place is not None) if None not in parts else frozenset()


def _by_letter_and_text(answer: str, options: Sequence[str]) -> int | None:
    """The place of "B. Hà Nội", if option B says so."""
    match = _LETTER_AND_TEXT.fullmatch(answer)
    place = ord(match[1].upper()) - ord("A") if match else len(options)
    same = match is not None and place < len(options) and tidy(options[place]) == tidy(match[2])
    return place if same else None


def _same(text: str, options: Sequence[str]) -> int | None:
    """The one option with this text: to the letter if possible, else folded."""
    for form in (tidy, lambda value: tidy(value).casefold(), fold):
        places = [place for place, option in enumerate(options) if form(option) == form(text)]
        if len(places) == 1 and form(text):
            return places[0]
    return None


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
