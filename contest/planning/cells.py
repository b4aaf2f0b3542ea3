"""The blueprint as a table: rows of topic and kind, columns of levels; a cell is one line's count.

A cell's field is named `q|level|kind|topic`, with `*` for "any"; the topic stands last, since authors
may name their own. Those of a paper's second part begin with `q2|`. Lines that were there keep their order,
so that an unchanged table is the same rules.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from contest.errors import Invalid
from contest.ruleset.rules import MOST_QUESTIONS, BlueprintLine
from questions.blueprint import Blueprint, Line, Pool, PoolItem, covers, shortages
from questions.kinds import Kind, Level
from questions.wording import LEVEL_NAMES as LEVEL_WORDS

CELL = re.compile(r"q([2-6]?)\|")
ANY = "*"
LEVELS: tuple[Level | None, ...] = (None, *Level)
LEVEL_NAMES = {None: "Mức bất kỳ", **{level: name.capitalize() for level, name in LEVEL_WORDS.items()}}
#: With four cells a row this stays below the fields that a form may have.
MOST_ROWS = 80
NO_NUMBER = "Số câu ghi bằng chữ số, từ 0 đến 200."

Row = tuple[str | None, Kind | None]  # topic, kind


def name_of(line: BlueprintLine | Line) -> str:
    """The name of the field that holds a line's count."""
    part = "" if line.part == 1 else str(line.part)
    return f"q{part}|{line.level or ANY}|{line.kind or ANY}|{line.topic or ANY}"


def is_cell(name: str) -> bool:
    """Whether a field is one of the blueprint's."""
    return CELL.match(name) is not None


def part_of(name: str) -> int:
    """The part that a cell belongs to."""
    found = CELL.match(name)
    return int(found[1] or 1) if found else 1


def line_of(name: str, count: int) -> BlueprintLine:
    """The line that a field stands for; ValueError when it is none of ours."""
    _, level, kind, topic = name.split("|", 3)
    return BlueprintLine(
        count=count,
        topic=None if topic == ANY else topic,
        level=None if level == ANY else Level(level),
        kind=None if kind == ANY else Kind(kind),
        part=part_of(name),
    )


def values(lines: Iterable[BlueprintLine]) -> dict[str, str]:
    """The cells of a blueprint as a form shows them; empty ones are left out."""
    return {name_of(line): str(line.count) for line in lines}


def split(posted: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """A posted form in two: its cells, and everything else."""
    cells = {name: text.strip() for name, text in posted.items() if is_cell(name)}
    rest = {name: text for name, text in posted.items() if not is_cell(name)}
    return cells, rest


def lines_of(
    cells: Mapping[str, str], before: Iterable[BlueprintLine] = (), parts: int = 1
) -> tuple[BlueprintLine, ...]:
    """The lines that cells say, those of ``before`` first and in its order; Invalid names the wrong cells.

    A line of ``before`` whose cell did not come stays: the table had no room for it. What belongs to a part
    beyond ``parts`` goes with it.
    """
    stored = {name_of(line): line for line in before if line.part <= parts}
    cells = {name: text for name, text in cells.items() if part_of(name) <= parts}
    found = {name: line for name, line in stored.items() if name not in cells}
    wrong: dict[str, str] = {}
    for name, text in cells.items():
        try:
            if count := _count(text):
                found[name] = line_of(name, count)
        except ValueError:
            wrong[name] = NO_NUMBER
    if wrong:
        raise Invalid(fields=wrong)
    order = [*(name for name in stored if name in found), *found]
    return tuple(found[name] for name in dict.fromkeys(order))


def _count(text: str) -> int:
    if text and (re.fullmatch(r"[0-9]{1,3}", text) is None or int(text) > MOST_QUESTIONS):
        raise ValueError(text)
    return int(text or 0)


@dataclass(frozen=True)
class Stock:
    """How many questions a bank has of each sort, counted once."""

    sorts: tuple[tuple[PoolItem, int], ...]

    def of(self, topic: str | None, level: Level | None, kind: Kind | None) -> int:
        """How many questions may fill such a cell."""
        line = Line(1, topic, level, kind)
        return sum(count for item, count in self.sorts if line.takes(item))

    def topics(self) -> tuple[str, ...]:
        """Every topic that some question has."""
        return tuple(sorted({topic for item, _ in self.sorts for topic in item.topics}))


def stock(items: Iterable[PoolItem]) -> Stock:
    """Count a bank by sort: a sort's first item stands for all of them."""
    counted: Counter[tuple[tuple[str, ...], Level, Kind]] = Counter()
    for item in items:
        counted[(item.topics, item.level, item.kind)] += 1
    sorts = ((PoolItem(0, topics, level, kind), count) for (topics, level, kind), count in counted.items())
    return Stock(tuple(sorts))


def rows(
    lines: Iterable[BlueprintLine], cells: Iterable[str], topics: Iterable[str], most: int = MOST_ROWS
) -> tuple[Row, ...]:
    """The rows to show: those of the rules, those typed, then the bank's topics as long as there is room."""
    shown = [(line.topic, line.kind) for line in lines]
    for name in cells:
        try:
            line = line_of(name, 1)
        except ValueError:
            continue
        shown.append((line.topic, line.kind))
    wanted: list[Row] = [*shown, *((topic, None) for topic in topics), (None, None)]
    return tuple(dict.fromkeys(wanted))[:most]


def usual_topics(known: Iterable[str], heads: Iterable[str]) -> tuple[str, ...]:
    """Topics worth a row of their own: heads of the tree that hold something, then what lies below none."""
    found = tuple(known)
    covering = [head for head in heads if any(covers(head, topic) for topic in found)]
    loose = [topic for topic in found if not any(covers(head, topic) for head in covering)]
    return (*covering, *loose)


def missing(
    lines: Iterable[BlueprintLine], items: Iterable[PoolItem], fixed: Collection[str] = ()
) -> dict[str, int]:
    """Field → how many questions the bank has too few for it, when all are served best. Those that stand
    in every paper fill no line."""
    wanted = tuple(Line(line.count, line.topic, line.level, line.kind, line.part) for line in lines)
    short = shortages(Blueprint(wanted, barred=tuple(fixed)), Pool(items))
    return {name_of(each.line): each.wanted - each.found for each in short}


def fitted(
    lines: tuple[BlueprintLine, ...], items: tuple[PoolItem, ...], fixed: Collection[str] = ()
) -> tuple[BlueprintLine, ...]:
    """The lines, or as many questions of any topic where only the topics don't fit this bank."""
    if not missing(lines, items, fixed):
        return lines
    counts = Counter[int]()
    for line in lines:
        counts[line.part] += line.count
    loose = tuple(BlueprintLine(count=count, part=part) for part, count in sorted(counts.items()))
    return lines if missing(loose, items, fixed) else loose
