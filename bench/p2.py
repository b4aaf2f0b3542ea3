"""p2, hand in: twenty answers are graded and the person moves on the board, then the reply comes."""

from __future__ import annotations

from bench import once, rates
from bench.figures import Figure, Measurement, Tell


def measure(rounds: int, seconds: float, tell: Tell) -> Figure:
    """Each attempt is handed in once, all its answers saved before."""
    return once.measure("p2", "handing", rounds, round(once.A_SECOND * seconds), tell)


MEASUREMENTS = (Measurement("p2", measure, rates.told),)
