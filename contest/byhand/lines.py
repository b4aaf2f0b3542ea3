"""One slot of a paper, as its answer is read and typed."""

from __future__ import annotations

from dataclasses import dataclass

from questions.kinds import Content


@dataclass(frozen=True, slots=True)
class Line:
    """What a slot asks, and the ids of its options in the order of their letters."""

    content: Content
    options: tuple[str, ...]
