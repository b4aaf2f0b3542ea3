"""What is wrong with this server now, in one plain sentence each: the banner of every desk page.

Features above register what they watch (``watch``); a page asks for all of it, and what was asked within the
last seconds is not asked again. A watch that itself fails in a way of storage says nothing: the page must
come.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

#: One sentence on what is wrong and what to do; "" while nothing is.
Watch = Callable[[], str]

#: Seconds for which an answer is good: every desk page asks, and some ask every few seconds.
FRESH = 2.0


class Troubles:
    """The watches of one process, in the order of what matters most."""

    def __init__(self, ticks: Callable[[], float] = time.monotonic) -> None:
        self._watches: dict[str, Watch] = {}
        self._ticks = ticks
        self._seen: tuple[str, ...] = ()
        self._looked: float | None = None
        self._one = threading.Lock()

    def watch(self, name: str, trouble: Watch) -> None:
        """Ask this too. The same name again takes the place of the one before."""
        self._watches[name] = trouble
        self._looked = None

    def now(self) -> tuple[str, ...]:
        """The sentences, in the order in which the watches were registered."""
        with self._one:
            if self._looked is None or self._ticks() - self._looked >= FRESH:
                self._seen = tuple(filter(None, map(_asked, list(self._watches.values()))))
                self._looked = self._ticks()
            return self._seen

    def forget(self) -> None:
        """No watches: a new application, a test."""
        self._watches.clear()
        self._seen, self._looked = (), None


def _asked(trouble: Watch) -> str:
    try:
        return trouble()
    except (OSError, SQLAlchemyError):
        return ""


_troubles = Troubles()
watch = _troubles.watch
now = _troubles.now
forget = _troubles.forget
