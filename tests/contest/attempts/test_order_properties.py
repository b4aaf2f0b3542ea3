"""Random sittings without a way back: taps, dead zones, repeats, going on, late ones, against a plain model.

The model knows no SQL and none of our rules: it is written anew from the words of the thể lệ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contest.attempts import present, service
from contest.attempts.asking import AskRequest, ask_batch
from contest.attempts.rules import Op, Verdict
from contest.attempts.saving import SaveRequest, save_batch
from contest.people.guards import Entrant
from contest.ruleset.states import Way
from contest.web.database import Database, from_ms, reading, writing
from tests.contest.attempts.sitting import answers, rows, stored
from tests.contest.attempts.test_saving import T0, UNTIL, Sitter
from tests.contest.rounds import world
from tests.contest.rounds.world import World

SLOTS = 4
EACH, GRACE = 30_000, 20_000


@dataclass
class Model:
    """What the words say: one slot or part after the other, each with its time, each op once."""

    way: Way
    each: int | None
    parts: tuple[int, ...] = tuple(range(1, SLOTS + 1))  # the last slot of each
    reached: int = 1
    asked: int = T0
    fates: dict[str, str] = field(default_factory=dict)
    told: dict[str, tuple[int, int, str]] = field(default_factory=dict)

    def tap(self, ops: Sequence[Op], now: int) -> Verdict:
        """A request arrives; what it is answered."""
        if self.way is not Way.FORWARD and any(op.slot > self.end for op in ops):
            return Verdict.NOT_YOURS
        for op in sorted(ops, key=lambda each: each.seq):
            if op.op_id in self.fates:
                continue
            self.told[op.op_id] = (op.slot, op.seq, op.answer)
            self.fates[op.op_id] = self._fate(op.slot, now)
            if self.fates[op.op_id] == "applied" and self.way is Way.FORWARD:
                self.reached = max(self.reached, op.slot)
        said = {self.fates[op.op_id] for op in ops}
        return Verdict(next(fate for fate in ("late", "closed", "applied") if fate in said))

    def _fate(self, slot: int, now: int) -> str:
        if now > UNTIL:
            return "late"
        over = self.each is not None and now > self.asked + self.each + GRACE
        return "closed" if slot < self.reached or (slot <= self.end and over) else "applied"

    @property
    def end(self) -> int:
        """The last slot that is at hand."""
        return next(last for last in self.parts if last >= self.reached)

    def ask(self, slot: int, ops: Sequence[Op], now: int) -> Verdict:
        """Somebody goes on."""
        if ops:
            self.tap(ops, now)
        if now > UNTIL:
            return Verdict.LATE
        if slot > self.end + 1:
            return Verdict.NOT_YOURS
        if slot == self.end + 1 and slot <= SLOTS:
            self.reached, self.asked = slot, now
        return Verdict.APPLIED

    def stands(self) -> dict[int, str]:
        """I2: of what counts the highest seq of each slot."""
        best: dict[int, tuple[int, str]] = {}
        for op_id, (slot, seq, answer) in self.told.items():
            if self.fates[op_id] == "applied" and seq > best.get(slot, (0, ""))[0]:
                best[slot] = (seq, answer)
        return {slot: answer for slot, (_, answer) in best.items()}


SLOT = st.integers(1, SLOTS)
STEP = st.one_of(
    st.tuples(st.just("tap"), st.lists(SLOT, min_size=1, max_size=4)),
    st.tuples(st.just("again"), st.integers(0, 30)),
    st.tuples(st.just("ask"), st.integers(1, SLOTS + 2)),
    st.tuples(st.just("next"), st.just(0)),
    st.tuples(st.just("wait"), st.sampled_from([1, 999, 29_000, 30_000, 49_999, 50_000, 50_001, 200_000])),
)
WAYS = [(Way.FORWARD, None), (Way.PACED, None), (Way.PACED, 30), (Way.PARTS, 30)]


@pytest.fixture(params=WAYS, ids=lambda way: f"{way[0]}-{way[1]}")
def contest(request: pytest.FixtureRequest, database: Database) -> World:
    way, seconds = request.param
    if way is Way.PARTS:
        return world.make(world.in_parts(seconds, seconds))
    return world.make(world.predicting(way=way, question_seconds=seconds))


class Game:
    """A sitting and its model side by side."""

    def __init__(self, contest: World) -> None:
        self.me = Sitter(contest)
        rules = contest.view(world.OPENS).rules
        self.model = Model(rules.way, rules.question_seconds and 1000 * rules.question_seconds)
        if rules.way is Way.PARTS:
            self.model = Model(rules.way, EACH, (2, SLOTS))
        self.now = T0
        self.seq = 0
        self.sent: list[tuple[Op, ...]] = []

    def ops(self, slots: Sequence[int]) -> tuple[Op, ...]:
        made = []
        for slot in slots:
            self.seq += 1
            made.append(Op(f"o{self.seq}", self.seq, slot, str(self.seq)))
        return tuple(made)

    def step(self, deed: str, what: Any) -> None:
        match deed:
            case "wait":
                self.now += what
            case "tap":
                self._tap(self.ops(what))
            case "again" if self.sent:
                self._tap(self.sent[what % len(self.sent)])
            case "ask":
                self._ask(what, self.ops([min(what, SLOTS)]) if what % 2 else ())
            case "next":
                self._ask(self.model.end + 1, self.ops([self.model.end]))

    def _tap(self, ops: tuple[Op, ...]) -> None:
        self.sent.append(ops)
        request = SaveRequest(self.me.attempt, (self.me.entry,), 1, self.now, ops)
        with writing() as db:
            (outcome,) = save_batch(db, [request])
        assert outcome.verdict is self.model.tap(ops, self.now)
        if outcome.verdict is Verdict.CLOSED:
            assert {op.op_id for op in ops if self.model.fates[op.op_id] == "closed"} == set(outcome.closed)

    def _ask(self, slot: int, ops: tuple[Op, ...]) -> None:
        self.sent += [ops] if ops else []
        part = self.model.way is Way.PARTS
        request = AskRequest(self.me.attempt, (self.me.entry,), 1, self.now, slot, ops, part)
        with writing() as db:
            (outcome,) = ask_batch(db, [request])
        assert outcome.verdict is self.model.ask(slot, ops, self.now)
        assert outcome.slot == self.model.reached

    def check(self) -> None:
        """What is stored is what the model says, and no page holds what lies ahead."""
        assert stored(self.me.attempt, "reached") == (self.model.reached,)
        assert answers(self.me.attempt) == self.model.stands()
        found = rows("SELECT op_id, fate FROM answer_event WHERE attempt_id = :id", id=self.me.attempt)
        assert dict(found) == self.model.fates
        late = "SELECT count(*) FROM answer_event WHERE fate = 'applied' AND received > :until"
        assert rows(late, until=UNTIL) == [(0,)], "I4"
        self._look()

    def _look(self) -> None:
        who = Entrant((self.me.entry,), "")
        with reading() as db:
            mine = service.sitting(db, who, self.me.attempt, from_ms(self.now))
            page = present.question(mine, db, self.model.reached)
        slots = [each.slot for each in page.questions]
        last = SLOTS if self.model.way is Way.FORWARD else self.model.end
        assert slots == list(range(self.model.reached, last + 1))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=25))
def test_whatever_comes_in_whatever_order(contest: World, steps: Sequence[tuple[str, Any]]) -> None:
    game = Game(contest)
    for deed, what in steps:
        game.step(deed, what)
    game.check()


def test_the_model_knows_a_plain_afternoon(contest: World) -> None:
    """So that the model itself is not empty: each question answered in time, then the last one again."""
    game = Game(contest)
    for slot in range(1, SLOTS + 1):
        game.step("tap", [slot])
        game.step("wait", 5_000)
        if slot == game.model.end < SLOTS:
            game.step("next", 0)
    game.step("again", 0)
    game.check()
    assert set(game.model.stands()) == set(range(1, SLOTS + 1))
