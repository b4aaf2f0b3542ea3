"""Moodle XML, as Moodle's question banks are exported: a `quiz` with one `question` for each question."""

from __future__ import annotations

import hashlib
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from questions.folding import tidy
from questions.formats import html_text, images, noting, weighing
from questions.formats.drafts import Draft, option_part
from questions.formats.gift import RANGES, REMARKS
from questions.formats.judging import judge
from questions.formats.model import Problem, Report, Severity
from questions.formats.words import KIND_NAMES
from questions.formats.xml_tree import Node
from questions.kinds import Kind

#: What stands between questions without asking anything.
_SILENT = {"category", "description", "random", "missingtype"}
#: What may hold files of its own.
_HOLDERS = {"questiontext", "generalfeedback", "answer", "subquestion", "feedback"}
_UNKNOWN = "Loại câu “{}” của Moodle chưa dùng được ở đây. Soạn lại thành câu khác hoặc bỏ qua."
_NAMES = {
    "cloze": "cloze (điền vào đoạn văn)",
    "ddwtos": "ddwtos (kéo từ vào đoạn văn)",
    "gapselect": "gapselect (chọn từ trong đoạn văn)",
    "ddimageortext": "ddimageortext (kéo vào hình)",
    "ddmarker": "ddmarker (đánh dấu trên hình)",
    "calculated": "calculated (tính theo công thức)",
    "calculatedsimple": "calculatedsimple (tính theo công thức)",
    "calculatedmulti": "calculatedmulti (tính theo công thức)",
}
_NOT_ASKING = "{} mục mô tả trong tệp Moodle không phải câu hỏi nên được bỏ qua."
_UNITS = "Tệp gốc có nhiều đơn vị, máy lấy đơn vị đầu tiên."
_FORMULA = "Đáp án của câu này chứa công thức hoặc ký tự đại diện, hãy ghi một số."


def read(quiz: Node, on: date | None = None) -> Report:
    """The questions of a file whose outermost element is `quiz`."""
    listed = quiz.all("question")
    asked = [node for node in listed if node.attributes.get("type") not in _SILENT]
    silent = [node for node in listed if node.attributes.get("type") in ("description", "random")]
    said = [_NOT_ASKING.format(len(silent))] if silent else []
    drafts, files = [_draft(node) for node in asked], _files(asked)
    pictures = images.taken(
        drafts, lambda names: {name: _bytes(files[name]) for name in names if name in files}
    )
    report = judge(drafts, [Problem(1, Severity.WARNING, one) for one in said], on)
    return replace(report, pictures=pictures)


def _files(asked: Sequence[Node]) -> dict[str, Node]:
    """The files of all questions by their names, which begin with what tells two of one name apart."""
    holders = (holder for node in asked for holder in node.walk() if holder.tag in _HOLDERS)
    return {_called(name, one): one for holder in holders for name, one in _within(holder).items()}


def _within(holder: Node) -> dict[str, Node]:
    """The files of an element; their names may stand with a path before them."""
    return {
        (one.attributes.get("path", "/").strip("/") + "/" + one.attributes.get("name", "")).lstrip("/"): one
        for one in holder.all("file")
    }


def _called(name: str, file: Node) -> str:
    return f"{hashlib.blake2s(file.text.encode(), digest_size=6).hexdigest()}/{name}"


def _bytes(file: Node) -> bytes:
    try:
        return b64decode(file.text, validate=False)
    except ValueError:
        return b""


def _draft(node: Node) -> Draft:
    draft = Draft(node.line)
    draft.text = _plain(draft, "text", node.first("questiontext")) or tidy(node.words("name", "text"))
    why = [_plain(draft, "explanation", node.first("generalfeedback"))]
    kind = (node.attributes.get("type") or "").strip()
    if kind not in ("truefalse", "match", "matching", "ordering"):
        why += _remarks(draft, node.all("answer"))
    noting.read_why(draft, "\n".join(one for one in why if one))
    weighing.earn(draft, node.words("defaultgrade"))
    tags = node.first("tags")
    noting.read_tags(draft, [tag.words("text") for tag in tags.all("tag")] if tags else ())
    _answers(draft, kind, node)
    return draft


def _plain(draft: Draft, part: str, node: Node | None) -> str:
    """The text of an element that has a `text` and says how it is written."""
    if node is None:
        return ""
    form = node.attributes.get("format", "html")
    text = node.words("text")
    if form == "plain_text":
        return tidy(text)
    files = _within(node)
    found = html_text.plain(text, files) if form == "html" else html_text.loose(text)
    noting.doubt(draft, part, found.lost)
    noting.show(draft, part, ((_called(name, files[name]), alt) for name, alt in found.images))
    return found.text


def _remarks(draft: Draft, answers: Sequence[Node]) -> list[str]:
    """What is said of right answers, the same once; what is said of wrong ones has no place."""
    found: list[str] = []
    for answer in answers:
        said = _plain(draft, "explanation", answer.first("feedback"))
        if said and _share(answer) > 0:
            found.append(said)
        elif said:
            noting.doubt(draft, "explanation", REMARKS)
    return list(dict.fromkeys(found))


def _share(answer: Node) -> Decimal:
    return weighing.decimal(answer.attributes.get("fraction", "0")) or Decimal(0)


def _answers(draft: Draft, kind: str, node: Node) -> None:
    answers = node.all("answer")
    match kind:
        case "multichoice":
            single = node.words("single").lower() not in ("false", "0")
            weighing.choose(draft, _options(draft, answers), single=single)
        case "multichoiceset":
            weighing.choose(draft, _options(draft, answers), single=False, whole=True)
        case "truefalse":
            right = [answer.words("text").lower() for answer in answers if _share(answer) > 0]
            weighing.truth(draft, is_true="true" in right)
        case "shortanswer":
            weighing.accept(draft, [(answer.words("text"), _share(answer)) for answer in answers])
        case "numerical":
            _number(draft, answers, node)
        case "match" | "matching":
            subs = node.all("subquestion")
            weighing.pair(
                draft,
                [
                    (_plain(draft, option_part(place), sub), tidy(sub.words("answer", "text")))
                    for place, sub in enumerate(subs)
                ],
            )
        case "ordering":
            whole = node.words("gradingtype").upper() in ("-1", "ALL_OR_NOTHING")
            items = [_plain(draft, option_part(place), answer) for place, answer in enumerate(answers)]
            weighing.put_in_order(draft, items, whole=whole)
        case "essay":
            weighing.write_freely(draft)
        case _:
            draft.kind, draft.fault = KIND_NAMES[Kind.short], _UNKNOWN.format(_NAMES.get(kind, kind[:40]))


def _options(draft: Draft, answers: Sequence[Node]) -> list[tuple[str, Decimal]]:
    return [
        (_plain(draft, option_part(place), answer), _share(answer)) for place, answer in enumerate(answers)
    ]


def _number(draft: Draft, answers: Sequence[Node], node: Node) -> None:
    best = max(answers, key=_share, default=Node(""))
    if len(answers) > 1:
        noting.doubt(draft, "answer", RANGES)
    weighing.count(draft, best.words("text"), best.words("tolerance"))
    if best.words("text") and weighing.decimal(best.words("text")) is None:
        draft.fault = _FORMULA
    units = node.first("units")
    names = [tidy(unit.words("unit_name")) for unit in units.all("unit")] if units else []
    draft.unit = names[0] if names else ""
    if len(names) > 1:
        noting.doubt(draft, "unit", _UNITS)
