"""p1-slow: p1 on a disk whose every sync takes three milliseconds more, as a hard disk of an office does.

The disk of a virtual machine syncs in a seventh of a millisecond: it hides what writing many answers at once
is good for. The sync is made slow inside the server's process by a library that is compiled here.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from bench import p1, rates
from bench.figures import Figure, Measurement, Tell

SLOWER_MS = 3
SOURCE = Path(__file__).with_name("slow_disk.c")
NO_COMPILER = "p1-slow cần trình biên dịch C (gcc), máy này không có."


def measure(rounds: int, seconds: float, tell: Tell) -> Figure:
    """The ceiling stores nothing, so it stays as it is."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        tell(NO_COMPILER)
        return Figure("p1-slow", 0, "req/s", 0, 0, 0, 0, 1)
    with tempfile.TemporaryDirectory(prefix="hoithi-bench-") as folder:
        library = Path(folder) / "slow_disk.so"
        words = [compiler, "-shared", "-fPIC", "-O2", "-o", str(library), str(SOURCE), "-ldl"]
        subprocess.run(words, check=True)
        about = {"LD_PRELOAD": str(library), "SLOW_DISK_MS": str(SLOWER_MS)}
        return p1.measure(rounds, seconds, tell, name="p1-slow", about=about)


MEASUREMENTS = (Measurement("p1-slow", measure, rates.told, cheap=False),)
