"""The server goes and comes back while hundreds answer: every outbox empties, nothing is lost (I1, I12)."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import IO, Any

import pytest

from contest.simulate.crowd import Plan, run
from contest.simulate.tally import Result, Tally
from tests.faults import loops
from tests.faults.harness import ROOT, SEED, House, ready
from tests.trusted import measured

pytestmark = [pytest.mark.faults, pytest.mark.alone]

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
    return loops.run(run(plan, lambda _: None))


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


# --- measured: a real server that is started anew, and traffic that does not wait for it ---------


def started(data: Path, port: int, log: IO[str]) -> subprocess.Popen[str]:
    """`hoithi serve` as an installation runs it."""
    words = ["serve", "--host=127.0.0.1", f"--port={port}", f"--data={data}"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_RUNTIME_DIR": str(data.parent)}
    command = [sys.executable, "-m", "contest", *words]
    return subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log, text=True)


def cold_start() -> float:
    """Seconds until an interpreter has read our code: what this machine, as busy as it is, takes anyway."""
    began = time.monotonic()
    subprocess.run([sys.executable, "-c", "import contest.serving"], cwd=ROOT, check=True)
    return time.monotonic() - began


def restarted(house: House, how: signal.Signals) -> tuple[dict[str, Any], float]:
    """Five seconds of load, an end, a new start: what the phones saw, and after how many seconds again."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "tests.faults.openloop", url, str(house.data), "16", "2", SEED, "save"]
    with open(house.data.parent / "restart.log", "w") as log:
        server = started(house.data, port, log)
        loops.run(ready(url))
        crowd = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        time.sleep(5)
        server.send_signal(how)
        server.wait(20)
        again = time.time()
        server = started(house.data, port, log)
        told = json.loads(crowd.communicate(timeout=120)[0])
        server.kill()
        server.wait(10)
    return told, min(moment for moment in told["moments"] if moment > again) - again


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL], ids=["term", "kill"])
def test_under_load_the_first_answer_is_acknowledged_soon_again(house: House, how: signal.Signals) -> None:
    """Phones tap on all the while: nothing is lost, no tap fails for good, the outboxes cover the gap."""
    (house.data / "round.txt").write_text("0")
    told, first = restarted(house, how)
    bare = cold_start()
    print(f"HOITHI_FAULTS_SEED={SEED} {how.name}: first answer after {first:.2f} s, bare start {bare:.2f} s")
    stored = house.stored()
    acknowledged = [(one, op) for one, ops in told["acknowledged"].items() for op in ops]
    assert [key for key in acknowledged if key not in stored] == []
    assert (told["refused"], told["left"]) == ([], 0)
    assert told["waits"] > 0, "the gap was felt by outboxes, and by nobody else"
    assert set(told["statuses"]["save"]) <= {"204", "503", "0"}
    assert first <= max(3.0, 2.5 * bare), "three seconds, on a machine that has them"
    load = f"{os.getloadavg()[0]:.0f}" if hasattr(os, "getloadavg") else "?"
    measured(
        "restart",
        how.name,
        f"{how.name} under 80 answers/s: first acknowledged {first:.1f} s after the start (reading the code "
        f"alone took {bare:.1f} s), {len(acknowledged):,} answers, 0 lost, 0 failed for a participant, "
        f"outboxes empty after {told['emptied']:.0f} s (machine load {load})",
        "./hoithi test tests/faults/test_restart.py",
    )
