"""A trial: what it finds, and that it touches nothing else."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from contest import entropy
from contest.campaigns.rules import Phase
from contest.errors import Conflict, NotFound
from contest.jobs.states import JobState
from contest.regrades import corrections, service, trying
from contest.rounds import judging
from contest.rounds.deeds import Order, Used
from contest.ruleset.rules import Counting
from contest.web.database import Database, reading, writing
from tests.contest.regrades import world
from tests.contest.regrades.world import CORRECTED, REASON, TRIED, Recount
from tests.contest.rounds import world as rounds
from tests.contest.rounds.world import CLOSES, OPENS, STAFF


def pending(made: Recount) -> corrections.Pending:
    with reading() as db:
        return corrections.pending(db, made.view(TRIED))


def test_a_trial_finds_what_changes_and_nothing_else(database: Database) -> None:
    made = world.usual()
    before = world.dump()
    made.correct(0, 1)
    regrade = made.tried()
    assert world.dump() == before
    row = made.regrade(regrade)
    assert (row.papers, row.changed, row.higher, row.lower) == (3, 3, 1, 2)
    found = made.changes(regrade)
    told = {
        name: found[made.attempts[name][0]]
        for name in ("A Thui", "Y Bích", "A Lan")
        if made.attempts[name][0] in found
    }
    marks = {name: (one.points_before, one.points_after) for name, one in told.items()}
    assert marks == {"A Thui": (300, 200), "Y Bích": (200, 100), "A Lan": (0, 100)}
    ranks = {name: (one.rank_before, one.rank_after) for name, one in told.items()}
    # Y Bích and A Lan have as much then, in the same time: she began first.
    assert ranks == {"A Thui": (1, 1), "Y Bích": (2, 2), "A Lan": (3, 3)}
    assert row.moved == 0 and json.loads(row.top) == []
    assert {one.place for one in told.values()} == {""}, "no key, which may hold a birth year, is kept"


def test_who_keeps_their_marks_may_lose_their_place(database: Database) -> None:
    made = world.make()
    first = made.answer("A Thui", (0, 0, None), minute=0)
    other = made.answer("A Lan", (0, 0, 1), minute=1)
    made.end()
    made.correct(2, 1)
    regrade = made.tried()
    row = made.regrade(regrade)
    assert (row.changed, row.moved) == (1, 2)
    assert json.loads(row.top) == [[other, 2, 1], [first, 1, 2]]


def test_a_paper_that_comes_out_the_same_is_no_change(sqlite_database: Database) -> None:
    made = world.make()
    made.answer("A Thui", (2, 0, 0))
    made.answer("Y Bích", (1, 0, 0))
    made.end()
    made.correct(0, 1)
    row = made.regrade(made.tried())
    assert (row.papers, row.changed, row.higher, row.lower) == (2, 1, 1, 0)


@pytest.mark.parametrize("slice", [1, 2, 3])
def test_slices_of_any_size_find_the_same(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch, slice: int
) -> None:
    made = world.usual(rounds.rules(attempts_allowed=2))
    made.correct(0, 1)
    whole = made.regrade(made.tried())
    with writing() as db:
        service.drop(db, STAFF, made.round_id, whole.id, TRIED)
    monkeypatch.setattr(trying, "SLICE", slice)
    for rows in ("ROWS", "WRITTEN", "IN_MEMORY"):
        monkeypatch.setattr(trying, rows, slice)
    again = made.regrade(made.tried())
    facts = ("papers", "changed", "higher", "lower", "moved", "top", "prizes", "keys")
    assert [getattr(again, one) for one in facts] == [getattr(whole, one) for one in facts]
    rows = ("points_after", "rank_before", "rank_after", "detail", "key_version")
    found, before = made.changes(again.id), made.changes(whole.id)
    assert {id: [getattr(one, each) for each in rows] for id, one in found.items()} == {
        id: [getattr(one, each) for each in rows] for id, one in before.items()
    }


@pytest.mark.parametrize("done", range(2, 44, 3))
def test_a_trial_that_lost_its_memory_goes_on(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch, done: int
) -> None:
    """The server is killed after so many slices, and another process goes on."""
    for rows in ("SLICE", "ROWS", "WRITTEN", "IN_MEMORY"):
        monkeypatch.setattr(trying, rows, 1)
    made = world.usual()
    made.correct(0, 1)
    regrade = made.begin()
    runs = iter(range(done))
    rounds.runner.run_pending(TRIED, lambda: next(runs, None) is None)
    trying._boards.clear()
    rounds.work(TRIED)
    row = made.regrade(regrade)
    assert (row.state, row.changed, row.higher, row.lower) == ("ready", 3, 1, 2)
    assert sorted((one.rank_before, one.rank_after) for one in made.changes(regrade).values()) == [
        (1, 1),
        (2, 2),
        (3, 3),
    ]


def test_somebody_who_is_barred_has_no_rank_but_gets_the_marks(database: Database) -> None:
    made = world.make()
    entry = made.answer("A Thui", (0, 0, 0))
    made.answer("Y Bích", (1, 0, 0))
    rounds.bar(entry)
    made.end()
    made.correct(0, 1)
    found = made.changes(made.tried())
    theirs = found[made.attempts["A Thui"][0]]
    assert (theirs.points_before, theirs.points_after) == (300, 200)
    assert (theirs.rank_before, theirs.rank_after) == (None, None)


def test_where_only_perfect_papers_rank_one_may_come_and_go(database: Database) -> None:
    made = world.make(rounds.rules(only_perfect=True))
    came = made.answer("A Lan", (1, 0, 0))
    gone = made.answer("A Thui", (0, 0, 0))
    made.end()
    made.correct(0, 1)
    regrade = made.tried()
    ranks = {one.entry_id: (one.rank_before, one.rank_after) for one in made.changes(regrade).values()}
    assert ranks == {came: (None, 1), gone: (1, None)}
    assert made.regrade(regrade).moved == 2


def test_of_several_attempts_the_one_that_counts_may_be_another(database: Database) -> None:
    made = world.make(rounds.rules(attempts_allowed=2, counting=Counting.BEST))
    made.answer("A Thui", (0, 0, 2), (1, 0, 2))
    made.answer("Y Bích", (0, 2, 2), (2, 2, 2), minute=1)
    made.end()
    made.correct(0, 1)
    made.applied()
    with reading() as db:
        (first, *_) = rounds.standings.every(db, made.round_id)
    assert first.attempt_id == made.attempts["A Thui"][1]
    assert first.points == 200


# --- which corrections wait ------------------------------------------------------------------------


def test_corrections_wait_from_the_close_on(sqlite_database: Database) -> None:
    made = world.make()
    made.answer("A Thui", (1, 0, 0))
    made.correct(0, 1, CLOSES)  # the closing grades by it
    made.end()
    assert pending(made) == corrections.Pending()
    made.correct(1, 1, CLOSES + timedelta(milliseconds=1))
    found = pending(made)
    assert [(one.before, one.after) for one in found.corrections] == [(1, 2)]
    assert (found.papers, list(found.asking.values())) == (1, [1])


def test_a_correction_before_and_one_after_tell_both_versions(sqlite_database: Database) -> None:
    made = world.make()
    made.answer("A Thui", (1, 0, 0))
    made.correct(0, 1, OPENS)
    made.end()
    made.correct(0, 2)
    made.correct(0, 3, CORRECTED + timedelta(minutes=1))
    assert [(one.before, one.after) for one in pending(made).corrections] == [(2, 4)]


def test_what_no_paper_asks_does_not_wait(sqlite_database: Database) -> None:
    made = world.usual()
    other = world.make(slug="khac")
    other.correct(0, 1)
    assert pending(made) == corrections.Pending()
    with pytest.raises(Conflict) as refused:
        made.begin()
    assert refused.value.message == service.NOTHING_NEW


def test_what_was_applied_waits_no_more_until_it_is_corrected_again(sqlite_database: Database) -> None:
    made = world.usual()
    made.correct(0, 1)
    made.applied()
    assert pending(made) == corrections.Pending()
    made.correct(0, 2, CORRECTED + timedelta(minutes=10))
    assert [(one.before, one.after) for one in pending(made).corrections] == [(2, 3)]


@pytest.mark.parametrize(("revision", "slots"), [(1, 1), (11, 0), (111, 0)])
def test_a_paper_is_known_by_the_whole_number(sqlite_database: Database, revision: int, slots: int) -> None:
    made = world.make()
    made.answer("A Thui", (0, 0, 0))
    made.end()
    with reading() as db:
        first = min(corrections.papers.finished(db, made.round_id, "", 1)[0].to_grade.paper).revision
        wanted = first if revision == 1 else int(f"{revision}{first}")
        asking, some = corrections.papers.count_asking(db, made.round_id, [wanted])
    assert (len(asking), some) == (slots, slots)


# --- who may begin, and when -----------------------------------------------------------------------


def test_before_the_close_nothing_is_tried(sqlite_database: Database) -> None:
    made = world.make()
    made.answer("A Thui", (0, 0, 0))
    assert made.view(OPENS).phase is Phase.OPEN
    with pytest.raises(Conflict) as refused:
        made.begin(OPENS + timedelta(minutes=30))
    assert refused.value.message == service.NOT_CLOSED


def test_a_form_that_was_sent_twice_is_one_trial(sqlite_database: Database) -> None:
    made = world.usual()
    made.correct(0, 1)
    order = Order(entropy.new_id(), STAFF, REASON)
    for _ in range(2):
        with writing() as db:
            service.begin(db, order, made.round_id, TRIED)
    rounds.work(TRIED)
    assert made.regrade(order.id).state == "ready"
    with pytest.raises(Used), writing() as db:
        service.begin(db, Order(order.id, STAFF, "Lý do khác"), made.round_id, TRIED)


def test_while_the_server_tries_nobody_begins_another(sqlite_database: Database) -> None:
    made = world.usual()
    made.correct(0, 1)
    made.begin()
    with pytest.raises(Conflict) as refused:
        made.begin()
    assert refused.value.message == service.BUSY


def test_the_next_trial_drops_the_one_that_waits(sqlite_database: Database) -> None:
    made = world.usual()
    made.correct(0, 1)
    first = made.tried()
    second = made.tried(TRIED + timedelta(minutes=1))
    assert (made.regrade(first).state, made.regrade(second).state) == ("dropped", "ready")
    assert made.changes(first).keys() == made.changes(second).keys(), "what it found stays"


def test_a_trial_that_is_dropped_on_its_way_ends(sqlite_database: Database) -> None:
    made = world.usual()
    made.correct(0, 1)
    regrade = made.begin()
    with writing() as db:
        service.drop(db, STAFF, made.round_id, regrade, TRIED)
        service.drop(db, STAFF, made.round_id, regrade, TRIED)
    rounds.work(TRIED)
    with reading() as db:
        job = rounds.jobs.status(db, service.TRY, regrade)
    assert job is not None and job.state is JobState.DONE
    assert made.regrade(regrade).state == "dropped" and made.changes(regrade) == {}


def test_a_regrade_of_another_round_is_not_there(sqlite_database: Database) -> None:
    made, other = world.usual(), world.make(slug="khac")
    made.correct(0, 1)
    regrade = made.tried()
    for deed in (service.apply, service.drop, service.resume):
        with pytest.raises(NotFound), writing() as db:
            deed(db, STAFF, other.round_id, regrade, TRIED)


def test_a_void_paper_is_not_tried(database: Database) -> None:
    made = world.usual()
    made.correct(0, 1)
    with writing() as db:
        order = Order(entropy.new_id(), STAFF, "Chép bài")
        judging.void(db, order, made.round_id, made.attempts["A Lan"][0], TRIED)
    found = made.changes(made.tried())
    assert made.attempts["A Lan"][0] not in found and len(found) == 2
