"""Random sound questions of every kind, full of what tries to break readers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import assert_never

from hypothesis import strategies as st

from questions import taxonomy
from questions.alike import same_words
from questions.audiences import Audience, ordered
from questions.folding import fold, tidy
from questions.formats.model import ParsedQuestion
from questions.formats.words import ACCEPTED_BAR, PAIR_SIGN
from questions.kinds import Kind, Level

HARD = st.sampled_from(
    [
        *("A. B", "*A. x", "Câu 1: x", "Câu hỏi: y", "Đáp án: A", "ANSWER: B", "A) x", "=1+1", "#N/A"),
        *("# x", "'a", "'=x", "''@x", "1/2", "-5", "-5,5 ha", "@x", "+84", "a;b", 'a"b', "a\tb", "sep=;"),
        *("Đúng", "Sai", "S", "x\ny", "x\nGiải thích: y", "Căn cứ: z", ">Căn cứ: z", "x\nCăn cứ: y\nz"),
        *("{=a ~b}", "%50% x", "%100%x", "::t:: x", "// x", "$CATEGORY: x", "a -> b", "[html]<b>x</b>"),
        *("\\n", "a\\", "\\:=", "{", "}", "####x", "~", "=", "*", "a*b", "\\*", "<b>x</b>", "&amp;", "&lt"),
        *(
            "a < b > c",
            "]]>",
            "<![CDATA[x]]>",
            "_____",
            "Là _____",
            "- x",
            "x²",
            "<br>",
            "a & b",
            "Mức độ: dễ",
        ),
        *("http://a.b", "TRUE", "1.0", "Loại: số", "(a) b", "T", "“x”", "\U0001f600", "a | b"),
    ]
)
TEXT = (HARD | st.text(max_size=40)).map(tidy).filter(fold)
LOOSE = TEXT | st.just("")
#: What may be accepted or stand on the left of a pair in any of our own formats.
ACCEPTED = TEXT.map(lambda text: tidy(text.replace("\n", " ").replace(ACCEPTED_BAR, " "))).filter(fold)
LEFT = TEXT.filter(lambda text: PAIR_SIGN not in text)
COMMON = {
    "text": TEXT,
    "explanation": LOOSE,
    "basis": LOOSE,
    "unit": LOOSE,
    "topics": st.lists(st.sampled_from(sorted(taxonomy.BY_SLUG)), unique=True, max_size=3).map(tuple),
    "level": st.sampled_from(Level),
    "points": st.integers(min_value=0, max_value=999_999),
    "audiences": st.sets(st.sampled_from(Audience)).map(ordered),
    "valid_until": st.none() | st.dates(min_value=date(1900, 1, 1)),
}
FIGURES = st.decimals(min_value=-(10**8), max_value=10**8, places=6).map(lambda value: value.normalize() + 0)


def _distinct(
    draw: st.DrawFn, texts: st.SearchStrategy[str], most: int = 6, least: int = 2
) -> tuple[str, ...]:
    return tuple(draw(st.lists(texts, min_size=least, max_size=most, unique=True)))


@st.composite
def questions(draw: st.DrawFn) -> ParsedQuestion:
    """Any sound question."""
    kind: Kind = draw(st.sampled_from(Kind))
    plain = draw(st.builds(ParsedQuestion, kind=st.just(kind), **COMMON))
    match kind:
        case Kind.prediction | Kind.suggestion:
            return plain
        case Kind.number:
            margin = draw(st.just(Decimal(0)) | FIGURES.map(abs))
            return replace(plain, number=draw(FIGURES), tolerance=margin)
        case Kind.short:
            return _short(draw, plain)
        case Kind.true_false:
            return replace(plain, options=("Đúng", "Sai"), right=(draw(st.integers(0, 1)),))
        case Kind.matching:
            lefts = _distinct(draw, LEFT, 4)
            rights = _distinct(draw, TEXT, len(lefts) + 2, len(lefts))
            return replace(plain, options=lefts, targets=rights, in_parts=draw(st.booleans()))
        case Kind.ordering:
            return replace(plain, options=_distinct(draw, TEXT), in_parts=draw(st.booleans()))
        case Kind.one | Kind.several | Kind.statements:
            return _marked(draw, plain)
        case _:
            assert_never(kind)


def _short(draw: st.DrawFn, plain: ParsedQuestion) -> ParsedQuestion:
    exact = draw(st.booleans())
    found: list[str] = []
    for text in _distinct(draw, ACCEPTED, 3, 1):
        if not any(same_words(text, other, exact=exact) for other in found):
            found.append(text)
    return replace(plain, accepted=tuple(found), exact=exact)


def _marked(draw: st.DrawFn, plain: ParsedQuestion) -> ParsedQuestion:
    options = _distinct(draw, TEXT)
    places = st.integers(min_value=0, max_value=len(options) - 1)
    least = 0 if plain.kind is Kind.statements else 1
    right = draw(st.sets(places, min_size=least, max_size=1 if plain.kind is Kind.one else None))
    in_parts = plain.kind is not Kind.one and draw(st.booleans())
    return replace(plain, options=options, right=tuple(sorted(right)), in_parts=in_parts)
