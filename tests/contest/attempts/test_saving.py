"""Saving on both databases: what stands, what a repeat is answered, what is kept without counting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contest import entropy
from contest.attempts import hot, rules, store
from contest.attempts.rules import Op, Verdict
from contest.attempts.saving import SaveOutcome, SaveRequest, plain_op, save_batch
from contest.web.database import Database, to_ms, writing
from tests.contest.attempts.sitting import answers, count, fates
from tests.contest.rounds import world
from tests.contest.rounds.world import OPENS, World

T0 = to_ms(OPENS)
UNTIL = T0 + 620_000


def save(*requests: SaveRequest) -> list[SaveOutcome]:
    """One batch, committed."""
    with writing() as db:
        return save_batch(db, requests)


class Sitter:
    """Somebody who sits a paper of four slots and makes requests."""

    def __init__(self, contest: World) -> None:
        self.entry = contest.join(entropy.new_id()).entry_id
        self.attempt = contest.start(self.entry, OPENS)

    def request(self, *ops: Op, lease: int = 1, at: int = T0 + 1000, **other: Any) -> SaveRequest:
        entries = other.get("entries", (self.entry,))
        return SaveRequest(self.attempt, entries, lease, at, ops)

    def save(self, *ops: Op, **how: Any) -> SaveOutcome:
        """The outcome without the time left, which tests of their own are about."""
        return replace(save(self.request(*ops, **how))[0], left=None)

    def move(self, lease: int) -> None:
        """The attempt goes to another phone."""
        with writing() as db:
            assert store.take_over(db, self.attempt, lease, entropy.new_id())


@pytest.fixture
def contest(database: Database) -> World:
    return world.make(world.predicting())


@pytest.fixture
def me(contest: World) -> Sitter:
    return Sitter(contest)


@pytest.mark.usefixtures("database")
class TestOneRequest:
    def test_it_stands(self, me: Sitter) -> None:
        assert me.save(Op("a", 1, 1, "x"), Op("b", 2, 4, "120")) == SaveOutcome(Verdict.APPLIED, 1)
        assert answers(me.attempt) == {1: "x", 4: "120"}

    @pytest.mark.parametrize(
        ("at", "seconds"), [(T0 + 1, 599), (T0 + 1_000, 599), (T0 + 1_001, 598), (T0 + 599_999, 0)]
    )
    def test_it_tells_the_time_left_rounded_down(self, me: Sitter, at: int, seconds: int) -> None:
        (outcome,) = save(me.request(Op("a", 1, 1, "x"), at=at))
        assert outcome.left == rules.Left(seconds)

    def test_a_stranger_is_told_no_time(self, me: Sitter) -> None:
        (outcome,) = save(me.request(Op("a", 1, 1, "x"), entries=("0" * 13,)))
        assert outcome.left is None

    def test_the_later_tap_stands_whatever_comes_first(self, me: Sitter) -> None:
        me.save(Op("b", 2, 1, "later"))
        me.save(Op("a", 1, 1, "earlier"))
        assert answers(me.attempt) == {1: "later"}
        assert len(fates(me.attempt)) == 2

    def test_cleared_is_stored(self, me: Sitter) -> None:
        me.save(Op("a", 1, 1, "x"), Op("b", 2, 1, ""))
        assert answers(me.attempt) == {1: ""}

    def test_sixty_four(self, me: Sitter) -> None:
        ops = [Op(f"o{seq}", seq, seq % 4 + 1, str(seq)) for seq in range(1, 65)]
        assert me.save(*ops).verdict is Verdict.APPLIED
        assert answers(me.attempt) == {1: "64", 2: "61", 3: "62", 4: "63"}
        assert count("answer_event") == 64

    def test_letters_quotes_and_emoji_survive(self, me: Sitter) -> None:
        odd = "Đăk Tô \"'%:;{}[]\\ 😀 ẫ"
        assert me.save(Op("a", 1, 1, odd)).verdict is Verdict.APPLIED
        assert answers(me.attempt) == {1: odd}

    @pytest.mark.parametrize(
        "bad", [Op("", 1, 1, ""), Op("a", 1, 5, ""), Op("a\0", 1, 1, ""), Op("a", 1, 1, "\0")]
    )
    def test_one_unfit_op_refuses_the_request(self, me: Sitter, bad: Op) -> None:
        assert me.save(Op("ok", 1, 1, "x"), bad).verdict is Verdict.NOT_YOURS
        assert count("answer_event") == 0

    def test_plain_ops_get_the_next_numbers(self, me: Sitter) -> None:
        me.save(Op("a", 7, 1, "x"))
        save(me.request(plain_op(1, "y")), me.request(plain_op(2, "z"), plain_op(1, "w")))
        assert answers(me.attempt) == {1: "w", 2: "z"}
        with writing() as db:
            assert hot.last_seq(db, me.attempt) == 10


@pytest.mark.usefixtures("database")
class TestRepeats:
    def test_a_repeat_is_answered_as_the_first_time(self, me: Sitter) -> None:
        op = Op("a", 1, 1, "x")
        first = me.save(op)
        assert me.save(op, at=UNTIL + 1) == first, "also when time is over"
        assert fates(me.attempt) == [(1, "x", "applied")]

    def test_also_after_the_attempt_moved(self, me: Sitter) -> None:
        op = Op("a", 1, 1, "x")
        me.save(op)
        me.move(1)
        assert me.save(op).verdict is Verdict.APPLIED
        assert me.save(op, Op("b", 2, 1, "y")) == SaveOutcome(Verdict.STALE, 2)
        assert answers(me.attempt) == {1: "x"}

    @pytest.mark.parametrize("other", [Op("a", 1, 1, "y"), Op("a", 2, 1, "x"), Op("a", 1, 2, "x")])
    def test_another_body_is_a_conflict(self, me: Sitter, other: Op) -> None:
        me.save(Op("a", 1, 1, "x"))
        assert me.save(other) == SaveOutcome(Verdict.CONFLICT, 1, ("a",))
        assert (answers(me.attempt), fates(me.attempt)) == ({1: "x"}, [(1, "x", "applied")])

    def test_within_one_request(self, me: Sitter) -> None:
        op = Op("a", 1, 1, "x")
        assert me.save(op, op).verdict is Verdict.APPLIED
        assert me.save(Op("b", 2, 1, "p"), Op("b", 3, 1, "q")).conflicts == ("b",)
        assert answers(me.attempt) == {1: "p"}

    def test_within_one_batch(self, me: Sitter) -> None:
        op = Op("a", 1, 1, "x")
        outcomes = save(me.request(op), me.request(op, at=UNTIL + 1), me.request(Op("a", 1, 1, "y")))
        assert [one.verdict for one in outcomes] == [Verdict.APPLIED, Verdict.APPLIED, Verdict.CONFLICT]
        assert fates(me.attempt) == [(1, "x", "applied")]

    def test_two_people_may_use_one_op_id(self, contest: World, me: Sitter) -> None:
        you = Sitter(contest)
        op = Op("same", 1, 1, "x")
        outcomes = save(me.request(op), you.request(op))
        assert [one.verdict for one in outcomes] == [Verdict.APPLIED] * 2


@pytest.mark.usefixtures("database")
class TestKeptWithoutCounting:
    def test_late(self, me: Sitter) -> None:
        assert me.save(Op("a", 1, 1, "x"), at=UNTIL).verdict is Verdict.APPLIED
        assert me.save(Op("b", 2, 1, "y"), at=UNTIL + 1).verdict is Verdict.LATE
        assert me.save(Op("b", 2, 1, "y"), at=UNTIL + 1).verdict is Verdict.LATE
        assert fates(me.attempt) == [(1, "x", "applied"), (1, "y", "late")]
        assert answers(me.attempt) == {1: "x"}

    def test_stale(self, me: Sitter) -> None:
        me.move(1)
        assert me.save(Op("a", 9, 1, "old phone")) == SaveOutcome(Verdict.STALE, 2)
        assert me.save(Op("b", 1, 1, "new phone"), lease=2).verdict is Verdict.APPLIED
        assert sorted(fates(me.attempt)) == [(1, "new phone", "applied"), (1, "old phone", "stale")]
        assert answers(me.attempt) == {1: "new phone"}

    def test_a_lower_seq_under_a_higher_lease_stands(self, me: Sitter) -> None:
        me.save(Op("a", 9, 1, "old phone"))
        me.move(1)
        me.save(Op("b", 1, 1, "new phone"), lease=2)
        assert answers(me.attempt) == {1: "new phone"}

    @pytest.mark.parametrize("how", [{"lease": 2}, {"lease": 10**30}, {"lease": -1}, {"entries": ("x",)}])
    def test_forged(self, me: Sitter, how: dict[str, Any]) -> None:
        assert me.save(Op("a", 1, 1, "x"), **how).verdict is Verdict.NOT_YOURS
        assert count("answer_event") == 0

    def test_one_bad_request_costs_the_others_nothing(self, contest: World, me: Sitter) -> None:
        you = Sitter(contest)
        nobody = SaveRequest("0" * 13, (me.entry,), 1, T0, (Op("a", 1, 1, "x"),))
        late = you.request(Op("a", 1, 1, "x"), at=UNTIL + 1)
        outcomes = save(nobody, me.request(Op("a", 1, 1, "x")), late)
        assert [one.verdict for one in outcomes] == [Verdict.NOT_YOURS, Verdict.APPLIED, Verdict.LATE]


# --- I2 on random traffic ---------------------------------------------------------------------------

OPS = st.lists(
    st.tuples(st.integers(1, 4), st.integers(1, 2), st.sampled_from(["", "x", "y"]), st.booleans()),
    min_size=1,
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(taps=OPS, random=st.randoms(use_true_random=False), size=st.integers(1, 5))
def test_what_stands_is_the_rule(contest: World, taps: Sequence[Any], random: Any, size: int) -> None:
    """Any order, any batches, every request twice: the table holds what the pure rule says."""
    me = Sitter(contest)
    me.move(1)
    made = []
    for seq, (slot, lease, answer, late) in enumerate(taps, 1):
        at = UNTIL + 1 if late else T0 + seq
        made.append(me.request(Op(f"op{seq}", seq, slot, answer), lease=lease, at=at))
    sent = made * 2
    random.shuffle(sent)
    for first in range(0, len(sent), size):
        save(*sent[first : first + size])
    applied = [
        (op.slot, request.lease, op.seq, op.answer)
        for request in made
        for op in request.ops
        if request.lease == 2 and request.received <= UNTIL
    ]
    assert answers(me.attempt) == rules.standing(applied)
    assert len(fates(me.attempt)) == len(made)


def test_the_grace_is_the_rulesets(database: Database) -> None:
    contest = world.make(world.rules(grace_seconds=0), slug="khong-cho")
    me = Sitter(contest)
    ends = to_ms(OPENS + timedelta(seconds=600))
    assert me.save(Op("a", 1, 1, "x"), at=ends).verdict is Verdict.APPLIED
    assert me.save(Op("b", 2, 1, "y"), at=ends + 1).verdict is Verdict.LATE
