"""The recorder, with what it does counted: how many ops a batch, how long from lock to disk."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from contest import recorder
from contest.web.traffic import Histogram


@dataclass(slots=True)
class Recorder(recorder.Recorder):
    """Counted by the writer's thread alone; a reader may see a batch half counted."""

    times: Histogram = field(default_factory=Histogram)
    ops: dict[str, int] = field(default_factory=dict)
    failed: int = 0

    @property
    def waiting(self) -> int:
        """How many ops are in the queue."""
        return len(self._queue)

    def _transaction(self, connection: Connection, ops: list[tuple[str, Any]]) -> list[Any]:
        began, done = time.perf_counter(), False
        try:
            # Not `super()`: a dataclass with slots is another class than the one that was written.
            outcomes = recorder.Recorder._transaction(self, connection, ops)
            done = True
        finally:
            self.failed += not done
        self.times.add(time.perf_counter() - began)
        for kind, _ in ops:
            self.ops[kind] = self.ops.get(kind, 0) + 1
        return outcomes
