"""Options without what authors add to them: stars, "(đúng)", bullets, the law in brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from questions.formats.word import words
from questions.formats.word.blocks import Block, Option
from questions.formats.word.lines import Line, Piece, cut, text_of

_STARRED_END = re.compile(
    rf"\s*(?:[(\[]\s*[{words.STARS}]\s*[)\]]|(?<![\d*])\s*[{words.STARS}])\s*[.;]?\s*\Z"
)
_STARRED_HEAD = re.compile(rf"\s*(?:[(\[]\s*[{words.STARS}]\s*[)\]]|[{words.STARS}])\s*(?=\S)")
_BOXED = re.compile(rf"\s*[{words.BOXES}]\s*(?=\S)")
_RIGHT = r"(?:đúng|đáp án(?:\s+đúng)?|phương án đúng|đ\.?a|true|correct|right answer)"
_SAID = re.compile(rf"\s*[(\[]\s*{_RIGHT}\s*[)\]]\s*[.;]?\s*\Z", re.IGNORECASE)
_DENIED = re.compile(r"\s*[(\[]\s*(?:sai|false|wrong)\s*[)\]]\s*[.;]?\s*\Z", re.IGNORECASE)
_BULLET = re.compile(r"\s*[-+•–—●○▪·*]\s+(?=\S)")
_COUNTED = re.compile(r"\s*(\d)\s?[.)]\s+(?=\S)")
_STEM = ("?", ":", "…", "...")
#: So many paragraphs are options at most.
_MOST = 8


def listed(block: Block) -> None:
    """Paragraphs behind a question without letters become its options, as lists of offices have them."""
    paragraphs = _behind_stem(block)
    if not 2 <= len(paragraphs) <= _MOST:
        return
    at = block.head.index(paragraphs[0])
    found: list[list[Line]] = []
    for line in block.head[at:]:
        if line in paragraphs or not found:
            found.append([line])
        else:
            found[-1].append(line)
    block.options = _without_bullets([Option([], _joined(lines)) for lines in found])
    del block.head[at:]


def _behind_stem(block: Block) -> list[Line]:
    """The paragraphs behind the last line that asks; two at least stay behind it."""
    paragraphs = block.paragraphs
    asking = [place for place, line in enumerate(paragraphs[:-2]) if line.text.rstrip().endswith(_STEM)]
    return paragraphs[asking[-1] + 1 :] if asking else paragraphs


def _joined(lines: Sequence[Line]) -> list[Piece]:
    return [piece for line in lines for piece in (*line.pieces, Piece("\n"))][:-1]


def _without_bullets(options: list[Option]) -> list[Option]:
    counts = [_COUNTED.match(option.text) for option in options]
    heads = [_BULLET.match(option.text) for option in options]
    if all(match and match[1] == str(place) for place, match in enumerate(counts, start=1)):
        heads = counts
    # One star among dashes is a mark; stars in front of all of them are bullets.
    if not all(heads):
        return options
    return [
        Option([], cut(option.words, match.end()), "*" in match[0] and not _all_stars(heads))
        for option, match in zip(options, heads, strict=True)
        if match
    ]


def _all_stars(heads: Sequence[re.Match[str] | None]) -> bool:
    return all(match is not None and "*" in match[0] for match in heads)


def without_marks(options: Sequence[Option]) -> tuple[list[Option], frozenset[int]]:
    """The options without stars and "(đúng)", and the places that had the latter."""
    said = frozenset(place for place, option in enumerate(options) if _SAID.search(option.text))
    cleaned = [_cleaned(option, is_judged=bool(said)) for option in options]
    return cleaned, said


def _cleaned(option: Option, is_judged: bool) -> Option:
    pieces, starred = option.words, option.is_starred
    for pattern in (_SAID, _DENIED) if is_judged else ():
        pieces = _without_end(pieces, pattern)[0]
    pieces, at_end = _without_end(pieces, _STARRED_END)
    text = text_of(pieces)
    head = _STARRED_HEAD.match(text)
    if gone := head or _BOXED.match(text):
        pieces = cut(pieces, gone.end())
    return Option(option.marker, pieces, starred or at_end or head is not None)


def _without_end(pieces: list[Piece], pattern: re.Pattern[str]) -> tuple[list[Piece], bool]:
    match = pattern.search(text_of(pieces))
    if match is None or not match.start():
        return pieces, False
    return cut(pieces, 0, match.start()), True


def answers(block: Block) -> None:
    """The answer in brackets behind the question, where nobody may read it, becomes an answer line."""
    at, value = words.without_answer(block.head[-1].text) if block.head else (0, "")
    if value:
        block.head[-1].pieces = block.head[-1].part(0, at)
        block.fields["answer"] = [*block.fields.get("answer", ()), value]


def citations(block: Block) -> None:
    """The law in brackets behind the question, its answer or one option becomes its basis."""
    found: list[str] = []
    if block.head:
        last = block.head[-1]
        at, cited = words.without_citation(last.text)
        if cited:
            last.pieces = last.part(0, at)
            found.append(cited)
    cited_by = [(option, *words.without_citation(option.text)) for option in block.options]
    cited_by = [one for one in cited_by if one[2]]
    # Several options that name a law each are told apart by it.
    if len(cited_by) == 1:
        option, at, cited = cited_by[0]
        option.words = cut(option.words, 0, at)
        found.append(cited)
    for place, answer in enumerate(block.fields.get("answer", ())):
        at, cited = words.without_citation(answer)
        if cited:
            block.fields["answer"][place] = answer[:at].strip()
            found.append(cited)
    if found:
        there = block.fields.setdefault("basis", [])
        there += [cited for cited in found if cited not in there]
