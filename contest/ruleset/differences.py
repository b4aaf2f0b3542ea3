"""What two versions of the same rules say differently, sentence by sentence of the thể lệ. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from contest.ruleset.rules import Ruleset
from contest.ruleset.text import Facts, the_le

#: An article's number follows from those before it, so it is no part of its name.
NUMBER = re.compile(r"^Điều \d+\. ")


@dataclass(frozen=True)
class Difference:
    """One article: the sentences that only the earlier rules have, and those that only the later have."""

    article: str
    was: tuple[str, ...]
    now: tuple[str, ...]

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Earlier and later sentences side by side in their order; "" where one has no counterpart."""
        return tuple(zip_longest(self.was, self.now, fillvalue=""))


def differences(before: Ruleset, after: Ruleset, facts: Facts) -> tuple[Difference, ...]:
    """The articles that read differently under ``after``, in its order; one that is gone comes last."""
    was, now = _articles(before, facts), _articles(after, facts)
    found = (
        Difference(
            name,
            _without(was.get(name, ()), now.get(name, ())),
            _without(now.get(name, ()), was.get(name, ())),
        )
        for name in {**now, **was}
    )
    return tuple(each for each in found if each.was or each.now)


def _articles(rules: Ruleset, facts: Facts) -> dict[str, tuple[str, ...]]:
    return {NUMBER.sub("", section.title): section.items for section in the_le(rules, facts)}


def _without(items: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    return tuple(item for item in items if item not in others)
