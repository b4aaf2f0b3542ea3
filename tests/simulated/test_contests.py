"""Whole contests with faults in clock, network, disk and store: I1 to I15 hold, a seed repeats its run."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from contest.web import database
from tests import postgres
from tests.simulated.ground import copied, fill, filled
from tests.simulated.house import forget
from tests.simulated.play import Outcome, play
from tests.trusted import measured

BAD = Path(__file__).with_name("bad_seeds.txt")
#: Seeds a test: small enough that two workers share them evenly.
SLICE = 25
#: The last of the quick ones has an op that arrives behind a newer one of its question.
QUICK, FAULTS, NIGHTLY = [*range(1, 11), 13], range(101, 601), range(3_000)
#: Where the nightly run begins; printed with each failure, which names its seeds.
FIRST = int(os.environ.get("HOITHI_FAULTS_SEED") or time.time_ns() // 1_000_000)
COMMAND = "./hoithi test faults tests/simulated"


def kept() -> list[int]:
    """Seeds that once showed a fault."""
    lines = BAD.read_text("utf-8").splitlines()
    return [int(line) for line in lines if line and not line.startswith("#")]


@pytest.fixture(scope="session")
def fast() -> Iterator[Path]:
    """A folder in memory, where there is one: what a power cut does to a disk is tested elsewhere."""
    memory = "/dev/shm" if Path("/dev/shm").is_dir() else None
    folder = Path(tempfile.mkdtemp(prefix="hoithi-simulated-", dir=memory))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def ground(fast: Path, sqlite_template: Path) -> Path:
    """The database that each contest gets a copy of."""
    return filled(sqlite_template, fast / "ground.sqlite3")


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """Other tests configure a database of their own."""
    yield
    forget()
    database._current = None


def run(seeds: range | list[int], ground: Path, fast: Path) -> list[Outcome]:
    """Play them all; what went wrong is told with its seed, which is kept."""
    outcomes = [play(seed, copied(ground, fast / "contest.sqlite3"), fast) for seed in seeds]
    bad = {one.seed: one.problems[:5] for one in outcomes if one.problems}
    known = kept()
    with BAD.open("a", encoding="utf-8") as file:
        file.writelines(f"{seed}\n" for seed in bad if seed not in known)
    assert not bad
    return outcomes


def test_seeds_that_once_showed_a_fault_are_played_first(ground: Path, fast: Path) -> None:
    run(kept(), ground, fast)


def test_a_few_contests_keep_every_invariant(ground: Path, fast: Path) -> None:
    outcomes = run(QUICK, ground, fast)
    assert sum(one.taps for one in outcomes) > 100
    assert sum(one.lives for one in outcomes) > len(outcomes), "some server must have been ended"
    assert sum(one.failed for one in outcomes) > 10, "some statements must have failed"


def test_the_same_seed_is_the_same_contest(ground: Path, fast: Path) -> None:
    first, again = (run([3, 8], ground, fast) for _ in range(2))
    assert first == again
    assert first[0].digest != first[1].digest


def on_postgresql(seeds: range, server: postgres.Server, template: str, fast: Path) -> list[Outcome]:
    """The same contests over the other database."""
    shared = server.create(template)
    fill(server.url_of(shared))
    outcomes = []
    for seed in seeds:
        name = server.create(shared)
        outcomes.append(play(seed, server.url_of(name), fast))
        forget()
        server.drop(name)
    server.drop(shared)
    assert not {one.seed: one.problems[:5] for one in outcomes if one.problems}
    return outcomes


def test_two_contests_on_postgresql(
    postgres_server: postgres.Server, postgres_template: str, fast: Path
) -> None:
    assert on_postgresql(range(7, 9), postgres_server, postgres_template, fast)


@pytest.mark.faults
def test_contests_on_postgresql(postgres_server: postgres.Server, postgres_template: str, fast: Path) -> None:
    played = on_postgresql(range(700, 720), postgres_server, postgres_template, fast)
    measured("contests", "postgresql", f"{len(played)} on PostgreSQL, all I1–I15 held", COMMAND)


@pytest.mark.faults
@pytest.mark.parametrize("first", FAULTS[::SLICE])
def test_contests_keep_every_invariant(ground: Path, fast: Path, first: int) -> None:
    run(range(first, first + SLICE), ground, fast)
    if is_last(first):
        said = (
            f"{len(FAULTS)} seeded contests (SQLite) with faults in clock, network, disk, store and process"
        )
        measured("contests", "sqlite", f"{said}: I1–I15 held in each", COMMAND)


def is_last(first: int) -> bool:
    """Whether all slices of this run are through now, on whichever worker each was."""
    run_id = os.environ.get("PYTEST_XDIST_TESTRUNUID") or str(os.getpid())
    folder = Path(tempfile.gettempdir()) / f"hoithi-simulated-{run_id}"
    folder.mkdir(exist_ok=True)
    (folder / str(first)).touch()
    if len(list(folder.iterdir())) < len(FAULTS[::SLICE]):
        return False
    shutil.rmtree(folder)
    return True


@pytest.mark.nightly
@pytest.mark.parametrize("part", NIGHTLY[::SLICE])
def test_thousands_of_contests_keep_every_invariant(ground: Path, fast: Path, part: int) -> None:
    run(range(FIRST + part, FIRST + part + SLICE), ground, fast)
