"""Load on a server: wrk where there is one, else a client of ours (slower, so it flatters nobody)."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

CONNECTIONS = 64
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Load:
    """What one run of the load saw."""

    requests: int
    seconds: float
    p50_ms: float
    p99_ms: float
    bad: int
    #: The share of its core that the load itself took; 0: not told.
    busy: float = 0.0

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds


def tool() -> str:
    """What makes the load on this machine."""
    return "wrk" if shutil.which("wrk") else "client"


def drive(kind: str, port: int, data: Path, turn: int, seconds: float, core: int) -> Load:
    """One run against the server on this port."""
    words = [kind, str(data / "requests.txt"), str(turn)]
    if tool() == "wrk":
        address = f"http://127.0.0.1:{port}"
        limits = ["-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", "--latency"]
        command = ["wrk", *limits, "-s", str(HERE / "p1.lua"), address, "--", *words]
    else:
        command = [sys.executable, "-m", "bench.client", str(port), str(seconds), *words]
    done = subprocess.run(pinned(command, core), cwd=HERE.parent, capture_output=True, text=True, check=True)
    return Load(**json.loads(done.stdout.strip().splitlines()[-1]))


def pinned(command: list[str], core: int) -> list[str]:
    """The command on this core, where the system can."""
    return ["taskset", "-c", str(core), *command] if shutil.which("taskset") else command


def percentile(times: Sequence[float], share: float) -> float:
    """The time that so large a share of them stays below; 0 of none."""
    return sorted(times)[int(len(times) * share)] if times else 0.0
