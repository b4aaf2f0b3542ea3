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
from functools import partial
from zoneinfo import ZoneInfo

log = logging.getLogger("hoithi.clock")

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


#: A clock that is off by less is set right by the network's time every day; nobody has to be told.
STEP = timedelta(seconds=2)
#: No machine that runs this version has an earlier clock: its battery is empty, it begins anew.
EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)


def _wall() -> datetime:
    return datetime.now(UTC)


def _ticker() -> Callable[[], float]:
    """The clock that nobody can set, and that goes on while the machine sleeps."""
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):
        if (which := getattr(time, name, None)) is not None:
            return partial(time.clock_gettime, which)
    return time.monotonic


class Steady:
    """The wall clock as it was at the start, at the pace of the clock that nobody can set (I10, I14).

    Set back during a contest, the wall clock would give people an hour more, or a hand-in before its start;
    set forward, it would end everybody's paper, and no setting right gives them back. So a step is not
    followed until a restart, which is somebody's deed. What the network's time corrects is: forward at once,
    backward by going at half the pace. Time never runs backwards, over a restart neither: :meth:`hold`.
    """

    def __init__(
        self, wall: Callable[[], datetime] = _wall, ticks: Callable[[], float] | None = None
    ) -> None:
        self._wall, self._ticks = wall, ticks or _ticker()
        self._turn = threading.Lock()
        self._last, self._last_ticks = wall(), self._ticks()
        self._ahead = timedelta()
        self._told = False

    def __call__(self) -> datetime:
        with self._turn:
            wall, ticks = self._wall(), self._ticks()
            passed = timedelta(seconds=max(0.0, ticks - self._last_ticks))
            own = self._last + passed
            self._ahead = wall - own
            if abs(self._ahead) > STEP:
                self._tell()
            else:
                own = max(wall, self._last + passed / 2)
            self._last, self._last_ticks = own, ticks
            return own

    def hold(self, moment: datetime) -> None:
        """Go on from here if the wall clock says less: so much was stored already."""
        with self._turn:
            self._last = max(self._last, moment)

    @property
    def ahead(self) -> timedelta:
        """How far the wall clock was last seen ahead of the time that counts here; nothing within a step."""
        return self._ahead if abs(self._ahead) > STEP else timedelta()

    def _tell(self) -> None:
        if not self._told:
            self._told = True
            log.warning(
                "the machine's clock is %s off; the server keeps its own time until a restart", self._ahead
            )


_system = Steady()
_source: Callable[[], datetime] = _system


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _source()


def begin(newest: datetime | None, given: Steady | None = None) -> bool:
    """A server starts over data in which this is the newest moment; whether its time can be believed.

    The machine's clock counts as it stands now, unless more was stored already. ``given``: instead of it.
    """
    global _system, _source
    steady = given or Steady()
    if newest is not None:
        steady.hold(newest)
    if given is not None or _source is _system:
        _source = steady
    if given is None:
        _system = steady
    return steady() >= EARLIEST


def ahead() -> timedelta:
    """How far the machine's clock is ahead of the server's time, below 0 behind it; 0 while they agree."""
    now()
    return _source.ahead if isinstance(_source, Steady) else timedelta()


def use(source: Callable[[], datetime] | None) -> None:
    """Read time from ``source`` instead; ``None`` goes back to the system's clock."""
    global _source
    _source = source or _system


def local(moment: datetime) -> datetime:
    """The same moment on the wall clock of Việt Nam, for showing."""
    return moment.astimezone(VIETNAM)
