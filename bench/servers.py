"""Servers of a measurement in processes of their own, and the cores they have."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Coroutine, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent
T = TypeVar("T")


def every_core() -> list[int]:
    """All cores that may be used, two at least: where there is one, it is server's and load's."""
    free = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else [0, 1]
    return free if len(free) > 1 else free * 2


def cores() -> tuple[int, int]:
    """The server's core and the load's."""
    free = every_core()
    return free[0], free[-1]


@contextmanager
def running(
    kind: str, data: Path, core: int, about: Mapping[str, str] | None = None, database: str = ""
) -> Generator[tuple[int, int]]:
    """A running server; its port and its process. ``about``: more of its environment; ``database``: the one
    to use instead of the file in its folder."""
    words = [kind, str(data), str(core), *([database] if database else [])]
    command = [sys.executable, "-m", "bench.serve", *words]
    told = {**os.environ, **(about or {})}
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=told)
    try:
        assert process.stdout is not None
        yield int(process.stdout.readline()), process.pid
    finally:
        process.terminate()
        process.wait(15)


@contextmanager
def server(kind: str, data: Path, core: int, about: Mapping[str, str] | None = None) -> Generator[int]:
    """A running server; its port."""
    with running(kind, data, core, about) as (port, _):
        yield port


def python(module: str, *words: object) -> None:
    """Run one of our modules to its end."""
    subprocess.run([sys.executable, "-m", module, *map(str, words)], cwd=ROOT, check=True)


def run(main: Coroutine[None, None, T]) -> T:
    """On the loop that the app's server takes: uvloop where there is one (not on Windows)."""
    try:
        from uvloop import new_event_loop
    except ImportError:
        new_event_loop = None
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        return runner.run(main)
