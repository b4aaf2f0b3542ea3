"""GIFT, Moodle's text format: blocks between empty lines, the answers in braces within the text.

Kinds are told by the signs inside the braces: ~ and = options, = alone short answers, -> pairs, # numbers,
T or F a sentence, nothing at all an open question. `%50%` before an answer is what it earns, `#` begins a
remark on it, `####` the explanation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from questions.folding import nfc, tidy
from questions.formats import html_text, noting, weighing
from questions.formats.drafts import Draft, option_part
from questions.formats.gift_signs import FORM, hide, show
from questions.formats.judging import MOST_QUESTIONS, judge
from questions.formats.model import Problem, Report, Severity

_TITLE = re.compile(r"::.*?::", re.DOTALL)
_WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d*)?)%")
_TRUTH = re.compile(r"(TRUE|T|FALSE|F)\s*(?=#|$)", re.IGNORECASE)
_TAG = re.compile(r"\[tag:((?:\\\]|[^\[\]])+)\]")
_RANGE = re.compile(r"(.+?)\.\.(.+)", re.DOTALL)
_ANSWERS = re.compile(r"\{\s*(?:[=~#}]|(?:TRUE|T|FALSE|F)\s*[#}])", re.IGNORECASE)
BLANK = "_____"
#: More lines than that have no answers between their braces.
MOST_LINES = 200

#: Ten times what a person reads; a file of nothing but signs has a million.
MOST_ANSWERS = 300

_Weighed = tuple[str, Decimal, str]

UNCLOSED = "Câu này thiếu dấu } ở cuối phần đáp án."
TWICE = "Đoạn này có hai phần đáp án trong ngoặc { }. Thêm một dòng trống giữa hai câu hỏi."
MANY = f"Câu này có hơn {MOST_ANSWERS} đáp án, hãy bỏ bớt."
REMARKS = "Lời nhận xét riêng cho từng phương án không vào được."
RANGES = "Tệp gốc có nhiều khoảng số, máy lấy khoảng được trọn điểm."
NO_ANSWERS = "{} đoạn không có phần đáp án trong ngoặc {{ }} được bỏ qua, đoạn đầu ở dòng {}."


def looks_like(text: str) -> bool:
    """Whether a text has answers in braces."""
    return _ANSWERS.search(hide(text)) is not None


@dataclass
class _Block:
    line: int
    lines: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def is_open(self) -> bool:
        return "{" in self.text and "}" not in self.text.partition("{")[2]


def parse(text: str, on: date | None = None) -> Report:
    """The questions of a GIFT text, with the problems of each."""
    blocks = list(_whole(_blocks(nfc(text))))
    asked = [block for block in blocks if "{" in block.text]
    rest = [block for block in blocks if "{" not in block.text]
    said = NO_ANSWERS.format(len(rest), rest[0].line) if rest else ""
    general = [Problem(rest[0].line, Severity.WARNING, said)] if rest else []
    return judge([_draft(block) for block in asked[: MOST_QUESTIONS + 1]], general, on)


def _blocks(text: str) -> Iterator[_Block]:
    block = _Block(1)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines, start=1):
        if line.lstrip().startswith("//"):
            block.tags += [tag.replace("\\]", "]") for tag in _TAG.findall(line)]
        elif line.strip() and not line.startswith("$CATEGORY:"):
            block.line = block.line if block.lines else number
            block.lines.append(hide(line.strip()))
        elif block.lines:
            yield block
            block = _Block(number)
    if block.lines:
        yield block


def _whole(blocks: Iterable[_Block]) -> Iterator[_Block]:
    """Blocks whose answers have an empty line between them are put together again."""
    waiting: _Block | None = None
    for block in blocks:
        if waiting and ("{" in block.text or block.tags or len(waiting.lines) > MOST_LINES):
            # Another question begins, so this one was never closed.
            yield waiting
            waiting = None
        if waiting:
            waiting.lines += block.lines
        else:
            waiting = block
        if not waiting.is_open:
            yield waiting
            waiting = None
    if waiting:
        yield waiting


def _draft(block: _Block) -> Draft:
    draft = Draft(block.line)
    noting.read_tags(draft, block.tags)
    title = _TITLE.match(block.text)
    before, _, rest = block.text[title.end() if title else 0 :].partition("{")
    inside, closed, after = rest.partition("}")
    form, before = _form(before.strip(), "moodle")
    whole = f"{before.rstrip()} {BLANK}{after}" if after.strip() else before
    draft.text = _plain(draft, "text", whole, form)
    if not closed or "{" in after:
        # Of two answers in one text nobody knows whose the first is.
        draft.fault = UNCLOSED if not closed else TWICE
        return draft
    answers, _, why = inside.partition("####")
    _answers(draft, answers.strip(), form)
    if why.strip():
        draft.explanation = _plain(draft, "explanation", why, form)
    noting.read_why(draft, draft.explanation)
    return draft


def _form(text: str, usual: str) -> tuple[str, str]:
    """How a piece of text is written, and the piece."""
    match = FORM.match(text)
    return (match[1], text[match.end() :].strip()) if match else (usual, text)


def _plain(draft: Draft, part: str, hidden: str, form: str) -> str:
    form, hidden = _form(hidden.strip(), form)
    text = show(hidden)
    if form in ("plain", "markdown"):
        return tidy(text)
    found = html_text.plain(text) if form == "html" else html_text.loose(text)
    noting.doubt(draft, part, found.lost)
    return found.text


def _answers(draft: Draft, inside: str, form: str) -> None:
    if inside.count("=") + inside.count("~") > MOST_ANSWERS:
        draft.fault = MANY
    elif not inside:
        weighing.write_freely(draft)
    elif inside.startswith("#"):
        _numbers(draft, inside[1:].strip())
    elif match := _TRUTH.match(inside):
        weighing.truth(draft, is_true=match[1][0] in "Tt")
        remarks = [one for one in inside[match.end() :].split("#") if one.strip()]
        draft.explanation = "\n".join(_plain(draft, "explanation", one, form) for one in remarks[-1:])
    elif "~" in inside:
        _options(draft, inside, form)
    elif "->" in inside:
        sides = [one.partition("->") for one in inside.split("=") if one.strip()]
        weighing.pair(draft, [(_plain(draft, "text", a, form), tidy(show(b))) for a, _, b in sides])
    else:
        found = [_weighed(one, None, weighing.WHOLE) for one in inside.split("=") if one.strip()]
        weighing.accept(draft, [(show(_form(text, form)[1]), weight) for text, weight, _ in found])
        _remark(draft, found, form)


def _options(draft: Draft, inside: str, form: str) -> None:
    parts = re.findall(r"([=~])([^=~]*)", inside)
    found = [_weighed(text, weighing.WHOLE if sign == "=" else None) for sign, text in parts]
    options = [
        (_plain(draft, option_part(place), text, form), weight)
        for place, (text, weight, _) in enumerate(found)
    ]
    weighing.choose(draft, options, single=any(sign == "=" for sign, _ in parts))
    _remark(draft, found, form)


def _weighed(text: str, fixed: Decimal | None, usual: Decimal = Decimal(0)) -> _Weighed:
    """An answer, what it earns in hundredths, and the remark on it; a fixed share is not looked for."""
    answer, _, remark = text.partition("#")
    if fixed is not None:
        return answer.strip(), fixed, remark.strip()
    match = _WEIGHT.match(answer.strip())
    if match is None:
        return answer.strip(), usual, remark.strip()
    return answer.strip()[match.end() :].strip(), Decimal(match[1]), remark.strip()


def _remark(draft: Draft, found: list[_Weighed], form: str) -> None:
    """The remark on what is right explains it; those on the others have no place."""
    said = [remark for _, weight, remark in found if remark and weight > 0]
    draft.explanation = "\n".join(_plain(draft, "explanation", one, form) for one in said)
    if any(remark for _, weight, remark in found if weight <= 0):
        noting.doubt(draft, "explanation", REMARKS)


def _numbers(draft: Draft, inside: str) -> None:
    pieces = [one for one in inside.split("=") if one.strip()] or [""]
    found = [_weighed(one, None, weighing.WHOLE) for one in pieces]
    best = max(found, key=lambda one: one[1])
    if len(found) > 1:
        noting.doubt(draft, "answer", RANGES)
    answer = show(best[0])
    limits = _RANGE.fullmatch(answer)
    low, high = (weighing.decimal(one) for one in limits.groups()) if limits else (None, None)
    if low is not None and high is not None:
        weighing.count(draft, str((low + high) / 2), str(abs(high - low) / 2))
    else:
        value, _, margin = answer.partition(":")
        weighing.count(draft, value, margin)
    draft.explanation = _plain(draft, "explanation", best[2], "moodle") if best[2] else ""
