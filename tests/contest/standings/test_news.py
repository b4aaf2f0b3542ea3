"""The hub hears of a board only after the commit."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from contest import connections
from contest.grades import service as grades
from contest.office import service as office
from contest.standings import hub, news, service
from contest.web import peers
from contest.web.database import Database, writing
from tests.contest.standings import world


class Ear:
    """Stands where the hub stands."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def changed(self, topic: str) -> None:
        self.heard.append(topic)


@pytest.fixture
def ear() -> Iterator[Ear]:
    listening = Ear()
    hub.use(listening)  # ty: ignore[invalid-argument-type]
    yield listening
    hub.use(None)


def test_a_commit_is_told_once(database: Database, ear: Ear) -> None:
    round_id = world.make_round(world.rules())
    (an,) = world.enter(round_id, ["An"])
    with writing() as db:
        service.place(db, world.rules(), round_id, [world.result(an, 5)])
        service.place(db, world.rules(), round_id, [world.result(an, 6)])
        assert ear.heard == []
    assert ear.heard == [round_id]


def test_other_servers_are_told_after_the_commit(
    database: Database, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(peers, "tell", lambda kind, of="": told.append((kind, of)))
    with writing() as db:
        news.tell(db, "vong")
        assert told == []
    assert told == [("board", "vong")]


def test_what_another_server_says_reaches_who_keeps_it(
    sqlite_database: Database, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A board the hub, the office its copy, questions the keys: nothing of it is said once more."""
    done: list[str] = []
    monkeypatch.setattr(peers, "tell", lambda kind, of="": done.append(f"told {kind}"))
    monkeypatch.setattr(peers, "_ears", {})
    monkeypatch.setattr(office, "refresh", lambda: done.append("office"))
    monkeypatch.setattr(grades, "forget_keys", lambda: done.append("keys"))
    connections.hear_others()
    for word in ("board:vong", "office:", "questions:", "later:x"):
        peers._told(word)
    assert (ear.heard, done) == (["vong"], ["office", "keys"])


def test_what_is_rolled_back_is_never_told(database: Database, ear: Ear) -> None:
    with pytest.raises(LookupError), writing() as db:
        news.tell(db, "vong")
        raise LookupError
    assert ear.heard == []


def test_a_rollback_and_then_a_commit_on_the_same_session(database: Database, ear: Ear) -> None:
    with writing() as db:
        news.tell(db, "cu")
        db.rollback()
        news.tell(db, "moi")
    assert ear.heard == ["moi"]


def test_a_savepoint_tells_nothing_by_itself(database: Database, ear: Ear) -> None:
    with writing() as db:
        with db.begin_nested():
            news.tell(db, "vong")
        assert ear.heard == []
    assert ear.heard == ["vong"]


def test_without_a_hub_nothing_happens(database: Database) -> None:
    hub.use(None)
    with writing() as db:
        news.tell(db, "vong")


def test_a_channel_is_its_round_at_an_address() -> None:
    assert news.channel("k7q2", "http://10.0.0.2:8000") == "k7q2@http://10.0.0.2:8000"
