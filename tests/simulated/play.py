"""One contest from its seed: everything happens in one thread, in simulated time, and then is checked."""

from __future__ import annotations

import asyncio
import hashlib
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from contest import clock, entropy
from contest.campaigns import service as campaigns
from contest.campaigns.drafts import CampaignDraft, RoundDraft
from contest.settings import Settings
from contest.simulate.wire import Reply
from contest.web.database import reading, writing
from tests.simulated import checks
from tests.simulated.blows import restart, strike
from tests.simulated.desk import Desk, all_closed
from tests.simulated.disk import Disk, Killed
from tests.simulated.house import House, bury, one_thread
from tests.simulated.ledger import Ledger
from tests.simulated.network import Network
from tests.simulated.phone import Person
from tests.simulated.plan import BANK, HOUR, Plan, make
from tests.simulated.sky import BEGINS, Loop, Sky

T = TypeVar("T")
#: Simulated seconds between two looks of the job runner; it looks every second, but what it sees is the same.
EVERY = 10.0
#: In which outboxes are empty once nothing goes wrong any more (I12).
EMPTY_WITHIN = 60.0
SECRET = bytes(range(32))


@dataclass
class World:
    """A contest while it runs."""

    plan: Plan
    loop: Loop
    sky: Sky
    disk: Disk
    house: House
    network: Network
    slug: str
    rounds: list[str]
    units: list[str]
    ledger: Ledger = field(default_factory=Ledger)
    entries: list[str] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    sending: list[asyncio.Task[None]] = field(default_factory=list)
    done: bool = False

    @property
    def now(self) -> datetime:
        """As the server has it."""
        return clock.now()

    def quietly(self, look: Callable[[Session], T]) -> T | None:
        """What somebody sees; None while the server can't be asked."""
        if not self.house.is_up:
            return None
        try:
            with reading() as db:
                return look(db)
        except SQLAlchemyError:
            return None
        except Killed:
            self.house.die()
            return None

    def heard(self, path: str, body: bytes, reply: Reply) -> None:
        """Every answer as it leaves the server."""
        words = path.split("/")
        if words[-1] not in ("ops", "left") or len(words) != 4:
            return
        at = self.loop.time()
        if reply.status == 204 and words[-1] == "ops":
            # What was stored by an answer that broke off may be told again, whoever holds the lease by now.
            self.ledger.applied(words[2], body, certain=self.house.lives == 1 and not self.disk.failed)
        if reply.status == 204:
            self.ledger.promise(words[2], at, reply.headers["x-left"])
        elif reply.status == 410:
            self.ledger.refuse(words[2], at)


@dataclass(frozen=True)
class Outcome:
    """What came of one seed."""

    seed: int
    problems: list[str]
    taps: int
    requests: int
    lives: int
    failed: int
    digest: str


def contest(plan: Plan) -> tuple[str, list[str]]:
    """The contest of a plan; its address and its rounds."""
    slug = f"hat-{plan.seed}"
    closes = BEGINS + timedelta(seconds=plan.window)
    groups = plan.audiences
    first = RoundDraft("Tuần 1", BEGINS, closes, plan.rules, audience_id=groups[0].id if groups else None)
    with writing() as db:
        draft = CampaignDraft(slug, "Hội thi", "UBND xã", BANK, first, audiences=groups)
        rounds = [campaigns.create(db, draft, BEGINS - HOUR)]
        for group in groups[1:]:
            campaign = campaigns.campaign_of(db, rounds[0]) or ""
            second = RoundDraft("Tuần 1", BEGINS, closes, plan.rules, audience_id=group.id)
            rounds.append(campaigns.add_round(db, campaign, second, BEGINS - HOUR))
    return slug, rounds


def play(seed: int, url: str, data: Path) -> Outcome:
    """The whole contest of this seed over a database that :func:`fill` made.

    In a thread of its own: where a browser's test ran before, its loop still runs in this one.
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(_played, seed, url, data).result()


def _played(seed: int, url: str, data: Path) -> Outcome:
    plan = make(seed)
    loop = Loop()
    asyncio.set_event_loop(loop)
    sky, disk = Sky(loop), Disk()
    entropy.use(random.Random(seed).randbytes)
    house = House(Settings(data, url, SECRET), sky, disk)
    try:
        with one_thread():
            house.begin()
            slug, rounds = contest(plan)
            places = [row[0] for row in checks.rows("SELECT id FROM unit ORDER BY code")]
            network = Network(house, plan.chance.of("net"), plan.network)
            world = World(plan, loop, sky, disk, house, network, slug, rounds, places)
            house.heard = world.heard
            loop.run_until_complete(_run(world))
            problems = checks.all_of(world)
            return Outcome(
                seed,
                problems,
                len(world.ledger.taps),
                sum(house.statuses.values()),
                house.lives,
                disk.failed,
                fingerprint(),
            )
    finally:
        if house.is_up:
            house.die()
        loop.close()
        bury(url)
        asyncio.set_event_loop(None)
        entropy.use(None)
        clock.use(None)


async def _run(world: World) -> None:
    world.people = [Person(world, number) for number in range(1, world.plan.people + 1)]
    desk = Desk(world)
    ticking = asyncio.ensure_future(_tick(world))
    lives = [asyncio.ensure_future(one.live()) for one in (*world.people, desk)]
    try:
        for blow in world.plan.blows:
            await asyncio.sleep(max(0.0, blow.at - world.loop.time()))
            await strike(world, blow)
        await asyncio.sleep(max(0.0, world.plan.calm - world.loop.time()))
        await _calm(world)
        await asyncio.sleep(EMPTY_WITHIN)
        world.ledger.broken += _still_waiting(world)
        await asyncio.gather(*lives)
        await _until_closed(world)
    finally:
        everything = [ticking, *lives, *world.sending, *world.network.echoes]
        for task in everything:
            task.cancel()
        for outcome in await asyncio.gather(*everything, return_exceptions=True):
            if isinstance(outcome, BaseException) and not isinstance(outcome, asyncio.CancelledError):
                world.house.faults.append(repr(outcome))


def _still_waiting(world: World) -> list[str]:
    """I12: whoever tapped before the calm began has been answered."""
    return [
        f"I12 {one.attempt}: {one.op_id} still waits"
        for person in world.people
        for box in person.boxes
        for one in box.waiting
        if not box.over and not box.offline and one.made < world.plan.calm
    ]


async def _tick(world: World) -> None:
    while True:
        await asyncio.sleep(EVERY)
        world.house.tick()


async def _calm(world: World) -> None:
    """Faults stop: the network carries, the disk writes, the clock is right, the server runs."""
    world.network.badness = 0.0
    world.disk.calm()
    world.sky.mend()
    if not world.house.is_up:
        await restart(world, 0)


async def _until_closed(world: World) -> None:
    for _ in range(2_000):
        if all_closed(world):
            return
        await asyncio.sleep(EVERY)
    world.ledger.broken.append("I12: a round does not close")


def fingerprint() -> str:
    """A digest of what is stored: the same seed leaves the same."""
    found = hashlib.sha256()
    with reading() as db:
        for table in ("attempt", "answer_event", "answer", "grade", "standing", "audit"):
            rows = db.connection().exec_driver_sql(f"SELECT * FROM {table}")
            found.update(repr(sorted(map(repr, map(tuple, rows)))).encode())
    return found.hexdigest()
