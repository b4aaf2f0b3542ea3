"""Who gets a paper, and who may not begin on a phone meanwhile, on both databases."""

from __future__ import annotations

import pytest

from contest import entropy
from contest.attempts import by_hand, hot, starting, store
from contest.attempts import service as attempts
from contest.attempts.by_hand_rules import Stated
from contest.attempts.here import PRINTED
from contest.attempts.starting import Refusal, StartRequest
from contest.campaigns import service as campaigns
from contest.errors import Conflict
from contest.people.guards import Entrant
from contest.web.database import Database, reading, to_ms, writing
from tests.contest.attempts.by_hand_world import (
    BY,
    LATER,
    MINUTE,
    deed,
    enter,
    one_for,
    print_for,
    right_answers,
    start,
)
from tests.contest.rounds import world
from tests.contest.rounds.world import OPENS, World
from tests.racing import behind


@pytest.fixture
def contest(database: Database, fresh: None) -> World:
    return world.make(world.rules(by_hand=True))


def test_who_has_a_paper_begins_on_no_phone_until_it_is_put_away(contest: World) -> None:
    entry = contest.join("A Thui").entry_id
    sheet = one_for(contest, entry)
    assert start(contest, entry).refusal is Refusal.PAPER
    with writing() as db:
        view = campaigns.view(db, contest.round_id, LATER, held=True)
        by_hand.withdraw(db, view, sheet, deed())
    assert start(contest, entry).refusal is None


def test_of_many_who_start_only_those_with_a_paper_are_held_up(contest: World) -> None:
    one, two = contest.join("A Thui").entry_id, contest.join("Y Bích").entry_id
    one_for(contest, one)
    requests = [
        StartRequest(contest.round_id, (each,), entropy.new_id(), to_ms(OPENS)) for each in (one, two)
    ]
    with writing() as db:
        outcomes = starting.start_batch(db, requests)
    assert [outcome.refusal for outcome in outcomes] == [Refusal.PAPER, None]


def test_who_answers_on_a_phone_gets_no_paper(contest: World) -> None:
    entry, other = contest.join("A Thui").entry_id, contest.join("Y Bích").entry_id
    contest.start(entry, OPENS)
    made = print_for(contest, entry, other)
    assert made.refused == {entry: by_hand.ON_PHONE}
    assert len(made.made) == 1


def test_who_has_used_all_attempts_gets_no_paper(contest: World) -> None:
    entry = contest.sit("A Thui", OPENS, right=1)
    assert print_for(contest, entry, now=LATER).refused == {entry: by_hand.USED_UP}


def test_a_second_attempt_on_paper_is_the_second(database: Database, fresh: None) -> None:
    contest = world.make(world.rules(by_hand=True, attempts_allowed=2))
    entry = contest.sit("A Thui", OPENS, right=1)
    sheet = one_for(contest, entry, now=OPENS + 5 * MINUTE)
    enter(contest, sheet)
    assert print_for(contest, entry, now=LATER).refused == {entry: by_hand.USED_UP}
    with reading() as db:
        assert [one.number for one in store.attempts_of(db, contest.round_id, entry)] == [1, 2]


def test_a_pause_between_attempts_holds_for_papers(database: Database, fresh: None) -> None:
    contest = world.make(world.rules(by_hand=True, attempts_allowed=2, pause_minutes=30))
    entry = contest.sit("A Thui", OPENS, right=1)
    refused = print_for(contest, entry, now=OPENS + 30 * MINUTE).refused
    assert refused == {entry: by_hand.NOT_YET}
    assert print_for(contest, entry, now=OPENS + 31 * MINUTE).refused == {}


def test_a_start_at_the_moment_of_printing_finds_the_paper(contest: World) -> None:
    entry = contest.join("A Thui").entry_id
    with writing() as db:
        view = campaigns.view(db, contest.round_id, OPENS, held=True)
        by_hand.print_for(db, view, [entry], BY, OPENS)
        second = behind(lambda: start(contest, entry))
        assert not second.done(), "it must wait for what the first one stores"
    assert second.result(30).refusal is Refusal.PAPER


def test_a_print_at_the_moment_of_a_start_finds_the_attempt(contest: World) -> None:
    entry = contest.join("A Thui").entry_id
    request = StartRequest(contest.round_id, (entry,), entropy.new_id(), to_ms(OPENS))
    with writing() as db:
        (first,) = starting.start_batch(db, [request])
        second = behind(lambda: print_for(contest, entry))
        assert not second.done(), "it must wait for what the first one stores"
    assert first.attempt_id
    assert second.result(30).refused == {entry: by_hand.ON_PHONE}


def test_two_hands_type_the_same_paper_in_at_once_and_one_is_told(contest: World) -> None:
    sheet = one_for(contest, contest.join("A Thui").entry_id)
    stated = Stated(OPENS + MINUTE, OPENS + 3 * MINUTE)
    with writing() as db:
        view = campaigns.view(db, contest.round_id, LATER, held=True)
        by_hand.enter(db, view, sheet, stated, right_answers(db, contest, sheet, 3), deed())
        second = behind(lambda: enter(contest, sheet, right=1))
        assert not second.done(), "it must wait for what the first one stores"
    with pytest.raises(Conflict, match="đã được nhập"):
        second.result(30)
    with reading() as db:
        assert len(hot.answers(db, sheet)) == 3


def test_the_start_page_says_that_the_paper_is_printed(contest: World) -> None:
    entry = contest.join("A Thui").entry_id
    who = Entrant((entry,), "d" * 13)
    with reading() as db:
        before = attempts.readiness(db, who, contest.round_id, OPENS)
    one_for(contest, entry)
    with reading() as db:
        after = attempts.readiness(db, who, contest.round_id, OPENS)
        assert attempts.progress(db, contest.view(OPENS), entry, OPENS).out == PRINTED
    assert (before.out, before.may_start) == ("", True)
    assert (after.out, after.may_start) == (PRINTED, False)
