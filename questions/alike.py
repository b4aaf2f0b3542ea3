"""Short answers compared as a teacher would: spaces, case and the two ways of spelling are all one.

Vietnamese puts a tone on either vowel of some pairs (hòa, hoà) and writes y or i after a lone consonant
(kỹ, kĩ). Both are right, so neither may cost anybody a point. Signs that close or part words are nothing;
those that say something (C++ and C, > and <, 50 % and 50) are not.
"""

from __future__ import annotations

import re
import unicodedata

from questions.folding import fold, nfc

#: ngang has no sign; huyền, sắc, ngã, hỏi, nặng.
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE = re.compile(f"[{_TONES}]")
_NOT_WORDS = re.compile(r"[\W_]+")
#: Signs that say something, beside those of arithmetic and money.
_SAYING = frozenset("#%&@")
#: A syllable that ends in y after consonants alone: kỹ, lý, quý, y; not hay, thúy.
_LONE_Y = re.compile(r"\b((?:qu|[bcdđghklmnpqrstvx])*)y(?=\b|[^\w]|$)")


def same_words(given: str, accepted: str, *, exact: bool = False) -> bool:
    """Whether an answer says what is accepted; with ``exact`` the diacritics must be right, too."""
    wanted = _form(accepted, exact)
    return any(wanted) and _form(given, exact) == wanted


def _form(text: str, exact: bool) -> tuple[str, str]:
    """The words, and apart from them the signs: 50 % and 50% are the same."""
    composed = nfc(text)
    signs = "".join(
        char for char in composed if char in _SAYING or unicodedata.category(char) in {"Sm", "Sc"}
    )
    if exact:
        words = " ".join(map(_word, _NOT_WORDS.sub(" ", composed.casefold()).split()))
    else:
        words = _LONE_Y.sub(r"\1i", fold(text))
    # An answer of other signs alone, like "…", is compared as it is.
    return words, signs if words or signs else "".join(composed.split())


def _word(word: str) -> str:
    """A word with its tone at the end, wherever it stood: hòa and hoà are "hoà" with one sign behind."""
    taken_apart = unicodedata.normalize("NFD", word)
    tones = "".join(sorted(_TONE.findall(taken_apart)))
    letters = nfc(_TONE.sub("", taken_apart))
    return _LONE_Y.sub(r"\1i", letters) + tones
