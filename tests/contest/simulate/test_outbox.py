"""The outbox and the diary: what is repeated, what ends it, and which answers may stand."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.simulate import outbox as module
from contest.simulate.chance import Chance
from contest.simulate.line import MOST_TRIES, Line, pause, shape
from contest.simulate.outbox import Diary, Ended, Made, Outbox
from contest.simulate.paper import Paper
from contest.simulate.tally import Tally
from contest.simulate.wire import Cut, Phone, Reply


class Scripted(Phone):
    """A phone whose network answers as the test says; `None` cuts the line."""

    def __init__(self, replies: list[int | None]) -> None:
        super().__init__("http://thi.test")
        self.replies = replies
        self.sent: list[dict[str, Any]] = []

    async def post(self, path: str, body: bytes, kind: str) -> Reply:
        self.sent.append(json.loads(body))
        await asyncio.sleep(0)
        reply = self.replies.pop(0) if self.replies else 204
        if reply is None:
            raise Cut("no network")
        return Reply(reply, {"retry-after": "3"} if reply == 503 else {}, b"")


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses, which take no time here; nobody shouts or doubles by chance."""
    pauses: list[float] = []
    real = asyncio.sleep

    async def sleep(seconds: float) -> None:
        pauses.extend([seconds] if seconds else [])
        await real(0)

    monkeypatch.setattr(module.asyncio, "sleep", sleep)
    monkeypatch.setattr(module, "TWICE", 0.0)
    monkeypatch.setattr(module, "UNHEARD", 0.0)
    return pauses


def run(replies: list[int | None], deed: Callable[[Outbox], None]) -> tuple[Outbox, Scripted, Tally]:
    """An outbox that is used and emptied."""
    phone, tally = Scripted(replies), Tally()
    box = Outbox(Line(phone, tally, Chance((1,))), Paper("/attempts/a/ops", 3, 10, ()), Diary())

    async def live() -> None:
        sending = asyncio.create_task(box.run())
        deed(box)
        async with asyncio.timeout(5):
            await box.emptied()
        sending.cancel()

    asyncio.run(live())
    return box, phone, tally


def test_a_tap_travels_and_is_acknowledged(waited: list[float]) -> None:
    box, phone, tally = run([204], lambda box: box.tap(4, "k1"))
    (sent,) = phone.sent
    assert sent["lease"] == 3
    assert [op[1:] for op in sent["ops"]] == [[11, 4, "k1"]]
    assert len(sent["ops"][0][0]) == 13
    assert (tally.answers, tally.acknowledged, tally.errors, box.waiting) == (1, 1, 0, [])


def test_what_waits_travels_together_and_a_newer_tap_replaces_an_older(waited: list[float]) -> None:
    def taps(box: Outbox) -> None:
        box.tap(1, "k1")
        box.tap(2, "k2")
        box.tap(1, "k3")

    _, phone, tally = run([204], taps)
    assert [op[1:] for op in phone.sent[0]["ops"]] == [[12, 2, "k2"], [13, 1, "k3"]]
    assert (tally.answers, tally.acknowledged) == (3, 2)


def test_at_most_64_ops_a_request(waited: list[float]) -> None:
    def taps(box: Outbox) -> None:
        for slot in range(1, 101):
            box.tap(slot, "1")

    _, phone, tally = run([], taps)
    assert [len(sent["ops"]) for sent in phone.sent] == [64, 36]
    assert tally.acknowledged == 100


def test_a_cut_line_and_a_busy_server_are_tried_again_with_the_same_op(waited: list[float]) -> None:
    _, phone, tally = run([None, 503, None, 204], lambda box: box.tap(1, "k1"))
    assert len(phone.sent) == 4
    assert all(sent == phone.sent[0] for sent in phone.sent)
    assert (tally.waits, tally.acknowledged, tally.errors) == (3, 1, 0)
    assert waited[1] >= 3, "Retry-After is honoured"


@pytest.mark.parametrize(("status", "why"), [(410, Ended.OVER), (409, Ended.TAKEN)])
def test_what_the_protocol_foresees_ends_it_without_an_error(
    waited: list[float], status: int, why: Ended
) -> None:
    box, _, tally = run([status], lambda box: box.tap(1, "k1"))
    assert box.ended is why
    assert (tally.errors, tally.acknowledged) == (0, 0)


@pytest.mark.parametrize("status", [200, 400, 401, 404, 422, 500, 502])
def test_what_it_does_not_foresee_is_an_error(waited: list[float], status: int) -> None:
    box, _, tally = run([status], lambda box: box.tap(1, "k1"))
    assert box.ended is Ended.REFUSED
    assert (tally.errors, tally.acknowledged) == (1, 0)
    assert str(status) in tally.told()[0]


def test_a_server_that_never_comes_back_is_an_error_in_the_end(waited: list[float]) -> None:
    box, _, tally = run([503] * 100, lambda box: box.tap(1, "k1"))
    assert box.ended is Ended.REFUSED
    assert (tally.errors, tally.waits) == (1, MOST_TRIES + 1)


