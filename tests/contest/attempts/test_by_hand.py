"""Papers for people without a phone, from the draw to the attempt, on both databases."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from contest import entropy
from contest.attempts import by_hand, by_hand_looking, hot, looking, papers, saving, service, store
from contest.attempts.by_hand_rules import Stated
from contest.attempts.rules import Op, Verdict, digest, paper_seed, seconds_used
from contest.attempts.states import AttemptState, SheetState
from contest.campaigns import service as campaigns
from contest.errors import Conflict, Invalid, NotFound
from contest.people import same
from contest.people import service as people
from contest.rounds import service as rounds
from contest.web.database import Database, reading, to_ms, writing
from questions.blueprint import draw
from tests.contest.attempts.by_hand_world import (
    BY,
    LATER,
    MINUTE,
    deed,
    enter,
    one_for,
    print_for,
    right_answers,
)
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, OPENS, World


@pytest.fixture
def contest(database: Database, fresh: None) -> World:
    return world.make(world.rules(by_hand=True))


def test_the_paper_is_the_one_that_a_phone_would_have_got(contest: World) -> None:
    entry = contest.join("A Thui").entry_id
    sheet = one_for(contest, entry)
    with reading() as db:
        view = campaigns.view(db, contest.round_id, OPENS)
        asked = by_hand_looking.asked(db, contest.round_id, [sheet])[sheet]
        drawn = draw(papers.blueprint(view), papers.pool(db, view), paper_seed(view.seed, entry, 1))
    assert [one.drawn for one in asked] == list(drawn)


def test_until_it_is_typed_in_there_is_no_attempt(contest: World) -> None:
    entry = contest.join("A Thui").entry_id
    one_for(contest, entry)
    with reading() as db:
        counted = service.counts(db, contest.round_id, LATER)
        assert looking.silent(db, contest.round_id, LATER) == []
        assert by_hand_looking.counts(db, contest.round_id) == by_hand_looking.Counts(1, 0)
        assert service.begun(db, [contest.round_id]) == {contest.round_id}
    assert (counted.started, counted.answering, counted.silent) == (0, 0, 0)


def test_typed_in_it_is_an_attempt_like_all_others(contest: World) -> None:
    entry = contest.join("A Thui").entry_id
    sheet = one_for(contest, entry)
    assert enter(contest, sheet, right=2) == sheet
    with reading() as db:
        row = store.one(db, contest.round_id, sheet)
        assert row is not None
        answers = hot.answers(db, sheet)
        events = store.events(db, sheet)
        typed = by_hand_looking.typed_in(db, [sheet])[sheet]
        assert by_hand_looking.counts(db, contest.round_id) == by_hand_looking.Counts(0, 1)
    assert (row.state, row.number, row.entry_id) == (AttemptState.HANDED_IN, 1, entry)
    assert row.started_at == OPENS + 5 * MINUTE
    assert row.handed_in_at is not None
    assert row.handed_in_at == OPENS + 12 * MINUTE
    assert row.deadline == OPENS + 15 * MINUTE
    assert row.digest == digest(sheet, answers)
    assert row.receipt is not None and row.receipt.startswith("HT-")
    assert seconds_used(service.facts_of(row), to_ms(row.handed_in_at)) == 420
    assert len(answers) == 2
    assert {event.received for event in events} == {row.handed_in_at}
    assert all(event.received <= row.accepts_until for event in events)
    assert (typed.done_by, typed.done_at, typed.state) == (BY, LATER, SheetState.ENTERED)


def test_a_paper_in_parts_is_typed_in_as_a_whole(database: Database, fresh: None) -> None:
    """Nobody takes a sheet away in the middle: the parts' own times are longer over when it is collected."""
    contest = world.make(world.in_parts(by_hand=True))
    sheet = one_for(contest, contest.join("A Thui").entry_id)
    enter(contest, sheet, right=3, minutes=9)
    with reading() as db:
        row = store.one(db, contest.round_id, sheet)
        assert row is not None
        assert (row.way, row.part_end, row.slot_until, len(hot.answers(db, sheet))) == (
            "free",
            None,
            None,
            3,
        )
        assert store.asked_at(db, sheet) == {}


