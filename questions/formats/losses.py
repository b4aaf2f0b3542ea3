"""What a format can't carry of these very questions, said before they are exported."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from questions.formats.carrying import NO_KIND, NotCarried, carried
from questions.formats.docx_writer import grouped
from questions.formats.forms import Form
from questions.formats.model import ParsedQuestion
from questions.formats.words import KIND_NAMES
from questions.kinds import Kind

_LIKE_FIELDS = re.compile(r"\n[^\n:]{2,30}:")
_LIKE_MARKS = re.compile(
    r"^[*✓✔☑√]|\((?:đúng|x)\)"
    r"|[(\[][^()\[\]]*(?:luật|nghị|điều|khoản|quyết định|thông tư|\d/)[^()\[\]]*[)\]]\W*$",
    re.IGNORECASE,
)
#: The part of a loss that leaves the whole question out.
WHOLE = "question"

_MEANT_FOR = {Form.GIFT: "Moodle", Form.MOODLE: "Moodle", Form.QTI: "Phần mềm nhận tệp"}
_PARTS = {
    "text": "{} câu có xuống dòng hoặc dấu được ghi thành chữ liền một dòng.",
    "options": "Phương án của {} câu có xuống dòng hoặc dấu -> được ghi lại thành chữ liền, dấu →.",
    "targets": "Vế phải của {} câu có dấu -> được ghi thành dấu →.",
    "accepted": "Đáp án của {} câu có dấu -> được ghi thành dấu →.",
    "picture": "Hình của {} câu không được ghi.",
    "pictures": "Hình ở phương án của {} câu không được ghi.",
    "explanation": "Giải thích của {} câu không được ghi.",
    "basis": "Căn cứ pháp lý của {} câu không được ghi.",
    "topics": "Chủ đề của {} câu không được ghi.",
    "level": "Mức độ của {} câu không được ghi, đọc lại là nhận biết.",
    "points": "Số điểm của {} câu không được ghi, đọc lại là 1 điểm.",
    "unit": "Đơn vị của {} câu không được ghi.",
    "valid_until": "Ngày hết hiệu lực của {} câu không được ghi.",
    "audiences": "Đối tượng của {} câu không được ghi, đọc lại là mọi đối tượng.",
    "exact": "{} câu đòi gõ đúng dấu, tệp không ghi được điều đó.",
}
_PARTLY = "{} câu chấm đúng hết mới có điểm được ghi thành chấm từng phần."
_WHOLLY = "{} câu chấm từng phần được ghi thành đúng hết mới có điểm."
_SHARES = "{} câu đúng/sai bốn ý: {} chia đều điểm cho từng ý, không theo thang 10%, 25%, 50%, 100%."
_SPELLING = "{} câu trả lời ngắn: {} có thể đòi gõ đúng dấu, đúng cách viết."
_MARKED = "{} câu hỏi mở: {} coi là câu tự luận do giáo viên chấm điểm."
_MISREAD = (
    "{} câu có dòng như “Giải thích: …”, dấu * ở đầu, chữ (đúng) hoặc văn bản trong ngoặc ở cuối: "
    "đọc lại từ Word có thể hiểu khác. Muốn nhập lại thì dùng Excel."
)
_ORDER = "Câu được xếp lại theo từng phần, mỗi phần một loại."


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that is lost: of which questions (places, from 0), which part, and how to say it."""

    part: str
    places: tuple[int, ...]
    said: str

    @property
    def leaves_out(self) -> bool:
        """Whether these questions are not in the file at all."""
        return self.part == WHOLE


def fit(questions: Sequence[ParsedQuestion], form: Form) -> tuple[ParsedQuestion, ...]:
    """The questions that such a file holds, each as it reads back."""
    found = []
    for question in questions:
        try:
            found.append(carried(question, form))
        except NotCarried:
            continue
    return grouped(found) if form is Form.DOCX else tuple(found)


def losses(questions: Sequence[ParsedQuestion], form: Form) -> tuple[Loss, ...]:
    """What a file of this format loses, the questions that it leaves out first."""
    out: dict[str, list[int]] = {}
    parts: dict[str, list[int]] = {}
    for place, question in enumerate(questions):
        try:
            after = carried(question, form)
        except NotCarried as reason:
            out.setdefault(_why(question, str(reason)), []).append(place)
            continue
        for part in _changed(question, after, form):
            parts.setdefault(part, []).append(place)
    found = [Loss(WHOLE, tuple(places), said.format(len(places))) for said, places in out.items()]
    found += [
        Loss(part, tuple(parts[part]), _words(part, len(parts[part]), form)) for part in _ALL if part in parts
    ]
    is_moved = form is Form.DOCX and grouped(questions) != tuple(questions)
    return (*found, Loss("order", tuple(range(len(questions))), _ORDER)) if is_moved else tuple(found)


def _why(question: ParsedQuestion, reason: str) -> str:
    if reason == NO_KIND:
        return f"{{}} câu {KIND_NAMES[question.kind]} không có trong tệp, vì {reason}."
    return f"{{}} câu không có trong tệp, vì {reason}."


def _changed(before: ParsedQuestion, after: ParsedQuestion, form: Form) -> list[str]:
    found = [part for part in _PARTS if getattr(before, part) != getattr(after, part)]
    if before.in_parts != after.in_parts:
        found.append("partly" if after.in_parts else "wholly")
    if form in _MEANT_FOR and after.kind is Kind.statements and after.in_parts and len(after.options) == 4:
        found.append("shares")
    if form in _MEANT_FOR and after.kind is Kind.short:
        found.append("spelling")
    if form in _MEANT_FOR and after.kind is Kind.suggestion:
        found.append("marked")
    if form is Form.DOCX and _may_be_misread(after):
        found.append("misread")
    return found


def _may_be_misread(question: ParsedQuestion) -> bool:
    """Whether a reader of Word files takes a piece of it for a mark, a field or a legal basis."""
    asked = (question.text, *question.options, *question.targets)
    all_of_it = (*asked, question.explanation, question.basis)
    return any(map(_LIKE_MARKS.search, asked)) or any(map(_LIKE_FIELDS.search, all_of_it))


_NOTED = {
    "partly": _PARTLY,
    "wholly": _WHOLLY,
    "shares": _SHARES,
    "spelling": _SPELLING,
    "marked": _MARKED,
    "misread": _MISREAD,
}
_ALL = (*_PARTS, *_NOTED)


def _words(part: str, count: int, form: Form) -> str:
    return (_PARTS | _NOTED)[part].format(count, _MEANT_FOR.get(form, ""))
