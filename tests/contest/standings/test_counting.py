"""What places are counted by is what stands on the board: against plain Python, after whatever happened."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from threading import Thread

import pytest
from sqlalchemy import event, text

from contest.doctor import store as doctor
from contest.planning import store as planning
from contest.ruleset.rules import Criterion, Ties
from contest.standings import counting_store, forgetting, service, years
from contest.standings.rules import UNRANKED, Known, Result
from contest.web.database import Database, configure, reading, writing
from tests.conftest import migrate
from tests.contest.standings import world

LADDERS = {
    "points": world.rules(criteria=(Criterion.POINTS,)),
    "seconds": world.rules(),
    "lots": world.rules(criteria=(Criterion.POINTS,), ties=Ties.LOT),
    "ages": world.rules(criteria=(Criterion.POINTS, Criterion.YOUNGEST, Criterion.SECONDS)),
    "perfect": world.rules(only_perfect=True),
}


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Blocks that are split early."""
    monkeypatch.setattr(counting_store, "MOST", 4)
    yield 4


def keys_of(round_id: str) -> dict[str, str]:
    with reading() as db:
        rows = db.connection().execute(
            text("SELECT entry_id, sort_key FROM standing WHERE round_id = :r"), {"r": round_id}
        )
        return dict(rows.all())


def blocks_of(round_id: str) -> list[tuple[str, int]]:
    with reading() as db:
        rows = db.connection().execute(
            text("SELECT start, number FROM standing_block WHERE round_id = :r"), {"r": round_id}
        )
        return sorted((start, number) for start, number in rows)


def check(round_id: str, most: int) -> None:
    """Everything that is counted, by counting."""
    keys = keys_of(round_id)
    ranked = sorted(key for key in keys.values() if key < UNRANKED)
    with reading() as db:
        board = counting_store.board(db, round_id)
        assert (board.ranked, board.unranked) == (len(ranked), len(keys) - len(ranked))
        for key in {*ranked[::5], *ranked[-1:], "", UNRANKED}:
            assert counting_store.better(db, round_id, key) == [sum(other < key for other in ranked)]
        assert doctor.ids(db, doctor.MISCOUNTED) == []
    blocks = blocks_of(round_id)
    ends = [start for start, _ in [*blocks, (UNRANKED, 0)]][1:]
    for (start, number), end in zip(blocks, ends, strict=True):
        # However many share a place, they stay together.
        shares = Counter(key for key in ranked if start <= key < end)
        assert number - max(shares.values(), default=0) <= most


def a_result(chance: random.Random, entry: str) -> Result:
    right = chance.choice([0, 7, 15, 15])
    moment = {"submitted_ms": 1_790_000_000_000 + chance.randrange(5)}
    return world.result(entry, right, chance.randint(100, 104), **moment)


@pytest.mark.parametrize("ladder", LADDERS)
@pytest.mark.parametrize("seed", range(3))
def test_counts_are_right_after_whatever_happened(
    database: Database, small: int, ladder: str, seed: int
) -> None:
    chance, given = random.Random(f"{ladder}{seed}"), LADDERS[ladder]
    round_id = world.make_round(given)
    entries = world.enter(round_id, [f"Người {number}" for number in range(40)])
    check(round_id, small)
    known = Known(None, b"seed")
    for _ in range(12):
        deed = chance.choice(["place", "place", "place", "remove", "rank", "years", "anew", "undone"])
        some = chance.sample(entries, chance.randint(1, 25))
        with writing() as db:
            match deed:
                case "place":
                    for part in (some[:10], some[10:]):
                        service.place(db, given, round_id, [a_result(chance, entry) for entry in part])
                case "remove":
                    service.remove(db, round_id, some)
                case "rank":
                    service.rebuild(db, given, round_id, known)
                case "years":
                    years.forget_years(db, given, round_id)
                case "anew":
                    service.count_anew(db, round_id)
                case "undone":
                    service.remove(db, round_id, some)
                    db.rollback()
        check(round_id, small)


def test_who_asks_before_the_commit_hears_of_what_was_just_placed(database: Database) -> None:
    given = world.rules()
    round_id = world.make_round(given)
    an, binh = world.enter(round_id, ["An", "Bình"])
    with writing() as db:
        service.place(db, given, round_id, [world.result(an, 9)])
        assert service.total(db, round_id) == 1
        service.place(db, given, round_id, [world.result(binh, 10)])
        own = service.own(db, round_id, an)
        assert own and (own.rank, own.total) == (2, 2)
    check(round_id, counting_store.MOST)


