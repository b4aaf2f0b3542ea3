"""Reading a Word file of questions: the one way in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from questions.folding import fold
from questions.formats import images, zips
from questions.formats.judging import judge
from questions.formats.model import Problem, Report, Severity, failure
from questions.formats.word import drafting, keys
from questions.formats.word.blocks import Block
from questions.formats.word.body import read_body
from questions.formats.word.dividing import Section, divide
from questions.formats.word.drafting import Known
from questions.formats.word.keys import Entry, Keys
from questions.formats.word.lines import Item, Line
from questions.formats.word.package import unpacked
from questions.formats.word.reading import Reading, style_of
from questions.formats.word.splitting import leading
from questions.formats.zips import BadArchive

SHAPELESS = (
    "Không thấy câu hỏi nào trong tệp Word này. Mỗi câu bắt đầu bằng “Câu 1:” hoặc “1.”, mỗi phương án "
    "bắt đầu bằng “A.”, “B.”; phương án đúng in đậm, gạch chân, tô màu, hoặc ghi “Đáp án: B” ở dưới câu."
)
_UNMARKED = (
    "Tệp không đánh dấu đáp án đúng ở câu nào. Bạn chọn ở từng câu bên dưới, hoặc in đậm, gạch chân "
    "phương án đúng trong tệp Word rồi tải lên lại."
)
_PARTS = (
    "Bảng đáp án cuối bài không khớp với cách đánh số câu theo từng phần nên máy không dùng. "
    "Bạn chọn đáp án đúng."
)
_HIDDEN = (
    "Tệp có chữ ẩn, ví dụ “{}”, máy không đọc. Nếu cần chữ đó: trong Word chọn hết (Ctrl+A), mở Font, "
    "bỏ dấu ở ô Hidden rồi tải lên lại."
)
_STRANGERS = "Phần đáp án cuối bài có câu {} nhưng đề không có câu mang số đó."


def parse(data: bytes, on: date | None = None) -> Report:
    """The questions of a Word file and their problems; one sentence for a file that can't be read."""
    try:
        items = read_body(unpacked(data))
    except BadArchive as fault:
        return failure(str(fault))
    known, notices = _questions(items)
    if not known:
        return failure(SHAPELESS)
    found = drafting.drafts(known)
    pictures = images.taken(found, lambda names: _files(data, names))
    choices = [one for one in known if one.block.options]
    told = any(one.evidence or one.faults for one in choices)
    if len(choices) > 1 and not told and not any(said.startswith("Bảng") for said in notices):
        notices = [_UNMARKED, *notices]
    report = judge(found, [Problem(1, Severity.WARNING, said) for said in dict.fromkeys(notices)], on)
    return replace(report, pictures=pictures)


def _files(data: bytes, names: frozenset[str]) -> dict[str, bytes]:
    """The pictures of the archive; none where they can't be unpacked."""
    try:
        return zips.parts(data, names.__contains__)
    except BadArchive:
        return {}


def _questions(items: Sequence[Item]) -> tuple[list[Known], list[str]]:
    """The questions with what the ends of their papers say of them."""
    sections = divide(items)
    lines = [line for section in sections if not section.is_answers for line in _lines(section)]
    style = style_of(lines)
    if (
        not style.sign
        and not any((option := leading(line.text)) is not None and option.letter in "Aa" for line in lines)
        and not _has_tables(sections)
    ):
        return [], []
    reading = Reading(style)
    found: list[Known] = []
    notices: list[str] = []
    waiting: list[Known] = []
    for section in sections:
        if section.is_answers:
            answers = keys.read(section.items)
            notices += [*answers.notices, *_match(waiting, answers, found)]
            waiting = [] if answers.entries else waiting
            continue
        before = len(reading.paper.blocks)
        reading.read(section.items)
        new = [Known(block) for block in reading.paper.blocks[before:]]
        found += new
        waiting += new
    for one in found:
        drafting.weigh(one)
    return _once(found), [*reading.paper.notices, *_hidden(sections), *notices]


def _hidden(sections: Sequence[Section]) -> list[str]:
    """What Word doesn't show may be the answers, which teachers hide before they print."""
    found = (line.hidden for section in sections for line in _lines(section))
    words = next((text for text in found if any(map(str.isalnum, text))), "")
    return [_HIDDEN.format(words[:40])] if words else []


def _lines(section: Section) -> list[Line]:
    return [line for item in section.items for line in ([item] if isinstance(item, Line) else item.lines)]


def _has_tables(sections: Sequence[Section]) -> bool:
    return any(not isinstance(item, Line) for section in sections for item in section.items)


def _match(waiting: Sequence[Known], answers: Keys, everybody: Sequence[Known]) -> list[str]:
    """Give each question its answers by its number; groups of numbers are told apart by their order."""
    runs = _runs(waiting)
    if not answers.entries or not runs:
        return []
    if len(runs) > 1 and answers.parts % len(runs):
        return [_PARTS]
    every = _runs(everybody)
    alone = every[0] if len(every) <= 2 else {}
    strangers = []
    for entry in answers.entries:
        known = runs[entry.part % len(runs)].get(entry.number) or alone.get(entry.number)
        if known is None:
            strangers.append(str(entry.number))
        else:
            _give(known, entry)
    return [_STRANGERS.format(", ".join(dict.fromkeys(strangers[:10])))] if strangers else []


def _runs(waiting: Sequence[Known]) -> list[dict[int, Known]]:
    """The questions by their numbers; a number that was there before begins another group."""
    runs: list[dict[int, Known]] = []
    for known in waiting:
        number = known.block.number
        if number is None:
            continue
        if not runs or number in runs[-1]:
            runs.append({})
        runs[-1][number] = known
    return runs


def _give(known: Known, entry: Entry) -> None:
    known.keys += [value for value in entry.values if value]
    if entry.why:
        known.block.fields.setdefault("explanation", []).extend(entry.why)


def _once(found: Sequence[Known]) -> list[Known]:
    """A question that is repeated with its solution stays once; what both say of it is kept."""
    kept: dict[tuple[int | None, str, tuple[str, ...]], Known] = {}
    for known in found:
        block = known.block
        identity = (block.number, fold(block.text), tuple(fold(option.text) for option in block.options))
        first = kept.setdefault(identity if block.options else (None, "", (str(id(known)),)), known)
        if first is not known:
            first.more = (*first.more, *known.evidence)
            first.faults += known.faults
            _add_fields(first.block, block)
    return list(kept.values())


def _add_fields(first: Block, again: Block) -> None:
    for name, values in again.fields.items():
        first.fields.setdefault(name, values)
