"""`hoithi regrade`: a trial beside the server, or by the command where none runs; --do applies it."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from contest import regrade_command
from contest.holding import only_server
from contest.regrade_command import NO_REASON, NO_TRIAL, STALLED, TOO_LONG
from contest.regrades import applying, service, trying
from contest.regrades.service import NOTHING_NEW
from contest.rounds import closing
from contest.web import peers_store
from contest.web.database import Database, reading
from tests.conftest import Clock
from tests.contest.commanded import Installation, installed
from tests.contest.regrades import world
from tests.contest.regrades.world import APPLIED, REASON, TRIED, Recount
from tests.contest.rounds import world as rounds

TRY = ("regrade", "cds", "--reason", REASON)


@pytest.fixture(params=["sqlite", "postgresql"])
def here(request: pytest.FixtureRequest, sqlite_template: Path, tmp_path: Path, clock: Clock) -> Installation:
    clock.set(TRIED)
    closing.register()
    return installed(request.param, tmp_path, sqlite_template, request.getfixturevalue)


@pytest.fixture
def round(here: Installation) -> Recount:
    """A closed round of three whose first question's key was corrected since: A Lan has it right now."""
    with here.open():
        made = world.usual()
        made.correct(0, 1)
        return made


def state(here: Installation, round: Recount) -> list[str]:
    """Where the round's regrades stand."""
    with here.open(), reading() as db:
        found = service.live(db, round.round_id)
    return [found.state] if found else []


def test_a_trial_changes_nothing_and_do_applies_it(here: Installation, round: Recount, clock: Clock) -> None:
    with here.open():
        before, places = world.dump(), round.places()
    told = here.told(*TRY)
    assert {name: told[name] for name in ("contest", "round", "state", "changed", "higher", "lower")} == {
        "contest": "cds",
        "round": 1,
        "state": "ready",
        "changed": 3,
        "higher": 1,
        "lower": 2,
    }
    with here.open():
        assert world.dump() == before
    assert here.noted(round.round_id)[0] == ("cli", "regrades.begin")
    clock.set(APPLIED)
    done = here.told("regrade", "cds/1", "--do")
    assert (done["state"], done["regrade"]) == ("applied", told["regrade"])
    with here.open():
        assert (
            {name: one[1] for name, one in round.places().items()}
            == {
                "A Thui": 200,
                "Y Bích": 100,
                "A Lan": 100,
            }
            != {name: one[1] for name, one in places.items()}
        )
    assert here.noted(round.round_id)[:2] == [
        ("server", "regrades.applied"),
        ("cli", "regrades.apply"),
    ]


def test_it_says_so_in_words(here: Installation, round: Recount) -> None:
    said = here.run(*TRY).output
    assert "Tuần 1: đã chấm thử theo đáp án đã sửa, CHƯA ÁP DỤNG." in said
    assert "Bài đổi kết quả:         3 (1 tăng điểm, 2 giảm)" in said
    assert "--do" in said
    assert "đã áp dụng" in here.run("regrade", "cds", "--do").output


@contextmanager
def served(here: Installation) -> Generator[None]:
    """A server holds the installation: its folder, or the lock of who leads."""
    if not here.url.startswith("postgresql"):
        with only_server(here.data):
            yield
        return
    other = Database(here.url)
    with other.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        assert peers_store.lead(connection)
        yield
        connection.invalidate()
    other.close()


def test_a_running_server_does_the_work(
    here: Installation, round: Recount, monkeypatch: pytest.MonkeyPatch
) -> None:
    trying.register()
    applying.register()
    # While the command waits, the thread of the server works its jobs off.
    monkeypatch.setattr(regrade_command, "time", SimpleNamespace(sleep=lambda _: rounds.work(TRIED)))
    with served(here):
        assert here.told(*TRY)["state"] == "ready"
        assert here.told("regrade", "cds", "--do")["state"] == "applied"
    assert state(here, round) == []


def test_where_nobody_works_it_says_so_and_the_next_goes_on(
    here: Installation, round: Recount, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch, served(here):
        patch.setattr(regrade_command, "time", SimpleNamespace(sleep=lambda _: None))
        patch.setattr(regrade_command, "PATIENCE", 2)
        assert here.refused(*TRY) == STALLED
    assert state(here, round) == ["trial"]
    assert here.refused("regrade", "cds", "--do") == NO_TRIAL
    told = here.told("regrade", "cds", "--reason", "Lý do khác")
    assert told["state"] == "ready"
    assert here.noted(round.round_id)[0][1] == "regrades.begin", "it is the same trial"


def test_what_failed_goes_on(
    here: Installation, round: Recount, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError

    with monkeypatch.context() as patch:
        patch.setattr(regrade_command, "PATIENCE", 100)
        patch.setattr(trying, "STEPS", {**trying.STEPS, trying.TryStep.GRADE: broken})
        patch.setattr(regrade_command, "time", SimpleNamespace(sleep=lambda _: clock.move(minutes=30)))
        assert here.refused(*TRY).startswith("Việc chấm lại bị dừng: Phần mềm gặp lỗi ValueError")
    assert here.told(*TRY)["state"] == "ready"
    assert ("cli", "regrades.resume") in here.noted(round.round_id)


def test_what_it_refuses(here: Installation, round: Recount) -> None:
    assert here.refused("regrade", "cds") == here.refused("regrade", "cds", "--reason", "  ") == NO_REASON
    assert here.refused("regrade", "cds", "--reason", "x" * 501) == TOO_LONG
    assert here.refused("regrade", "cds", "--do") == NO_TRIAL
    assert "Các vòng: 1 (Tuần 1, đã đóng)." in here.refused("regrade", "cds/2", "--reason", REASON)
    here.told(*TRY)
    here.told("regrade", "cds", "--do")
    assert here.refused(*TRY) == NOTHING_NEW
    assert here.refused("regrade", "cds", "--do") == NO_TRIAL


def test_a_key_that_moves_again_asks_for_another_trial(here: Installation, round: Recount) -> None:
    here.told(*TRY)
    with here.open():
        round.correct(0, 2)
    assert here.refused("regrade", "cds", "--do") == service.KEYS_MOVED
    assert here.told(*TRY)["state"] == "ready"
    assert here.told("regrade", "cds", "--do")["state"] == "applied"
