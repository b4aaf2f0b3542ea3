"""Servers of a measurement in processes of their own, and the cores they have."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def cores() -> tuple[int, int]:
    """The server's core and the load's."""
    free = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else [0, 1]
    return free[0], free[-1]


@contextmanager
def server(kind: str, data: Path, core: int) -> Generator[int]:
    """A running server; its port."""
    command = [sys.executable, "-m", "bench.serve", kind, str(data), str(core)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield int(process.stdout.readline())
    finally:
        process.terminate()
        process.wait(15)


def python(module: str, *words: object) -> None:
    """Run one of our modules to its end."""
    subprocess.run([sys.executable, "-m", module, *map(str, words)], cwd=ROOT, check=True)
