"""The pictures that are written into a file: their bytes by their digests, and how they are called there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from questions.formats.model import ParsedQuestion
from questions.formats.xml_text import element
from questions.picture import Picture, every

#: Digest → the bytes, a PNG or a JPEG.
Files = Mapping[str, bytes]


def digests(questions: Iterable[ParsedQuestion]) -> frozenset[str]:
    """All that these questions show."""
    return frozenset(
        one.digest for question in questions for one in every([question.picture], question.pictures)
    )


def media_type(content: bytes) -> str:
    """What a picture is."""
    return "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"


def name(one: Picture, content: bytes) -> str:
    """How its file is called."""
    return f"hinh-{one.digest[:20]}.{'png' if media_type(content) == 'image/png' else 'jpg'}"


def image(one: Picture, address: str) -> str:
    """It in HTML."""
    return element("img", src=address, alt=one.alt, width=str(one.width), height=str(one.height))


def beside(question: ParsedQuestion) -> Sequence[Picture | None]:
    """The picture of each option, None for those that have none."""
    return question.pictures or (None,) * len(question.options)
