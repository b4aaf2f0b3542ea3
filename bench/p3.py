"""p3, start: twenty questions of five hundred are drawn for somebody, stored, then the reply comes.

The line before the round is asked as ever, and has room for everybody: a phone leaves it by asking for its
first question, which is another request, so with its usual room it would be the line that is measured.
"""

from __future__ import annotations

from bench import once, rates
from bench.figures import Figure, Measurement, Tell


def measure(rounds: int, seconds: float, tell: Tell) -> Figure:
    """Each person starts once."""
    return once.measure("p3", "starting", rounds, round(once.A_SECOND * seconds), tell, "app-roomy")


MEASUREMENTS = (Measurement("p3", measure, rates.told),)
