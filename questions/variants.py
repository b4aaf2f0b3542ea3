"""Shuffled papers with codes (mã đề): the same questions for everybody in a room, in other orders. Pure.

What schools call "trộn đề": parts stay where they are, questions change places within a part, options change
places within a question unless they speak of one another. Nothing here knows a key.
"""

from __future__ import annotations

import hmac
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count as counting
from itertools import groupby
from math import factorial

from questions.blueprint import Blueprint, Drawn, Pool, PoolItem, draw
from questions.chance import Chance

FEWEST, MOST = 4, 24
TOO_FEW_WAYS = (
    "Đề này chỉ xếp được {ways} thứ tự khác nhau, không đủ cho {count} mã đề. "
    "Thêm câu hỏi vào đề, hoặc để phương án được trộn."
)


class VariantError(ValueError):
    """So many different papers can't be made; the text says why to the organiser."""


@dataclass(frozen=True, slots=True)
class Mixed:
    """A question that all variants have: its options as written, whether they may move, its part."""

    revision: int
    options: tuple[str, ...]
    shuffle: bool
    part: int = 1


def base(blueprint: Blueprint, pool: Pool | Iterable[PoolItem], seed: bytes) -> tuple[Mixed, ...]:
    """What the variants of this seed ask, drawn as any paper is; part by part."""
    ready = pool if isinstance(pool, Pool) else Pool(pool)
    parts = [part for part, size in _sizes(blueprint) for _ in range(size)]
    found = []
    for drawn, part in zip(draw(blueprint, ready, seed), parts, strict=True):
        item = ready.items[drawn.revision]
        found.append(Mixed(item.revision, item.option_ids, item.shuffle, part))
    return tuple(found)


def _sizes(blueprint: Blueprint) -> list[tuple[int, int]]:
    sizes = Counter({1: len(blueprint.fixed)})
    for line in blueprint.lines:
        sizes[line.part] += line.count
    return sorted(sizes.items())


def mixed(asked: Sequence[Mixed], seed: bytes, count: int) -> tuple[tuple[Drawn, ...], ...]:
    """So many papers, no two alike. More of them begin with the same ones."""
    if (most := ways(asked, count)) < count:
        raise VariantError(TOO_FEW_WAYS.format(ways=most, count=count))
    found: dict[tuple[Drawn, ...], None] = {}
    for attempt in counting():
        found.setdefault(_one(asked, Chance(hmac.digest(seed, f"paper:{attempt}".encode(), "sha256"))))
        if len(found) >= count:
            break
    return tuple(found)[:count]


def _one(asked: Sequence[Mixed], chance: Chance) -> tuple[Drawn, ...]:
    parts = [list(each) for _, each in groupby(asked, key=lambda one: one.part)]
    questions = [one for part in parts for one in chance.shuffled(part)]
    return tuple(
        Drawn(one.revision, tuple(chance.shuffled(one.options)) if one.shuffle else one.options)
        for one in questions
    )


def ways(asked: Sequence[Mixed], enough: int = MOST) -> int:
    """How many different papers there are; no more than ``enough`` are counted."""
    moving = [len(list(each)) for _, each in groupby(asked, key=lambda one: one.part)]
    moving += [len(one.options) for one in asked if one.shuffle]
    found = 1
    for size in moving:
        # More than enough is enough, so big factorials need not be worked out.
        found *= factorial(min(size, enough))
        if found >= enough:
            return enough
    return found


def codes(seed: bytes, count: int) -> tuple[str, ...]:
    """So many codes of three digits. No slip of one digit, and no two digits changed over, gives another."""
    found: list[str] = []
    for number in Chance(hmac.digest(seed, b"codes", "sha256")).walk(range(101, 1000)):
        code = str(number)
        if all(_apart(code, other) for other in found):
            found.append(code)
        if len(found) == count:
            break
    return tuple(found)


def _apart(one: str, other: str) -> bool:
    differ = [at for at, (left, right) in enumerate(zip(one, other, strict=True)) if left != right]
    if len(differ) != 2:
        return len(differ) > 2
    first, last = differ
    return (one[first], one[last]) != (other[last], other[first])
