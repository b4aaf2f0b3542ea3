"""Questions as Moodle XML. What it can't say is `carrying`'s affair; here everything can be said."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import assert_never

from questions.formats import noting, weighing
from questions.formats.files import Files, beside, image, name
from questions.formats.model import ParsedQuestion
from questions.formats.words import TRUTH_NAMES
from questions.formats.xml_text import HEAD, element, html, words
from questions.kinds import Kind
from questions.numbers import plain
from questions.picture import Picture

_TYPES = {
    Kind.one: "multichoice",
    Kind.several: "multichoice",
    Kind.true_false: "truefalse",
    Kind.statements: "matching",
    Kind.short: "shortanswer",
    Kind.number: "numerical",
    Kind.ordering: "ordering",
    Kind.matching: "matching",
    Kind.suggestion: "essay",
}
_LONGEST_NAME = 80


def write(questions: Iterable[ParsedQuestion], files: Files | None = None) -> bytes:
    """The bytes of a file that Moodle and our reader take."""
    listed = [_question(number, one, files or {}) for number, one in enumerate(questions, start=1)]
    return (HEAD + element("quiz", "\n", *(f"{one}\n" for one in listed)) + "\n").encode()


def _question(number: int, question: ParsedQuestion, files: Files) -> str:
    tags = [element("tag", words("text", tag)) for tag in noting.written_tags(question)]
    name = f"Câu {number}. {question.text}".replace("\n", " ")
    return element(
        "question",
        element("name", words("text", name[:_LONGEST_NAME])),
        _text("questiontext", question.text, shown=_shown(question.picture, files)),
        _text("generalfeedback", noting.written_why(question)),
        words("defaultgrade", _grade(question.points)),
        *_answers(question, files),
        *([element("tags", *tags)] if tags else []),
        type_=_TYPES[question.kind],
    )


def _grade(points: int) -> str:
    return f"{points // 100}.{points % 100:02}"


#: A picture in HTML, and the file that it shows; empty without one.
_Shown = tuple[str, str]
_NOTHING: _Shown = ("", "")


def _shown(one: Picture | None, files: Files) -> _Shown:
    if one is None or one.digest not in files:
        return _NOTHING
    content = files[one.digest]
    called = name(one, content)
    held = words("file", b64encode(content).decode(), name=called, path="/", encoding="base64")
    return f"<br/>{image(one, f'@@PLUGINFILE@@/{called}')}", held


def _text(tag: str, text: str, *more: str, shown: _Shown = _NOTHING) -> str:
    """An element with a text that is HTML in it."""
    picture, file = shown
    return element(tag, words("text", html(text) + picture), file, *more, format="html")


def _answer(text: str, share: str, *more: str, form: str = "html", shown: _Shown = _NOTHING) -> str:
    picture, file = shown
    inside = words("text", html(text) + picture if form == "html" else text)
    return element("answer", inside, file, *more, fraction=share, format=form)


def _answers(question: ParsedQuestion, files: Files) -> Sequence[str]:
    shown = [_shown(one, files) for one in beside(question)]
    match question.kind:
        case Kind.one | Kind.several:
            return _choices(question, shown)
        case Kind.true_false:
            right = ("true", "false")[question.right[0]]
            return [
                _answer(name, "100" if name == right else "0", form="plain_text")
                for name in ("true", "false")
            ]
        case Kind.statements:
            truths = [TRUTH_NAMES[place not in question.right] for place in range(len(question.options))]
            return _pairs(question.options, truths, shown)
        case Kind.matching:
            return _pairs(question.options, question.targets, shown)
        case Kind.short:
            found = [text.replace("*", "\\*") for text in question.accepted]
            return [words("usecase", "0"), *(_answer(text, "100", form="plain_text") for text in found)]
        case Kind.number:
            return _number(question)
        case Kind.ordering:
            return _ordered(question, shown)
        case Kind.suggestion:
            return [
                words("responseformat", "plain"),
                words("responserequired", "0"),
                words("attachments", "0"),
            ]
        case Kind.prediction:
            return []
        case _:
            assert_never(question.kind)


def _ordered(question: ParsedQuestion, shown: Sequence[_Shown]) -> list[str]:
    grading = "ABSOLUTE_POSITION" if question.in_parts else "ALL_OR_NOTHING"
    return [
        words("layouttype", "VERTICAL"),
        words("selecttype", "ALL"),
        words("selectcount", "0"),
        words("gradingtype", grading),
        words("showgrading", "HIDE"),
        *(_answer(text, "1", shown=one) for text, one in zip(question.options, shown, strict=True)),
    ]


def _choices(question: ParsedQuestion, shown: Sequence[_Shown]) -> list[str]:
    single = question.kind is Kind.one
    share = "100" if single else weighing.percent(len(question.right))
    wrong = "0" if single else f"-{share}"
    # What speaks of the other options has to stay below them.
    shuffles = "true" if question.content().shuffle else "false"
    options = enumerate(zip(question.options, shown, strict=True))
    return [
        words("single", "true" if single else "false"),
        words("shuffleanswers", shuffles),
        words("answernumbering", "ABCD"),
        *(
            _answer(text, share if place in question.right else wrong, shown=one)
            for place, (text, one) in options
        ),
    ]


def _pairs(lefts: Sequence[str], rights: Sequence[str], shown: Sequence[_Shown]) -> list[str]:
    pictures = [*shown, *[_NOTHING] * (len(rights) - len(lefts))]
    pairs = zip(zip_longest(lefts, rights, fillvalue=""), pictures, strict=True)
    found = [
        _text("subquestion", left, element("answer", words("text", right)), shown=one)
        for (left, right), one in pairs
    ]
    return [words("shuffleanswers", "true"), *found]


def _number(question: ParsedQuestion) -> list[str]:
    margin = words("tolerance", plain(question.tolerance))
    answer = _answer(plain(question.number or 0), "100", margin, form="plain_text")
    if not question.unit:
        return [answer, words("unitgradingtype", "0"), words("showunits", "3"), words("unitsleft", "0")]
    unit = element("unit", words("multiplier", "1"), words("unit_name", question.unit))
    # Whoever leaves the unit out loses nothing.
    shown = [words("unitgradingtype", "0"), words("showunits", "0"), words("unitsleft", "0")]
    return [answer, element("units", unit), *shown]
