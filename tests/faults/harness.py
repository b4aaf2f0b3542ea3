"""A house on a disk, servers that can be killed, phones that remember what was acknowledged."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Iterable, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from contest.simulate.wire import Cut, Phone, Reply
from tests.faults import loops

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 30.0
#: Printed with every failure; HOITHI_FAULTS_SEED repeats a run.
SEED = os.environ.get("HOITHI_FAULTS_SEED") or str(time.time_ns() // 1_000_000)


#: Seeds that once showed a fault: suite → seeds, tried first by every run.
KEPT = Path(__file__).with_name("seeds.json")


def kept_seeds(suite: str) -> list[str]:
    """Those of one suite."""
    return json.loads(KEPT.read_text(encoding="utf-8"))[suite]


def chance(*words: object) -> random.Random:
    """Chance of this run and this place."""
    return random.Random(f"{SEED}:{words}")


@dataclass
class House:
    """A data folder with attempts that are open: (address of its ops, cookie)."""

    data: Path

    @property
    def targets(self) -> list[tuple[str, str]]:
        """Where each phone sends."""
        lines = (self.data / "requests.txt").read_text("ascii").splitlines()
        return [(path, cookie) for path, cookie in (line.split() for line in lines)]

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.data / "hoithi.sqlite3"

    def copied_to(self, folder: Path) -> House:
        """A copy of the file and its log, while nobody writes. SQLite can't open it through `/proc`."""
        folder.mkdir()
        for name in ("hoithi.sqlite3", "hoithi.sqlite3-wal"):
            shutil.copyfile(self.data / name, folder / name)
        return House(folder)

    def stored(self) -> dict[tuple[str, str], str]:
        """(attempt, op) → answer, as the file says."""
        with closing(sqlite.connect(str(self.database))) as db:
            rows = db.execute("SELECT attempt_id, op_id, answer FROM answer_event").fetchall()
        return {(attempt, op): answer for attempt, op, answer in rows}

    def integrity(self) -> str:
        """What SQLite finds; "ok"."""
        with closing(sqlite.connect(str(self.database))) as db:
            return str(db.execute("PRAGMA integrity_check").fetchone()[0])

    def standing_is_newest(self) -> bool:
        """I2 over the whole file: each slot shows its applied event with the highest (lease, seq)."""
        query = """
            SELECT count(*) FROM answer a JOIN answer_event e USING (attempt_id, slot)
            WHERE e.fate = 'applied' AND (e.lease, e.seq) > (a.lease, a.seq)
        """
        with closing(sqlite.connect(str(self.database))) as db:
            return db.execute(query).fetchone()[0] == 0


@dataclass
class Server:
    """The process that starts servers; `port` stays the same from life to life."""

    process: subprocess.Popen[str]
    port: int
    child: int = 0

    def start(self) -> None:
        """A new life, ready to answer."""
        self.child = int(self._say("fork"))
        loops.run(ready(self.url))

    def begin_once(self) -> None:
        """The process itself becomes the server."""
        assert self.process.stdin is not None
        self.process.stdin.write("once\n")
        self.process.stdin.flush()
        self.child = self.process.pid

    def _say(self, word: str) -> str:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(word + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline()

    @property
    def url(self) -> str:
        """The address of the server."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def is_dead(self) -> bool:
        """Whether this life is over."""
        if self.child == self.process.pid:
            return self.process.poll() is not None
        try:
            os.kill(self.child, 0)
        except ProcessLookupError:
            return True
        return False

    def kill(self) -> None:
        """As a power cut ends a process: no handler runs."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.child, signal.SIGKILL)


@contextmanager
def servers(data: Path, before: Sequence[str] = (), database: str = "") -> Generator[Server]:
    """The process that starts servers, itself started behind the words of ``before``."""
    command = [
        *before,
        sys.executable,
        "-m",
        "tests.faults.server",
        str(data),
        *([database] if database else []),
    ]
    with open(data.parent / "server.log", "a") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True
        )
    assert process.stdout is not None
    server = Server(process, int(process.stdout.readline()))
    try:
        yield server
    finally:
        if server.child:
            server.kill()
        process.kill()
        process.wait()


async def ready(url: str) -> None:
    """Until the server answers."""
    phone = Phone(url)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with contextlib.suppress(Cut):
            if (await phone.get("/healthz")).status == 200:
                phone.hang_up()
                return
        await asyncio.sleep(0.02)
    raise TimeoutError("the server does not answer")


@dataclass
class Sender:
    """A phone that saves without a pause and writes down what the server said."""

    url: str
    path: str
    cookie: str
    run: str
    seq: int = 0
    acknowledged: dict[str, str] = field(default_factory=dict)
    replies: list[int] = field(default_factory=list)
    phone: Phone = field(init=False)

    def __post_init__(self) -> None:
        self.phone = Phone(self.url, {"hoithi_entry": self.cookie})

    @property
    def attempt(self) -> str:
        """The attempt that it sits."""
        return self.path.split("/")[2]

    async def save(self) -> Reply:
        """One op; remembered when it is acknowledged."""
        self.seq += 1
        op_id, answer = f"{self.run}x{self.seq}", f"a{self.seq}"
        body = json.dumps({"lease": 1, "ops": [[op_id, self.seq, self.seq % 20 + 1, answer]]})
        reply = await self.phone.post(self.path, body.encode(), "application/json")
        self.replies.append(reply.status)
        if reply.status == 204:
            self.acknowledged[op_id] = answer
        return reply

    def save_alone(self) -> int:
        """One op over a connection of its own, for tests without a loop; the status."""

        async def once() -> int:
            try:
                return (await self.save()).status
            finally:
                self.phone.hang_up()

        return loops.run(once())

    async def until_cut(self) -> None:
        """Save until the server is gone."""
        with contextlib.suppress(Cut):
            while True:
                await self.save()


async def save_until_dead(server: Server, phones: Sequence[Sender]) -> None:
    """All phones save until the process is gone; it may have died before it ever listened."""

    async def keep_on(phone: Sender) -> None:
        while True:
            await phone.until_cut()
            await asyncio.sleep(0.01)

    sending = [asyncio.create_task(keep_on(phone)) for phone in phones]
    try:
        async with asyncio.timeout(45):
            while not server.is_dead:
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.05)  # what was answered may still be on its way
    finally:
        for task in sending:
            task.cancel()
        await asyncio.gather(*sending, return_exceptions=True)


@contextmanager
def traced(server: Server, calls: str, inject: str, only: str = "") -> Generator[None]:
    """strace on all threads of a running server: from here on its calls count, or those on one file."""
    words = ["strace", "-f", "-o", os.devnull, "-e", f"trace={calls}", "-e", f"inject={calls}:{inject}"]
    command = [*words, *(["-P", only] if only else []), "-p", str(server.child)]
    tracer = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert tracer.stderr is not None
    told = tracer.stderr.readline()
    assert "attached" in told, told
    try:
        yield
    finally:
        server.kill()
        tracer.communicate(timeout=10)


def senders(server: Server, house: House, run: str, first_seq: int = 0, count: int = 16) -> list[Sender]:
    """Phones of the house's first attempts."""
    return [Sender(server.url, path, cookie, run, first_seq) for path, cookie in house.targets[:count]]


def lost(house: House, phones: Iterable[Sender]) -> list[tuple[str, str]]:
    """What was acknowledged and is not in the file."""
    stored = house.stored()
    return [
        (phone.attempt, op)
        for phone in phones
        for op, answer in phone.acknowledged.items()
        if stored.get((phone.attempt, op)) != answer
    ]
