"""The blueprint as the table that organisers fill in. Pure, but for the topics' names it is given."""

from __future__ import annotations

from collections.abc import Mapping

from contest.planning import cells
from contest.planning.cells import Row, Stock
from contest.planning.pages import Cell, Choices, Table, TableRow
from contest.ruleset.rules import BlueprintLine
from questions.kinds import Kind
from questions.taxonomy import BY_SLUG, TOPICS
from questions.wording import GRADED, KIND_NAMES

HEADS = tuple(topic.slug for topic in TOPICS if topic.parent is None)
ANY_TOPIC = "Chủ đề bất kỳ"


def table(
    lines: tuple[BlueprintLine, ...],
    typed: Mapping[str, str],
    stock: Stock,
    short: Mapping[str, int],
    names: Mapping[str, str],
    added: Row | None = None,
    part: int = 1,
    most: int = cells.MOST_ROWS,
) -> Table:
    """The table of the stored lines and of what is typed for a part; ``added`` is one more row to show."""
    counts = {
        name: text for name, text in cells.split(typed)[0].items() if text and cells.part_of(name) == part
    }
    extra = () if added is None else (cells.name_of(BlueprintLine(count=1, topic=added[0], kind=added[1])),)
    own = tuple(line for line in lines if line.part == part)
    shown = cells.rows(own, [*counts, *extra], cells.usual_topics(stock.topics(), HEADS), most)
    rows = tuple(_row(each, part, counts, stock, short, names) for each in shown)
    sums = tuple(sum(_number(row.cells[place].value) for row in rows) for place in range(len(cells.LEVELS)))
    return Table(
        columns=tuple(cells.LEVEL_NAMES[level] for level in cells.LEVELS),
        rows=rows,
        sums=sums,
        total=sum(sums),
        bank_size=stock.of(None, None, None),
        topics=topic_choices(stock, names),
        kinds=(("", "Loại bất kỳ"), *((kind.value, KIND_NAMES[kind]) for kind in GRADED)),
    )


def _row(
    row: Row,
    part: int,
    counts: Mapping[str, str],
    stock: Stock,
    short: Mapping[str, int],
    names: Mapping[str, str],
) -> TableRow:
    topic, kind = row
    name = row_name(topic, kind, names)
    lines = (BlueprintLine(count=1, topic=topic, level=level, kind=kind, part=part) for level in cells.LEVELS)
    made = tuple(_cell(name, line, counts, stock, short) for line in lines)
    return TableRow(name, made, sum(_number(cell.value) for cell in made))


def _cell(
    name: str, line: BlueprintLine, counts: Mapping[str, str], stock: Stock, short: Mapping[str, int]
) -> Cell:
    field = cells.name_of(line)
    label = f"{name}, {cells.LEVEL_NAMES[line.level].lower()}"
    there = stock.of(line.topic, line.level, line.kind)
    return Cell(field, label, counts.get(field, ""), there, short.get(field, 0))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0


def row_name(topic: str | None, kind: Kind | None, names: Mapping[str, str]) -> str:
    """A row's topic and kind in words."""
    head = ANY_TOPIC if topic is None else topic_name(topic, names)
    return head if kind is None else f"{head}, loại {KIND_NAMES[kind]}"


def topic_name(slug: str, names: Mapping[str, str]) -> str:
    """A topic's name: the built-in one, else the authors'."""
    built_in = BY_SLUG.get(slug)
    return built_in.name if built_in else names.get(slug, slug)


def topic_choices(stock: Stock, names: Mapping[str, str]) -> Choices:
    """What a row may be about: the whole tree, then the authors' own topics."""
    own = [slug for slug in stock.topics() if slug not in BY_SLUG]
    built_in = [(topic.slug, ("" if topic.parent is None else "– ") + topic.name) for topic in TOPICS]
    return (("", ANY_TOPIC), *built_in, *((slug, names.get(slug, slug)) for slug in own))
