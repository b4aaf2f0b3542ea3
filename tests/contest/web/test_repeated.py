"""A transaction that lost to another one is done anew, as a whole and only while nothing of it stands."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import text
from starlette.datastructures import UploadFile

from contest.web import database
from contest.web.database import TRIES, Database, Victim, reading, repeated, writing
from contest.web.forms import content
from contest.web.policy import Policy, Who, policy

MORE = text("UPDATE setting SET value = value || 'x' WHERE name = :name")
LOST = "thua"


@pytest.fixture
def postgresql(postgresql_url: str) -> Iterator[Database]:
    """Two rows that can be locked one by one; on SQLite nobody loses, since all wait for one lock."""
    configured = database.configure(postgresql_url)
    with writing() as db:
        db.connection().execute(text("INSERT INTO setting (name, value) VALUES ('a', ''), ('b', '')"))
    yield configured
    configured.close()


def values() -> dict[str, str]:
    with reading() as db:
        rows = db.connection().execute(text("SELECT name, value FROM setting")).all()
    return {row.name: row.value for row in rows}


def crossing(first: str, second: str, gate: Barrier, done: Event, tries: list[str]) -> Callable[[], None]:
    """A deed that changes two rows, and at its first try meets the other deed between them. Once it has lost
    it waits for the other one: else it could take its row again before that one does."""

    @repeated
    def deed() -> None:
        if first in tries:
            assert done.wait(30)
        with writing() as db:
            db.connection().execute(MORE, {"name": first})
            tries.append(first)
            if tries.count(first) == 1:
                gate.wait(30)
            db.connection().execute(MORE, {"name": second})
        done.set()

    return deed


def test_of_two_that_wait_for_each_other_both_are_done(postgresql: Database) -> None:
    gate, done, tries = Barrier(2), Event(), list[str]()
    deeds = (crossing("a", "b", gate, done, tries), crossing("b", "a", gate, done, tries))
    with ThreadPoolExecutor(2) as pool:
        for running in [pool.submit(deed) for deed in deeds]:
            running.result(30)
    assert values() == {"a": "xx", "b": "xx"}
    assert len(tries) == 3, "one of them lost and was done anew"


def losing(times: int) -> tuple[Callable[[str], str], list[str]]:
    """A deed that loses so many times before it is done."""
    tried: list[str] = []

    @repeated
    def deed(word: str) -> str:
        tried.append(word)
        if len(tried) <= times:
            raise Victim(LOST)
        return f"{word} xong"

    return deed, tried


@pytest.mark.parametrize("times", range(TRIES))
def test_it_is_tried_until_it_is_done(times: int) -> None:
    deed, tried = losing(times)
    assert deed("việc") == "việc xong"
    assert len(tried) == times + 1


def test_who_always_loses_is_told_in_the_end() -> None:
    deed, tried = losing(TRIES)
    with pytest.raises(Victim) as told:
        deed("việc")
    assert (told.value.status, told.value.message, len(tried)) == (503, LOST, TRIES)


def test_another_error_is_told_at_once() -> None:
    tried: list[int] = []

    @repeated
    def deed() -> None:
        tried.append(1)
        raise LookupError

    with pytest.raises(LookupError):
        deed()
    assert tried == [1]


def test_what_stands_is_never_done_twice(sqlite_database: Database) -> None:
    @repeated
    def deed() -> None:
        with writing() as db:
            db.connection().execute(text("INSERT INTO setting (name, value) VALUES ('a', 'x')"))
        with writing():
            raise Victim(LOST)

    with pytest.raises(Victim):
        deed()
    assert values() == {"a": "x"}


def test_what_was_committed_before_does_not_count(sqlite_database: Database) -> None:
    with writing() as db:
        db.connection().execute(text("INSERT INTO setting (name, value) VALUES ('a', '')"))
    deed, tried = losing(1)
    assert deed("việc") == "việc xong"
    assert len(tried) == 2


def test_every_plain_endpoint_with_a_policy_is_done_anew() -> None:
    app, tried = FastAPI(), list[str]()

    @app.post("/{word}")
    @policy(Who.ANYONE, state="open")
    def press(word: str) -> str:
        tried.append(word)
        if len(tried) == 1:
            raise Victim(LOST)
        return word

    assert TestClient(app).post("/mo").json() == "mo"
    assert tried == ["mo", "mo"]
    assert vars(press)["__policy__"] == Policy(Who.ANYONE, "open")


def test_an_endpoint_that_awaits_is_left_as_it_is() -> None:
    tried: list[int] = []

    @policy(Who.ANYONE)
    async def press() -> None:
        tried.append(1)
        raise Victim(LOST)

    with pytest.raises(Victim):
        asyncio.run(press())
    assert tried == [1]


def test_a_file_that_was_sent_is_there_again() -> None:
    file = UploadFile(io.BytesIO(b"danh sach"))
    assert [content(file), content(file), content(file, 4)] == [b"danh sach", b"danh sach", b"danh"]
