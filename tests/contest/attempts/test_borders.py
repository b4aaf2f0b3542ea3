"""What staff do and see one second before, at and after an attempt's end; extra time given and taken back."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from contest import entropy
from contest.attempts import adjusting, adjusting_store, hot, looking
from contest.attempts.adjusting import Deed, Scope
from contest.attempts.looking import Standing
from contest.attempts.rules import Facts
from contest.attempts.states import AttemptState, Change
from contest.errors import Conflict, NotFound
from contest.web.database import Database, from_ms, reading, writing
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, OPENS, STAFF, World

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
LIMIT = 600 * SECOND
GRACE = 20 * SECOND
#: The last moment in which an attempt that began at the opening takes answers.
LAST = OPENS + LIMIT + GRACE
NOBODY = "0" * 13


@pytest.fixture
def contest(database: Database) -> World:
    """A round of ten minutes a paper, on both databases."""
    return world.make()


def starter(
    contest: World, name: str = "An", at: datetime = OPENS, unit: str | None = None
) -> tuple[str, str]:
    """Somebody who began: their entry and attempt."""
    entry = contest.join(name, unit).entry_id
    return entry, contest.start(entry, at)


def facts(attempt: str) -> Facts:
    with reading() as db:
        found = hot.glance(db, attempt)
    assert found is not None
    return found


def deadline(attempt: str) -> datetime:
    return from_ms(facts(attempt).deadline)


def deed(now: datetime, reason: str = "Mất điện") -> Deed:
    return Deed(entropy.new_id(), STAFF, now, reason)


def give(contest: World, seconds: int, now: datetime, scope: Scope | None = None) -> tuple[str, int]:
    """Extra time; the deed and how many people got it."""
    done = deed(now)
    with writing() as db:
        count = adjusting.give_extra(db, contest.view(now), done, scope or Scope(), seconds)
    return done.id, count


def take_back(contest: World, given_by: str, now: datetime) -> int:
    """How many people it was taken back from."""
    with writing() as db:
        return adjusting.take_back(db, contest.view(now), deed(now), given_by)


def standing(contest: World, which: Standing, now: datetime) -> list[str]:
    with reading() as db:
        return looking.entries_in(db, contest.round_id, which, now)


def states(contest: World, entry: str, now: datetime) -> list[AttemptState]:
    with reading() as db:
        return [one.state for one in looking.of_entries(db, contest.round_id, [entry], now)]


# --- who still answers ------------------------------------------------------------------------------


@pytest.mark.parametrize(("seconds", "goes_on"), [(-1, True), (0, True), (1, False)])
def test_the_last_second_of_grace(contest: World, seconds: int, goes_on: bool) -> None:
    entry, attempt = starter(contest)
    now = LAST + seconds * SECOND
    with reading() as db:
        running = adjusting.going_on(db, contest.round_id, Scope(), now)
    assert [one.id for one in running] == ([attempt] if goes_on else [])
    assert standing(contest, Standing.ANSWERING, now) == ([entry] if goes_on else [])
    assert standing(contest, Standing.TIMED_OUT, now) == ([] if goes_on else [entry])
    assert states(contest, entry, now) == [AttemptState.OPEN if goes_on else AttemptState.TIMED_OUT]
    with reading() as db:
        assert looking.detail(db, contest.round_id, attempt, now).state is states(contest, entry, now)[0]


@pytest.mark.parametrize(("seconds", "count"), [(-1, 1), (0, 1), (1, 0)])
def test_extra_time_reaches_who_is_not_over(contest: World, seconds: int, count: int) -> None:
    _, attempt = starter(contest)
    _, touched = give(contest, 60, LAST + seconds * SECOND)
    assert touched == count
    assert deadline(attempt) == OPENS + LIMIT + count * MINUTE


def test_an_attempt_that_ended_has_its_end_and_one_that_goes_on_has_none(contest: World) -> None:
    done, _ = starter(contest, "An")
    _, attempt = done, contest.start(contest.join("Bích").entry_id, OPENS)
    handed = contest.sit("Chi", OPENS, right=1)
    with reading() as db:
        (open_one,) = looking.of_entries(db, contest.round_id, [done], OPENS + MINUTE)
        (over,) = looking.of_entries(db, contest.round_id, [done], LAST + SECOND)
        (ended,) = looking.of_entries(db, contest.round_id, [handed], LAST + SECOND)
        assert looking.of_entries(db, contest.round_id, [], OPENS) == []
    assert (open_one.ended_at, over.ended_at) == (None, OPENS + LIMIT)
    assert (ended.state, ended.ended_at) == (AttemptState.HANDED_IN, OPENS + MINUTE)
    assert attempt not in {open_one.id, ended.id}


def test_everybody_who_began_whatever_became_of_them(contest: World) -> None:
    contest.join("Chưa bắt đầu")
    began = {starter(contest)[0], contest.sit("Chi", OPENS, right=1)}
    with reading() as db:
        assert set(looking.started(db, contest.round_id, LAST + SECOND)) == began


# --- whose time -------------------------------------------------------------------------------------


def test_of_one_of_a_unit_of_all(contest: World) -> None:
    units = world.make_units({"Thôn 1": 9, "Thôn 2": 9})
    people = [
        starter(contest, name, unit=units[unit])
        for name, unit in (("An", "Thôn 1"), ("Bích", "Thôn 1"), ("Chi", "Thôn 2"))
    ]
    now = OPENS + MINUTE
    assert give(contest, 60, now, Scope(entry_id=people[0][0]))[1] == 1
    assert give(contest, 120, now, Scope(unit_id=units["Thôn 1"]))[1] == 2
    assert give(contest, 300, now)[1] == 3
    gained = [(deadline(attempt) - OPENS - LIMIT) // MINUTE for _, attempt in people]
    assert gained == [8, 7, 5]
    assert give(contest, 60, now, Scope(entry_id=NOBODY))[1] == 0
    assert give(contest, 60, now, Scope(unit_id=NOBODY))[1] == 0


def test_another_round_is_not_touched(contest: World) -> None:
    other = world.make(bank=0, slug="khac")
    _, attempt = starter(other)
    assert give(contest, 60, OPENS + MINUTE)[1] == 0
    assert deadline(attempt) == OPENS + LIMIT


def test_extra_time_goes_beyond_the_close_of_the_round(contest: World) -> None:
    _, attempt = starter(contest, at=CLOSES - MINUTE)
    assert deadline(attempt) == CLOSES
    give(contest, 90, CLOSES - 30 * SECOND)
    assert deadline(attempt) == CLOSES + 90 * SECOND
    assert from_ms(facts(attempt).accepts_until) == CLOSES + 90 * SECOND + GRACE


# --- taken back -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("used", "left"),
    [
        # Given 60 seconds at the opening. At this second of the attempt it is taken back: what stays of it.
        # A minute is always left: phones hear of it within 36 seconds, and none may show more than is left.
        (0, 0),
        (540, 0),
        (541, 1),
        (599, 59),
        (600, 60),
        (661, 60),
    ],
)
def test_what_is_used_up_is_not_taken_back(contest: World, used: int, left: int) -> None:
    """A deadline never comes to lie before the moment in which it is moved."""
    _, attempt = starter(contest)
    given, _ = give(contest, 60, OPENS)
    now = OPENS + used * SECOND
    assert take_back(contest, given, now) == 1
    assert deadline(attempt) == OPENS + LIMIT + left * SECOND
    assert deadline(attempt) >= min(now, OPENS + LIMIT + MINUTE)


def test_only_that_deed_is_taken_back(contest: World) -> None:
    _, attempt = starter(contest)
    first, _ = give(contest, 60, OPENS)
    give(contest, 120, OPENS)
    take_back(contest, first, OPENS + MINUTE)
    assert deadline(attempt) == OPENS + LIMIT + 2 * MINUTE


def test_from_those_who_ended_nothing_is_taken(contest: World) -> None:
    entry, attempt = starter(contest)
    _, other = starter(contest, "Bích")
    given, count = give(contest, 60, OPENS)
    assert count == 2
    contest.hand_in(entry, attempt, OPENS + MINUTE, right=1)
    assert take_back(contest, given, OPENS + 2 * MINUTE) == 1
    assert deadline(attempt) == OPENS + LIMIT + MINUTE
    assert deadline(other) == OPENS + LIMIT
    assert take_back(contest, NOBODY, OPENS + 2 * MINUTE) == 0


@pytest.mark.parametrize(
    ("paused", "now", "seconds"),
    [
        (OPENS, OPENS, 0),
        (OPENS, OPENS + timedelta(milliseconds=1), 1),
        (OPENS, OPENS + SECOND, 1),
        (OPENS, OPENS + timedelta(milliseconds=1001), 2),
        (OPENS, OPENS + MINUTE, 60),
        # A clock that was put back gives no time and takes none.
        (OPENS, OPENS - MINUTE, 0),
    ],
)
def test_a_pause_is_never_counted_too_short(paused: datetime, now: datetime, seconds: int) -> None:
    assert adjusting.paused_span(paused, now) == seconds


# --- void -------------------------------------------------------------------------------------------


def void(contest: World, attempt: str, now: datetime, reason: str = "Nhờ người làm hộ") -> str:
    with writing() as db:
        return adjusting.void(db, contest.round_id, attempt, deed(now, reason))


def unvoid(contest: World, attempt: str, now: datetime) -> str:
    with writing() as db:
        return adjusting.unvoid(db, contest.round_id, attempt, deed(now, "Nhầm người"))


@pytest.mark.parametrize(
    ("seconds", "state"),
    [(-20, AttemptState.HANDED_IN), (0, AttemptState.HANDED_IN), (1, AttemptState.TIMED_OUT)],
)
def test_one_that_goes_on_ends_first_and_comes_back_ended(
    contest: World, seconds: int, state: AttemptState
) -> None:
    entry, attempt = starter(contest)
    now = LAST + seconds * SECOND
    assert void(contest, attempt, now) == entry
    assert states(contest, entry, now) == [AttemptState.VOID]
    assert unvoid(contest, attempt, now + MINUTE) == entry
    assert facts(attempt).state == state
    assert facts(attempt).receipt


def test_void_leaves_the_answers_and_says_the_last_reason(contest: World) -> None:
    entry = contest.sit("An", OPENS, right=2)
    with reading() as db:
        (seen,) = looking.of_entries(db, contest.round_id, [entry], OPENS + MINUTE)
        before = looking.detail(db, contest.round_id, seen.id, OPENS + MINUTE).answers
        assert adjusting.why_void(db, seen.id) is None
    for minute, reason in ((2, "Một"), (4, "Hai")):
        void(contest, seen.id, OPENS + minute * MINUTE, reason)
        with reading() as db:
            note = adjusting.why_void(db, seen.id)
            assert adjusting.counting(db, contest.round_id, [entry]) == []
        assert note is not None and (note.reason, note.at) == (reason, OPENS + minute * MINUTE)
        unvoid(contest, seen.id, OPENS + (minute + 1) * MINUTE)
    with reading() as db:
        detail = looking.detail(db, contest.round_id, seen.id, OPENS + 9 * MINUTE)
        assert len(adjusting.counting(db, contest.round_id, [entry])) == 1
    assert (detail.state, detail.answers) == (AttemptState.HANDED_IN, before)
    assert len(detail.answers) == world.QUESTIONS
    assert [one.kind for one in detail.adjustments] == [Change.VOID, Change.UNVOID] * 2


def test_twice_is_refused_and_leaves_no_trace(contest: World) -> None:
    _, attempt = starter(contest)
    with pytest.raises(Conflict, match=adjusting.NOT_VOID):
        unvoid(contest, attempt, OPENS + MINUTE)
    void(contest, attempt, OPENS + MINUTE)
    with pytest.raises(Conflict, match=adjusting.ALREADY_VOID):
        void(contest, attempt, OPENS + 2 * MINUTE)
    with reading() as db:
        assert len(adjusting_store.adjustments(db, attempt)) == 1


def test_an_attempt_of_another_round_is_not_there(contest: World) -> None:
    other = world.make(bank=0, slug="khac")
    entry, attempt = starter(other)
    for one in (attempt, NOBODY, ""):
        with pytest.raises(NotFound):
            void(contest, one, OPENS + MINUTE)
        with pytest.raises(NotFound), reading() as db:
            looking.detail(db, contest.round_id, one, OPENS + MINUTE)
    with reading() as db:
        assert looking.owners(db, contest.round_id, [attempt]) == {}
        assert looking.owners(db, other.round_id, [attempt, NOBODY]) == {attempt: entry}
        assert looking.owners(db, other.round_id, []) == {}
