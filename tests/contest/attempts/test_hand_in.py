"""POST /attempts/{attempt}/handing-in: once, twice, too late, from the wrong phone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from contest import recorder
from contest.attempts.rules import MAX_MAP
from tests.conftest import Clock
from tests.contest.attempts.conftest import NewPhone
from tests.contest.attempts.sitting import Op, Phone, answers, count, stored
from tests.contest.rounds import world


def test_without_script(sitting: Phone) -> None:
    sitting.tap(1, "abc")
    answer = sitting.hand_in()
    assert (answer.status_code, answer.headers["location"]) == (303, sitting.url("/receipt"))
    assert stored(sitting.attempt, "state") == ("handed_in",)
    assert answers(sitting.attempt) == {1: "abc"}


def test_the_map_fills_what_was_lost(sitting: Phone) -> None:
    kept = sitting.op(1, "abc")
    sitting.ops(kept)
    lost = sitting.op(2, "xyz")
    assert sitting.hand_in(ops=json.dumps([kept, lost])).status_code == 303
    assert answers(sitting.attempt) == {1: "abc", 2: "xyz"}


def test_the_map_of_a_long_paper(contest: object, new_phone: NewPhone) -> None:
    world.fill_bank(100)
    rules = world.rules(blueprint=(world.BlueprintLine(count=100),))
    made = world.make(rules, bank=0, slug="dai")
    phone = new_phone(made.join("Lê Thị Hoa").entry_id).to(made.round_id).start()
    ops = [phone.op(slot, "abcde") for slot in range(1, 101)]
    assert phone.hand_in(ops=json.dumps(ops)).status_code == 303
    assert len(answers(phone.attempt)) == 100


def test_twice_is_one_receipt(sitting: Phone) -> None:
    first = sitting.hand_in()
    receipt = stored(sitting.attempt, "receipt", "digest", "handed_in_at")
    again = sitting.hand_in(ops=json.dumps([Op("new", 5, 1, "abc")]))
    assert (again.status_code, again.headers["location"]) == (303, first.headers["location"])
    assert stored(sitting.attempt, "receipt", "digest", "handed_in_at") == receipt
    assert answers(sitting.attempt) == {}


BROKEN = [
    "{",
    "{}",
    "null",
    "[[]]",
    '[["a", 0, 1, "x"]]',
    '[["a", -1, 1, "x"]]',
    '["a"]',
    "[" * 9000,
    "1" * 5000,
]


@pytest.mark.parametrize("ops", [*BROKEN, json.dumps([["a", 1, 1, "x"]] * (MAX_MAP + 1))])
def test_a_broken_map_ends_nothing(sitting: Phone, ops: str) -> None:
    assert sitting.hand_in(ops=ops).status_code == 422
    assert stored(sitting.attempt, "state") == ("open",)


@pytest.mark.parametrize("form", [{}, {"lease": "x"}, {"lease": -1}, {"lease": 10**20}, {"lease": 1, "x": 1}])
def test_a_form_that_is_not_ours(sitting: Phone, form: dict[str, Any]) -> None:
    assert sitting.post("/handing-in", **form).status_code == 422
    assert stored(sitting.attempt, "state") == ("open",)


def test_a_stranger_and_somebody_else(sitting: Phone, stranger: Phone, other: Phone) -> None:
    stranger.attempt = other.attempt = sitting.attempt
    assert stranger.hand_in().status_code == 401
    assert other.hand_in().status_code == 404
    assert stored(sitting.attempt, "state") == ("open",)


def test_a_lease_that_was_never_given(sitting: Phone) -> None:
    assert sitting.hand_in(lease=2).status_code == 404
    assert stored(sitting.attempt, "state") == ("open",)


def test_from_the_phone_that_lost_the_attempt(sitting: Phone, new_phone: NewPhone) -> None:
    second = new_phone(*sitting.entries)
    second.attempt = sitting.attempt
    second.post("/takeover")
    answer = sitting.hand_in()
    assert (answer.status_code, answer.headers["location"]) == (303, sitting.url("/questions/1"))
    assert stored(sitting.attempt, "state") == ("open",)
    assert second.hand_in(lease=2).headers["location"] == sitting.url("/receipt")


def test_at_the_end_of_the_grace(sitting: Phone, other: Phone, clock: Clock) -> None:
    other.start()
    clock.move(seconds=620)
    sitting.hand_in()
    assert stored(sitting.attempt, "state") == ("handed_in",)
    clock.move(milliseconds=1)
    assert other.hand_in().headers["location"] == other.url("/receipt")
    assert stored(other.attempt, "state") == ("timed_out",)


@pytest.mark.parametrize("bad", ["0" * 13, "abc", "%00" * 13])
def test_no_such_attempt(sitting: Phone, bad: str) -> None:
    sitting.attempt = bad
    assert sitting.hand_in().status_code == 404


def test_only_a_post(sitting: Phone) -> None:
    assert sitting.get("/handing-in").status_code == 405


def test_another_site_ends_nothing(sitting: Phone) -> None:
    sitting.client.headers["Origin"] = "https://evil.example"
    assert sitting.hand_in().status_code == 403


def test_busy(sitting: Phone) -> None:
    recorder.current().queue_limit = 0
    answer = sitting.hand_in()
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert count("grade") == 0
