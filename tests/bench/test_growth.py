"""growth, close, server, search, p1-open and p1-slow: tiny real runs with everything in them."""

from __future__ import annotations

import random
from functools import partial
from pathlib import Path

import pytest

from bench import birth, close, growth, p1_open, p1_slow, regrade, search
from bench.load import Load
from contest import clock, settings
from contest.serving import prepare
from contest.web.database import reading
from questions.authoring import listing
from questions.authoring.views import Wanted


@pytest.mark.parametrize("kind", growth.KINDS)
def test_a_deed_among_many_and_among_few(kind: str) -> None:
    told: list[str] = []
    found = growth.measure(kind, 1, 0.2, told.append, many=60, few=20)
    assert (found.name, found.unit, found.bad) == (f"growth-{kind}", "ms", 0)
    assert min(found.value, found.ceiling, found.ratio) > 0
    assert [line.split(":")[0] for line in told] == ["Dựng 20 và 60 người đã thi…", "  lượt 1"]


def test_a_round_is_closed_while_others_save() -> None:
    told: list[str] = []
    found = close.measure(1, 1, told.append, papers=40, looks=1, people=6)
    assert (found.name, found.unit, found.bad) == ("close", "ms", 0), told
    assert min(found.value, found.p99_ms, found.ceiling_p99_ms) > 0


def test_a_round_is_closed_beside_saves_at_a_pace_of_their_own() -> None:
    told: list[str] = []
    drive = partial(p1_open.paced, rate=50)
    found = close.measure(1, 1, told.append, papers=40, looks=1, people=6, drive=drive, name="close-open")
    assert (found.name, found.bad) == ("close-open", 0), told


def test_a_round_is_regraded_while_others_save() -> None:
    told: list[str] = []
    found = regrade.measure(1, 1, told.append, papers=40, looks=1, people=6)
    assert (found.name, found.unit, found.bad) == ("regrade", "ms", 0), told
    assert min(found.value, found.p99_ms, found.ceiling_p99_ms) > 0
    assert [line.split(":")[0] for line in told if line.endswith("giây")] == ["  ready", "  applied"]


def test_the_time_of_a_close_stands_beside_the_saves() -> None:
    alone, beside = (Load(100, 1.0, 1.0, 9.0, 0), Load(50, 1.0, 2.0, 30.0, 2))
    found = close.figure(12.5, [alone], [beside], 3)
    assert (found.value, found.ratio, found.p99_ms, found.ceiling_p99_ms) == (12_500, 0.5, 30.0, 9.0)
    assert found.bad == 5
    assert close.figure(1.0, [], [], 0).ratio == 0


def test_a_server_is_born() -> None:
    told: list[str] = []
    found = birth.measure("server", 0, 1, 0.0, told.append)
    assert (found.name, found.bad, found.unit) == ("server", 0, "ms")
    assert min(found.value, found.ceiling, found.kb_each or 0) > 0


def test_words_are_found_in_the_bank_that_was_made() -> None:
    told: list[str] = []
    found = search.measure(1, 0.2, told.append, count=120)
    assert (found.name, found.unit, found.bad) == ("search", "ms", 0)
    assert min(found.value, found.ceiling) > 0


def test_the_bank_holds_so_many_questions(tmp_path: Path) -> None:
    database = prepare(settings.load(tmp_path, f"sqlite:///{tmp_path / 'hoithi.sqlite3'}"))
    bank = search.fill(30, random.Random(1))
    with reading() as db:
        assert listing.search(db, bank, Wanted(), clock.local(clock.now()).date(), (0, 5)).count == 30
    database.close()


def test_saves_come_by_the_clock() -> None:
    told: list[str] = []
    found = p1_open.measure(1, 0.5, told.append, rate=40, people=6)
    assert (found.name, found.unit, found.bad) == ("p1-open", "ms", 0)
    assert min(found.value, found.ceiling, found.ratio) > 0


def test_without_a_compiler_there_is_no_slow_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    told: list[str] = []
    assert p1_slow.measure(1, 0.1, told.append).bad == 1
    assert told == [p1_slow.NO_COMPILER]
