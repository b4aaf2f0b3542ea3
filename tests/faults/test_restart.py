"""The server goes and comes back while hundreds answer: every outbox empties, nothing is lost (I1, I12)."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from contest.simulate.crowd import Plan, run
from contest.simulate.tally import Result, Tally
from tests.faults.harness import ROOT

pytestmark = pytest.mark.faults

PEOPLE = 40


class Demo:
    """`hoithi demo` on one port, life after life."""

    def __init__(self, data: Path) -> None:
        self.data, self.port = data, 0
        self.told: dict[str, Any] = {}

    def start(self) -> None:
        """A new life over the same data."""
        words = ["demo", "--json", "--host=127.0.0.1", f"--port={self.port}", f"--data={self.data}"]
        env = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_RUNTIME_DIR": str(self.data.parent)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "contest", *words],
            cwd=ROOT,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.process.stdout is not None
        self.told = json.loads(self.process.stdout.readline())
        self.port = int(self.told["url"].rsplit(":", 1)[1])

    def end(self, how: signal.Signals) -> int:
        """The end of this life; its exit code."""
        self.process.send_signal(how)
        return self.process.wait(20)


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    """A demo that runs."""
    made = Demo(tmp_path / "demo")
    made.start()
    yield made
    if made.process.poll() is None:
        made.end(signal.SIGKILL)


def crowd(demo: Demo, seed: int) -> tuple[Result, Tally]:
    """People at eightfold speed; they take about ten seconds, and longer when they must wait."""
    plan = Plan(demo.told["url"], demo.told["contest"], PEOPLE, seed, speed=8.0)
    return asyncio.run(run(plan, lambda _: None))


def while_they_answer(demo: Demo, seed: int, ends: list[signal.Signals]) -> tuple[Result, Tally]:
    """The same, with a server that ends like this every few seconds and comes back."""

    def trouble() -> None:
        for how in ends:
            time.sleep(4)
            demo.end(how)
            time.sleep(1)
            demo.start()

    troubling = threading.Thread(target=trouble)
    troubling.start()
    try:
        return crowd(demo, seed)
    finally:
        troubling.join()


def test_a_restart_loses_nothing(demo: Demo) -> None:
    result, tally = while_they_answer(demo, 1, [signal.SIGTERM])
    assert (result.lost, result.errors) == (0, 0), tally.told()
    assert result.attempts >= PEOPLE
    assert tally.waits > 0, "the restart must have been felt"


def test_kill_9_twice_loses_nothing(demo: Demo) -> None:
    result, tally = while_they_answer(demo, 2, [signal.SIGKILL, signal.SIGKILL])
    assert (result.lost, result.errors) == (0, 0), tally.told()
    assert tally.waits > 0


def test_without_trouble_every_answer_of_the_script_is_foreseen(demo: Demo) -> None:
    result, tally = crowd(demo, 3)
    assert (result.lost, result.errors) == (0, 0), tally.told()
    assert tally.entered == PEOPLE
    assert result.acknowledged > 10 * PEOPLE
    assert demo.end(signal.SIGTERM) == 0
