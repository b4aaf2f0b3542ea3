"""Two of the staff, or staff and a participant, at the same moment, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import Session

from contest import entropy
from contest.attempts import adjusting, starting
from contest.attempts.starting import Refusal, StartOutcome, StartRequest
from contest.errors import Conflict
from contest.jobs import runner
from contest.people import same
from contest.rounds import judging, twice
from contest.rounds.deeds import Order
from contest.rounds.twice import Choice
from contest.web.database import Database, reading, to_ms, writing
from tests.contest.rounds import world
from tests.contest.rounds.test_judging import SETTLED
from tests.contest.rounds.test_races import NOW, Deed, alone, one_behind_the_other, order, over, slice_of
from tests.contest.rounds.world import OPENS, STAFF, World
from tests.racing import behind

__all__ = ["over"]
NAME = "Trần Thị Mai Hương"


class Two:
    """Somebody who entered twice while a live board runs; the second registration is answering."""

    def __init__(self, contest: World) -> None:
        self.contest = contest
        self.keep = contest.sit(NAME, OPENS, 2)
        self.other = contest.join(NAME).entry_id

    def merge(self, keep: str, other: str, by: Order | None = None) -> Deed:
        form = by or order()
        return lambda db: twice.merge(db, form, self.contest.round_id, Choice(keep, (other,)), NOW)

    @property
    def board(self) -> list[tuple[str, int]]:
        return [(row.entry_id, row.right) for row in self.contest.board()]

    @property
    def said(self) -> dict[str, str]:
        with reading() as db:
            return same.in_campaign(db, self.contest.view(NOW).campaign_id)


@pytest.fixture
def two(database: Database) -> Two:
    return Two(world.make(world.rules(visibility=world.at_once())))


def test_merging_behind_a_hand_in_takes_it_off_again(two: Two) -> None:
    attempt = two.contest.start(two.other, OPENS)
    merging = one_behind_the_other(
        lambda db: world.hand_in(db, two.other, attempt, NOW, right=3), two.merge(two.keep, two.other)
    )
    assert merging.exception() is None
    assert (two.board, two.said) == ([(two.keep, 2)], {two.other: two.keep})


def test_merging_before_a_hand_in_is_refused_and_nothing_is_lost(two: Two) -> None:
    attempt = two.contest.start(two.other, OPENS)
    with pytest.raises(Conflict, match=adjusting.GOES_ON):
        alone(two.merge(two.keep, two.other))()
    alone(lambda db: world.hand_in(db, two.other, attempt, NOW, right=3))()
    assert (two.board, two.said) == ([(two.other, 3), (two.keep, 2)], {})


def start(two: Two) -> Deed:
    request = StartRequest(two.contest.round_id, (two.other,), entropy.new_id(), to_ms(NOW))
    return lambda db: starting.start_batch(db, [request])[0]


def test_a_start_behind_the_merge_is_refused(two: Two) -> None:
    outcome = one_behind_the_other(two.merge(two.keep, two.other), start(two)).result()
    assert outcome == StartOutcome(refusal=Refusal.SAME)


def test_a_merge_behind_the_start_is_told(two: Two) -> None:
    told = one_behind_the_other(start(two), two.merge(two.keep, two.other)).exception()
    assert isinstance(told, Conflict) and told.message == adjusting.GOES_ON


def test_two_staff_who_keep_one_each(two: Two) -> None:
    told = one_behind_the_other(two.merge(two.keep, two.other), two.merge(two.other, two.keep)).exception()
    assert isinstance(told, Conflict) and told.message == twice.ALREADY
    assert two.said == {two.other: two.keep}


def test_the_same_form_at_the_same_moment_is_one_deed(two: Two) -> None:
    form = order()
    deed = two.merge(two.keep, two.other, form)
    assert one_behind_the_other(deed, deed).exception() is None
    assert two.said == {two.other: two.keep}


@pytest.mark.parametrize("is_merge_first", [True, False])
def test_one_says_the_same_and_one_says_different(two: Two, is_merge_first: bool) -> None:
    """Whoever is second is told, or says what holds: who counts with another one is apart from nobody."""
    form = entropy.new_id()

    def apart(db: Session) -> None:
        twice.keep_apart(db, form, STAFF, two.contest.round_id, [two.keep, two.other], NOW)

    both: tuple[Deed, Deed] = (two.merge(two.keep, two.other), apart)
    first, second = both if is_merge_first else both[::-1]
    told = one_behind_the_other(first, second).exception()
    assert (told is not None) is is_merge_first
    assert two.said == {two.other: two.keep}


@pytest.mark.parametrize("is_merge_first", [True, False])
def test_barred_at_the_same_moment(two: Two, is_merge_first: bool) -> None:
    attempt = two.contest.start(two.other, OPENS)
    two.contest.hand_in(two.other, attempt, NOW, right=3)

    def bar(db: Session) -> None:
        judging.bar(db, order(), two.contest.round_id, two.other, NOW)

    both: tuple[Deed, Deed] = (two.merge(two.keep, two.other), bar)
    first, second = both if is_merge_first else both[::-1]
    assert one_behind_the_other(first, second).exception() is None
    assert two.board == [(two.keep, 2)]


def test_two_who_take_it_back(two: Two) -> None:
    alone(two.merge(two.keep, two.other))()

    def back(db: Session) -> None:
        twice.unmerge(db, order(), two.contest.round_id, two.other, NOW)

    told = one_behind_the_other(back, back).exception()
    assert isinstance(told, Conflict) and told.message == twice.NOT_MERGED
    assert two.said == {}


# --- the closing ----------------------------------------------------------------------------------


def joined_late(contest: World, entry: str) -> Deed:
    """The one who handed in counts with a registration that has not sat at all."""
    keep = contest.join(NAME).entry_id
    return lambda db: twice.merge(db, order(), contest.round_id, Choice(keep, (entry,)), SETTLED)


def test_merged_before_the_ranking_is_not_ranked(over: tuple[World, str, str]) -> None:
    contest, entry, _ = over
    merging = joined_late(contest, entry)
    with writing() as db:
        merging(db)
        closing = behind(lambda: runner.run_pending(SETTLED))
    closing.result(30)
    assert contest.view(SETTLED).state == "closed"
    assert contest.board() == []


def test_while_the_ranking_begins_staff_are_told_to_wait(over: tuple[World, str, str]) -> None:
    contest, entry, _ = over
    told = one_behind_the_other(slice_of(contest), joined_late(contest, entry)).exception()
    assert isinstance(told, Conflict) and told.message == judging.RANKING
    runner.run_pending(SETTLED + timedelta(seconds=1))
    assert [row.entry_id for row in contest.board()] == [entry]
