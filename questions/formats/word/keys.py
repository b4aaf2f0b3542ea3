"""The answers at the end of a paper: "1-A 2-B", "Câu 1: Chọn B. Vì…", or a table of numbers and letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from questions.folding import fold
from questions.formats.word import words
from questions.formats.word.lines import Item, Line, Table

_VALUE = r"[A-Ha-h](?:\s?[,&]\s?[A-Ha-h])*|đúng|sai|[ĐS]"
_PAIR = re.compile(
    rf"\s*(?:câu\s*)?(\d{{1,4}})\s*[-–.:)=→]*\s*({_VALUE})(?=[\s,;|./)]|$)[\s,;|./)]*", re.IGNORECASE
)
_WORTH = re.compile(rf"{_VALUE}|-?\d[\d.,]{{0,14}}", re.IGNORECASE)
_CHOSEN = re.compile(
    r"\s*(?:(?:chọn|đáp\s+án|phương\s+án|đ/?a)(?:\s+đúng)?(?:\s+là)?\s*:?\s*)?(?:đáp\s+án\s+)?"
    r"\(?(?P<value>[A-H](?:\s?(?:,|&|và)\s?[A-H])*)\)?(?:\s*[.:)–-]+\s*|\s*$|\s+(?=\())(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER = re.compile(r"(?:câu\s*)?(\d{1,4})\s*[.:)]?", re.IGNORECASE)
_NUMBER_HEADS = frozenset(("cau", "stt", "tt", "cau so", "so cau", "cau hoi", "cau hoi so", "question"))
_VALUE_HEADS = ("dap an", "da", "d a", "phuong an", "chon", "tra loi", "key", "answer", "ket qua", "ma", "de")
_WHY_HEADS = ("giai thich", "huong dan", "loi giai", "can cu", "ghi chu")

CODES = "Bảng đáp án có nhiều mã đề nên máy không dùng. Bạn chọn đáp án đúng cho từng câu."


@dataclass(slots=True)
class Entry:
    """What the end of a paper says of one question. `part` counts its groups of numbers."""

    part: int
    number: int
    values: list[str] = field(default_factory=list)
    why: list[str] = field(default_factory=list)


@dataclass
class Keys:
    """All of them, in their order."""

    entries: list[Entry] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    @property
    def parts(self) -> int:
        """How often the numbers begin anew."""
        return max((entry.part for entry in self.entries), default=-1) + 1


@dataclass(frozen=True, slots=True)
class Pair:
    """A number with its answer, and why."""

    number: int
    value: str
    why: str = ""


def pairs(text: str) -> list[Pair]:
    """The pairs of a line that has nothing else."""
    found, place = [], 0
    while place < len(text) and (match := _PAIR.match(text, place)):
        found.append(Pair(int(match[1]), match[2].upper()))
        place = match.end()
    return found if found and not text[place:].strip() else []


def table_pairs(table: Table) -> list[Pair] | None:
    """The pairs of a table of answers; none of any other table. None where it has several codes of papers."""
    rows = [[cell.strip() for cell in row] for row in table.texts]
    for read in (_below_head, _across, _each):
        found = read(rows)
        if found is None or found:
            return found
    return []


def _below_head(rows: Sequence[Sequence[str]]) -> list[Pair] | None:
    """Câu | Đáp án | Giải thích, perhaps twice side by side."""
    heads = [fold(cell) for cell in rows[0]] if rows else []
    numbers = [place for place, head in enumerate(heads) if head in _NUMBER_HEADS]
    found: list[Pair] = []
    for at, until in zip(numbers, [*numbers[1:], len(heads)][: len(numbers)], strict=True):
        beside = range(at + 1, until)
        values = [place for place in beside if heads[place].startswith(_VALUE_HEADS)]
        whys = [place for place in beside if heads[place].startswith(_WHY_HEADS)]
        if len(values) > 1:
            return None if _is_codes(rows, values) else []
        for row in rows[1:] if values else []:
            pair = _pair(row, at, values[0], whys)
            if pair is None and any(row[at:until]):
                return []
            found += [pair] if pair else []
    return found


def _is_codes(rows: Sequence[Sequence[str]], values: Sequence[int]) -> bool:
    cells = [row[place] for row in rows[1:] for place in values if place < len(row) and row[place]]
    return bool(cells) and all(_WORTH.fullmatch(cell) for cell in cells)


def _pair(row: Sequence[str], at: int, value: int, whys: Sequence[int]) -> Pair | None:
    number = _NUMBER.fullmatch(row[at]) if at < len(row) else None
    worth = row[value].rstrip(".") if value < len(row) else ""
    if number is None or not _WORTH.fullmatch(worth):
        return None
    return Pair(int(number[1]), worth, " ".join(row[place] for place in whys if place < len(row)))


def _across(rows: Sequence[Sequence[str]]) -> list[Pair] | None:
    """Numbers in a row, their answers in the row below."""
    found: list[Pair] = []
    place = 0
    while place < len(rows):
        numbers = _numbers(rows[place])
        below = []
        while place + 1 < len(rows) and not _numbers(rows[place + 1]):
            below.append(rows[place + 1])
            place += 1
        if not numbers or not below:
            return []
        if len(below) > 1:
            return None if all(_worths(row, numbers) for row in below) else []
        if not _worths(below[0], numbers):
            return []
        found += [Pair(number, below[0][at].rstrip(".")) for at, number in numbers.items() if below[0][at]]
        place += 1
    return found


def _numbers(row: Sequence[str]) -> dict[int, int]:
    """Column → number, of a row that holds numbers behind its head."""
    cells = {at: _NUMBER.fullmatch(cell) for at, cell in enumerate(row) if cell}
    if cells.get(0) is None:
        cells.pop(0, None)
    named = bool(row) and fold(row[0]) in _NUMBER_HEADS
    sound = len(cells) > (0 if named else 1) and all(cells.values())
    return {at: int(match[1]) for at, match in cells.items() if match} if sound else {}


def _worths(row: Sequence[str], numbers: Iterable[int]) -> bool:
    cells = [row[at].rstrip(".") if at < len(row) else "" for at in numbers]
    return any(cells) and all(not cell or _WORTH.fullmatch(cell) for cell in cells)


def _each(rows: Sequence[Sequence[str]]) -> list[Pair]:
    """ "1-A" in every cell."""
    cells = [cell for row in rows for cell in row if cell]
    found = [pairs(cell) for cell in cells]
    return [pair for one in found for pair in one] if all(found) else []


def is_chosen(text: str) -> bool:
    """Whether a text begins with the right letter: "Chọn B. Vì…"."""
    return _CHOSEN.fullmatch(text) is not None


def is_answers(item: Item) -> bool:
    """Whether an item is nothing but answers, three at least: then it needs no heading."""
    if isinstance(item, Line):
        return len(pairs(item.text)) > 2
    found = table_pairs(item)
    return found is None or (len(found) > 2 and all(pair.value[:1].isalpha() for pair in found))


def read(items: Sequence[Item]) -> Keys:
    """What the end of a paper says."""
    reading = _Reading()
    for item in items:
        if isinstance(item, Table):
            reading.table(item)
        elif not item.is_empty:
            reading.line(item)
    return reading.keys


class _Reading:
    """Reads answers and solutions; numbers that come again begin another part."""

    def __init__(self) -> None:
        self.keys = Keys()
        self._part = 0
        self._used: set[int] = set()
        self._last: Entry | None = None

    def table(self, table: Table) -> None:
        found = table_pairs(table)
        if found is None:
            self.keys.notices.append(CODES)
        elif found:
            self._add(found)
        else:
            for line in table.lines:
                self.line(line)

    def line(self, line: Line) -> None:
        text = line.text.strip()
        if found := pairs(text):
            self._add(found)
        elif (start := words.start(text)) is not None and start.number is not None:
            self._solution(start.number, text[start.end :])
        elif words.group(text, 0)[0]:
            self._next_part()
        elif self._last is not None:
            self._more(self._last, text)

    def _add(self, found: Sequence[Pair]) -> None:
        if self._used & {pair.number for pair in found}:
            self._next_part()
        by_number: dict[int, Entry] = {}
        for pair in found:
            entry = by_number.setdefault(pair.number, Entry(self._part, pair.number))
            entry.values.append(pair.value)
            entry.why += [pair.why] if pair.why else []
        self._keep(by_number.values())
        self._last = None

    def _solution(self, number: int, text: str) -> None:
        if number in self._used:
            self._next_part()
        self._last = Entry(self._part, number)
        self._keep([self._last])
        chosen = _CHOSEN.fullmatch(text)
        if chosen:
            self._last.values.append(chosen["value"].upper().replace("VÀ", ","))
            text = chosen["rest"]
        elif _WORTH.fullmatch(text.strip().rstrip(".")):
            self._last.values.append(text.strip().rstrip("."))
            text = ""
        self._more(self._last, text.strip())

    def _more(self, entry: Entry, text: str) -> None:
        found = words.field(text)
        chosen = words.answer(text)
        if chosen or (found and found[0] == "answer"):
            entry.values.append(chosen or text[found[1] if found else 0 :].strip())
        elif rest := (text[found[1] :] if found else text).strip():
            entry.why.append(rest)

    def _keep(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            self._used.add(entry.number)
            self.keys.entries.append(entry)

    def _next_part(self) -> None:
        if self._used:
            self._part += 1
            self._used = set()
        self._last = None
