"""The only reader of the wall clock.

Everything else takes ``now`` as an argument: one ``now`` a request, aware UTC.
Tests and the simulation put another source in with :func:`use`.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

log = logging.getLogger("hoithi.clock")

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


#: A clock put back by less is set right by the network's time every day; nobody has to be told.
WORTH_TELLING = timedelta(seconds=2)


def _wall() -> datetime:
    return datetime.now(UTC)


class Steady:
    """The wall clock, except that it never runs backwards while the process lives (I14).

    Put back during a contest, it would give people an hour more, or a hand-in before its start and so no
    seconds used. So time goes on from where it was, at the pace of the clock that nobody can set, until
    the wall clock has caught up. Put forward, it is followed at once.
    """

    def __init__(
        self, wall: Callable[[], datetime] = _wall, ticks: Callable[[], float] = time.monotonic
    ) -> None:
        self._wall, self._ticks = wall, ticks
        self._turn = threading.Lock()
        self._last, self._last_ticks = wall(), ticks()
        self._told = False

    def __call__(self) -> datetime:
        with self._turn:
            wall, ticks = self._wall(), self._ticks()
            gone_on = self._last + timedelta(seconds=max(0.0, ticks - self._last_ticks))
            if wall < self._last:
                self._tell(gone_on - wall)
            self._last, self._last_ticks = wall if wall >= self._last else gone_on, ticks
            return self._last

    @property
    def is_behind(self) -> bool:
        """Whether the wall clock was put back by more than anybody's notice, and has not caught up."""
        with self._turn:
            return self._last - self._wall() >= WORTH_TELLING

    def _tell(self, ahead: timedelta) -> None:
        if ahead >= WORTH_TELLING and not self._told:
            self._told = True
            log.warning("the clock was put back by %s; the server keeps its time until a restart", ahead)


_system = Steady()
_source: Callable[[], datetime] = _system


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _source()


def is_behind() -> bool:
    """Whether somebody put the system's clock back while the server ran."""
    return _system.is_behind


def use(source: Callable[[], datetime] | None) -> None:
    """Read time from ``source`` instead; ``None`` goes back to the system's clock."""
    global _source
    _source = source or _system


def local(moment: datetime) -> datetime:
    """The same moment on the wall clock of Việt Nam, for showing."""
    return moment.astimezone(VIETNAM)
