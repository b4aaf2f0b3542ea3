"""POST /attempts/{attempt}/takeover: the attempt moves to this phone."""

from __future__ import annotations

import pytest

from contest.attempts import service, store
from contest.errors import Conflict
from contest.people.guards import Entrant
from contest.web.database import Database, writing
from tests.conftest import Clock
from tests.contest.attempts.conftest import NewPhone
from tests.contest.attempts.sitting import Phone, answers, stored
from tests.contest.rounds import world
from tests.parsed import attr


@pytest.fixture
def second(sitting: Phone, new_phone: NewPhone) -> Phone:
    """Another phone of the same person."""
    phone = new_phone(*sitting.entries).to(sitting.round_id)
    phone.attempt = sitting.attempt
    return phone


def test_it_moves_and_the_first_is_told(sitting: Phone, second: Phone) -> None:
    sitting.tap(1, "abc")
    answer = second.post("/takeover")
    assert (answer.status_code, answer.headers["location"]) == (303, second.url("/questions/2"))
    assert stored(sitting.attempt, "lease", "holder") == (2, second.device)
    page = second.page("/questions/1")
    assert (attr(page, "body", "data-lease"), attr(page, "body", "data-seq")) == ("2", "1")
    assert attr(page, "#cau-1", "data-saved") == "abc"
    assert sitting.tap(2, "late").status_code == 409
    assert sitting.page("/questions/1").css("form.flat"), "the first phone may take it back"


def test_twice_is_once(sitting: Phone, second: Phone) -> None:
    for _ in range(2):
        assert second.post("/takeover").status_code == 303
    assert stored(sitting.attempt, "lease") == (2,)


def test_there_and_back(sitting: Phone, second: Phone) -> None:
    second.post("/takeover")
    sitting.post("/takeover")
    assert sitting.tap(1, "abc", lease=3).status_code == 204
    assert second.tap(1, "xyz", lease=2).status_code == 409
    assert answers(sitting.attempt) == {1: "abc"}


def test_when_it_is_over_nothing_moves(sitting: Phone, second: Phone, clock: Clock) -> None:
    clock.move(seconds=620, milliseconds=1)
    assert second.post("/takeover").status_code == 303
    assert stored(sitting.attempt, "lease", "holder") == (1, sitting.device)


def test_a_stranger_and_somebody_else(sitting: Phone, stranger: Phone, other: Phone) -> None:
    stranger.attempt = other.attempt = sitting.attempt
    assert stranger.post("/takeover").status_code == 401
    assert other.post("/takeover").status_code == 404
    assert stored(sitting.attempt, "lease") == (1,)


@pytest.mark.parametrize("bad", ["0" * 13, "abc", "%00" * 13])
def test_no_such_attempt(sitting: Phone, bad: str) -> None:
    sitting.attempt = bad
    assert sitting.post("/takeover").status_code == 404


def test_only_a_post_from_our_own_page(sitting: Phone, second: Phone) -> None:
    assert second.get("/takeover").status_code == 405
    second.client.headers["Origin"] = "https://evil.example"
    assert second.post("/takeover").status_code == 403
    assert stored(sitting.attempt, "lease") == (1,)


def test_a_third_phone_in_the_same_moment(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    contest = world.make()
    entry = contest.join("Lê Thị Hoa").entry_id
    attempt = contest.start(entry, world.OPENS)
    with monkeypatch.context() as raced:
        raced.setattr(store, "take_over", lambda *_: False)
        with pytest.raises(Conflict) as told, writing() as db:
            service.take_over(db, Entrant((entry,), "d" * 13), attempt, world.OPENS)
    assert told.value.message == service.MOVED
