"""The power goes at any moment of a real server's work: nothing acknowledged is lost, no file is damaged."""

from __future__ import annotations

import asyncio
import bisect
import contextlib
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from contest import settings
from tests.faults import acts, cuts, loops
from tests.faults.acts import Fact, Person, Witness
from tests.faults.harness import ROOT, SEED, House, chance, kept_seeds, ready, servers
from tests.trusted import measured

IMAGES, MANY = 500, 10_000
#: Milliseconds of the planted slowness of a sync: what is acknowledged too early has time to be heard.
SLOW = 2
SAVERS, SITTERS = 12, 40


@dataclass
class Load:
    """What a server did, and what it said meanwhile."""

    before: Path
    folder: Path
    record: Path
    facts: list[Fact]


@dataclass
class Verdict:
    """What became of all images."""

    images: int = 0
    asked: int = 0
    lost: dict[str, list[Fact]] = field(default_factory=dict)
    damaged: dict[str, str] = field(default_factory=dict)


async def saving(person: Person) -> None:
    """Answers without an end."""
    with contextlib.suppress(acts.Cut):
        await person.start()
        while True:
            person.tap()
            await person.send()


async def work(url: str, house: House, witness: Witness) -> None:
    """Saves all the time; people who begin and end; a pause with its checkpoint; the close of the round."""
    await ready(url)
    everybody = acts.people(url, house, witness, "c", SAVERS + SITTERS)
    sitting = everybody[SAVERS:]
    for part in (sitting[: SITTERS // 2], sitting[SITTERS // 2 :]):
        busy = [asyncio.create_task(saving(person)) for person in everybody[:SAVERS]]
        await acts.in_turns([person.sit for person in part])
        await asyncio.sleep(1.5)
        for task in busy:
            task.cancel()
        await asyncio.gather(*busy, return_exceptions=True)
        for person in everybody:
            person.phone.hang_up()
        await asyncio.sleep(0.8)
    await acts.close_round(url, house, witness)
    async with asyncio.timeout(30):
        while not acts.is_closed(house):
            await asyncio.sleep(0.1)


def loaded(built: Path, folder: Path, synchronous: str = "") -> Load:
    """A server at work, written down."""
    shutil.copytree(built, folder / "before")
    house = House(Path(shutil.copytree(built, folder / "data")))
    record = folder / "record"
    shim = cuts.built_shim(folder)
    words = [*cuts.recording(shim, house.data, record, SLOW), f"FAULTS_SYNCHRONOUS={synchronous}"]
    witness = Witness(lambda: record.stat().st_size)
    with servers(house.data, words) as server:
        server.start()
        loops.run(work(server.url, house, witness))
    assert witness.statuses <= {204, 303, 503}
    return Load(folder / "before", house.data, record, witness.facts)


def judged(load: Load, images: int, seeds: list[str], folder: Path) -> Verdict:
    """Cut at random places; open what is left as SQLite finds it."""
    record = list(cuts.entries(load.record))
    facts = sorted(load.facts, key=lambda fact: fact.at)
    moments = [fact.at for fact in facts]
    disk = cuts.Disk(load.folder)
    disk.load(load.before)
    verdict = Verdict()
    done = 0
    for place, seed in places(len(record), seeds, images):
        for one in record[done:place]:
            disk.do(one)
        done = place
        kind = chance(seed)
        cuts.lay(disk.cut(kind), folder, kind)
        known = facts[: bisect.bisect_right(moments, record[place - 1].end)]
        found = cuts.integrity(folder / "hoithi.sqlite3")
        if found != "ok":
            verdict.damaged[seed] = found
        elif lost := acts.missing(acts.asking(House(folder)), known):
            verdict.lost[seed] = lost
        verdict.images += 1
        verdict.asked += len(known)
    return verdict


def places(length: int, seeds: list[str], count: int) -> list[tuple[int, str]]:
    """Where to cut, in order; kept seeds are among them."""
    every = [*seeds, *(f"{SEED}:{number}" for number in range(count - len(seeds)))]
    return sorted((random.Random(seed).randrange(1, length + 1), seed) for seed in every)


@pytest.fixture(scope="module")
def load(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Load]:
    """One server's work, cut by all tests here."""
    yield loaded(built, tmp_path_factory.mktemp("cuts"))


def cut(load: Load, images: int, folder: Path) -> Verdict:
    print(f"HOITHI_FAULTS_SEED={SEED}")
    verdict = judged(load, images, kept_seeds("power-cut"), folder)
    assert verdict.damaged == {}
    assert verdict.lost == {}
    assert len(load.facts) > 1000 and {fact.kind for fact in load.facts} == {
        "start",
        "save",
        "hand_in",
        "close",
    }
    assert verdict.images == images
    assert verdict.asked > 200 * images
    return verdict


@pytest.mark.faults
def test_power_cuts_by_gcc(load: Load, tmp_path: Path) -> None:
    verdict = cut(load, IMAGES, tmp_path / "image")
    said = (
        f"{verdict.images} images of a server at work, {len(load.facts)} acknowledgements: 0 lost, 0 damaged"
    )
    measured("power-cut", "images", said, "./hoithi test faults -k by_gcc")


@pytest.mark.nightly
def test_power_cuts_by_gcc_by_the_thousand(load: Load, tmp_path: Path) -> None:
    cut(load, MANY, tmp_path / "image")


@pytest.mark.faults
def test_the_same_judge_finds_what_synchronous_normal_loses_by_gcc(built: Path, tmp_path: Path) -> None:
    """The setting that most guides recommend: no file is damaged, answers that were acknowledged are gone."""
    verdict = judged(loaded(built, tmp_path, "NORMAL"), 40, [], tmp_path / "image")
    assert verdict.damaged == {}
    assert len(verdict.lost) > 20
    worst = max(map(len, verdict.lost.values()))
    count = f"{len(verdict.lost)} of {verdict.images}"
    said = f"with synchronous=NORMAL planted {count} images had losses, up to {worst}"
    measured("power-cut", "planted", said, "./hoithi test faults -k by_gcc")


@pytest.mark.faults
def test_a_first_start_leaves_a_whole_key_or_none_by_gcc(tmp_path: Path) -> None:
    """A power cut in the very first second must not leave a key that stops every later start."""
    before, data, record = tmp_path / "before", tmp_path / "data", tmp_path / "record"
    before.mkdir()
    data.mkdir(mode=0o700)
    code = f"from pathlib import Path; from contest import settings; settings.load(Path({str(data)!r}))"
    shim = cuts.built_shim(tmp_path)
    subprocess.run([*cuts.recording(shim, data, record), sys.executable, "-c", code], cwd=ROOT, check=True)
    done = list(cuts.entries(record))
    assert [one.kind for one in done if one.kind in "CL"] == ["C", "L"]
    key = (data / "server.key").read_bytes()
    for place in range(len(done) + 1):
        for number in range(20):
            disk = cuts.Disk(data)
            disk.load(before)
            for one in done[:place]:
                disk.do(one)
            by_chance = chance("key", place, number)
            image = tmp_path / "image"
            cuts.lay(disk.cut(by_chance), image, by_chance)
            secret = settings.load(image).secret
            assert place < len(done) or secret == key, "once the start went on, it stays"
