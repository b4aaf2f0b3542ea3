"""Our own plain text format: one question a block, right options starred, good to read in a diff.

    Câu hỏi: Ngày Chuyển đổi số quốc gia là ngày nào?
    Chủ đề: tag-ngay-cds
    Mức độ: nhận biết
    A. 10/8
    *B. 10/10
    Giải thích: Quyết định 505/QĐ-TTg chọn ngày 10/10 hằng năm.
    Căn cứ: Quyết định số 505/QĐ-TTg ngày 22/4/2022

`Loại:` names another kind; `Đáp án:` gives the right answer where no star can: Đúng or Sai, a number, the
accepted short answers with | between them, Đ or S for each statement. What is to be put in order stands in
its right order; a pair is `A. left => right`, and `=> right` belongs to nothing.
A line that begins with a space goes on with the line above; one that begins with # is a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from questions.audiences import write_audiences
from questions.folding import fold, nfc
from questions.formats.answers import letter
from questions.formats.drafts import Draft
from questions.formats.judging import judge
from questions.formats.legacy import modern
from questions.formats.model import ParsedQuestion, Problem, Report, Severity, failure
from questions.formats.saying import write_answer, write_options, write_scoring
from questions.formats.words import KIND_NAMES, LEVEL_NAMES, TRUTH_NAMES, write_points
from questions.kinds import Kind
from questions.numbers import written

HEADER = "# Ngân hàng câu hỏi hoithi, mỗi câu một khối, dấu * đứng trước phương án đúng."

_START = re.compile(r"(?:c[âa]u(?:\s+h[ỏo]i)?|question)\s*(?:\d+\s*[:.)]|:)\s*(.*)", re.IGNORECASE)
_OPTION = re.compile(r"(\*?)\s*([A-Za-z])(\*?)[.)]\s*(.*)")
_FIELD = re.compile(r"([^\W\d_][^:]{0,24}?)\s*:\s*(.*)")
_FIELDS = {
    "loai": "kind",
    "loai cau hoi": "kind",
    "dap an": "answer",
    "dap an dung": "answer",
    "chu de": "topics",
    "doi tuong": "audiences",
    "danh cho": "audiences",
    "muc do": "level",
    "diem": "points",
    "don vi": "unit",
    "cach cham": "scoring",
    "sai so": "tolerance",
    "hieu luc den": "valid_until",
    "giai thich": "explanation",
    "loi giai": "explanation",
    "can cu": "basis",
    "can cu phap ly": "basis",
}


#: What a file without any question is told, and the least of a block.
SHAPELESS = (
    "Tệp văn bản này không có dòng nào bắt đầu bằng “Câu hỏi:”. Mỗi câu là một khối: dòng “Câu hỏi: …”, "
    "rồi mỗi phương án một dòng “A. …”, “B. …”, dấu * đứng trước phương án đúng: “*B. …”"
)
EXAMPLE = """\
Câu hỏi: Ngày Chuyển đổi số quốc gia là ngày nào?
A. 10/8
*B. 10/10
Giải thích: Quyết định 505/QĐ-TTg chọn ngày 10/10.
"""


class _Reader:
    """Puts lines where they belong; knows what the last one was part of."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.stray: list[int] = []
        self._parts: list[str] = []
        self._place: str | int = ""

    def take(self, number: int, raw: str) -> None:
        """Read one line of the file."""
        line = raw.strip()
        if not line or raw.startswith("#"):
            return
        goes_on = raw[0].isspace()
        if not goes_on and (start := _START.fullmatch(line)):
            self.finish()
            self.drafts.append(Draft(number))
            self._open("text", start[1])
        elif not self.drafts:
            self.stray.append(number)
        elif goes_on or not (self._option(line) or self._field(line)):
            self._parts.append(line)

    def finish(self) -> None:
        """Put the last part where it belongs."""
        if not self.drafts:
            return
        value = "\n".join(self._parts)
        if isinstance(self._place, int):
            self.drafts[-1].options[self._place] = value
        elif self._place:
            setattr(self.drafts[-1], self._place, value)
        self._place, self._parts = "", []

    def _open(self, place: str | int, value: str) -> None:
        self._place, self._parts = place, [value]

    def _option(self, line: str) -> bool:
        match = _OPTION.fullmatch(line)
        if match is None:
            return False
        self.finish()
        draft = self.drafts[-1]
        place = len(draft.options)
        if match[2].upper() != letter(place) and not draft.fault:
            draft.fault = f"Phương án {match[2].upper()} đứng sai thứ tự, đáng lẽ là {letter(place)}."
        draft.options.append("")
        if match[1] or match[3]:
            draft.marked.add(place)
        self._open(place, match[4])
        return True

    def _field(self, line: str) -> bool:
        match = _FIELD.fullmatch(line)
        name = _FIELDS.get(fold(match[1])) if match else None
        if match is None or name is None:
            return False
        self.finish()
        draft = self.drafts[-1]
        if getattr(draft, name) and not draft.fault:
            draft.fault = f"Dòng “{match[1]}” có hai lần trong một câu hỏi."
        self._open(name, match[2])
        return True


