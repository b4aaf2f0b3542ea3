"""A test-side writer: sound questions as a Word file in any of the styles that authors have.

It writes descriptions (see `building`): how questions are numbered, how options are laid out, what marks
the right one. Whatever the style, reading must give the same questions back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from questions.formats.answers import letter
from questions.formats.model import ParsedQuestion
from tests.questions.formats.word.building import word

#: How a question begins; `@1` is numbered by Word itself.
HEADS = (
    "Câu {}: ", "Câu {}. ", "Câu hỏi {}. ", "CÂU {} ", "Bài {}: ", "Question {}. ", "Cau {}: ",
    "<b>Câu {}.</b> ", "Câu␣{}␣: ", "{}. ", "{}) ", "{}- ", "@1 ",
)  # fmt: skip
#: How an option begins; `@1.1` is lettered by Word itself, "" not at all.
LETTERS = ("A. ", "A) ", "A: ", "A- ", "a) ", "(A) ", "<b>A.</b> ", "A.␣", "@1.1 ", "@2 ")
#: What stands between options: one a line, soft returns, side by side.
LAYOUTS = ("lines", "soft", "tabs", "wide", "pairs", "table", "grid")
#: What marks the right one.
MARKS = (
    "bold", "underline", "letter", "red", "blue", "highlight", "strong", "star", "behind", "said",
    "line", "chosen", "end", "end table", "end column", "bold and end",
)  # fmt: skip
_LOOKS = {
    "bold": "<b>{}</b>", "underline": "<u>{}</u>", "red": "<red>{}</red>", "blue": "<c=0070C0>{}</c>",
    "highlight": "<hl>{}</hl>", "strong": "<s=Strong>{}</s>", "bold and end": "<b>{}</b>",
}  # fmt: skip


@dataclass(frozen=True)
class Style:
    """How one author writes."""

    head: str = HEADS[0]
    letter: str = LETTERS[0]
    layout: str = "lines"
    mark: str = "bold"
    groups: bool = False

    @property
    def is_sound(self) -> bool:
        """Whether Word can be told to write so: automatic letters need a paragraph of their own."""
        if self.letter.startswith("@") and (self.layout not in ("lines", "table") or self.mark == "letter"):
            return False
        if self.letter == "@1.1" and self.head != "@1 ":
            return False
        # A bold letter everywhere and a bold letter as the mark cannot be told apart by anybody.
        return not (self.letter == "@1.1 " and self.head != "@1 ")


def file(questions: Sequence[ParsedQuestion], style: Style) -> bytes:
    """The questions as this author writes them."""
    return word(description(questions, style))


def description(questions: Sequence[ParsedQuestion], style: Style) -> str:
    """The same as a description."""
    made = ["center: <b>BỘ CÂU HỎI</b>", "Dùng cho cuộc thi tìm hiểu"]
    for number, question in enumerate(questions, start=1):
        if style.groups and number in (1, 2):
            made.append(f"PHẦN {'I' * number}. TRẮC NGHIỆM")
        made.append(f"{style.head.format(number)}{question.text}")
        made += _laid_out([_option(question, place, style) for place in range(len(question.options))], style)
        made += _below(question, style)
    return "\n".join([*made, *_end(questions, style)])


def _option(question: ParsedQuestion, place: int, style: Style) -> str:
    marker, words = _marker(style.letter, place), question.options[place]
    if place not in question.right:
        return marker + words
    match style.mark:
        case "letter":
            return f"<u>{marker.strip()}</u> {words}"
        case "star":
            at = marker.find(" ") + 1 if marker.startswith("@") else 0
            return f"{marker[:at]}*{marker[at:]}{words}"
        case "behind":
            return f"{marker}{words} (*)"
        case "said":
            return f"{marker}{words} (đúng)"
        case look if look in _LOOKS and marker.startswith(("@", "<")):
            return marker + _LOOKS[look].format(words)
        case look if look in _LOOKS:
            return _LOOKS[look].format(marker + words)
        case _:
            return marker + words


def _marker(pattern: str, place: int) -> str:
    if pattern.startswith("@"):
        return pattern
    return pattern.replace("A", letter(place)).replace("a)", f"{letter(place).lower()})")


def _laid_out(options: Sequence[str], style: Style) -> list[str]:
    match style.layout:
        case "soft":
            return ["⏎".join(options)]
        case "tabs":
            return ["→".join(options)]
        case "wide":
            return ["    ".join(options)]
        case "pairs":
            return ["→→".join(options[place : place + 2]) for place in range(0, len(options), 2)]
        case "table":
            return [f"| {' | '.join(options)} |"]
        case "grid":
            return [f"| {' | '.join(options[at : at + 2])} |" for at in range(0, len(options), 2)]
        case _:
            return list(options)


def _below(question: ParsedQuestion, style: Style) -> list[str]:
    right = ", ".join(letter(place) for place in question.right)
    said = {"line": [f"Đáp án: {right}"], "chosen": [f"=> Chọn đáp án {right}."]}.get(style.mark, [])
    if question.explanation:
        said.append(f"Giải thích: {question.explanation}")
    if question.basis:
        said.append(f"Căn cứ: {question.basis}")
    return said


def _end(questions: Sequence[ParsedQuestion], style: Style) -> list[str]:
    keys = [(str(number), letter(one.right[0])) for number, one in enumerate(questions, start=1)]
    rows = ["center: ---- HẾT ----", "ĐÁP ÁN"]
    match style.mark:
        case "end" | "bold and end":
            return [*rows, *(f"{number}-{key}" for number, key in keys)]
        case "end table":
            return [
                *rows,
                f"| Câu | {' | '.join(n for n, _ in keys)} |",
                f"| ĐA | {' | '.join(k for _, k in keys)} |",
            ]
        case "end column":
            return [*rows, "| Câu | Đáp án |", *(f"| {number} | {key} |" for number, key in keys)]
        case _:
            return []
