"""Texts that name revisions of questions by a server's own numbers: which ones, and with other numbers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from contest.archives.declared import Text
from contest.archives.shapes import Unfit

#: More slots than any paper has.
MOST_SLOTS = 1_000
NO_PAPER = "không phải đề thi"


def revisions(kind: Text, stored: str) -> set[int]:
    """The revisions that a text names; Unfit where it is no such text."""
    found: set[int] = set()

    def note(number: int) -> int:
        found.add(number)
        return number

    _changed(kind, stored, note)
    return found


def renamed(kind: Text, stored: str, numbers: Mapping[int, int]) -> str:
    """The same text with other numbers; Unfit where it names a revision that has none."""

    def other(number: int) -> int:
        if number not in numbers:
            raise Unfit(f"hỏi câu {number}, câu này không có trong gói")
        return numbers[number]

    return json.dumps(_changed(kind, stored, other), separators=(",", ":"))


def _changed(kind: Text, stored: str, other: Callable[[int], int]) -> Any:
    try:
        told = json.loads(stored)
    except (ValueError, RecursionError) as error:
        raise Unfit(NO_PAPER) from error
    if kind is Text.KEYS:
        if not isinstance(told, dict) or not all(_is_version(one) for one in told.values()):
            raise Unfit(NO_PAPER)
        return {str(other(_number(name))): version for name, version in told.items()}
    if not isinstance(told, list) or len(told) > MOST_SLOTS:
        raise Unfit(NO_PAPER)
    if kind is Text.PAIRS:
        return [_pair(one, other) for one in told]
    return [_slot(one, other) for one in told]


def _number(name: str) -> int:
    if not name.isascii() or not name.isdigit() or len(name) > 12:
        raise Unfit(NO_PAPER)
    return int(name)


def _is_version(value: object) -> bool:
    return type(value) is int and 0 < value < 1_000_000


def _pair(told: object, other: Callable[[int], int]) -> list[int]:
    match told:
        case [int(revision), int(before), int(after)] if revision > 0:
            return [other(revision), before, after]
    raise Unfit(NO_PAPER)


def _slot(told: object, other: Callable[[int], int]) -> list[object]:
    """A slot of a paper: open questions have their revision below 0, the prediction 0."""
    match told:
        case [int(revision), list(options), *more] if _are_plain(options, more):
            sign = -1 if revision < 0 else 1
            return [sign * other(abs(revision)) if revision else 0, options, *more]
    raise Unfit(NO_PAPER)


def _are_plain(options: list[object], more: list[object]) -> bool:
    return all(isinstance(one, str) for one in options) and all(isinstance(one, int) for one in more)
