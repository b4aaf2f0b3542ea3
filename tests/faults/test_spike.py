"""Ten times what a thousand people who sit a paper ask for, for half a minute: nothing lost, all in time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite
import pytest

from tests.faults.harness import ROOT, SEED, House, Server, servers
from tests.faults.openloop import EMPTY_WITHIN, EXPECTED
from tests.trusted import measured

pytestmark = [pytest.mark.faults, pytest.mark.alone]

PEOPLE, SECONDS, TIMES = 1000, 30, 10


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A thousand open attempts."""
    data = tmp_path_factory.mktemp("hall") / "data"
    data.mkdir()
    subprocess.run([sys.executable, "-m", "bench.make", str(data), str(PEOPLE)], cwd=ROOT, check=True)
    house = House(data)
    with closing(sqlite.connect(str(house.database))) as db:
        (data / "round.txt").write_text(db.execute("SELECT id FROM round").fetchone()[0])
    return house


def drive(server: Server, house: House, seconds: float, times: float) -> dict[str, Any]:
    """The load from a process of its own."""
    words = [server.url, str(house.data), str(seconds), str(times), SEED]
    command = [sys.executable, "-m", "tests.faults.openloop", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=240)
    return json.loads(done.stdout)


def missing(house: House, told: dict[str, Any]) -> list[tuple[str, str]]:
    """What was acknowledged and is not stored."""
    stored = house.stored()
    return [
        (attempt, op)
        for attempt, ops in told["acknowledged"].items()
        for op, answer in ops.items()
        if stored.get((attempt, op)) != answer
    ]


def told_of(kind: str, told: dict[str, Any]) -> str:
    return ", ".join(f"{status}: {count}" for status, count in sorted(told["statuses"].get(kind, {}).items()))


def test_ten_times_the_load_loses_nothing_and_every_outbox_empties(hall: House) -> None:
    with servers(hall.data) as server:
        server.start()
        told = drive(server, hall, SECONDS, TIMES)
    number = sum(len(ops) for ops in told["acknowledged"].values())
    seen = {kind: told_of(kind, told) for kind in EXPECTED}
    print(f"HOITHI_FAULTS_SEED={SEED} p50={told['p50']} p99={told['p99']} emptied={told['emptied']} {seen}")
    assert missing(hall, told) == [], SEED
    assert (told["refused"], told["left"]) == ([], 0)
    assert told["emptied"] <= EMPTY_WITHIN
    assert {status for kind in told["statuses"].values() for status in kind} <= {"200", "204", "304", "503"}
    assert number > 0.9 * EXPECTED["save"] * TIMES * SECONDS * 0.5, "the load was really there"
    assert told["p99"] <= 0.5
    assert hall.standing_is_newest()
    load = f"{os.getloadavg()[0]:.0f}" if hasattr(os, "getloadavg") else "?"
    measured(
        "spike",
        "open loop",
        f"{TIMES}× the load of {PEOPLE:,} people for {SECONDS} s: {number:,} answers, 0 lost, "
        f"outboxes empty after {told['emptied']:.0f} s, saves p50 {1000 * told['p50']:.0f} ms, "
        f"p99 {1000 * told['p99']:.0f} ms (machine load {load})",
        "./hoithi test tests/faults/test_spike.py",
    )


def test_a_storm_of_cancelled_requests_leaves_no_place_taken(hall: House, tmp_path: Path) -> None:
    """Two thousand ask for pages and saves, and hang up: whoever comes next is served at once."""
    with servers(hall.data) as server:
        server.start()
        command = [sys.executable, "-m", "tests.faults.storm", server.url, str(hall.data), "2000"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
        assert json.loads(done.stdout)["hung_up"] == 2000
        told = drive(server, hall, 3, 1)
    assert missing(hall, told) == []
    assert (told["refused"], told["left"], told["waits"]) == ([], 0, 0)
    assert {status for kind in told["statuses"].values() for status in kind} <= {"200", "204"}
