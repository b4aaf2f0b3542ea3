"""What a measurement is, and the line that it ends in. Every measurement has a module of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of ``--json``. ``ratio`` is the median of each round's own ratio."""

    name: str
    value: float
    unit: str
    ceiling: float
    ratio: float
    p99_ms: float
    ceiling_p99_ms: float
    bad: int
    #: Memory a connection; only of what keeps connections.
    kb_each: float | None = None
    #: Milliseconds of script on a slowed processor; only of pages.
    script_ms: float | None = None

    def fields(self) -> dict[str, object]:
        """What ``--json`` prints: what was not measured is not told."""
        return {name: value for name, value in asdict(self).items() if value is not None}


@dataclass(frozen=True, slots=True)
class Measurement:
    """A name that stays for ever, how it is measured (rounds, seconds a round, whom to tell what goes on),
    and the figure in words. What is not ``cheap`` is measured only when it is named."""

    name: str
    measure: Callable[[int, float, Tell], Figure]
    told: Callable[[Figure], str]
    cheap: bool = True


def decimal(text: str) -> str:
    """Numbers as they are written in Vietnamese."""
    return text.replace(".", ",")
