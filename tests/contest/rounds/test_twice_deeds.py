"""One person who entered twice, on both databases: one registration counts, and everything goes back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import pytest

from contest import entropy
from contest.attempts import adjusting, looking
from contest.attempts import service as attempts
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundDraft
from contest.errors import Conflict, NotFound
from contest.people import same
from contest.rounds import deeds, judging, twice
from contest.rounds.deeds import Order, Used
from contest.rounds.twice import Choice
from contest.web.database import Database, reading, writing
from tests.contest.rounds import world
from tests.contest.rounds.test_judging import SETTLED, attempts_of, board, close, order
from tests.contest.rounds.world import CLOSES, OPENS, STAFF, World

NAME = "Trần Thị Mai Hương"
LATER = OPENS + timedelta(minutes=30)


def merge(
    contest: World, keep: str, others: Iterable[str], now: datetime = SETTLED, by: Order | None = None
) -> None:
    with writing() as db:
        twice.merge(db, by or order(), contest.round_id, Choice(keep, tuple(others)), now)


def unmerge(contest: World, entry: str, now: datetime = SETTLED) -> None:
    with writing() as db:
        twice.unmerge(db, order("Hai người"), contest.round_id, entry, now)


def counts(contest: World, now: datetime = SETTLED) -> tuple[int, int, int]:
    with reading() as db:
        found = attempts.counts(db, contest.round_id, now)
    return found.people, found.started, found.handed_in


def states(contest: World, *entries: str) -> list[str]:
    with reading() as db:
        return [one.state.value for one in looking.of_entries(db, contest.round_id, entries, SETTLED)]


def pair(contest: World, **more: Any) -> tuple[str, str]:
    """Somebody with 2 right, and under a second registration with 3."""
    return contest.sit(NAME, OPENS, 2, **more), contest.sit(NAME, OPENS, 3, **more)


# --- after and before the close -------------------------------------------------------------------


def test_after_the_close_the_boards_follow_and_come_back(database: Database) -> None:
    contest = world.make()
    keep, other = pair(contest)
    third = contest.sit("Lê An", OPENS, 1)
    close()
    assert board(contest) == [(1, other, 3), (2, keep, 2), (3, third, 1)]
    before = contest.audited()
    merge(contest, keep, [other])
    assert board(contest) == [(1, keep, 2), (2, third, 1)]
    assert counts(contest) == (2, 2, 2)
    assert states(contest, other) == ["void"], "stored, and seen on its page"
    assert contest.audited() == before + 1
    unmerge(contest, other)
    assert board(contest) == [(1, other, 3), (2, keep, 2), (3, third, 1)]
    assert (counts(contest), states(contest, other)) == ((3, 3, 3), ["handed_in"])


def test_before_the_close_it_is_never_placed(database: Database) -> None:
    contest = world.make()
    keep, other = pair(contest)
    merge(contest, keep, [other], LATER)
    close()
    assert board(contest) == [(1, keep, 2)]
    unmerge(contest, other)
    assert board(contest) == [(1, other, 3), (2, keep, 2)]


def test_a_live_board_follows_at_once(database: Database) -> None:
    contest = world.make(world.rules(visibility=world.at_once()))
    keep, other = pair(contest)
    merge(contest, keep, [other], LATER)
    assert board(contest) == [(1, keep, 2)]
    unmerge(contest, other, LATER)
    assert board(contest) == [(1, other, 3), (2, keep, 2)]


def test_the_one_that_stays_is_not_touched(database: Database) -> None:
    """It may answer at this very moment."""
    contest = world.make()
    keep = contest.join(NAME).entry_id
    running = contest.start(keep, LATER)
    other = contest.sit(NAME, OPENS, 3)
    merge(contest, keep, [other], LATER)
    assert contest.hand_in(keep, running, LATER + timedelta(minutes=1), right=3) == "applied"
    close()
    assert board(contest) == [(1, keep, 3)]


def test_in_every_round_of_the_contest(database: Database) -> None:
    contest = world.make()
    keep, other = pair(contest)
    close()
    with writing() as db:
        campaign = contest.view(SETTLED).campaign_id
        again = RoundDraft("Tuần 2", SETTLED, SETTLED + timedelta(hours=1), world.rules())
        second = World(campaigns.add_round(db, campaign, again, SETTLED))
    now = SETTLED + timedelta(minutes=5)
    second.hand_in(other, second.start(other, now), now, right=3)
    merge(second, keep, [other], now)
    assert board(contest) == [(1, keep, 2)]
    assert counts(second, now) == (0, 0, 0)
    unmerge(contest, other, now)
    assert (board(contest)[0], counts(second, now)) == ((1, other, 3), (1, 1, 1))


def test_several_at_once_and_each_back_by_itself(database: Database) -> None:
    contest = world.make()
    keep, *others = (contest.sit(NAME, OPENS, right) for right in (1, 2, 3))
    close()
    before = contest.audited()
    merge(contest, keep, [*others, keep, *others])
    assert board(contest) == [(1, keep, 1)]
    assert contest.audited() == before + 2, "one row each"
    unmerge(contest, others[0])
    assert board(contest) == [(1, others[0], 2), (2, keep, 1)]
    assert states(contest, others[1]) == ["void"]


# --- what does not go -----------------------------------------------------------------------------


def test_who_answers_is_not_cut_off(database: Database) -> None:
    contest = world.make()
    keep, other = contest.sit(NAME, OPENS, 1), contest.join(NAME).entry_id
    running = contest.start(other, LATER)
    before = contest.audited()
    with pytest.raises(Conflict, match=adjusting.GOES_ON):
        merge(contest, keep, [other], LATER)
    assert (contest.audited(), states(contest, keep)) == (before, ["handed_in"])
    over = LATER + timedelta(seconds=600) + world.GRACE
    with pytest.raises(Conflict, match=adjusting.GOES_ON):
        merge(contest, keep, [other], over)
    merge(contest, keep, [other], over + timedelta(milliseconds=1))
    assert attempts_of(other) == [running]
    unmerge(contest, other)
    assert states(contest, other) == ["timed_out"], "nobody's time changes"


def test_no_chains(database: Database) -> None:
    contest = world.make()
    first, second, third, fourth = (contest.join(NAME).entry_id for _ in range(4))
    merge(contest, first, [second])
    for keep, others in ((second, [third]), (third, [second]), (first, [second])):
        with pytest.raises(Conflict, match=twice.ALREADY):
            merge(contest, keep, others)
    with pytest.raises(Conflict) as told:
        merge(contest, third, [first])
    assert told.value.message == twice.KEEPS_OTHERS
    merge(contest, first, [third])
    merge(contest, first, [fourth])
    with reading() as db:
        assert same.in_campaign(db, contest.view(OPENS).campaign_id) == dict.fromkeys(
            (second, third, fourth), first
        )
    with pytest.raises(Conflict, match=twice.NOT_MERGED):
        unmerge(contest, first)


@pytest.mark.parametrize("others", [[], ["0" * 13]])
def test_nobody_to_merge(sqlite_database: Database, others: list[str]) -> None:
    contest = world.make()
    keep = contest.join(NAME).entry_id
    with pytest.raises(NotFound):
        merge(contest, keep, others)
    with pytest.raises(NotFound):
        merge(contest, keep, [keep])


def test_people_of_another_contest(sqlite_database: Database) -> None:
    contest, other = world.make(), world.make(slug="khac", bank=0)
    here, there = contest.join(NAME).entry_id, other.join(NAME).entry_id
    for keep, merged in ((here, there), (there, here)):
        with pytest.raises(NotFound):
            merge(contest, keep, [merged])
    with pytest.raises(NotFound):
        unmerge(contest, there)
    with pytest.raises(NotFound), writing() as db:
        twice.keep_apart(db, entropy.new_id(), STAFF, contest.round_id, [here, there], OPENS)


def test_the_same_form_twice_is_one_deed(database: Database) -> None:
    contest = world.make()
    keep, other = pair(contest)
    third = contest.join(NAME).entry_id
    once = order("Cùng một người")
    for _ in range(2):
        merge(contest, keep, [other], by=once)
    rows = contest.audited()
    for others in ([third], [other, third]):
        with pytest.raises(Used):
            merge(contest, keep, others, by=once)
    with pytest.raises(Used):
        merge(contest, other, [keep], by=once)
    unmerge(contest, other)
    with pytest.raises(Used):
        merge(contest, keep, [other], by=once)
    assert contest.audited() == rows + 1


def test_not_while_the_ranking_is_made(sqlite_database: Database) -> None:
    contest = world.make()
    keep, other = pair(contest)
    world.work(CLOSES)
    with writing() as db:
        view = campaigns.view(db, contest.round_id, SETTLED)
        assert view.state == "closing"
    merge(contest, keep, [other], CLOSES + timedelta(seconds=1))
    close()
    assert board(contest) == [(1, keep, 2)]


# --- with voids and bars ---------------------------------------------------------------------------


def test_what_was_void_before_stays_so(database: Database) -> None:
    contest = world.make(world.rules(attempts_allowed=2))
    keep = contest.sit(NAME, OPENS, 1)
    other = contest.sit(NAME, OPENS, 3)
    contest.hand_in(other, contest.start(other, LATER), LATER, right=2)
    close()
    first, _ = attempts_of(other)
    with writing() as db:
        judging.void(db, order(), contest.round_id, first, SETTLED)
    merge(contest, keep, [other])
    with pytest.raises(Conflict, match=judging.COUNTED_ELSEWHERE), writing() as db:
        judging.unvoid(db, order(), contest.round_id, first, SETTLED)
    unmerge(contest, other)
    assert states(contest, other) == ["void", "handed_in"]
    assert board(contest) == [(1, other, 2), (2, keep, 1)]


def test_barred_and_merged_needs_both_taken_back(database: Database) -> None:
    contest = world.make()
    keep, other = pair(contest)
    close()
    merge(contest, keep, [other])
    with writing() as db:
        judging.bar(db, order(), contest.round_id, other, SETTLED)
    unmerge(contest, other)
    assert board(contest) == [(1, keep, 2)]
    with writing() as db:
        judging.unbar(db, order(), contest.round_id, other, SETTLED)
    assert board(contest)[0] == (1, other, 3)


def test_a_deed_says_how_many_it_merged(database: Database) -> None:
    contest = world.make()
    keep, *others = (contest.join(NAME).entry_id for _ in range(4))
    by = order()
    merge(contest, keep, others, LATER, by)
    with reading() as db:
        assert deeds.done(db, contest.round_id, by.id).people == 3