def test_nothing_leaves_a_dead_zone(waited: list[float]) -> None:
    phone, tally = Scripted([]), Tally()
    box = Outbox(Line(phone, tally, Chance((1,))), Paper("/attempts/a/ops", 1, 0, ()), Diary())

    async def live() -> None:
        sending = asyncio.create_task(box.run())
        box.in_dead_zone = True
        box.tap(1, "k1")
        box.tap(2, "k1")
        for _ in range(20):
            await asyncio.sleep(0)
        assert phone.sent == []
        box.in_dead_zone = False
        box.hurry()
        await box.emptied()
        sending.cancel()

    asyncio.run(live())
    assert [len(sent["ops"]) for sent in phone.sent] == [2]


def test_a_double_tap_sends_the_same_twice(waited: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TWICE", 1.0)
    _, phone, tally = run([], lambda box: box.tap(1, "k1"))
    assert len(phone.sent) == 2
    assert phone.sent[0] == phone.sent[1]
    assert (tally.repeated, tally.acknowledged) == (1, 1)


# --- the diary ------------------------------------------------------------------------------------


def made(seq: int, answer: str, *, lease: int = 1, sent: bool = True, ack: bool = False) -> Made:
    return Made(f"op{lease}-{seq}", lease, seq, 1, answer, sent, ack)


def test_without_any_tap_nothing_may_stand() -> None:
    assert Diary().may_stand(1) == {""}


def test_the_newest_acknowledged_answer_must_stand() -> None:
    diary = Diary([made(1, "a", ack=True), made(2, "b", ack=True)])
    assert diary.may_stand(1) == {"b"}


def test_an_answer_sent_after_it_may_stand_too() -> None:
    diary = Diary([made(1, "a", ack=True), made(2, "b"), made(3, "c", sent=False)])
    assert diary.may_stand(1) == {"a", "b"}


def test_another_phone_s_answer_is_newer_whatever_its_seq() -> None:
    diary = Diary([made(9, "a", ack=True), made(2, "b", lease=2, ack=True)])
    assert diary.may_stand(1) == {"b"}


def test_without_acknowledgement_everything_sent_and_nothing_may_stand() -> None:
    diary = Diary([made(1, "a"), made(2, "b", sent=False)])
    assert diary.may_stand(1) == {"", "a"}
    assert not diary.has_acknowledged(1)


def test_other_slots_are_left_alone() -> None:
    diary = Diary([made(1, "a", ack=True)])
    assert diary.may_stand(2) == {""}
    assert diary.latest() == diary.made


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), min_size=1, max_size=8))
def test_the_last_acknowledged_answer_is_always_among_them(taps: list[tuple[str, bool]]) -> None:
    diary = Diary([made(seq, answer, ack=ack) for seq, (answer, ack) in enumerate(taps, 1)])
    acknowledged = [answer for answer, ack in taps if ack]
    assert (acknowledged[-1] if acknowledged else "") in diary.may_stand(1)


# --- pauses and addresses -------------------------------------------------------------------------


@given(st.integers(1, 40), st.floats(0, 120), st.floats(0, 0.999))
def test_a_pause_is_never_shorter_than_asked_and_never_long(tries: int, asked: float, share: float) -> None:
    seconds = pause(tries, asked, share)
    assert seconds >= max(1.0, asked)
    assert seconds <= max(1.0, asked) + 29.0
    assert pause(tries, asked, 0.0) < pause(tries, asked, 1.0), (
        "all that were refused together don't come back so"
    )


def test_problems_are_counted_without_ids() -> None:
    assert shape("/attempts/k7q2m94qx3f8d/questions/1") == "/attempts/…/questions/1"
    assert shape("/campaigns/thi/units?q=lop") == "/campaigns/thi/units"


def test_closed_questions_are_dropped_and_the_rest_goes_again(waited: list[float]) -> None:
    """What came too late for its question is told by name; nothing of it waits any more."""

    class Closing(Scripted):
        async def post(self, path: str, body: bytes, kind: str) -> Reply:
            reply = await super().post(path, body, kind)
            closed = {"closed": [self.sent[-1]["ops"][0][0]]}
            return Reply(422, {}, json.dumps(closed).encode()) if reply.status == 422 else reply

    phone, tally = Closing([422]), Tally()
    box = Outbox(Line(phone, tally, Chance((1,))), Paper("/attempts/a/ops", 3, 10, ()), Diary())

    async def use() -> None:
        box.tap(1, "x")
        box.tap(2, "y")
        sending = asyncio.create_task(box.run())
        async with asyncio.timeout(5):
            await box.emptied()
        sending.cancel()

    asyncio.run(use())
    assert [[op[2] for op in sent["ops"]] for sent in phone.sent] == [[1, 2], [2]]
    assert [(one.slot, one.acknowledged) for one in box.diary.made] == [(1, False), (2, True)]
    assert box.ended is None and not tally.problems


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"\xff", b'{"closed": []}', b"null"])
def test_a_refusal_without_names_ends_it(body: bytes) -> None:
    assert Reply(422, {}, body).closed == frozenset()
