"""A close under every setting beyond the usual ones, on both databases and in small slices."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from contest.campaigns import showing
from contest.people import service as people
from contest.rounds import closing, keeping
from contest.ruleset.rules import Counting, Criterion, PredictionTarget, Ties
from contest.standings import service as standings
from contest.standings.models import Standing
from contest.web.database import Database, reading
from tests.contest.rounds import world
from tests.contest.rounds.test_judging import SETTLED, attempts_of, close, void
from tests.contest.rounds.test_keeping import DUE
from tests.contest.rounds.world import OPENS, World


@pytest.fixture(autouse=True)
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two people a slice."""
    monkeypatch.setattr(closing, "SLICE", 2)
    monkeypatch.setattr(keeping, "_looked_at", None)


def tries(contest: World, name: str, *rights: int, guess: int | None = None, **person: Any) -> str:
    """Somebody with an attempt a minute, 20 seconds each and 10 more each time; the entry."""
    entry = contest.join(name, **person).entry_id
    for number, right in enumerate(rights):
        at = OPENS + timedelta(minutes=number)
        attempt = contest.start(entry, at)
        contest.hand_in(entry, attempt, at + timedelta(seconds=20 + 10 * number), right, guess)
    return entry


def test_the_mean_is_over_all_attempts_that_are_not_void(database: Database) -> None:
    contest = world.make(world.rules(attempts_allowed=3, counting=Counting.MEAN))
    steady, wild, third = (
        tries(contest, "Đều", 2, 2),
        tries(contest, "Lên Xuống", 3, 0, 2),
        tries(contest, "Một", 1),
    )
    close()
    found = [(row.rank, row.entry_id, row.points, row.right, row.seconds) for row in contest.board()]
    assert found == [(1, steady, 200, 2, 25), (2, wild, 167, 2, 30), (3, third, 100, 1, 20)]
    void(contest, attempts_of(wild)[1], SETTLED)
    assert next((row.entry_id, row.points) for row in contest.board()) == (wild, 250)


def test_only_papers_with_everything_right_are_ranked_and_all_took_part(database: Database) -> None:
    places = world.make_units({"Thôn 1": 10})
    contest = world.make(world.rules(only_perfect=True, attempts_allowed=3))
    late = tries(contest, "Lần Hai", 2, 3, unit=places["Thôn 1"])
    nearly = tries(contest, "Suýt", 2, 2, unit=places["Thôn 1"])
    close()
    assert [(row.rank, row.entry_id) for row in contest.board()] == [(1, late)]
    with reading() as db:
        assert standings.own(db, contest.round_id, nearly) is None
        assert standings.total(db, contest.round_id) == 1
        assert standings.participation(db, contest.round_id) == {places["Thôn 1"]: 2}
    void(contest, attempts_of(late)[1], SETTLED)
    assert contest.board() == []


@pytest.mark.parametrize(
    ("target", "with_void", "without"),
    [
        (PredictionTarget.PARTICIPANTS, 3, 2),
        (PredictionTarget.ATTEMPTS, 5, 3),
        (PredictionTarget.PERFECT_PEOPLE, 2, 1),
        (PredictionTarget.PERFECT_ATTEMPTS, 3, 1),
        (PredictionTarget.PERCENT, 6_667, 5_000),
    ],
)
@pytest.mark.parametrize("counted", [True, False])
def test_void_attempts_count_in_the_true_value_where_the_rules_say_so(
    database: Database, target: PredictionTarget, with_void: int, without: int, counted: bool
) -> None:
    contest = world.make(world.predicting(target, void_predicted=counted, attempts_allowed=3))
    first = tries(contest, "Hai Lần", 3, 3, guess=1)
    gone = tries(contest, "Bị Hủy", 3, guess=1)
    tries(contest, "Thường", 1, 2, guess=1)
    for attempt in (attempts_of(first)[0], attempts_of(gone)[0]):
        void(contest, attempt, OPENS + timedelta(minutes=30))
    close()
    assert contest.view(SETTLED).prediction_truth == (with_void if counted else without)
    assert gone not in [row.entry_id for row in contest.board()], "it counts for the value, not for a place"


def test_lots_are_drawn_at_the_close_and_anybody_draws_them_again(database: Database) -> None:
    contest = world.make(world.rules(ties=Ties.LOT, criteria=(Criterion.POINTS,)))
    entries = [contest.sit(f"Người {number}", OPENS, 2) for number in range(5)]
    best = contest.sit("Giỏi", OPENS, 3)
    assert showing.rules_page(contest.view(OPENS)).seed == ""
    close()
    view = contest.view(SETTLED)
    page = showing.rules_page(view)
    assert hashlib.sha256(bytes.fromhex(page.seed)).hexdigest() == page.commitment

    def lot(entry: str) -> bytes:
        return hmac.new(bytes.fromhex(page.seed), f"hang|{entry}".encode(), hashlib.sha256).digest()

    order = [best, *sorted(entries, key=lot)]
    assert [(row.rank, row.entry_id) for row in contest.board()] == list(enumerate(order, 1))
    void(contest, attempts_of(order[1])[0], SETTLED)
    assert [row.entry_id for row in contest.board()] == [best, *order[2:]]


def test_the_seed_stays_secret_where_nothing_is_drawn(sqlite_database: Database) -> None:
    contest = world.make(world.rules())
    close()
    assert showing.rules_page(contest.view(SETTLED)).seed == ""


def test_more_perfect_attempts_then_the_earlier_first_start(database: Database) -> None:
    rungs = (Criterion.POINTS, Criterion.PERFECT_ATTEMPTS, Criterion.FIRST_START)
    contest = world.make(world.rules(attempts_allowed=3, criteria=rungs))
    once = tries(contest, "Một Lần", 3, 1)
    twice = tries(contest, "Hai Lần", 3, 3)
    late = contest.sit("Muộn", OPENS + timedelta(minutes=1), 3)
    close()
    assert [row.entry_id for row in contest.board()] == [twice, once, late]


def stored_keys() -> list[str]:
    with reading() as db:
        return list(db.exec(select(Standing.sort_key).order_by(Standing.sort_key)))


def test_the_youngest_stands_first_and_years_go_with_the_names(database: Database) -> None:
    contest = world.make(world.rules(criteria=(Criterion.POINTS, Criterion.YOUNGEST)))
    old, young, unknown = (
        contest.sit("Già", OPENS, 2, year=1950),
        contest.sit("Trẻ", OPENS, 2, year=2012),
        contest.sit("Không Rõ", OPENS, 2, year=None),
    )
    close()
    order = [young, old, unknown]
    assert [row.entry_id for row in contest.board()] == order
    assert any("2012" not in text and str(10**17 - 2012) in text for text in stored_keys())
    with reading() as db:
        assert people.birth_years(db, order) == {young: 2012, old: 1950}
    assert keeping.erase_due(DUE) == 3
    assert [row.entry_id for row in contest.board()] == order
    assert not any(str(10**17 - year) in text for text in stored_keys() for year in (1950, 2012))
    with reading() as db:
        assert people.birth_years(db, order) == {}