def test_many_who_share_a_place_stay_in_one_block(database: Database, small: int) -> None:
    given = LADDERS["points"]
    round_id = world.make_round(given)
    entries = world.enter(round_id, [f"Người {number}" for number in range(30)])
    for start in (0, 10, 20):
        rights = [1, *[5] * 8, 9]
        some = zip(entries[start : start + 10], rights, strict=True)
        with writing() as db:
            service.place(db, given, round_id, [world.result(entry, right) for entry, right in some])
        check(round_id, small)
    assert [number for _, number in blocks_of(round_id)] == [3, 24, 3]


def test_a_large_board_has_even_blocks(sqlite_database: Database) -> None:
    given = world.rules()
    round_id = world.make_round(given)
    entries = world.enter(round_id, [f"Người {number}" for number in range(2_600)])
    with writing() as db:
        service.place(db, given, round_id, [world.result(one, 5, at) for at, one in enumerate(entries)])
    assert sorted(number for _, number in blocks_of(round_id)) == [650] * 4
    with writing() as db:
        service.count_anew(db, round_id)
    assert sorted(number for _, number in blocks_of(round_id)) == [100, *[500] * 5]


def test_no_block_begins_with_a_year_that_was_forgotten(database: Database, small: int) -> None:
    given = LADDERS["ages"]
    round_id = world.make_round(given)
    entries = world.enter(round_id, [f"Người {number}" for number in range(20)], birth_year=1957)
    with writing() as db:
        results = [world.result(entry, at % 3, at) for at, entry in enumerate(entries)]
        service.place(db, given, round_id, results)
    told = f"{10**17 - 1957:018d}"
    assert any(told in start for start, _ in blocks_of(round_id))
    with writing() as db:
        years.forget_years(db, given, round_id)
    assert not any(told in start for start, _ in blocks_of(round_id))
    check(round_id, small)


def test_a_board_goes_with_its_round(database: Database) -> None:
    given = world.rules()
    round_id = world.make_round(given)
    entries = world.enter(round_id, ["An", "Bình"])
    with writing() as db:
        service.place(db, given, round_id, [world.result(entry, 5) for entry in entries])
    with writing() as db:
        planning.remove(db, "round", [round_id])
        # A late word of it writes no row for a round that is gone.
        forgetting.show_anew(db, round_id)
    assert keys_of(round_id) == {} and blocks_of(round_id) == []


def test_two_processes_wait_for_each_other_only_at_the_commit(postgresql_url: str) -> None:
    database, given = configure(postgresql_url), world.rules()
    rounds = [world.make_round(given, slug=slug) for slug in ("mot", "hai")]
    pairs = [world.enter(round_id, ["An", "Bình"]) for round_id in rounds]

    def other() -> None:
        with writing() as db:
            for round_id, (_, binh) in zip(rounds, pairs, strict=True):
                service.place(db, given, round_id, [world.result(binh, 6)])

    with writing() as db:
        for round_id, (an, _) in reversed(list(zip(rounds, pairs, strict=True))):
            service.place(db, given, round_id, [world.result(an, 5)])
        beside = Thread(target=other)
        beside.start()
        beside.join(timeout=30)
        assert not beside.is_alive()
    for round_id in rounds:
        check(round_id, counting_store.MOST)
    database.close()


def test_placing_many_takes_as_many_statements_as_placing_one(database: Database) -> None:
    given = world.rules()
    round_id = world.make_round(given)
    entries = world.enter(round_id, [f"Người {number}" for number in range(60)])
    told: list[str] = []
    event.listen(database.writer, "before_cursor_execute", lambda *got: told.append(got[2]))
    for some in (entries[:1], entries[1:2], entries[2:]):
        told.clear()
        with writing() as db:
            service.place(db, given, round_id, [world.result(entry, 5) for entry in some])
        counted = [one for one in told if "standing_b" in one]
        # The board's own row and its blocks; the first one of all has its first block made, too.
        assert len(counted) == (3 if some == entries[:1] else 2)


def test_an_upgrade_counts_what_stands(database: Database) -> None:
    given = {"a": world.rules(), "b": LADDERS["perfect"]}
    rounds = {name: world.make_round(rules, slug=name) for name, rules in given.items()}
    for name, round_id in rounds.items():
        entries = world.enter(round_id, [f"Người {number}" for number in range(30)])
        results = [world.result(entry, at % 16, at) for at, entry in enumerate(entries[:-1])]
        with writing() as db:
            service.place(db, given[name], round_id, results if name == "a" else results[:15])
    url = database.url.render_as_string(hide_password=False)
    migrate(url, "20261207_last_seen", down=True)
    migrate(url)
    for round_id in rounds.values():
        check(round_id, counting_store.MOST)
    assert [number for _, number in blocks_of(rounds["a"])] == [29]
    assert [number for _, number in blocks_of(rounds["b"])] == [0]
