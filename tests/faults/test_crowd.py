"""A crowd from one address: a thousand log-ins in one second, two hundred sockets that take their time."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import text

from contest import clock as wall
from contest import settings
from contest.accounts import passwords
from contest.accounts import service as staff
from contest.accounts.states import Role
from contest.audit.service import SERVER
from contest.campaigns import service as campaigns
from contest.people import service as people
from contest.people.service import EntryDraft
from contest.simulate.wire import Phone
from contest.web import database as web_database
from contest.web.database import writing
from tests.faults import loops
from tests.faults.harness import ROOT, House, Server, lost, senders
from tests.trusted import measured

pytestmark = [pytest.mark.faults, pytest.mark.alone]

CODES, FORMS, STAFF, DESKS = 500, 400, 100, 20
WITHIN = 120.0
FORM = "application/x-www-form-urlencoded"
PASSWORD = "bảy con mèo trèo cây cau"


def invite(house: House) -> list[list[str]]:
    """(kind, path, body) of a thousand who come: with their code, by the open form, to the desk."""
    settings.use(settings.load(house.data, f"sqlite:///{house.database}"))
    made = web_database.configure(f"sqlite:///{house.database}")
    now, hashed = wall.now(), passwords.hash_password(PASSWORD)
    try:
        with writing() as db:
            (round_id,) = db.connection().execute(text("SELECT id FROM round")).one()
            campaign = campaigns.view(db, round_id, now).campaign_id
            joined = [
                people.join(db, campaign, EntryDraft(f"Y Bích {number}", 1990, None), now)
                for number in range(CODES)
            ]
            for number in range(DESKS):
                staff.create_staff(db, SERVER, f"ban{number}", "Hồ Thị Nhung", Role.ADMIN, hashed, now)
    finally:
        made.close()
    entries = "/campaigns/do-toc-do/entries"
    filled = {"birth_year": "1990", "consent_join": "1", "unit": ""}
    return [
        *(["code", f"{entries}/code", urlencode({"code": one.code})] for one in joined),
        *(["form", f"{entries}/new", urlencode({"name": f"A Thui {n}", **filled})] for n in range(FORMS)),
        *(
            ["desk", "/accounts/login", urlencode({"login": f"ban{n % DESKS}", "password": PASSWORD})]
            for n in range(STAFF)
        ),
    ]


def test_a_thousand_log_ins_at_once_from_one_address(house: House, tmp_path: Path, server: Server) -> None:
    """A school behind one address: nobody is limited, nobody sees a fault, everybody is in soon."""
    invited = invite(house)
    file = tmp_path / "people.json"
    file.write_text(json.dumps(invited))
    command = [sys.executable, "-m", "tests.faults.gate", server.url, str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=240)
    told = json.loads(done.stdout)
    print(told)
    wanted = {"code": CODES, "form": FORMS, "desk": STAFF}
    assert {kind: met.get("303", 0) for kind, met in told["met"].items()} == wanted
    assert {status for met in told["met"].values() for status in met} <= {"303", "503", "0"}
    assert told["last"] <= WITHIN
    refused = sum(met.get("503", 0) for met in told["met"].values())
    load = f"{os.getloadavg()[0]:.0f}" if hasattr(os, "getloadavg") else "?"
    measured(
        "residue",
        "crowd",
        f"1,000 log-ins in one second from one address (500 codes, 400 forms, 100 passwords): all in after "
        f"{told['last']:.0f} s, the middle one after {told['middle']:.0f} s, {refused:,} asked to come back, "
        f"0 faults (machine load {load})",
        "./hoithi test tests/faults/test_crowd.py",
    )


def slow_ones(port: int, count: int, words: bytes) -> list[socket.socket]:
    made = []
    for _ in range(count):
        one = socket.create_connection(("127.0.0.1", port), timeout=30)
        one.sendall(words)
        made.append(one)
    return made


def still_open(sockets: list[socket.socket]) -> int:
    """How many the server has not ended."""
    left = 0
    for one in sockets:
        one.setblocking(False)
        try:
            left += one.recv(1) != b""
        except BlockingIOError:
            left += 1
        except ConnectionError:
            continue
    return left


def test_two_hundred_slow_sockets_hold_nobody_up(house: House, server: Server) -> None:
    """Half a header, and half a password: whoever saves or logs in meanwhile notices nothing."""
    invited = invite(house)
    half = slow_ones(server.port, 200, b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
    body = (
        b"POST /accounts/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded"
    )
    bodies = slow_ones(server.port, 200, body + b"\r\nContent-Length: 500\r\n\r\nlogin=ban0&passw")
    phones = senders(server, house, "slow")

    async def meanwhile() -> list[float]:
        times, until = [], time.monotonic() + 6
        while time.monotonic() < until:
            began = time.perf_counter()
            assert (await phones[len(times) % len(phones)].save()).status == 204
            times.append(time.perf_counter() - began)
        desk = await Phone(server.url).post(*invited[-1][1:2], invited[-1][2].encode(), FORM)
        assert desk.status == 303, "no slow one has its place"
        return times

    times = sorted(loops.run(meanwhile()))
    print(f"{len(times)} saves, the slowest {times[-1]:.3f} s")
    assert times[int(len(times) * 0.99)] <= 0.5
    assert still_open(bodies) == 200
    until = time.monotonic() + 20
    while (left := still_open(half)) and time.monotonic() < until:
        time.sleep(0.5)
    assert left == 0, "ten seconds for a header"
    assert lost(house, phones) == []
    for one in (*half, *bodies):
        one.close()