def test_a_clock_that_stood_is_no_time_used(contest: World) -> None:
    sheet = one_for(contest, contest.join("A Thui").entry_id)
    enter(contest, sheet, minutes=13, stood=4)
    with reading() as db:
        row = store.one(db, contest.round_id, sheet)
    assert row is not None and row.handed_in_at is not None
    assert row.stood == 240
    assert seconds_used(service.facts_of(row), to_ms(row.handed_in_at)) == 9 * 60


def test_printed_again_it_is_the_same_paper(contest: World) -> None:
    entry = contest.join("A Thui").entry_id
    one_for(contest, entry)
    again = print_for(contest, entry, entry)
    assert (again.made, again.refused) == ((), {})
    with reading() as db:
        assert len(by_hand_looking.sheets(db, contest.round_id, SheetState.PRINTED)) == 1


def test_somebody_counted_with_another_registration_gets_none_and_enters_none(contest: World) -> None:
    one, two = contest.join("A Thui").entry_id, contest.join("A  Thui").entry_id
    sheet = one_for(contest, one)
    with writing() as db:
        same.merge(db, [one], two, entropy.new_id())
    with pytest.raises(Conflict, match="đã gộp"):
        enter(contest, sheet)
    with writing() as db:
        same.part(db, one)
    assert enter(contest, sheet) == sheet
    with writing() as db:
        same.merge(db, [two], one, entropy.new_id())
    assert print_for(contest, two).refused == {two: by_hand.SAME}


def test_it_is_typed_in_once(contest: World) -> None:
    sheet = one_for(contest, contest.join("A Thui").entry_id)
    enter(contest, sheet)
    with pytest.raises(Conflict, match="đã được nhập"):
        enter(contest, sheet, right=1)
    with pytest.raises(Conflict, match="đã được nhập"), writing() as db:
        by_hand.withdraw(db, campaigns.view(db, contest.round_id, LATER, held=True), sheet, deed())
    with reading() as db:
        assert len(hot.answers(db, sheet)) == 3


def test_what_was_put_away_is_not_typed_in(contest: World) -> None:
    sheet = one_for(contest, contest.join("A Thui").entry_id)
    with writing() as db:
        by_hand.withdraw(db, campaigns.view(db, contest.round_id, LATER, held=True), sheet, deed())
    with pytest.raises(Conflict, match="đã bị bỏ"):
        enter(contest, sheet)


def test_impossible_times_leave_nothing_behind(contest: World) -> None:
    sheet = one_for(contest, contest.join("A Thui").entry_id)
    with pytest.raises(Invalid) as wrong:
        enter(contest, sheet, minutes=11)
    assert list(wrong.value.fields) == ["ended"]
    with reading() as db:
        assert store.one(db, contest.round_id, sheet) is None
        assert by_hand_looking.sheet(db, contest.round_id, sheet).state is SheetState.PRINTED


@pytest.mark.parametrize(
    ("rules", "now", "error"),
    [
        ({}, OPENS, NotFound),
        ({"by_hand": True}, OPENS - MINUTE, Conflict),
        ({"by_hand": True}, CLOSES, Conflict),
    ],
)
def test_papers_are_printed_while_the_round_is_open_and_its_rules_have_them(
    database: Database, fresh: None, rules: dict[str, Any], now: Any, error: type[Exception]
) -> None:
    contest = world.make(world.rules(**rules))
    entry = contest.join("A Thui").entry_id
    with pytest.raises(error):
        print_for(contest, entry, now=now)


