"""Drawing a paper from a bank: a pure function of blueprint, pool and seed.

A topic covers itself and everything below it. What is below is read from the code in the slug:
`cds-4a-kinh-te-xa-hoi-so` has the steps cds, 4, a, so `cds`, `cds-4` and `cds-4-noi-dung` cover
it, while `cds-4d-de-an-06` doesn't cover `cds-4dd-dvc-nhan-thuc`: `dd` stands for the letter đ.
A slug without such a code, like `tag-attt`, covers only itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from questions.chance import Chance
from questions.filling import fill
from questions.kinds import Kind, Level
from questions.wording import KIND_NAMES, LEVEL_NAMES

_CODE = re.compile(r"([a-z]+)(?:-(\d+)(dd|[a-z])?(\d+)?)?(?:-[a-z0-9-]*)?")


class BlueprintError(ValueError):
    """The paper can't be drawn; the text says why to the organiser."""


@dataclass(frozen=True, slots=True)
class Line:
    """How many questions of which sort; None means any. A paper's parts follow one another."""

    count: int
    topic: str | None = None
    level: Level | None = None
    kind: Kind | None = None
    part: int = 1

    def takes(self, item: PoolItem) -> bool:
        """Whether the item may fill a place of this line."""
        return (
            (self.level is None or item.level is self.level)
            and (self.kind is None or item.kind is self.kind)
            and (self.topic is None or any(covers(self.topic, topic) for topic in item.topics))
        )

    def __str__(self) -> str:
        parts = [f"{self.count} câu"]
        parts += [f"chủ đề {self.topic}"] if self.topic else []
        parts += [f"mức {LEVEL_NAMES[self.level]}"] if self.level else []
        parts += [f"loại {KIND_NAMES[self.kind]}"] if self.kind else []
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Blueprint:
    """What a paper is made of: lines to fill by chance, and questions (public ids) that every paper has.

    ``barred`` are never drawn by chance, nor are those that every paper has.
    """

    lines: tuple[Line, ...]
    fixed: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()

    @property
    def apart(self) -> frozenset[str]:
        """The questions that no line may take."""
        return frozenset((*self.fixed, *self.barred))


@dataclass(frozen=True, slots=True)
class PoolItem:
    """What drawing needs to know of a question: nothing of its text or key."""

    revision: int
    topics: tuple[str, ...]
    level: Level
    kind: Kind
    option_ids: tuple[str, ...] = ()
    shuffle: bool = True
    question: str = ""  # its public id, the same through all revisions


class Drawn(NamedTuple):
    """A question of a paper with its options as shown."""

    revision: int
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shortage:
    """A line that can't be filled."""

    line: Line
    wanted: int
    found: int


class Pool:
    """Items prepared for drawing: sorted once, candidates found once a line."""

    def __init__(self, items: Iterable[PoolItem]) -> None:
        # Sorted, so that neither the caller's order nor the hash seed reaches the draw.
        self.items = {item.revision: item for item in sorted(items, key=lambda item: item.revision)}
        self.revisions = {item.question: item.revision for item in self.items.values() if item.question}
        self._candidates: dict[tuple[Line, frozenset[str]], tuple[int, ...]] = {}

    def candidates(self, line: Line, apart: frozenset[str] = frozenset()) -> tuple[int, ...]:
        """The revisions that may fill the line, ascending; those of the questions ``apart`` may not."""
        if (line, apart) not in self._candidates:
            items = (item for item in self.items.values() if item.question not in apart)
            self._candidates[line, apart] = tuple(item.revision for item in items if line.takes(item))
        return self._candidates[line, apart]


def covers(topic: str, other: str) -> bool:
    """Whether `other` is the topic itself or lies below it."""
    steps = _steps(topic)
    return _steps(other)[: len(steps)] == steps


def draw(blueprint: Blueprint, pool: Pool | Iterable[PoolItem], seed: bytes) -> tuple[Drawn, ...]:
    """The paper of this seed: every line filled, no question twice, each part in random order.

    Pass a `Pool` to draw often: it remembers the candidates of each line.
    """
    ready = pool if isinstance(pool, Pool) else Pool(pool)
    if absent := [question for question in blueprint.fixed if question not in ready.revisions]:
        raise BlueprintError(_absent(absent))
    chance = Chance(seed)
    filled = _fill(blueprint, ready, chance)
    if missing := _missing(blueprint, filled):
        raise BlueprintError(_explain(missing))
    # A set, whatever order it is named in: where each stands is by chance, as of all the others.
    always = sorted({ready.revisions[question] for question in blueprint.fixed})
    parts = _by_part(blueprint, always, filled)
    revisions = [revision for part in parts for revision in chance.shuffled(part)]
    return tuple(_show(ready.items[revision], chance) for revision in revisions)


def _by_part(blueprint: Blueprint, always: list[int], filled: list[list[int]]) -> list[list[int]]:
    """What each part asks; those of every paper stand in the first."""
    found: dict[int, list[int]] = {1: always} if always else {}
    for line, revisions in zip(blueprint.lines, filled, strict=True):
        found.setdefault(line.part, []).extend(revisions)
    return [found[part] for part in sorted(found)]


def shortages(blueprint: Blueprint, pool: Pool | Iterable[PoolItem]) -> tuple[Shortage, ...]:
    """The lines that can't be filled, with the most that can be found when all are served best."""
    ready = pool if isinstance(pool, Pool) else Pool(pool)
    return _missing(blueprint, _fill(blueprint, ready, Chance(b"")))


def _fill(blueprint: Blueprint, pool: Pool, chance: Chance) -> list[list[int]]:
    lines, apart = blueprint.lines, blueprint.apart
    candidates = [pool.candidates(line, apart) for line in lines]
    walks = [chance.walk(found) for found in candidates]
    return fill([line.count for line in lines], candidates, walks)


def _missing(blueprint: Blueprint, filled: list[list[int]]) -> tuple[Shortage, ...]:
    pairs = zip(blueprint.lines, filled, strict=True)
    return tuple(Shortage(line, line.count, len(got)) for line, got in pairs if len(got) < line.count)


def _explain(missing: tuple[Shortage, ...]) -> str:
    lines = "; ".join(f"cần {short.line} nhưng chỉ còn {short.found} câu" for short in missing)
    return f"Ngân hàng không đủ câu hỏi để lập đề: {lines}."


def _absent(questions: list[str]) -> str:
    return f"Ngân hàng không có {len(questions)} câu chung cho mọi đề."


def _show(item: PoolItem, chance: Chance) -> Drawn:
    options = chance.shuffled(item.option_ids) if item.shuffle else item.option_ids
    return Drawn(item.revision, tuple(options))


@lru_cache(maxsize=4096)
def _steps(slug: str) -> tuple[str, ...]:
    match = _CODE.fullmatch(slug)
    # A head alone, like `cds`, is the code of its whole tree; `tag-attt` is no code at all.
    if match is None or (match[2] is None and slug != match[1]):
        return (slug,)
    return tuple(step for step in match.groups() if step is not None)
