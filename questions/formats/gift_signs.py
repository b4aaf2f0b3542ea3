"""The signs of GIFT: a backslash before ~ = # { } : makes them plain text, \\n is a line break."""

from __future__ import annotations

import re

_LETTERS = "\\:#={}~n"
#: What no text has, one for each escaped sign: so that looking for a bare sign finds no escaped one.
_CODES = {sign: chr(0xD800 + place) for place, sign in enumerate(_LETTERS)}
_HIDDEN = re.compile(r"\\([\\:#={}~n])")
_SHOWN = {ord(code): "\n" if sign == "n" else sign for sign, code in _CODES.items()}
_NONE = dict.fromkeys(map(ord, _CODES.values()))

#: How the piece of text behind it is written.
FORM = re.compile(r"\[(html|moodle|plain|markdown)\]")


def hide(text: str) -> str:
    """The text with every escaped sign as one that stands for itself."""
    return _HIDDEN.sub(lambda match: _CODES[match[1]], text.translate(_NONE))


def show(text: str) -> str:
    """The same as a person reads it."""
    return text.translate(_SHOWN)


def guard(text: str) -> str:
    """A text that reads back as it is."""
    plain = "[plain]" if FORM.match(text) else ""
    return plain + re.sub(r"[\\:#={}~]", lambda match: "\\" + match[0], text).replace("\n", "\\n")
