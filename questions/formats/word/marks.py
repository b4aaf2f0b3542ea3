"""Which options of a question stand out, and by what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TypeAlias

from questions.formats.word.blocks import Option
from questions.formats.word.lines import Piece
from questions.formats.word.looks import Look


class Mark(StrEnum):
    """How authors say which option is right; the values are what messages call it."""

    STAR = "dấu *"
    SAID = "chữ “(đúng)”"
    BOLD = "chữ đậm"
    BOLD_LETTER = "chữ cái đậm"
    UNDERLINE = "gạch chân"
    ITALIC = "chữ nghiêng"
    COLOUR = "màu chữ"
    SHADE = "tô nền"
    LINE = "dòng đáp án"
    TABLE = "phần đáp án cuối bài"


Places: TypeAlias = frozenset[int]
Evidence: TypeAlias = tuple[tuple[Mark, Places], ...]

#: An option is bold when this share of its letters is; a single bold word is only stress.
_SHARE = 0.75
_NONE: Places = frozenset()


def evidence(options: Sequence[Option], said: Places) -> Evidence:
    """What the options themselves tell. What marks all of them marks none."""
    stars = frozenset(place for place, option in enumerate(options) if option.is_starred)
    found = [(Mark.STAR, _partial(stars, len(options))), (Mark.SAID, _partial(said, len(options)))]
    for mark, of in _FLAGS.items():
        found.append((mark, _standing_out(options, of)))
    if not dict(found)[Mark.BOLD]:
        found.append((Mark.BOLD_LETTER, _flagged([_share(option.marker, _bold) for option in options])))
    return tuple((mark, places) for mark, places in found if places)


def _standing_out(options: Sequence[Option], of: Callable[[Look], bool | str]) -> Places:
    """Those whose words look otherwise; where no words do, those whose letter does."""
    by_words = _flagged([_share(option.words, of) for option in options])
    if of is _bold:
        return by_words
    by_letter = _flagged([_share(option.marker, of) for option in options])
    if not by_words:
        return by_letter
    return by_words | by_letter if len(by_words) == len(by_letter) == 1 else by_words


def _flagged(values: Sequence[bool | str]) -> Places:
    """The places that a look marks, if not all; of several colours the one that differs, or the red one."""
    marked = frozenset(place for place, value in enumerate(values) if value)
    if len(marked) < 2:
        return marked if len(values) > 1 else _NONE
    red = frozenset(place for place in marked if _is_red(values[place]))
    if len(marked) < len(values):
        return red if len(red) == 1 else marked
    counts = Counter(values)
    if len(counts) == 1:
        return _NONE
    rarest, count = counts.most_common()[-1]
    if len(counts) == 2 and count == 1 and len(values) > 2:
        return frozenset({list(values).index(rarest)})
    return red if len(red) == 1 else _NONE


def _partial(places: Places, count: int) -> Places:
    return places if len(places) < count else _NONE


def _share(pieces: Sequence[Piece], of: Callable[[Look], bool | str]) -> bool | str:
    """What most of the letters look like; False when they differ too much."""
    if len(pieces) == 1:
        return of(pieces[0].look) if pieces[0].text.strip() else False
    counts: Counter[bool | str] = Counter()
    for piece in pieces:
        counts[of(piece.look)] += sum(map(str.isalnum, piece.text))
    total = sum(counts.values())
    if not total:
        # An option may be a sign alone, as "+".
        counts = Counter(of(piece.look) for piece in pieces if piece.text.strip())
        total = sum(counts.values())
    value, count = counts.most_common(1)[0] if counts else (False, 0)
    return value if total and count >= _SHARE * total else False


def _is_red(colour: bool | str) -> bool:
    if not isinstance(colour, str) or len(colour) != 6:
        return colour == "red"
    try:
        red, green, blue = (int(colour[place : place + 2], 16) for place in (0, 2, 4))
    except ValueError:
        return False
    return red >= 0xC0 and green <= 0x60 and blue <= 0x60


def _bold(look: Look) -> bool:
    return look.bold


_FLAGS: dict[Mark, Callable[[Look], bool | str]] = {
    Mark.BOLD: _bold,
    Mark.UNDERLINE: lambda look: look.underline,
    Mark.ITALIC: lambda look: look.italic,
    Mark.COLOUR: lambda look: look.colour,
    Mark.SHADE: lambda look: look.shade,
}
