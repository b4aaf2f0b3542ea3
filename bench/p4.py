"""p4, the board: the page with one's own place among many people, and how a rank's time grows (p4-rank)."""

from __future__ import annotations

import random
import tempfile
import time
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from bench import boards, rates, shots
from bench.boards import RULES, SEED, Place
from bench.figures import Figure, Measurement, Tell, decimal
from bench.load import Load, percentile
from bench.servers import cores, server
from bench.shots import Shot
from contest import clock, entropy, settings
from contest.people import guards
from contest.serving import prepare
from contest.standings import service as standings
from contest.standings.rules import Result, sort_key
from contest.web.database import reading

PEOPLE, MANY, FEW = 100_000, 1_000_000, 10_000
#: So many different people look, none of them among the first rows: their own place is asked for apart.
LOOKING = 1_000
OWN_PLACE = "Chỗ của bạn"
WARM_UP = 2.0


def measure(rounds: int, seconds: float, tell: Tell, people: int = PEOPLE, looking: int = LOOKING) -> Figure:
    """The page beside a 204 with the same cookie."""
    server_core, load_core = cores()
    with tempfile.TemporaryDirectory(prefix="hoithi-bench-") as folder:
        data = Path(folder)
        tell(f"Dựng bảng {people} người…")
        prepared(data, people, looking)
        with server("app", data, server_core) as ours, server("ceiling", data, server_core) as theirs:

            def run(kind: str, turn: int) -> Load:
                port = ours if kind == "app" else theirs
                length = seconds if turn else min(WARM_UP, seconds)
                return shots.drive(kind, port, data, load_core, seconds=length)

            return rates.figure("p4", rates.in_turns(rounds, tell, run))


def prepared(data: Path, people: int, looking: int = LOOKING) -> Place:
    """The board, and the requests of those who look."""
    place, now = boards.make(data), clock.now()
    boards.fill(place, boards.results(people, now), people=True)
    settings.use(settings.load(data, f"sqlite:///{place.file}"))
    order = sorted(boards.results(people, now), key=lambda one: (sort_key(RULES, one), one.entry_id))
    behind = order[min(people // 2, LOOKING) :]
    chosen = random.Random(SEED).sample(behind, min(looking, len(behind)))
    shots.write(data, [_look(place, one) for one in chosen])
    return place


def _look(place: Place, one: Result) -> Shot:
    cookie = guards.issue((one.entry_id,), entropy.new_id())
    return Shot("GET", f"/standings/{place.round_id}", cookie, "", 200, OWN_PLACE)


# --- how it grows -------------------------------------------------------------------------------


@dataclass(slots=True)
class Board:
    """One of the two boards, with what its ranks have to be."""

    place: Place
    people: int
    keys: list[str]

    @classmethod
    def filled(cls, place: Place, people: int) -> Board:
        """Its rows put in."""
        keys: list[str] = []

        def noted(made: Iterable[Result]) -> Iterator[Result]:
            for one in made:
                keys.append(sort_key(RULES, one))
                yield one

        boards.fill(place, noted(boards.results(people, clock.now())), people=False)
        return cls(place, people, keys)

    def ask(self, seconds: float, chance: random.Random) -> tuple[list[float], int]:
        """The own place of people by chance, for so long: milliseconds of each, and how many were wrong."""
        order, times, wrong = sorted(self.keys), [], 0
        end = time.perf_counter() + seconds
        with reading() as db:
            while not times or time.perf_counter() < end:
                number = chance.randrange(self.people)
                began = time.perf_counter()
                own = standings.own(db, self.place.round_id, f"{number:013d}")
                times.append(1000 * (time.perf_counter() - began))
                right = (bisect_left(order, self.keys[number]) + 1, self.people)
                wrong += own is None or (own.rank, own.total) != right
                db.expunge_all()
        return times, wrong


def growth(rounds: int, seconds: float, tell: Tell, many: int = MANY, few: int = FEW) -> Figure:
    """The time of a rank among many, and as the ceiling that among few."""
    with tempfile.TemporaryDirectory(prefix="hoithi-bench-") as folder:
        place = boards.make(Path(folder))
        tell(f"Dựng bảng {few} và {many} người…")
        small = Board.filled(place, few)
        large = Board.filled(replace(place, round_id="m" * 13), many)
        database = prepare(settings.load(Path(folder), f"sqlite:///{place.file}"))
        chance, turns, bad = random.Random(SEED), [], 0
        for turn in range(1, rounds + 1):
            (ours, wrong), (theirs, missed) = large.ask(seconds, chance), small.ask(seconds, chance)
            turns.append((ours, theirs))
            bad += wrong + missed
            tell(f"  lượt {turn}: {median(ours):.3f} ms, {few} người {median(theirs):.3f} ms")
        database.close()
    value, floor = (median(median(one[side]) for one in turns) for side in (0, 1))
    ratio = median(median(ours) / median(theirs) for ours, theirs in turns)
    worst, worst_floor = (median(percentile(one[side], 0.99) for one in turns) for side in (0, 1))
    figures = (round(number, 3) for number in (floor, ratio, worst, worst_floor))
    return Figure("p4-rank", round(value, 3), "ms", *figures, bad)


def told(one: Figure) -> str:
    """In words."""
    text = f"{one.name}: {one.value:.3f} ms, ít người hơn trăm lần {one.ceiling:.3f} ms; gấp {one.ratio:.2f}"
    return decimal(text) + (f"; HỎNG: {one.bad} hạng sai" if one.bad else "")


MEASUREMENTS = (
    Measurement("p4", measure, rates.told, cheap=False),
    Measurement("p4-rank", growth, told, cheap=False),
)
