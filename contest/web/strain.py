"""How late the event loop is: what everybody waits for who is served by it, saves too."""

from __future__ import annotations

import asyncio
import math
from dataclasses import dataclass

EVERY = 0.05
#: Seconds over which one hiccup is forgotten.
MEMORY = 1.5
#: Seconds late at which saves would be late: all that gives way has given way by then.
LIMIT = 0.5


@dataclass(slots=True)
class Lateness:
    """A tick that looks how late it comes."""

    seconds: float = 0.0
    _handle: asyncio.TimerHandle | None = None

    @property
    def share(self) -> float:
        """0 when the loop is on time, 1 when saves feel it."""
        return self.seconds / LIMIT

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Look from now on."""
        due = loop.time() + EVERY
        self._handle = loop.call_at(due, self._tick, loop, due)

    def stop(self) -> None:
        """Look no more."""
        if self._handle is not None:
            self._handle.cancel()
        self._handle, self.seconds = None, 0.0

    def _tick(self, loop: asyncio.AbstractEventLoop, due: float) -> None:
        self.saw(loop.time() - due)
        self.start(loop)

    def saw(self, late: float) -> None:
        """A tick came so late; the longer it took, the more it says."""
        weight = 1 - math.exp(-(EVERY + late) / MEMORY)
        self.seconds += (late - self.seconds) * weight
