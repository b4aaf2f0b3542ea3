"""Time of a simulated world: waiting costs nothing, and the clock on the wall may be wrong."""

from __future__ import annotations

import asyncio
import selectors
from datetime import UTC, datetime, timedelta

BEGINS = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)


class Stuck(Exception):
    """Everybody waits for somebody else, for ever."""


class _Jumping(selectors.SelectSelector):
    """Where nothing is to be read, time jumps to the next timer."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        found = super().select(0)
        if found or timeout == 0:
            return found
        if timeout is None:
            raise Stuck
        self.now += timeout
        return []


class Loop(asyncio.SelectorEventLoop):
    """One thread in which everything happens, in an order that the timers alone decide."""

    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        """True seconds since the world began."""
        return self._jumping.now


class Sky:
    """What time it is in truth, and what the machine's clock says."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._ahead = timedelta()
        self._stands: datetime | None = None

    def ticks(self) -> float:
        """The clock that nobody can set."""
        return self._loop.time()

    def true(self) -> datetime:
        """The time in truth."""
        return BEGINS + timedelta(seconds=self._loop.time())

    def wall(self) -> datetime:
        """The clock that somebody has set, or that stands."""
        return self._stands or self.true() + self._ahead

    def step(self, span: timedelta) -> None:
        """Somebody sets the clock; it is wrong by so much from now on."""
        self._ahead, self._stands = span, None

    def to(self, moment: datetime) -> None:
        """The battery is empty: the clock begins anew."""
        self.step(moment - self.true())

    def stand(self) -> None:
        """It shows the same moment from now on."""
        self._stands = self.wall()

    def mend(self) -> None:
        """It is right again."""
        self.step(timedelta())