def parse(text: str, on: date | None = None) -> Report:
    """The questions of a text, with the problems of each."""
    reader = _Reader()
    plain = nfc(text).replace("\r\n", "\n").replace("\r", "\n")
    readable = modern([plain])
    for number, line in enumerate((readable[0] if readable else plain).split("\n"), start=1):
        reader.take(number, line)
    reader.finish()
    if not reader.drafts:
        return failure(SHAPELESS)
    general = [*_strays(reader), *_converted(readable is not None)]
    return judge(reader.drafts, general, on)


def _converted(was_old: bool) -> list[Problem]:
    message = "Chữ theo phông cũ đã chuyển sang Unicode. Bạn đọc lại từng câu cho chắc."
    return [Problem(1, Severity.WARNING, message)] if was_old else []


def _strays(reader: _Reader) -> list[Problem]:
    message = "Nội dung đứng trước câu hỏi đầu tiên được bỏ qua."
    return [Problem(reader.stray[0], Severity.WARNING, message)] if reader.stray else []


def write(questions: Iterable[ParsedQuestion]) -> str:
    """The text that reads back as the same questions."""
    return "\n\n".join([HEADER, *("\n".join(_block(question)) for question in questions)]) + "\n"


def _block(question: ParsedQuestion) -> list[str]:
    lines = [_line("Câu hỏi: ", question.text)]
    lines += [_line(f"{name}: ", value) for name, value in _head(question) if value]
    lines += [_option_line(question, place, text) for place, text in enumerate(write_options(question))]
    tail = (("Đáp án", _answer(question)), ("Giải thích", question.explanation), ("Căn cứ", question.basis))
    return lines + [_line(f"{name}: ", value) for name, value in tail if value]


def _head(question: ParsedQuestion) -> Sequence[tuple[str, str]]:
    day = question.valid_until
    return (
        ("Loại", "" if _goes_without_saying(question) else KIND_NAMES[question.kind]),
        ("Chủ đề", ", ".join(question.topics)),
        ("Đối tượng", write_audiences(question.audiences)),
        ("Mức độ", LEVEL_NAMES[question.level]),
        ("Điểm", "" if question.points == 100 else write_points(question.points)),
        ("Cách chấm", write_scoring(question)),
        ("Đơn vị", question.unit),
        ("Sai số", written(question.tolerance) if question.tolerance else ""),
        ("Hiệu lực đến", f"{day:%d/%m}/{day.year:04}" if day else ""),
    )


def _goes_without_saying(question: ParsedQuestion) -> bool:
    # Two options Đúng and Sai would be read as a true/false question.
    truths = {fold(option) for option in question.options} == set(map(fold, TRUTH_NAMES))
    return question.kind is Kind.one and bool(question.options) and not truths


def _option_line(question: ParsedQuestion, place: int, text: str) -> str:
    star = "*" if _starred(question) and place in question.right else ""
    return _line(f"{star}{letter(place)}. ", text)


def _starred(question: ParsedQuestion) -> bool:
    """Whether stars say what is right; else the line of the answer does."""
    return question.kind in (Kind.one, Kind.several)


def _answer(question: ParsedQuestion) -> str:
    return "" if _starred(question) else write_answer(question)


def _line(before: str, value: str) -> str:
    # Lines that go on are indented, so that whatever they begin with is text.
    return before + value.replace("\n", "\n  ")
