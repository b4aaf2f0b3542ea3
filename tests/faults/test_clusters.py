"""PostgreSQL loses backends, then itself: nothing acknowledged is lost, nobody meets a 500."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from contest import clock
from contest.doctor import data as doctor
from contest.doctor.opening import Place
from contest.doctor.rules import State
from tests.faults import acts, loops
from tests.faults.acts import Person, Witness
from tests.faults.cluster import Cluster, clusters
from tests.faults.harness import ROOT, House, servers
from tests.trusted import measured

pytestmark = pytest.mark.faults

PEOPLE = 30
BACKENDS = "SELECT pid FROM pg_stat_activity WHERE datname = 'hoithi' AND pid <> pg_backend_pid()"


@pytest.fixture
def pair(postgres_server: object) -> Iterator[list[Cluster]]:
    """Two that are not made yet. (The other server says whether this machine can at all.)"""
    folder = Path(tempfile.mkdtemp(prefix="hoithi-pair-", dir="/tmp"))
    folder.chmod(0o755)
    with clusters(folder, 2) as made:
        yield made


def house_in(folder: Path, url: str) -> House:
    """People who have entered, in this database."""
    data = folder / "data"
    data.mkdir()
    words = ["-m", "tests.faults.building", str(data), "1", str(PEOPLE), url]
    subprocess.run([sys.executable, *words], cwd=ROOT, check=True)
    return House(data)


async def sit_through(people: list[Person], trouble: Callable[[], None]) -> None:
    """Everybody sits and tries again what failed, while the trouble comes."""
    sitting = [asyncio.create_task(person.finish()) for person in people]
    await asyncio.sleep(0.3)
    await asyncio.to_thread(trouble)
    await asyncio.gather(*sitting)


def all_well(cluster: Cluster, house: House, witness: Witness, people: list[Person]) -> None:
    """What was acknowledged is there, the doctor is content, everybody has handed in, nobody met a 500."""
    # The last blow may have come when everybody had finished.
    acts.until(cluster.answers, "it does not recover")
    assert acts.missing(cluster.ask, witness.facts) == []
    assert {fact.kind for fact in witness.facts} == {"start", "save", "hand_in"}
    assert all(person.is_done and not person.waiting for person in people)
    assert witness.statuses <= {204, 303, 410, 503}
    place = Place(house.data, cluster.url(), None)
    assert [one.said for one in doctor.hold(place, clock.now()) if one.state is not State.OK] == []


def states(place: Place) -> dict[str, State]:
    """What the doctor says of a PostgreSQL."""
    return {one.check: one.state for one in doctor.engine(place)}


def test_backends_are_killed_under_load(pair: list[Cluster], tmp_path: Path) -> None:
    """First asked to go, then one by a signal, after which the whole cluster begins anew."""
    first, _ = pair
    first.make()
    house = house_in(tmp_path, first.url())
    witness = Witness()

    def trouble() -> None:
        for _ in range(3):
            acts.until(lambda: bool(first.ask(BACKENDS)), "nobody is connected")
            first.ask(BACKENDS.replace("SELECT pid", "SELECT pg_terminate_backend(pid)"))
        acts.until(lambda: bool(first.ask(BACKENDS)), "nobody is connected")
        os.kill(first.ask(BACKENDS)[0][0], signal.SIGKILL)

    with servers(house.data, database=first.url()) as server:
        server.start()
        people = acts.people(server.url, house, witness, "b", PEOPLE)
        loops.run(sit_through(people, trouble))
    all_well(first, house, witness, people)
    assert "terminated by signal 9" in (first.folder / "log").read_text()
    said = "PostgreSQL: backends ended and killed under load: 0 lost, 0 answers 500"
    measured("kill", "postgresql", said, "./hoithi test faults")


def test_a_synchronous_copy_takes_over(pair: list[Cluster], tmp_path: Path) -> None:
    """The first machine is gone in the middle of saves; the program finds the other by itself."""
    first, second = pair
    first.make()
    house = house_in(tmp_path, first.url())
    second.copy_of(first)
    first.ask("ALTER SYSTEM SET synchronous_standby_names = '*'")
    first.ask("SELECT pg_reload_conf()")
    place = Place(house.data, first.url(), None)
    acts.until(lambda: states(place)["standby"] is State.OK, "nobody waits for the copy")
    witness = Witness()

    def trouble() -> None:
        first.kill()
        second.promote()

    with servers(house.data, database=first.url(second)) as server:
        server.start()
        people = acts.people(server.url, house, witness, "s", PEOPLE)
        loops.run(sit_through(people, trouble))
    all_well(second, house, witness, people)
    said = "PostgreSQL: a synchronous copy took over after kill -9: 0 lost"
    measured("power-cut", "standby", said, "./hoithi test faults")


def test_the_doctor_says_what_a_copy_that_nobody_waits_for_may_lose(
    pair: list[Cluster], tmp_path: Path
) -> None:
    first, second = pair
    first.make()
    second.copy_of(first)
    place = Place(tmp_path, first.url(), None)

    acts.until(lambda: states(place)["standby"] is State.WARN, "the copy does not follow")
    assert {states(place)[name] for name in ("fsync", "synchronous_commit")} == {State.OK}
    first.ask("ALTER DATABASE hoithi SET synchronous_commit = off")
    assert states(place)["synchronous_commit"] is State.WRONG
    first.ask("ALTER DATABASE hoithi RESET synchronous_commit")
    first.ask("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
    first.ask("SELECT pg_reload_conf()")
    acts.until(lambda: states(place)["standby"] is State.WRONG, "nobody says that every save waits")
    first.ask("ALTER SYSTEM SET fsync = off")
    first.ask("SELECT pg_reload_conf()")
    acts.until(lambda: states(place)["fsync"] is State.WRONG, "fsync=off is not told")
