"""When two questions are the same: of nothing but what they say, so that a process beside can compare too."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from questions.folding import fold
from questions.kinds import Content


@dataclass(frozen=True, slots=True)
class Known:
    """Every revision of a bank: fingerprints; texts in the same order, as written and as compared; the
    public ids of their questions."""

    prints: frozenset[str]
    texts: tuple[str, ...]
    likened: tuple[str, ...]
    ids: tuple[str, ...]


def known_of(revisions: Sequence[tuple[str, str]]) -> Known:
    """What revisions ask: (public id of the question, its stored content)."""
    contents = [Content.from_json(text) for _, text in revisions]
    return Known(
        frozenset(fingerprint(one.likened, one.choices) for one in contents),
        tuple(one.text for one in contents),
        tuple(one.likened for one in contents),
        tuple(public_id for public_id, _ in revisions),
    )


def fingerprint(text: str, choices: Iterable[str]) -> str:
    """Equal for two questions that are the same to `adding.identity`; needs no ids of options."""
    return hashlib.sha256("\n".join((fold(text), *sorted(map(fold, choices)))).encode()).hexdigest()


def says_the_same(one: str, other: str) -> bool:
    """Whether two texts have the same words."""
    return fold(one) == fold(other)
