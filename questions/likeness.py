"""Finding questions that are asked twice, in the same words or nearly.

Two questions are alike when nearly all their words are shared and their numbers are the same: the
same sentence about another decree is another question. Words are compared folded.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from questions.folding import fold

#: Of all words of two questions taken together, so many must be shared.
ALIKE = Fraction(4, 5)
#: Shorter questions share all words or none: "Hỏi?" is like nothing.
FEWEST_WORDS = 5
#: So many are compared with one at most, so that a file made on purpose can't take for ever.
MOST_COMPARED = 40


@dataclass(frozen=True, slots=True)
class _Known:
    place: int
    words: frozenset[str]
    numbers: frozenset[str]


class Likeness:
    """Texts that were seen, and the first of them that another one is like.

    `also` are texts that will be met later: how common their words are is known from the start.
    """

    def __init__(self, texts: Iterable[str] = (), also: Iterable[str] = ()) -> None:
        self._common: Counter[str] = Counter()
        self._whole: dict[str, int] = {}
        self._by_word: dict[tuple[str, frozenset[str]], list[_Known]] = defaultdict(list)
        self._count = 0
        folded = [fold(text) for text in texts]
        for text in (*folded, *map(fold, also)):
            self._common.update(set(text.split()))
        for text in folded:
            self._put(text)

    def find(self, text: str) -> int | None:
        """The place of a text that this one is like: the same words first, else nearly the same."""
        return self._find(fold(text))

    def meet(self, text: str) -> int | None:
        """The same, and remember this one too: its place is the next."""
        folded = fold(text)
        found = self._find(folded)
        self._put(folded)
        return found

    def meet_all(self, folded: str) -> tuple[int, ...]:
        """The places of all texts that were met and that this folded one is like; remember this one too."""
        known = _known(-1, folded)
        found = {self._whole[folded]} if folded in self._whole else set()
        if len(known.words) >= FEWEST_WORDS:
            found |= {other.place for other in self._candidates(known) if _alike(known, other)}
        self._put(folded)
        return tuple(sorted(found))

    def _find(self, folded: str) -> int | None:
        if not folded:
            return None
        if folded in self._whole:
            return self._whole[folded]
        known = _known(-1, folded)
        if len(known.words) < FEWEST_WORDS:
            return None
        return next((other.place for other in self._candidates(known) if _alike(known, other)), None)

    def _put(self, folded: str) -> None:
        if folded:
            self._whole.setdefault(folded, self._count)
            known = _known(self._count, folded)
            for word in self._rarest(known):
                self._by_word[word, known.numbers].append(known)
        self._count += 1

    def _candidates(self, known: _Known) -> Sequence[_Known]:
        found: dict[int, _Known] = {}
        for word in self._rarest(known):
            for other in self._by_word.get((word, known.numbers), ()):
                found.setdefault(other.place, other)
                if len(found) >= MOST_COMPARED:
                    return list(found.values())
        return list(found.values())

    def _rarest(self, known: _Known) -> list[str]:
        # Two texts that share enough words share one of the rarest of each: nothing else need be looked at.
        size = len(known.words)
        needed = size - -(-size * ALIKE.numerator // ALIKE.denominator) + 1
        return sorted(known.words, key=lambda word: (self._common[word], word))[:needed]


def _known(place: int, folded: str) -> _Known:
    words = frozenset(folded.split())
    return _Known(place, words, frozenset(word for word in words if any(char.isdigit() for char in word)))


def _alike(one: _Known, other: _Known) -> bool:
    if min(len(one.words), len(other.words)) < FEWEST_WORDS:
        return False
    shared = len(one.words & other.words)
    together = len(one.words) + len(other.words) - shared
    return shared * ALIKE.denominator >= together * ALIKE.numerator


def pairs(folded: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of every two folded texts that are alike. Each is compared with those alone that share one
    of its rarest words, and with MOST_COMPARED at most."""
    like = Likeness((), also=folded)
    for place, text in enumerate(folded):
        for other in like.meet_all(text):
            yield other, place


def nearest(folded: str, others: Iterable[tuple[str, str]]) -> str | None:
    """The name of the text that a folded one is most like, if it is like one; `others` are (name, text)."""
    mine = _known(-1, folded)
    best: tuple[Fraction, str] | None = None
    for name, text in others:
        if text == folded and text:
            return name
        # Words alone first: of a whole bank hardly one text gets further.
        shared = len(mine.words & set(text.split()))
        if shared < FEWEST_WORDS - 1 or shared * ALIKE.denominator < len(mine.words) * ALIKE.numerator:
            continue
        other = _known(-1, text)
        if mine.numbers == other.numbers and _alike(mine, other):
            share = Fraction(len(mine.words & other.words), len(mine.words | other.words))
            best = max(best, (share, name)) if best else (share, name)
    return best[1] if best else None