def test_after_the_close_nothing_is_typed_in(contest: World) -> None:
    sheet = one_for(contest, contest.join("A Thui").entry_id)
    with pytest.raises(Conflict, match="đã đóng"):
        enter(contest, sheet, now=CLOSES)
    assert enter(contest, sheet, now=CLOSES - timedelta(milliseconds=1)) == sheet


def test_a_bank_that_is_too_small_gives_no_paper_and_is_read_again(database: Database, fresh: None) -> None:
    contest = world.make(world.rules(by_hand=True), bank=2)
    entry = contest.join("A Thui").entry_id
    with pytest.raises(Conflict, match="chưa đủ câu hỏi"):
        print_for(contest, entry)
    world.fill_bank(5)
    assert len(print_for(contest, entry).made) == 1


def test_no_phone_goes_on_with_it(contest: World) -> None:
    entry = contest.join("A Thui").entry_id
    sheet = one_for(contest, entry)
    enter(contest, sheet, right=1)
    request = saving.SaveRequest(sheet, (entry,), 1, to_ms(LATER), (Op("x", 9, 1, ""),))
    with writing() as db:
        (outcome,) = saving.save_batch(db, [request])
    assert outcome.verdict is Verdict.LATE
    with reading() as db:
        assert len(hot.answers(db, sheet)) == 1


def test_a_prediction_is_the_last_line(database: Database, fresh: None) -> None:
    contest = world.make(world.predicting(by_hand=True))
    entry = contest.join("A Thui").entry_id
    sheet = one_for(contest, entry)
    with reading() as db:
        asked = by_hand_looking.asked(db, contest.round_id, [sheet])[sheet]
    assert [one.content.kind.value for one in asked] == ["one", "one", "one", "prediction"]
    stated = Stated(OPENS + MINUTE, OPENS + 3 * MINUTE)
    with writing() as db:
        view = campaigns.view(db, contest.round_id, LATER, held=True)
        answers = right_answers(db, contest, sheet, 3) | {4: "12"}
        by_hand.enter(db, view, sheet, stated, answers, deed())
    world.work(CLOSES)
    with reading() as db:
        assert hot.answers(db, sheet)[4] == "12"


def test_it_is_ranked_by_the_stated_seconds(contest: World) -> None:
    quick, slow = contest.join("Y Bích").entry_id, contest.join("A Thui").entry_id
    by_phone = contest.sit("Y Nhung", OPENS, right=3)  # one minute
    for entry, minutes in ((quick, 2), (slow, 9)):
        enter(contest, one_for(contest, entry), minutes=minutes)
    with writing() as db:
        rounds.close_now(db, BY, contest.round_id, LATER + MINUTE)
    world.work(LATER + 5 * MINUTE)
    board = contest.board()
    assert [(one.entry_id, one.seconds) for one in board] == [(by_phone, 60), (quick, 120), (slow, 540)]
    with reading() as db:
        assert people.full_names(db, [quick])[quick].name == "Y Bích"


def test_where_points_show_at_once_it_stands_on_the_board_at_once(database: Database, fresh: None) -> None:
    contest = world.make(world.rules(by_hand=True, visibility=world.at_once()))
    entry = contest.join("A Thui").entry_id
    enter(contest, one_for(contest, entry))
    assert [(one.entry_id, one.points) for one in contest.board()] == [(entry, 300)]


def test_at_most_sixty_papers_at_once(contest: World) -> None:
    entries = [contest.join(f"Người {number}").entry_id for number in range(by_hand.MOST_SHEETS + 1)]
    assert len(print_for(contest, *entries).made) == by_hand.MOST_SHEETS


def test_somebody_elses_paper_is_not_there(contest: World) -> None:
    sheet = one_for(contest, contest.join("A Thui").entry_id)
    other = world.make(world.rules(by_hand=True), slug="khac", bank=0)
    with reading() as db, pytest.raises(NotFound):
        by_hand_looking.sheet(db, other.round_id, sheet)
    with reading() as db:
        assert by_hand_looking.asked(db, other.round_id, [sheet]) == {}
