"""The only reader of the wall clock.

Everything else takes ``now`` as an argument: one ``now`` a request, aware UTC.
Tests and the simulation put another source in with :func:`use`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def _system() -> datetime:
    return datetime.now(UTC)


_source: Callable[[], datetime] = _system


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _source()


def use(source: Callable[[], datetime] | None) -> None:
    """Read time from ``source`` instead; ``None`` goes back to the system's clock."""
    global _source
    _source = source or _system


def local(moment: datetime) -> datetime:
    """The same moment on the wall clock of Việt Nam, for showing."""
    return moment.astimezone(VIETNAM)
