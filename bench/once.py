"""p2 and p3: what each person does once. So a round is so many people, whatever time that takes."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench import rates, shots
from bench.figures import Figure, Tell
from bench.load import Load
from bench.servers import cores, python, server

#: People in a round for each of its seconds, and those who warm the servers up.
A_SECOND, WARM_UP = 250, 500


def measure(name: str, kind: str, rounds: int, people: int, tell: Tell, server_kind: str = "app") -> Figure:
    """``people`` in each round, others each time; the ceiling gets the same cookies."""
    server_core, load_core = cores()
    warm = min(WARM_UP, people)
    with tempfile.TemporaryDirectory(prefix="hoithi-bench-") as folder:
        data = Path(folder)
        tell(f"Dựng {warm + rounds * people} người…")
        python("bench.crowd", kind, warm + rounds * people, data)
        with server(server_kind, data, server_core) as ours, server("ceiling", data, server_core) as theirs:

            def run(side: str, turn: int) -> Load:
                port = ours if side == "app" else theirs
                first, count = (warm + (turn - 1) * people, people) if turn else (0, warm)
                return shots.drive(side, port, data, load_core, first=first, count=count)

            return rates.figure(name, rates.in_turns(rounds, tell, run))
