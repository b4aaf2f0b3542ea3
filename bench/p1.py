"""p1, save an answer: the reply comes after a commit with full sync."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from bench import load, rates, world
from bench.figures import Figure, Measurement, Tell
from bench.load import Load
from bench.servers import cores, python, server

WARM_UP = 2.0


def measure(
    rounds: int,
    seconds: float,
    tell: Tell,
    people: int = world.PEOPLE,
    name: str = "p1",
    about: Mapping[str, str] | None = None,
) -> Figure:
    """Every request is a new op of another attempt. ``about``: more of the app's environment."""
    server_core, load_core = cores()
    with tempfile.TemporaryDirectory(prefix="hoithi-bench-") as folder:
        data = Path(folder)
        tell(f"Dựng {people} bài đang làm…")
        python("bench.make", data, people)
        with (
            server("app", data, server_core, about) as ours,
            server("ceiling", data, server_core) as theirs,
        ):

            def run(kind: str, turn: int) -> Load:
                port = ours if kind == "app" else theirs
                length = seconds if turn else min(WARM_UP, seconds)
                return load.drive(kind, port, data, turn, length, load_core)

            return rates.figure(name, rates.in_turns(rounds, tell, run))


MEASUREMENTS = (Measurement("p1", measure, rates.told),)
