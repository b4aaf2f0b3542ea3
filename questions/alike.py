"""Short answers compared as a teacher would: spaces, case and the two ways of spelling are all one.

Vietnamese puts a tone on either vowel of some pairs (hòa, hoà) and writes y or i after a lone consonant
(kỹ, kĩ). Both are right, so neither may cost anybody a point.
"""

from __future__ import annotations

import re
import unicodedata

from questions.folding import fold, nfc

#: ngang has no sign; huyền, sắc, ngã, hỏi, nặng.
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE = re.compile(f"[{_TONES}]")
_NOT_WORDS = re.compile(r"[\W_]+")
#: A syllable that ends in y after consonants alone: kỹ, lý, quý, y; not hay, thúy.
_LONE_Y = re.compile(r"\b((?:qu|[bcdđghklmnpqrstvx])*)y(?=\b|[^\w]|$)")


def same_words(given: str, accepted: str, *, exact: bool = False) -> bool:
    """Whether an answer says what is accepted; with ``exact`` the diacritics must be right, too."""
    wanted = _form(accepted, exact)
    return bool(wanted) and _form(given, exact) == wanted


def _form(text: str, exact: bool) -> str:
    if not exact:
        return _LONE_Y.sub(r"\1i", fold(text)) or _signs(text)
    words = _NOT_WORDS.sub(" ", nfc(text).casefold()).split()
    return " ".join(map(_word, words)) or _signs(text)


def _signs(text: str) -> str:
    """An answer of signs alone, like "%", is compared as it is."""
    return "".join(nfc(text).split())


def _word(word: str) -> str:
    """A word with its tone at the end, wherever it stood: hòa and hoà are "hoà" with one sign behind."""
    taken_apart = unicodedata.normalize("NFD", word)
    tones = "".join(sorted(_TONE.findall(taken_apart)))
    letters = nfc(_TONE.sub("", taken_apart))
    return _LONE_Y.sub(r"\1i", letters) + tones
