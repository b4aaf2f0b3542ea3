"""Handing in and timing out on both databases: one receipt, at the right moment, graded when it may be."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from contest.attempts import service, store
from contest.attempts.finishing import HandInRequest, hand_in_batch
from contest.attempts.rules import Op, Verdict, digest
from contest.web.database import Database, from_ms, reading, to_ms, writing
from tests.contest.attempts.sitting import answers, count, fates, rows, statements, stored
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, OPENS, World

MS = timedelta(milliseconds=1)
DEADLINE = OPENS + timedelta(seconds=600)
UNTIL = DEADLINE + world.GRACE
END = ("state", "handed_in_at", "receipt", "digest")


@pytest.fixture
def contest(database: Database) -> World:
    return world.make()


class Sitter:
    """Somebody who started when the round opened."""

    def __init__(self, contest: World, name: str = "Lê Thị Hoa") -> None:
        self.entry = contest.join(name).entry_id
        self.attempt = contest.start(self.entry, OPENS)

    def request(self, at: datetime, *ops: Op, **other: Any) -> HandInRequest:
        entries = other.get("entries", (self.entry,))
        return HandInRequest(self.attempt, entries, other.get("lease", 1), to_ms(at), ops)

    def hand_in(self, at: datetime, *ops: Op, **other: Any) -> Verdict:
        return hand_in(self.request(at, *ops, **other))[0]

    def end(self) -> tuple[Any, ...]:
        return stored(self.attempt, *END)


def hand_in(*requests: HandInRequest) -> list[Verdict]:
    with writing() as db:
        return hand_in_batch(db, requests)


def sweep(now: datetime, round_id: str | None = None, limit: int = 500) -> int:
    with writing() as db:
        return service.sweep(db, round_id, now, limit)


@pytest.fixture
def me(contest: World) -> Sitter:
    return Sitter(contest)


def test_the_map_brings_what_was_lost_and_the_digest_covers_it(me: Sitter) -> None:
    assert me.hand_in(OPENS + MS, Op("a", 1, 1, "x"), Op("b", 2, 3, "y")) is Verdict.APPLIED
    state, at, receipt, stored_digest = me.end()
    assert (state, at) == ("handed_in", to_ms(OPENS + MS))
    assert len(receipt) == 12
    assert stored_digest == digest(me.attempt, {1: "x", 3: "y"}) == digest(me.attempt, answers(me.attempt))


UNFIT = [
    Op("", 5, 1, "x"),
    Op("o" * 33, 5, 1, "x"),
    Op("u", 10**9, 1, "x"),
    Op("u", 5, 0, "x"),
    Op("u", 5, 5, "x"),
    Op("u", 5, 1, "x" * 2_001),
    Op("u", 5, 1, "\ufffe"),
]


@pytest.mark.parametrize("bad", UNFIT, ids=range(len(UNFIT)))
def test_what_fits_no_paper_costs_none_of_the_others(me: Sitter, bad: Op) -> None:
    assert me.hand_in(OPENS + MS, Op("a", 1, 1, "x"), bad, Op("b", 2, 3, "y")) is Verdict.APPLIED
    assert answers(me.attempt) == {1: "x", 3: "y"}
    assert me.end()[0] == "handed_in"


def test_nothing_that_fits_is_a_hand_in_too(me: Sitter) -> None:
    assert me.hand_in(OPENS + MS, *UNFIT) is Verdict.APPLIED
    assert (answers(me.attempt), me.end()[0]) == ({}, "handed_in")


def test_twice_is_the_same_receipt(me: Sitter) -> None:
    me.hand_in(OPENS + MS)
    end = me.end()
    assert me.hand_in(OPENS + 2 * MS, Op("a", 1, 1, "x")) is Verdict.APPLIED
    assert me.hand_in(UNTIL + MS, lease=7) is Verdict.APPLIED
    assert me.end() == end
    assert fates(me.attempt) == [(1, "x", "late")]


def test_twice_in_one_batch(me: Sitter) -> None:
    verdicts = hand_in(me.request(OPENS + MS), me.request(OPENS + 2 * MS))
    assert verdicts == [Verdict.APPLIED] * 2
    assert me.end()[1] == to_ms(OPENS + MS)


@pytest.mark.parametrize(
    ("at", "state", "ends", "kept"),
    [
        (DEADLINE, "handed_in", DEADLINE, {1: "x"}),
        (DEADLINE + MS, "handed_in", DEADLINE + MS, {1: "x"}),
        (UNTIL, "handed_in", UNTIL, {1: "x"}),
        (UNTIL + MS, "timed_out", DEADLINE, {}),
        (UNTIL + timedelta(days=9), "timed_out", DEADLINE, {}),
    ],
)
def test_the_border_of_the_grace(
    me: Sitter, at: datetime, state: str, ends: datetime, kept: dict[int, str]
) -> None:
    assert me.hand_in(at, Op("a", 1, 1, "x")) is Verdict.APPLIED
    assert me.end()[:2] == (state, to_ms(ends))
    assert answers(me.attempt) == kept


def test_an_older_lease_ends_nothing_unless_it_is_over(me: Sitter) -> None:
    with writing() as db:
        assert store.take_over(db, me.attempt, 1, "b" * 13)
    assert me.hand_in(UNTIL, Op("a", 1, 1, "x")) is Verdict.STALE
    assert me.end()[0] == "open"
    assert me.hand_in(UNTIL + MS) is Verdict.APPLIED
    assert me.end()[:2] == ("timed_out", to_ms(DEADLINE))
    assert answers(me.attempt) == {}


@pytest.mark.parametrize("how", [{"entries": ()}, {"entries": ("x",)}, {"lease": 2}, {"lease": 0}])
def test_forged(me: Sitter, how: dict[str, Any]) -> None:
    assert me.hand_in(OPENS, Op("a", 1, 1, "x"), **how) is Verdict.NOT_YOURS
    assert me.end()[0] == "open"
    assert count("answer_event") == 0


def test_many_at_once_have_receipts_of_their_own(contest: World) -> None:
    people = [Sitter(contest, f"Người số {n}") for n in range(20)]
    nobody = HandInRequest("0" * 13, (people[0].entry,), 1, to_ms(OPENS))
    verdicts = hand_in(nobody, *(one.request(OPENS, Op("a", 1, 1, "x")) for one in people))
    assert verdicts == [Verdict.NOT_YOURS, *[Verdict.APPLIED] * 20]
    assert len({one.end()[2] for one in people}) == 20


def test_with_the_score_kept_back_no_key_is_read(me: Sitter) -> None:
    with statements() as seen:
        me.hand_in(OPENS, Op("a", 1, 1, "x"))
    assert not [one for one in seen if "question_key" in one]
    assert (count("grade"), count("standing")) == (0, 0)


def test_with_the_score_at_once_it_is_graded_and_placed(database: Database) -> None:
    contest = world.make(world.rules(visibility=world.at_once()))
    contest.sit("Lê Thị Hoa", OPENS, 2)
    contest.sit("Trần Văn Bình", OPENS, 3)
    silent = Sitter(contest, "Im Lặng")
    assert sweep(UNTIL + MS) == 1
    assert sorted(rows('SELECT points, "right" FROM grade')) == [(0, 0), (200, 2), (300, 3)]
    assert [row.right for row in contest.board()] == [3, 2, 0]
    assert contest.board()[-1].entry_id == silent.entry


class TestSweep:
    def test_at_its_border_and_twice(self, me: Sitter) -> None:
        assert sweep(UNTIL) == 0
        assert sweep(UNTIL + MS) == 1
        end = me.end()
        assert end[:2] == ("timed_out", to_ms(DEADLINE))
        assert sweep(UNTIL + MS) == 0
        assert me.end() == end

    def test_it_works_in_slices_and_one_round_at_a_time(self, contest: World) -> None:
        for name in ("Người một", "Người hai", "Người ba"):
            Sitter(contest, name)
        other = world.make(bank=0, slug="khac")
        Sitter(other)
        assert sweep(UNTIL + MS, other.round_id) == 1
        assert [sweep(UNTIL + MS, limit=2) for _ in range(3)] == [2, 1, 0]

    def test_it_says_when_there_is_something_to_do(self, me: Sitter) -> None:
        with reading() as db:
            assert [service.has_expired(db, at) for at in (UNTIL, UNTIL + MS)] == [False, True]

    def test_one_attempt_alone(self, me: Sitter) -> None:
        for at, state in ((UNTIL, "open"), (UNTIL + MS, "timed_out"), (UNTIL + 2 * MS, "timed_out")):
            with writing() as db:
                service.settle(db, me.attempt, at)
            assert me.end()[0] == state


def test_closing_brings_deadlines_forward_and_never_back(contest: World) -> None:
    me, late = Sitter(contest), contest.join("Người sau").entry_id
    last = contest.start(late, CLOSES - timedelta(minutes=1))
    cut = OPENS + timedelta(minutes=5)
    with writing() as db:
        assert service.cut_deadlines(db, contest.round_id, cut, 20) == 2
        assert service.cut_deadlines(db, contest.round_id, CLOSES, 20) == 0
    for attempt in (me.attempt, last):
        assert [from_ms(at) for at in stored(attempt, "deadline", "accepts_until")] == [
            cut,
            cut + world.GRACE,
        ]
    assert me.hand_in(cut + world.GRACE + MS, Op("a", 1, 1, "x")) is Verdict.APPLIED
    assert me.end()[:2] == ("timed_out", to_ms(cut))
