"""The group-commit writer: outcomes only after the commit, and nothing that stops it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlmodel import Session

from contest import recorder
from contest.errors import Busy, NotFound
from contest.recorder import Batch, Recorder
from contest.web.database import Database
from tests.contest.recording import submit, write, written


class Odd(RuntimeError): ...


def held(gate: threading.Event) -> Batch:
    return lambda db, ops: [op for op in ops if gate.wait(10)]


@pytest.fixture
def writer(database: Database) -> Iterator[Recorder]:
    made = Recorder(database)
    made.register("write", write)
    made.register("echo", lambda db, ops: list(ops))
    made.start()
    yield made
    made.stop()


def test_an_outcome_comes_after_the_commit(writer: Recorder) -> None:
    assert submit(writer, 1, 2, 3) == ["wrote 1", "wrote 2", "wrote 3"]
    assert written() == ["1", "2", "3"]


def test_a_commit_that_fails_resolves_nothing(writer: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(session: Session) -> None:
        raise Odd("the commit")

    with monkeypatch.context() as broken:
        broken.setattr(Session, "commit", dies)
        outcomes = submit(writer, 1, 2)
    assert [type(one) for one in outcomes] == [Odd, Odd]
    assert written() == []
    assert submit(writer, 1) == ["wrote 1"]


def test_order_is_kept_and_runs_are_batches(database: Database) -> None:
    calls: list[tuple[str, list[int]]] = []
    writer = Recorder(database)
    for kind in ("a", "b"):
        writer.register(kind, lambda db, ops, kind=kind: calls.append((kind, list(ops))) or list(ops))

    async def before_the_thread_runs() -> list[Any]:
        writer._thread = threading.current_thread()
        waiting = [asyncio.ensure_future(writer.submit(kind, n)) for n, kind in enumerate("aabba")]
        await asyncio.sleep(0)
        writer.start()
        return await asyncio.gather(*waiting)

    assert asyncio.run(before_the_thread_runs()) == [0, 1, 2, 3, 4]
    writer.stop()
    assert calls == [("a", [0, 1]), ("b", [2, 3]), ("a", [4])]


POISONS = [ValueError("x"), Odd("x"), KeyError("x"), AttributeError("x"), NotFound(), AssertionError()]


@pytest.mark.parametrize("poison", POISONS, ids=lambda error: type(error).__name__)
def test_a_poison_op_fails_alone(writer: Recorder, poison: Exception) -> None:
    outcomes = submit(writer, 1, poison, 2)
    assert [outcomes[0], outcomes[2]] == ["wrote 1", "wrote 2"]
    assert type(outcomes[1]) is type(poison)
    assert written() == ["1", "2"]
    assert submit(writer, 3) == ["wrote 3"], "the thread lives on"


def test_what_the_database_refuses_fails_alone(writer: Recorder) -> None:
    outcomes = submit(writer, 1, 1, 2)
    assert [outcomes[0], outcomes[2]] == ["wrote 1", "wrote 2"]
    assert isinstance(outcomes[1], Exception)
    assert written() == ["1", "2"]


def test_an_unknown_kind_fails_alone(writer: Recorder) -> None:
    assert isinstance(submit(writer, 1, kind="nobody")[0], LookupError)
    assert submit(writer, 1) == ["wrote 1"]


def test_a_batch_must_answer_each_op(writer: Recorder) -> None:
    writer.register("short", lambda db, ops: write(db, ops)[:-1])
    assert isinstance(submit(writer, 1, kind="short")[0], LookupError)
    assert written() == []


def test_a_full_queue_says_so_at_once(database: Database) -> None:
    writer = Recorder(database, queue_limit=2)
    gate = threading.Event()
    writer.register("wait", held(gate))
    writer.start()

    async def flood() -> list[Any]:
        first = asyncio.ensure_future(writer.submit("wait", 0))
        await asyncio.sleep(0)
        while writer._queue:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
        rest = [asyncio.ensure_future(writer.submit("wait", n)) for n in (1, 2)]
        await asyncio.sleep(0)
        with pytest.raises(Busy):
            await asyncio.wait_for(writer.submit("wait", 3), 1)
        gate.set()
        return await asyncio.gather(first, *rest)

    assert asyncio.run(flood()) == [0, 1, 2]
    writer.stop()


def test_stopping_writes_what_waits(database: Database) -> None:
    writer = Recorder(database)
    writer.register("write", write)

    async def stop_at_once() -> list[Any]:
        writer.start()
        waiting = [asyncio.ensure_future(writer.submit("write", n)) for n in range(20)]
        await asyncio.sleep(0)
        await asyncio.to_thread(writer.stop)
        return await asyncio.gather(*waiting)

    assert asyncio.run(stop_at_once()) == [f"wrote {n}" for n in range(20)]
    assert len(written()) == 20


def test_before_start_and_after_stop_it_is_busy(writer: Recorder, database: Database) -> None:
    assert isinstance(submit(Recorder(database), 1)[0], Busy)
    writer.stop()
    assert isinstance(submit(writer, 1)[0], Busy)
    writer.start()
    assert submit(writer, 1) == ["wrote 1"]


def test_who_went_away_does_not_break_the_others(writer: Recorder) -> None:
    async def leave() -> list[Any]:
        gone = asyncio.ensure_future(writer.submit("write", 1))
        stays = asyncio.ensure_future(writer.submit("write", 2))
        await asyncio.sleep(0)
        gone.cancel()
        return list(await asyncio.gather(gone, stays, return_exceptions=True))

    outcomes = asyncio.run(leave())
    assert isinstance(outcomes[0], asyncio.CancelledError)
    assert outcomes[1] == "wrote 2"
    assert written() == ["1", "2"], "what was queued is written all the same"


def test_a_loop_that_was_closed_has_nobody_waiting(writer: Recorder) -> None:
    gate = threading.Event()
    writer.register("wait", held(gate))

    async def give_up() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(writer.submit("wait", 1), 0.05)

    asyncio.run(give_up())
    gate.set()
    assert submit(writer, 2) == ["wrote 2"]


def test_many_threads_with_loops_of_their_own(writer: Recorder) -> None:
    def one(number: int) -> list[Any]:
        return submit(writer, *(number * 100 + n for n in range(10)))

    with ThreadPoolExecutor(8) as threads:
        got = list(threads.map(one, range(8)))
    assert got == [[f"wrote {number * 100 + n}" for n in range(10)] for number in range(8)]
    assert len(written()) == 80


def test_a_plain_thread_writes_by_itself(writer: Recorder) -> None:
    assert writer.run("write", 1) == "wrote 1"
    with pytest.raises(Odd):
        writer.run("write", Odd("x"))
    assert written() == ["1"]


def test_the_process_has_one(database: Database) -> None:
    recorder.use(None)
    with pytest.raises(RuntimeError):
        recorder.current()
    recorder.use(made := Recorder(database))
    assert recorder.current() is made
    recorder.use(None)
