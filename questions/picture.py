"""A picture within a question: which one, how large, what it shows in words. Its bytes stand elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

#: Of what a picture shows; more is no description, and nobody listens to it.
LONGEST_ALT = 500
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MOST_POINTS = 20_000
#: So much of a digest tells two pictures apart where texts are compared.
_SHORT = 16


class BadPicture(ValueError):
    """The file is no picture that can be taken; the text says why."""


class Busy(BadPicture):
    """Nothing is wrong with the file: too many others are being taken at this moment."""

    def __init__(self) -> None:
        super().__init__("Máy chủ đang xử lý nhiều hình. Đợi vài phút rồi gửi lại.")


@dataclass(frozen=True, slots=True)
class Picture:
    """`digest`: SHA-256 of its bytes as we drew them anew. `alt`: what it shows, for who can't see it."""

    digest: str
    width: int
    height: int
    alt: str = ""

    def as_data(self) -> dict[str, object]:
        """As it stands in JSON."""
        return asdict(self)

    @property
    def reference(self) -> str:
        """The same without its description, as one word of a form."""
        return f"{self.digest}-{self.width}-{self.height}"


def read(data: Mapping[str, Any] | None) -> Picture | None:
    """The picture that stands so in JSON."""
    return Picture(**data) if data else None


def referred(word: str, alt: str = "") -> Picture | None:
    """The picture that a word of a form names; None for what names none."""
    digest, _, size = word.partition("-")
    width, _, height = size.partition("-")
    if not _DIGEST.fullmatch(digest) or not all(_is_length(side) for side in (width, height)):
        return None
    return Picture(digest, int(width), int(height), " ".join(alt.split())[:LONGEST_ALT])


def _is_length(side: str) -> bool:
    return side.isascii() and side.isdecimal() and len(side) < 6 and 0 < int(side) <= _MOST_POINTS


def every(*listed: Iterable[Picture | None]) -> tuple[Picture, ...]:
    """Those that are there, each of them once."""
    found = {one.digest: one for pictures in listed for one in pictures if one is not None}
    return tuple(found.values())


def likened(text: str, stem: Picture | None, others: Iterable[Picture | None]) -> str:
    """A text to compare questions by: the same words about another picture are another question.

    The signs hold digits, by which `likeness` never takes one text for the other.
    """
    signs = [f"hinh0{stem.digest[:_SHORT]}"] if stem else []
    signs += sorted({f"hinh1{one.digest[:_SHORT]}" for one in others if one is not None})
    return " ".join([text, *signs])
