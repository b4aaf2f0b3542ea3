"""Vietnamese names: cleaned, folded for searching, ordered as in a class list, masked for the public."""

from __future__ import annotations

import re
import unicodedata

LONGEST_NAME = 120
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
#: Combining marks of the tones in the order of a Vietnamese dictionary; no mark (ngang) is 0.
TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
#: Combining marks that make another letter: breve, circumflex, horn.
SHAPES = "\u0306\u0302\u031b"
#: Letters by Unicode's tables, nothing to the eye; with them an empty name would pass.
BLANK_LETTERS = "\u115f\u1160\u3164\uffa0\u034f"

END, GAP = "00", "05"
LETTER_CODES = {letter: f"{20 + index}" for index, letter in enumerate(ALPHABET)}
FOREIGN = "99"
LONGEST_KEY = 600
#: An Ê Đê woman's given name, with the apostrophes that people type.
_GIVEN_FIRST = re.compile("[Hh]['\u2019\u02bc\u2018].")
_DIGITS = re.compile(r"[0-9]+|[^0-9]")


def nfc(text: str) -> str:
    """Composed characters: "Unicode tổ hợp" and Mac files arrive decomposed."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Words to search by: no case, no marks, đ as d, y as i (quý and quí are one word), single spaces."""
    marked = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text).casefold())
    bare = "".join(char for char in marked if not unicodedata.combining(char))
    plain = bare.replace("đ", "d").replace("y", "i")
    return " ".join("".join(char if char.isalnum() else " " for char in plain).split())


def clean_name(raw: str) -> str:
    """A name as it is stored. Raises ValueError with a sentence for the person.

    Nothing more is asked of it: "A Thui" and "Y Bích" are whole names.
    """
    name = clean_text(raw)
    if not any(char.isalpha() for char in name):
        raise ValueError("Ghi họ và tên có dấu, ví dụ Y Thu Hằng.")
    if len(name) > LONGEST_NAME:
        raise ValueError(f"Họ và tên dài nhất {LONGEST_NAME} ký tự. Ghi ngắn lại.")
    return name


def clean_text(raw: str) -> str:
    """One line, composed characters, single spaces, nothing that can't be seen."""
    spaced = "".join(" " if char.isspace() else char for char in raw)
    return " ".join("".join(_visible(nfc(spaced))).split())


def _visible(text: str) -> list[str]:
    """Without control, bidi and zero-width characters, and without towers of marks (2 a letter is real)."""
    kept: list[str] = []
    tower = 2
    for char in text:
        if unicodedata.category(char).startswith("C") or char in BLANK_LETTERS:
            continue
        tower = tower + 1 if unicodedata.category(char).startswith("M") else 0
        if tower <= 2:
            kept.append(char)
    return kept


def mask(name: str) -> str:
    """What the public sees of a child's name: "Nguyễn Thị Ngọc" is "Nguyễn T. N."."""
    first, *rest = nfc(name).split() or [""]
    if _GIVEN_FIRST.match(first):  # "H'Hen Niê": what stands first is the given name, marked as a woman's
        first = f"{first[:2].upper()}{first[2].upper()}."
    elif not rest:
        return f"{first[:1].upper()}." if first else ""
    return " ".join([first, *(f"{word[0].upper()}." for word in rest)])


def name_sort_key(name: str) -> str:
    """Order of a class list: tên, then họ, then đệm, each compared as a whole.

    Only digits, so that every database orders it alike.
    """
    words = nfc(name).split()
    family = words[:1] if len(words) > 1 else []
    parts = (words[-1:], family, words[1:-1])
    return "".join(_part(" ".join(part)) for part in parts)[:LONGEST_KEY]


def text_sort_key(text: str) -> str:
    """Order of unit names, word by word; numbers by value, so that 9A stands before 10A."""
    return _part(nfc(text))[:LONGEST_KEY]


def _part(text: str) -> str:
    """Letters in the order of the alphabet, and after all of them the tones."""
    letters, tones = [], []
    for piece in _DIGITS.findall(" ".join(text.casefold().split())):
        code, tone = _letter(piece)
        letters.append(code)
        tones.append(tone)
    return "".join([*letters, END, *tones])


def _letter(piece: str) -> tuple[str, str]:
    """The code of a letter or of a whole number, and the tone on it. Punctuation has neither."""
    if piece == " ":
        return GAP, ""
    if piece[0] in "0123456789":
        digits = piece.lstrip("0")[:9]
        return f"1{len(digits)}{digits}", ""
    base, *marks = unicodedata.normalize("NFD", piece)
    shaped = nfc(base + "".join(mark for mark in marks if mark in SHAPES))
    code = LETTER_CODES.get(shaped) or LETTER_CODES.get(base)
    if code is None:
        return (f"{FOREIGN}{ord(base):07d}", "") if base.isalpha() else ("", "")
    return code, next((TONES[mark] for mark in marks if mark in TONES), "0")
