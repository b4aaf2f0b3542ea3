"""servers-2, servers-4: p1 by several servers on one PostgreSQL, beside one of them alone.

`HOITHI_BENCH_POSTGRES` names an empty database of a PostgreSQL that runs as it would in earnest; it stays
filled. Each server has attempts of its own, a core of its own as far as there are cores, and a load of its
own on the last one. Where servers, PostgreSQL and load share two cores, the figure says what a further server
costs, not what it brings: that takes a machine with a core for each.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from itertools import cycle
from pathlib import Path

from bench import load, rates, world
from bench.figures import Figure, Measurement, Tell
from bench.load import Load
from bench.servers import every_core, python, running

VARIABLE = "HOITHI_BENCH_POSTGRES"
NO_DATABASE = f"Đặt {VARIABLE} là địa chỉ một cơ sở dữ liệu PostgreSQL trống (postgresql://…)."
WARM_UP = 2.0
KEY, REQUESTS = "server.key", "requests.txt"


def measure(
    servers: int, rounds: int, seconds: float, tell: Tell, people: int = world.PEOPLE, address: str = ""
) -> Figure:
    """The ceiling is the first of the servers alone, the others beside it with nothing to do."""
    name, address = f"servers-{servers}", address or os.environ.get(VARIABLE, "")
    if not address:
        tell(NO_DATABASE)
        return Figure(name, 0, "req/s", 0, 0, 0, 0, 1)
    with tempfile.TemporaryDirectory(prefix="hoithi-bench-") as made, ExitStack() as alive:
        tell(f"Dựng {people} bài đang làm…")
        folders = shared(Path(made), servers, people, address)
        *server_cores, load_core = every_core()
        ports = [
            alive.enter_context(running("app", folder, core, database=address))[0]
            for folder, core in zip(folders, cycle(server_cores))
        ]

        def run(kind: str, turn: int) -> Load:
            length = seconds if turn else min(WARM_UP, seconds)
            # An op has the turn in its id: what one server alone sends must not be known from before.
            lap, asked = 2 * turn + (kind != "app"), len(folders) if kind == "app" else 1
            with ThreadPoolExecutor(asked) as together:
                sent = [
                    together.submit(load.drive, "app", port, folder, lap, length, load_core)
                    for port, folder in list(zip(ports, folders, strict=True))[:asked]
                ]
                return added([one.result() for one in sent])

        return rates.figure(name, rates.in_turns(rounds, tell, run))


def shared(made: Path, servers: int, people: int, address: str) -> list[Path]:
    """A data folder for each server: the same key, a share of the people each."""
    folders = [made / str(number) for number in range(servers)]
    for folder in folders:
        folder.mkdir()
    python("bench.make", folders[0], people, address)
    lines = (folders[0] / REQUESTS).read_text("ascii").splitlines(keepends=True)
    for number, folder in enumerate(folders):
        if number:
            shutil.copy2(folders[0] / KEY, folder / KEY)
        (folder / REQUESTS).write_text("".join(lines[number::servers]), encoding="ascii")
    return folders


def added(loads: list[Load]) -> Load:
    """What loads at the same time saw, as one: the latest of their ends, the worst of their waits."""
    return Load(
        sum(one.requests for one in loads),
        max(one.seconds for one in loads),
        max(one.p50_ms for one in loads),
        max(one.p99_ms for one in loads),
        sum(one.bad for one in loads),
    )


MEASUREMENTS = tuple(
    Measurement(f"servers-{servers}", partial(measure, servers), rates.told, cheap=False)
    for servers in (2, 4)
)
