"""What people typed, made fit for paper: one form of each letter, one line, no sign that no printer knows."""

from __future__ import annotations

import unicodedata

#: Control signs, halves of surrogate pairs and unassigned code points: XML refuses most, fonts have none.
UNPRINTABLE = {"Cc", "Cs", "Cn"}


def line(text: str) -> str:
    """One line of text in NFC. Line breaks, tabs and runs of spaces become one space; no-break ones stay."""
    kept = "".join(" " if char.isspace() and char != "\u00a0" else char for char in text)
    kept = "".join(char for char in kept if unicodedata.category(char) not in UNPRINTABLE)
    return unicodedata.normalize("NFC", " ".join(word for word in kept.split(" ") if word))
