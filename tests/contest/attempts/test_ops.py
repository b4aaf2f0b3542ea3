"""POST /attempts/{attempt}/ops: the outbox, in the words of the protocol."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contest import recorder
from tests.conftest import Clock
from tests.contest.attempts.conftest import NewPhone
from tests.contest.attempts.sitting import Op, Phone, answers, count, fates
from tests.contest.rounds.world import OPENS

UNTIL = OPENS + timedelta(seconds=620)
MS = timedelta(milliseconds=1)


def test_a_tap_is_stored(sitting: Phone) -> None:
    answer = sitting.tap(1, "abc")
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["cache-control"] == "no-store"
    assert answers(sitting.attempt) == {1: "abc"}


def test_twice_is_once(sitting: Phone) -> None:
    op = sitting.op(1, "abc")
    assert [sitting.ops(op).status_code for _ in range(2)] == [204, 204]
    assert count("answer_event") == 1


def test_sixty_four_at_once(sitting: Phone) -> None:
    assert sitting.ops(*(sitting.op(1, str(n)) for n in range(64))).status_code == 204
    assert answers(sitting.attempt) == {1: "63"}
    assert sitting.ops(*(sitting.op(1, str(n)) for n in range(65))).status_code == 400


def test_another_body_under_one_name(sitting: Phone) -> None:
    op = sitting.op(1, "abc")
    sitting.ops(op)
    answer = sitting.ops(op._replace(answer="xyz"))
    assert (answer.status_code, answer.json()) == (422, {"conflicts": [op.op_id]})
    assert answers(sitting.attempt) == {1: "abc"}


def test_from_the_phone_that_lost_the_attempt(sitting: Phone, new_phone: NewPhone) -> None:
    second = new_phone(*sitting.entries)
    second.attempt = sitting.attempt
    assert second.post("/takeover").status_code == 303
    answer = sitting.tap(1, "abc")
    assert (answer.status_code, answer.json()) == (409, {"lease": 2})
    assert second.tap(1, "xyz", lease=2).status_code == 204
    assert answers(sitting.attempt) == {1: "xyz"}


def test_too_late_at_its_border(sitting: Phone, clock: Clock) -> None:
    clock.set(UNTIL)
    assert sitting.tap(1, "in time").status_code == 204
    clock.set(UNTIL + MS)
    answer = sitting.tap(1, "late")
    assert (answer.status_code, answer.json()) == (410, {"receipt": sitting.url("/receipt")})
    assert fates(sitting.attempt) == [(1, "in time", "applied"), (1, "late", "late")]


def test_after_handing_in(sitting: Phone) -> None:
    sitting.hand_in()
    assert sitting.tap(1, "abc").status_code == 410
    assert answers(sitting.attempt) == {}


def test_a_stranger_and_somebody_else(sitting: Phone, stranger: Phone, other: Phone) -> None:
    for phone, status in ((stranger, 401), (other, 404)):
        phone.attempt = sitting.attempt
        answer = phone.tap(1, "abc")
        assert (answer.status_code, answer.json()) == (status, {})
    assert count("answer_event") == 0


@pytest.mark.parametrize("cookie", ["abc", "~", "0" * 13 + "~x", '"', "x; hoithi_entry="])
def test_a_forged_cookie(sitting: Phone, stranger: Phone, cookie: str) -> None:
    stranger.attempt = sitting.attempt
    stranger.client.headers["Cookie"] = f"hoithi_entry={cookie}"
    assert stranger.tap(1, "abc").status_code == 401


@pytest.mark.parametrize("bad", ["0" * 13, "abc", "%00" * 13, "%ff" * 13, "x" * 3000, "đ" * 13, "a%2fb"])
def test_no_such_attempt(sitting: Phone, bad: str) -> None:
    good, sitting.attempt = sitting.attempt, bad
    assert sitting.tap(1, "abc").status_code == 404
    sitting.attempt = good
    assert sitting.tap(1, "abc").status_code == 204


def test_only_a_post(sitting: Phone) -> None:
    assert sitting.get("/ops").status_code == 405
    assert sitting.client.put(sitting.url("/ops"), content=b"{}").status_code == 405


def test_another_site_sends_nothing(sitting: Phone) -> None:
    sitting.client.headers["Origin"] = "https://evil.example"
    assert sitting.tap(1, "abc").status_code == 403
    assert count("answer_event") == 0


GOOD = ["op1", 1, 1, "a"]
BODIES = {
    "nothing": b"",
    "no JSON": b"{",
    "no UTF-8": b'{"lease": 1, "ops": [["\xff", 1, 1, "a"]]}',
    "a list": b"[]",
    "null": b"null",
    "deep": b"[" * 7000 + b"]" * 7000,
    "deep ops": b'{"lease": 1, "ops": ' + b"[" * 7000 + b"]" * 7000 + b"}",
    "a number of many digits": b'{"lease": 1' + b"0" * 6000 + b', "ops": []}',
    "17 KB": json.dumps({"lease": 1, "ops": [GOOD], "x": "x" * 17_000}).encode(),
}
SENT: dict[str, Any] = {
    "no lease": {"ops": [GOOD]},
    "no ops": {"lease": 1},
    "empty": {"lease": 1, "ops": []},
    "65": {"lease": 1, "ops": [[f"o{n}", n, 1, "a"] for n in range(1, 66)]},
    "lease as text": {"lease": "1", "ops": [GOOD]},
    "lease true": {"lease": True, "ops": [GOOD]},
    "lease 1.0": {"lease": 1.0, "ops": [GOOD]},
    "an object": {"lease": 1, "ops": {"a": GOOD}},
    "short": {"lease": 1, "ops": [GOOD[:3]]},
    "long": {"lease": 1, "ops": [[*GOOD, 1]]},
    "seq 0": {"lease": 1, "ops": [["op1", 0, 1, "a"]]},
    "seq -1": {"lease": 1, "ops": [["op1", -1, 1, "a"]]},
    "seq true": {"lease": 1, "ops": [["op1", True, 1, "a"]]},
    "slot as text": {"lease": 1, "ops": [["op1", 1, "1", "a"]]},
    "answer as number": {"lease": 1, "ops": [["op1", 1, 1, 5]]},
    "answer null": {"lease": 1, "ops": [["op1", 1, 1, None]]},
    "one of two": {"lease": 1, "ops": [GOOD, None]},
}


@pytest.mark.parametrize("body", [*BODIES.values(), *map(json.dumps, SENT.values())], ids=[*BODIES, *SENT])
def test_what_our_script_never_sends(sitting: Phone, body: bytes | str) -> None:
    assert sitting.send(body).status_code == 400
    assert count("answer_event") == 0


FORGED: dict[str, tuple[int, list[Any]]] = {
    "lease 0": (0, GOOD),
    "lease below": (-(10**30), GOOD),
    "lease above": (2, GOOD),
    "lease huge": (10**30, GOOD),
    "slot 0": (1, ["op1", 1, 0, "a"]),
    "slot 4": (1, ["op1", 1, 4, "a"]),
    "slot huge": (1, ["op1", 1, 10**30, "a"]),
    "seq huge": (1, ["op1", 10**30, 1, "a"]),
    "no name": (1, ["", 1, 1, "a"]),
    "a long name": (1, ["o" * 33, 1, 1, "a"]),
    "NUL in the name": (1, ["o\0", 1, 1, "a"]),
    "a surrogate in the name": (1, ["\ud800", 1, 1, "a"]),
    "2001 characters": (1, ["op1", 1, 1, "a" * 2_001]),
}


@pytest.mark.parametrize(("lease", "op"), FORGED.values(), ids=FORGED)
def test_what_fits_no_paper_is_not_there(sitting: Phone, lease: int, op: list[Any]) -> None:
    assert sitting.ops(Op(*op), lease=lease).status_code == 404
    assert count("answer_event") == 0


UNSEEN = {
    "NUL": "\0",
    "bell": "\x07",
    "pound mark": "\u0890",
    "annotation": "\ufffa",
    "no character": "\ufffe",
    "no character far away": "\U0003ffff",
    "half of an emoji": "\ud83d",
    "turns the line": "\u202e",
}


@pytest.mark.parametrize("sign", UNSEEN.values(), ids=UNSEEN)
def test_a_sign_that_cannot_be_stored_is_left_out_and_stops_nothing(sitting: Phone, sign: str) -> None:
    pasted, other_one = sitting.op(1, f"vâng {sign}ạ"), sitting.op(2, "abc")
    for _ in range(2):  # a repeat is the same op
        assert sitting.ops(pasted, other_one).status_code == 204
    assert answers(sitting.attempt) == {1: "vâng ạ", 2: "abc"}
    changed = sitting.ops(pasted._replace(answer="không ạ"))
    assert (changed.status_code, changed.json()) == (422, {"conflicts": [pasted.op_id]})


def test_busy_says_when_to_try_again(sitting: Phone) -> None:
    recorder.current().queue_limit = 0
    answer = sitting.tap(1, "abc")
    assert (answer.status_code, answer.json()) == (503, {})
    assert int(answer.headers["retry-after"]) > 0


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
OP = st.tuples(st.text(max_size=3), st.integers(), st.integers(-2, 5), st.text(max_size=5))
BODY = st.fixed_dictionaries(
    {"lease": st.integers(-2, 5) | ANYTHING, "ops": st.lists(OP, max_size=3) | ANYTHING}
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sent=BODY | ANYTHING)
def test_no_body_is_a_fault(sitting: Phone, sent: Any) -> None:
    """I13: and what got in can be shown on the question's page."""
    assert sitting.send(json.dumps(sent)).status_code in {204, 400, 404, 409, 422}
    assert sitting.get("/questions/1").status_code == 200
