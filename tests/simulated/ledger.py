"""What people were told, written down apart from the program: ops, promises of time, receipts."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from math import inf


@dataclass
class Tap:
    """An op as its phone made it, and what the server said of it."""

    attempt: str
    op_id: str
    lease: int
    seq: int
    slot: int
    answer: str
    made: float = 0.0
    said: str = ""  # "saved", "late", "stale", "closed"; "" while nobody heard anything


@dataclass
class Excuse:
    """Somebody takes time away from this attempt, or from all (""): until then nobody can promise any."""

    whose: str
    until: float = inf


@dataclass
class Ledger:
    """Of one contest."""

    taps: dict[tuple[str, str], Tap] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)  # attempt → entry
    handed: dict[str, list[Tap]] = field(default_factory=dict)  # with a hand-in that was answered
    receipts: dict[str, set[str]] = field(default_factory=dict)
    started: Counter[str] = field(default_factory=Counter)
    promises: dict[str, list[tuple[float, float]]] = field(default_factory=dict)  # said at, holds until
    excuses: list[Excuse] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    leases: dict[str, int] = field(default_factory=dict)  # the newest that a page was shown with
    told: set[tuple[str, str]] = field(default_factory=set)  # ops that the server has called saved
    deeds: Counter[str] = field(default_factory=Counter)  # that were done for certain

    def tap(self, tap: Tap) -> Tap:
        """Somebody answers."""
        self.taps[tap.attempt, tap.op_id] = tap
        return tap

    def applied(self, attempt: str, body: bytes, *, certain: bool) -> None:
        """The server calls these saved. Once another phone has the attempt, nothing new can be."""
        sent = json.loads(body)
        fresh = {(attempt, one[0]) for one in sent["ops"]} - self.told
        if certain and fresh and sent["lease"] < self.leases.get(attempt, 0):
            self.broken.append(f"I2 {attempt}: saved by lease {sent['lease']}, which is taken over")
        self.told |= fresh

    def promise(self, attempt: str, at: float, header: str) -> None:
        """A phone is told how long it has: ``432`` or ``432;6:25``."""
        whole, *more = header.split(";")
        if "paused" not in more:
            self.promises.setdefault(attempt, []).append((at, at + int(whole)))

    def refuse(self, attempt: str, at: float) -> None:
        """An op that reached the server at this moment was too late: whoever was told of time has been lied
        to, unless something was going on since (I10)."""
        for said, until in self.promises.get(attempt, ()):
            going_on = (one for one in self.excuses if one.whose in ("", attempt) and one.until >= said)
            if at < until and next(going_on, None) is None:
                self.broken.append(f"I10 {attempt}: {until - at:.1f} s were promised and not there")

    def excuse(self, attempt: str = "") -> Excuse:
        """From now on time may be taken away for a good reason, until its ``until`` is set."""
        self.excuses.append(Excuse(attempt))
        return self.excuses[-1]
