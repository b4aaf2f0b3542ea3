"""Who presses "Bắt đầu làm bài" in a crowd, and whose turn it is.

So many papers are on their way at once as the machine can hand out in a moment; whoever comes later has a
place in the line, by the moment of the first press. The clock of a paper starts when its turn has come, so
waiting takes nobody's time. The place is the phone's own, signed, so it is kept through reloads, another tab,
and a restart of the server; a phone that is not heard of for a while is passed over until it asks again.

The line is of one process: with several on PostgreSQL each has its own, and lets in as many.
"""

from __future__ import annotations

import hmac
import threading
import time
from bisect import bisect_left, insort
from collections import deque
from dataclasses import dataclass, field

from contest import settings

#: Papers on their way at once (the machine makes them in about a second, and a phone on a slow line takes
#: a second to ask for its own), and seconds after which one is no longer waited for. Whose turn has come
#: hears it when they look: of fewer, most would be free and wait for somebody to look.
PAPERS, LOST_AFTER = 128, 4.0
#: Seconds without a word of somebody after which others are let past.
SILENT_AFTER = 25.0
#: Milliseconds for which a place is kept.
KEPT = 3_600_000
#: Papers a second while nothing was measured, and seconds over which they are counted.
USUAL, COUNTED = 20.0, 5.0
#: A phone asks again after a share of what it has to wait, within these seconds.
SOONEST, LATEST = 1, 12


@dataclass(frozen=True, slots=True)
class Turn:
    """``number`` 0: it is their turn. Else the place in the line, about how many seconds it takes, and in how
    many to ask again."""

    number: int = 0
    seconds: int = 0
    again: int = 0


Place = tuple[int, str]


@dataclass(slots=True)
class Line:
    """One round's. Times are of a clock that only goes on, in seconds; ``arrived`` is of the wall clock."""

    papers: int = PAPERS
    _order: list[Place] = field(default_factory=list)
    _waiting: dict[str, tuple[Place, float]] = field(default_factory=dict)
    _out: dict[str, float] = field(default_factory=dict)
    _served: deque[float] = field(default_factory=deque)
    _swept: float = 0.0
    _one: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, who: str, arrived: int, now: float, *, to_start: bool) -> Turn:
        """Whose turn it is; with ``to_start`` the paper of whoever's turn it is counts as on its way."""
        with self._one:
            self._sweep(now)
            place = min((arrived, who), self._waiting[who][0]) if who in self._waiting else (arrived, who)
            ahead = bisect_left(self._order, place)
            if who in self._out or ahead < self.papers - len(self._out):
                if to_start:
                    self._forget(who)
                    self._out[who] = now + LOST_AFTER
                elif who not in self._out:
                    self._keep(who, place, now)
                return Turn()
            self._keep(who, place, now)
            return self._turn(ahead, now)

    def is_empty(self, now: float) -> bool:
        """Whether nobody waits, and no paper is on its way."""
        with self._one:
            self._sweep(now)
            return not self._order and not self._out

    def served(self, who: str, now: float) -> None:
        """The paper is there, or there is none for them: the next one may start."""
        with self._one:
            if self._out.pop(who, None) is not None:
                self._served.append(now)

    def _turn(self, ahead: int, now: float) -> Turn:
        while self._served and self._served[0] < now - COUNTED:
            self._served.popleft()
        pace = max(len(self._served) / COUNTED, 1.0) if self._served else USUAL
        seconds = 1 + int(ahead / pace)
        return Turn(ahead + 1, seconds, max(SOONEST, min(LATEST, seconds // 2)))

    def _keep(self, who: str, place: Place, now: float) -> None:
        known = self._waiting.get(who)
        if known is None or known[0] != place:
            self._forget(who)
            insort(self._order, place)
        self._waiting[who] = (place, now)

    def _forget(self, who: str) -> None:
        known = self._waiting.pop(who, None)
        if known is not None:
            del self._order[bisect_left(self._order, known[0])]

    def _sweep(self, now: float) -> None:
        if now - self._swept < 0.5 and self._swept:
            return
        self._swept = now
        for who in [who for who, (_, heard) in self._waiting.items() if heard < now - SILENT_AFTER]:
            self._forget(who)
        for who in [who for who, until in self._out.items() if until < now]:
            del self._out[who]


def _signature(round_id: str, who: str, arrived: str) -> str:
    said = f"line {round_id} {who} {arrived}".encode()
    return hmac.digest(settings.current().secret, said, "sha256")[:12].hex()


def ticket(round_id: str, who: str, arrived: int) -> str:
    """The place of a phone, for its address."""
    return f"{arrived}-{_signature(round_id, who, str(arrived))}"


def arrived_by(round_id: str, who: str, said: str, now: int) -> int | None:
    """When the phone of this ticket came; None for somebody else's, a forged or an old one."""
    arrived, _, signature = said.partition("-")
    if not (arrived.isascii() and arrived.isdigit() and len(arrived) < 16 and signature.isascii()):
        return None
    if not hmac.compare_digest(signature, _signature(round_id, who, arrived)):
        return None
    return int(arrived) if now - KEPT <= int(arrived) <= now else None


_lines: dict[str, Line] = {}
#: Addresses name rounds as anybody likes; from here on lines that nobody stands in are taken away.
MOST_LINES = 64


def ask(round_id: str, who: str, arrived: int, *, to_start: bool) -> Turn:
    """Whose turn it is before this round."""
    now = time.monotonic()
    if round_id not in _lines and len(_lines) >= MOST_LINES:
        for name in [name for name, one in list(_lines.items()) if one.is_empty(now)]:
            _lines.pop(name, None)
    return _lines.setdefault(round_id, Line(PAPERS)).ask(who, arrived, now, to_start=to_start)


def served(round_id: str, who: str) -> None:
    """The paper of this phone is there, or there is none."""
    if round_id in _lines:
        _lines[round_id].served(who, time.monotonic())


def forget() -> None:
    """Nobody waits anywhere: a new application, a test."""
    _lines.clear()
