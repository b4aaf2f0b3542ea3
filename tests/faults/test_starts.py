"""Fifty taps on "Bắt đầu làm bài" at once: exactly one attempt (I3), whatever the database."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from contest import clock as wall
from contest import settings
from contest.app import make_recorder
from contest.attempts import papers
from contest.attempts.starting import Refusal, StartRequest
from contest.campaigns import service as campaigns
from contest.campaigns.service import CampaignDraft, RoundDraft
from contest.people import service as people
from contest.people.guards import issue
from contest.people.service import EntryDraft
from contest.recorder import Recorder
from contest.ruleset.rules import BlueprintLine, Ruleset
from contest.simulate.wire import Phone
from contest.web import database as web_database
from contest.web.database import Database, reading, to_ms, writing
from questions import service as questions
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind
from tests.conftest import Clock
from tests.faults import loops
from tests.faults.harness import House, Server

TAPS = 50


@pytest.fixture
def key(tmp_path: Path) -> Iterator[None]:
    """A server key, which entries are derived from."""
    settings.use(settings.Settings(tmp_path, "", bytes(32)))
    papers.forget_pools()
    yield
    papers.forget_pools()


def open_round(clock: Clock, attempts: int = 1) -> tuple[str, str]:
    """A round of three questions and somebody who has entered: (round, entry)."""
    options = ("một", "hai", "ba")
    asked = [ParsedQuestion(Kind.one, f"Câu số {n} là câu gì?", options, (0,)) for n in range(6)]
    rules = Ruleset(blueprint=(BlueprintLine(count=3),), seconds=600, attempts_allowed=attempts)
    first = RoundDraft("Vòng", clock.now, clock.now + timedelta(hours=1), rules)
    with writing() as db:
        questions.save_bank(db, "bank", "Ngân hàng", asked)
        round_id = campaigns.create(db, CampaignDraft("thi", "Thi", "Xã", "bank", first), clock.now)
        campaign = campaigns.view(db, round_id, clock.now).campaign_id
        draft = EntryDraft("Y Bích", 1990, None, device="0000000000000")
        return round_id, people.join(db, campaign, draft, clock.now).entry_id


def attempts_stored() -> list[tuple[int, str]]:
    """(number, state) of every attempt."""
    with reading() as db:
        rows = db.connection().execute(text("SELECT number, state FROM attempt ORDER BY number"))
        return [(number, state) for number, state in rows]


def tap_together(writer: Recorder, op: StartRequest) -> set[tuple[str, Refusal | None]]:
    """Every thread is ready before the first one taps."""
    barrier = threading.Barrier(TAPS)

    def tap(_: int) -> tuple[str, Refusal | None]:
        barrier.wait()
        outcome = writer.run("start", op)
        return outcome.attempt_id, outcome.refusal

    with ThreadPoolExecutor(TAPS) as threads:
        return set(threads.map(tap, range(TAPS)))


def roomy(database: Database) -> Database:
    """Fifty writers at once need more connections than a server lends: it has one writer thread."""
    database.writer.pool._max_overflow = TAPS  # ty: ignore[missing-attribute]
    return database


def test_fifty_starts_in_threads_are_one_attempt(database: Database, clock: Clock, key: None) -> None:
    round_id, entry = open_round(clock)
    writer = make_recorder(roomy(database))
    outcomes = tap_together(writer, StartRequest(round_id, (entry,), "0000000000000", to_ms(clock.now)))
    assert len(outcomes) == 1
    ((attempt, refusal),) = outcomes
    assert attempt != ""
    assert refusal is None
    assert attempts_stored() == [(1, "open")]


def test_with_three_attempts_allowed_it_is_still_one(database: Database, clock: Clock, key: None) -> None:
    """A tap too many must not use up the second attempt."""
    round_id, entry = open_round(clock, attempts=3)
    op = StartRequest(round_id, (entry,), "0000000000000", to_ms(clock.now))
    assert len(tap_together(make_recorder(roomy(database)), op)) == 1
    assert attempts_stored() == [(1, "open")]


def test_fifty_starts_in_one_batch_are_one_attempt(database: Database, clock: Clock, key: None) -> None:
    round_id, entry = open_round(clock)
    op = StartRequest(round_id, (entry,), "0000000000000", to_ms(clock.now))
    writer = make_recorder(database)
    with writing() as db:
        outcomes = writer.batches["start"](db, [op] * TAPS)
    assert len({outcome.attempt_id for outcome in outcomes}) == 1
    assert attempts_stored() == [(1, "open")]


@pytest.mark.faults
def test_fifty_starts_over_http_are_one_attempt(house: House, server: Server) -> None:
    """Fifty phones with one cookie, each with a connection of its own."""
    round_id, fresh = new_entry(house)

    async def tap() -> str:
        phone = Phone(server.url, {"hoithi_entry": fresh})
        reply = await phone.post(f"/attempts/new/{round_id}", b"", "application/x-www-form-urlencoded")
        phone.hang_up()
        assert reply.status == 303
        return reply.to

    async def together() -> set[str]:
        return set(await asyncio.gather(*(tap() for _ in range(TAPS))))

    assert len(loops.run(together())) == 1


def new_entry(house: House) -> tuple[str, str]:
    """Somebody more enters the house's contest: (round, cookie)."""
    settings.use(settings.load(house.data, f"sqlite:///{house.database}"))
    made = web_database.configure(f"sqlite:///{house.database}")
    try:
        with writing() as db:
            (round_id,) = db.connection().execute(text("SELECT id FROM round")).one()
            campaign = campaigns.view(db, round_id, wall.now()).campaign_id
            joined = people.join(db, campaign, EntryDraft("A Thui", 1990, None), wall.now())
    finally:
        made.close()
    return round_id, issue((joined.entry_id,), "0000000000000")
