"""What does not count, on both databases: void attempts and barred people, and the boards that follow."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from contest import entropy
from contest.attempts import adjusting
from contest.errors import Conflict
from contest.jobs import runner
from contest.people import service as people
from contest.rounds import closing, judging, service
from contest.rounds.deeds import Order
from contest.web.database import Database, reading, writing
from tests.contest.attempts.sitting import rows
from tests.contest.rounds import world
from tests.contest.rounds.desk import facts
from tests.contest.rounds.world import CLOSES, GRACE, OPENS, STAFF, World

SETTLED = CLOSES + GRACE + service.SETTLE


def order(reason: str = "Hai máy cùng làm") -> Order:
    return Order(entropy.new_id(), STAFF, reason)


def void(contest: World, attempt: str, now: datetime) -> None:
    with writing() as db:
        judging.void(db, order(), contest.round_id, attempt, now)


def unvoid(contest: World, attempt: str, now: datetime) -> None:
    with writing() as db:
        judging.unvoid(db, order(), contest.round_id, attempt, now)


def attempts_of(entry: str) -> list[str]:
    sql = "SELECT id FROM attempt WHERE entry_id = :entry ORDER BY number"
    return [row[0] for row in rows(sql, entry=entry)]


def close(now: datetime = SETTLED) -> None:
    world.work(CLOSES)
    world.work(now)


def board(contest: World) -> list[tuple[int, str, int]]:
    return [(row.rank, row.entry_id, row.right) for row in contest.board()]


def two_tries(contest: World, guess: int | None) -> tuple[str, str]:
    """Somebody with 3 and then 1 right, and somebody with 2; their entries."""
    first = contest.join("Hai Lượt").entry_id
    for minute, right in ((0, 3), (5, 1)):
        now = OPENS + timedelta(minutes=minute)
        contest.hand_in(first, contest.start(first, now), now + timedelta(minutes=1), right, guess)
    return first, contest.sit("Một Lượt", OPENS, 2, guess)


@pytest.mark.parametrize("predicted", [True, False])
def test_after_the_close_the_next_best_takes_its_place(database: Database, predicted: bool) -> None:
    rules = world.predicting(attempts_allowed=2) if predicted else world.rules(attempts_allowed=2)
    contest = world.make(rules)
    twice, once = two_tries(contest, 5 if predicted else None)
    close()
    assert board(contest) == [(1, twice, 3), (2, once, 2)]
    best, other = attempts_of(twice)
    void(contest, best, SETTLED)
    assert board(contest) == [(1, once, 2), (2, twice, 1)]
    errors = {row.prediction_error for row in contest.board()}
    assert errors == ({3} if predicted else {None}), "the value once counted stands"
    void(contest, other, SETTLED)
    assert board(contest) == [(1, once, 2)]
    unvoid(contest, best, SETTLED)
    unvoid(contest, other, SETTLED)
    assert board(contest) == [(1, twice, 3), (2, once, 2)]
    assert facts(best).state == "handed_in"


def test_while_a_live_board_runs_it_follows_at_once(sqlite_database: Database) -> None:
    contest = world.make(world.rules(visibility=world.at_once()))
    gone, stays = contest.sit("Bị Hủy", OPENS, 3), contest.sit("Ở Lại", OPENS, 2)
    void(contest, attempts_of(gone)[0], OPENS + timedelta(minutes=5))
    assert board(contest) == [(1, stays, 2)]
    unvoid(contest, attempts_of(gone)[0], OPENS + timedelta(minutes=6))
    assert [entry for _, entry, _ in board(contest)] == [gone, stays]


def test_before_the_close_of_a_sealed_round_nothing_is_graded(sqlite_database: Database) -> None:
    contest = world.make(world.predicting())
    entry = contest.sit("Bị Hủy", OPENS, 3, 1)
    (attempt,) = attempts_of(entry)
    void(contest, attempt, OPENS)
    unvoid(contest, attempt, OPENS)
    assert rows("SELECT count(*) FROM grade") == [(0,)] and contest.board() == []
    close()
    assert contest.view(SETTLED).prediction_truth == 1


def test_void_before_the_close_is_not_counted_by_the_prediction(sqlite_database: Database) -> None:
    contest = world.make(world.predicting())
    gone = contest.sit("Bị Hủy", OPENS, 3, 1)
    contest.sit("Ở Lại", OPENS, 2, 1)
    void(contest, attempts_of(gone)[0], OPENS + timedelta(minutes=5))
    close()
    assert contest.view(SETTLED).prediction_truth == 1
    unvoid(contest, attempts_of(gone)[0], SETTLED)
    assert contest.view(SETTLED).prediction_truth == 1
    assert [right for _, _, right in board(contest)] == [3, 2], "graded now, since it was left out then"


def test_one_that_goes_on_ends_and_comes_back_as_handed_in(database: Database) -> None:
    contest = world.make()
    entry = contest.join("Đang Làm").entry_id
    attempt = contest.start(entry, OPENS)
    void(contest, attempt, OPENS + timedelta(minutes=2))
    assert facts(attempt).receipt is not None
    unvoid(contest, attempt, OPENS + timedelta(minutes=3))
    assert facts(attempt).state == "handed_in"
    close()
    assert [row.seconds for row in contest.board()] == [120]


@pytest.mark.parametrize(("seconds", "state"), [(619, "handed_in"), (620, "handed_in"), (621, "timed_out")])
def test_what_it_was_is_kept_at_the_border(sqlite_database: Database, seconds: int, state: str) -> None:
    contest = world.make()
    attempt = contest.start(contest.join("A").entry_id, OPENS)
    void(contest, attempt, OPENS + timedelta(seconds=seconds))
    assert rows("SELECT state, void_from FROM attempt") == [("void", state)]


def test_twice_is_refused(database: Database) -> None:
    contest = world.make()
    (attempt,) = attempts_of(contest.sit("A", OPENS, 1))
    with pytest.raises(Conflict, match=adjusting.NOT_VOID):
        unvoid(contest, attempt, OPENS)
    void(contest, attempt, OPENS)
    with pytest.raises(Conflict, match=adjusting.ALREADY_VOID):
        void(contest, attempt, OPENS)


def test_the_same_form_twice_is_one_deed(sqlite_database: Database) -> None:
    contest = world.make()
    (attempt,) = attempts_of(contest.sit("A", OPENS, 1))
    asked = order()
    for _ in range(2):
        with writing() as db:
            judging.void(db, asked, contest.round_id, attempt, OPENS)
    assert contest.audited() == 1


def test_while_the_closing_ranks_nobody_interferes(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    contest = world.make()
    (attempt,) = attempts_of(contest.sit("A", OPENS, 1))
    world.work(CLOSES)
    void(contest, attempt, CLOSES)
    unvoid(contest, attempt, CLOSES)
    broken = {**closing.STEPS, closing.CloseStep.GRADE: lambda *_: 1 // 0}
    monkeypatch.setattr(closing, "STEPS", broken)
    runner.run_pending(SETTLED)
    with pytest.raises(Conflict, match=judging.RANKING):
        void(contest, attempt, SETTLED)


# --- barred ------------------------------------------------------------------------------------------


def bar(contest: World, entry: str, now: datetime = SETTLED) -> None:
    with writing() as db:
        judging.bar(db, order("Ban Tổ chức"), contest.round_id, entry, now)


def unbar(contest: World, entry: str, now: datetime = SETTLED) -> None:
    with writing() as db:
        judging.unbar(db, order("Nhầm"), contest.round_id, entry, now)


def test_barred_leaves_every_board_and_comes_back(database: Database) -> None:
    contest = world.make()
    ours, theirs = contest.sit("Ban Tổ Chức", OPENS, 3), contest.sit("Thí Sinh", OPENS, 2)
    close()
    bar(contest, ours)
    assert board(contest) == [(1, theirs, 2)]
    with reading() as db:
        assert people.full_names(db, [ours])[ours].barred_reason == "Ban Tổ chức"
    with pytest.raises(Conflict, match=judging.BARRED):
        bar(contest, ours)
    unbar(contest, ours)
    assert board(contest) == [(1, ours, 3), (2, theirs, 2)]
    with pytest.raises(Conflict, match=judging.NOT_BARRED):
        unbar(contest, ours)


def test_barred_before_the_close_is_never_placed(sqlite_database: Database) -> None:
    contest = world.make()
    ours = contest.sit("Ban Tổ Chức", OPENS, 3)
    bar(contest, ours, OPENS)
    close()
    assert contest.board() == []
    (attempt,) = attempts_of(ours)
    void(contest, attempt, SETTLED)
    unvoid(contest, attempt, SETTLED)
    assert contest.board() == [], "recognised again, and still barred"
