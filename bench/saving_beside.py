"""What phones notice of a file that is read: the same load of saves, once alone and once beside an import."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import imports, load, rates, world
from bench.figures import Figure, Measurement, Tell
from bench.load import Load
from bench.servers import ROOT, cores, server
from contest import clock
from contest.accounts import service as accounts
from contest.accounts.guards import COOKIE
from contest.accounts.states import Role
from contest.serving import prepare
from contest.settings import load as load_settings
from contest.web.database import reading, writing
from questions.authoring import banks

EDGE = "----hoithi-bench"
#: Seconds of load before the file is sent, so that both have begun.
BEFORE = 1.0
WARM_UP = 2.0


@dataclass(frozen=True, slots=True)
class Pair:
    """The same load alone and beside an import, and how long the import took there (seconds)."""

    alone: Load
    beside: Load
    seconds: float


@dataclass(frozen=True, slots=True)
class Desk:
    """Somebody who may bring files to the bank."""

    bank: str
    token: str


def make(data: Path) -> Desk:
    """The contest of P1, and an organiser who is logged in."""
    subprocess.run([sys.executable, "-m", "bench.make", str(data)], cwd=ROOT, check=True)
    database = prepare(load_settings(data, f"sqlite:///{data / 'hoithi.sqlite3'}"))
    now = clock.now()
    with writing() as db:
        staff = accounts.create_staff(db, "bench", "may.do", "Máy đo", Role.ADMIN, "-", now)
        token = accounts.open_session(db, staff.id, now)
    with reading() as db:
        bank = banks.id_of(db, world.BANK)
    database.close()
    return Desk(bank, token)


def pairs(
    port: int, data: Path, desk: Desk, contents: Sequence[bytes], core: int, seconds: float
) -> list[Pair]:
    """A round of both for each file."""
    found = []
    for turn, sent in enumerate(contents, 1):
        alone = load.drive("app", port, data, 2 * turn, seconds, core)
        took: list[float] = []
        sender = threading.Timer(BEFORE, lambda sent=sent, took=took: took.append(_bring(port, desk, sent)))
        sender.start()
        beside = load.drive("app", port, data, 2 * turn + 1, seconds, core)
        sender.join()
        found.append(Pair(alone, beside, took[0]))
    return found


def _bring(port: int, desk: Desk, content: bytes) -> float:
    """Send the file as a browser does and wait until its rows are there; the seconds."""
    home = f"http://127.0.0.1:{port}"
    head = f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="nghin-cau.docx"\r\n\r\n'
    body = head.encode() + content + f"\r\n--{EDGE}--\r\n".encode()
    headers = {
        "Cookie": f"{COOKIE}={desk.token}",
        "Origin": home,
        "Content-Type": f"multipart/form-data; boundary={EDGE}",
    }
    began = time.perf_counter()
    address = _go(urllib.request.Request(f"{home}/bank/{desk.bank}/upload", body, headers))
    while "/reading/" in address:
        time.sleep(0.1)
        address = _go(urllib.request.Request(address, headers=headers))
    if "/bank/imports/" not in address:
        raise RuntimeError(f"the file led to {address}")
    return time.perf_counter() - began


def _go(request: urllib.request.Request) -> str:
    """Where a request ends."""
    with urllib.request.urlopen(request, timeout=120) as answer:
        return answer.url


def _tell(turn: int, pair: Pair, say: Tell) -> None:
    """One round in words."""
    say(
        f"  lượt {turn}: riêng {pair.alone.rate:.0f}/giây (p99 {pair.alone.p99_ms:.1f} ms), "
        f"cạnh lần nhập {pair.beside.rate:.0f}/giây (p99 {pair.beside.p99_ms:.1f} ms), "
        f"nhập mất {pair.seconds:.1f} giây"
    )


def measure(rounds: int, seconds: float, tell: Tell) -> Figure:
    """Saves while such a file is read, beside saves alone."""
    server_core, load_core = cores()
    contents = imports.files(rounds)
    with tempfile.TemporaryDirectory(prefix="hoithi-bench-") as folder:
        data = Path(folder)
        tell(f"Dựng {world.PEOPLE} bài đang làm…")
        desk = make(data)
        with server("app", data, server_core) as port:
            load.drive("app", port, data, 0, WARM_UP, load_core)
            made = pairs(port, data, desk, contents, load_core, seconds)
    for turn, pair in enumerate(made, 1):
        _tell(turn, pair, tell)
    return rates.figure("imports-saves", [(pair.beside, pair.alone) for pair in made])


MEASUREMENTS = (Measurement("imports-saves", measure, rates.told),)
