"""Which keys made a grade is told by a digest over numbers of a server: here the same keys have another."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from contest.grades.rules import key_version


@dataclass
class Versions:
    """The versions of all keys that came, and what every paper asked. ``numbers``: revision there → here."""

    papers: Mapping[str, bytes]
    numbers: dict[int, int] = field(default_factory=dict)
    _keys: dict[int, list[tuple[int, datetime | None]]] = field(default_factory=dict)

    def note(self, revision: int, version: int, at: datetime | None) -> None:
        """A key that came."""
        self._keys.setdefault(revision, []).append((version, at))

    def renamed(self, attempt: str, told: str, at: datetime | None) -> str:
        """The digest that says the same here. ``at``: when it was graded. As it was, where no keys that came
        make that digest: then nobody compares it with anything but itself."""
        paper = array("q")
        paper.frombytes(self.papers.get(attempt, b""))
        for moment in (at, None):
            versions = [(one, self._in_force(one, moment)) for one in paper]
            if key_version(versions) == told:
                return key_version((self.numbers[one], version) for one, version in versions)
        return told

    def _in_force(self, revision: int, at: datetime | None) -> int:
        known = self._keys.get(revision, [])
        return max(
            (version for version, made in known if at is None or made is None or made <= at), default=1
        )
