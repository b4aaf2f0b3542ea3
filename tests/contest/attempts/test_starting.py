"""Starting on both databases: one attempt each, one paper a seed, refusals that cost nothing."""

from __future__ import annotations

import json
import threading
from datetime import datetime, timedelta

import pytest

from contest import entropy
from contest.attempts import hot, papers, starting
from contest.attempts.rules import paper_seed
from contest.attempts.starting import Refusal, StartOutcome, StartRequest, start_batch
from contest.campaigns.states import RoundState
from contest.recorder import Recorder
from contest.rounds import service as rounds
from contest.web.database import Database, to_ms, writing
from questions.blueprint import draw
from tests.contest.attempts.sitting import count, rows, stored
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, OPENS, World

MS = timedelta(milliseconds=1)


@pytest.fixture
def contest(database: Database) -> World:
    return world.make()


def request(contest: World, entry: str, at: datetime = OPENS, device: str = "d" * 13) -> StartRequest:
    return StartRequest(contest.round_id, (entry,), device, to_ms(at))


def start(*requests: StartRequest) -> list[StartOutcome]:
    """One batch, committed."""
    with writing() as db:
        return start_batch(db, requests)


def join(contest: World) -> str:
    return contest.join(entropy.new_id()).entry_id


def test_fifty_starts_in_the_same_moment_are_one_attempt(database: Database, contest: World) -> None:
    entry = join(contest)
    recorder = Recorder(database)
    recorder.register("start", start_batch)
    gate = threading.Barrier(10)
    got: list[str] = []

    def press() -> None:
        gate.wait(10)
        got.extend(recorder.run("start", request(contest, entry)).attempt_id for _ in range(5))

    threads = [threading.Thread(target=press) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(got) == 50
    assert {(one,) for one in got} == set(rows("SELECT id FROM attempt"))


def test_fifty_in_one_batch(contest: World) -> None:
    entry = join(contest)
    first, *others = start(*(request(contest, entry) for _ in range(50)))
    assert first.attempt_id
    assert set(others) == {first}
    assert count("attempt") == 1


def test_another_process_was_first(contest: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between our read and our insert somebody else inserted: theirs goes on."""
    entry = join(contest)
    (theirs,) = start(request(contest, entry))
    real, calls = hot.by_entry, []

    def blind_at_first(*given: object) -> dict[str, list[hot.Facts]]:
        calls.append(given)
        return {} if len(calls) == 1 else real(*given)  # ty: ignore[invalid-argument-type]

    monkeypatch.setattr(hot, "by_entry", blind_at_first)
    assert start(request(contest, entry)) == [theirs]
    assert (len(calls), count("attempt")) == (2, 1)


def test_a_close_in_the_middle_of_a_start_shortens_it_too(contest: World) -> None:
    """What began a moment before the close must not go on for its ten minutes: close waits for it."""
    entry, at = join(contest), OPENS + timedelta(minutes=1)

    def close() -> None:
        with writing() as db:
            rounds.close_now(db, world.STAFF, contest.round_id, at)

    closing = threading.Thread(target=close)
    with writing() as db:
        (made,) = start_batch(db, [request(contest, entry, at - MS)])
        closing.start()
        closing.join(0.5)
        assert closing.is_alive()
    closing.join(10)
    assert stored(made.attempt_id, "deadline") == (to_ms(at),)


def test_a_start_in_the_middle_of_a_close_is_refused(contest: World) -> None:
    entry, at = join(contest), OPENS + timedelta(minutes=1)
    got: list[StartOutcome] = []
    starting_ = threading.Thread(target=lambda: got.extend(start(request(contest, entry, at - MS))))
    with writing() as db:
        rounds.close_now(db, world.STAFF, contest.round_id, at)
        starting_.start()
        starting_.join(0.5)
        assert starting_.is_alive()
    starting_.join(10)
    assert got == [StartOutcome(refusal=Refusal.OVER)]


def test_a_batch_of_many_people_and_rounds(contest: World) -> None:
    second = world.make(bank=0, slug="khac")
    one, two, three = join(contest), join(contest), join(second)
    wanted = [request(contest, one), request(second, three), request(second, one), request(contest, two)]
    outcomes = start(*wanted, StartRequest("0" * 13, (one,), "", to_ms(OPENS)))
    assert [one.refusal for one in outcomes] == [None, None, Refusal.NOT_YOURS, None, Refusal.NOT_YOURS]
    assert stored(outcomes[1].attempt_id, "entry_id", "round_id") == (three, second.round_id)


def test_each_is_judged_by_its_own_arrival(contest: World) -> None:
    early, first, last, late = (join(contest) for _ in range(4))
    moments = {early: OPENS - MS, first: OPENS, last: CLOSES - MS, late: CLOSES}
    outcomes = start(*(request(contest, entry, at) for entry, at in moments.items()))
    assert [one.refusal for one in outcomes] == [Refusal.WAITING, None, None, Refusal.OVER]
    assert stored(outcomes[1].attempt_id, "started_at") == (to_ms(OPENS),)


def test_a_batch_of_strangers_alone(contest: World) -> None:
    assert start(request(contest, "0" * 13)) == [StartOutcome(refusal=Refusal.NOT_YOURS)]


@pytest.mark.parametrize(
    ("state", "refusal"),
    [
        (RoundState.DRAFT, Refusal.WAITING),
        (RoundState.CLOSING, Refusal.OVER),
        (RoundState.CLOSED, Refusal.OVER),
    ],
)
def test_a_round_that_takes_nobody(sqlite_database: Database, state: RoundState, refusal: Refusal) -> None:
    contest = world.make(state=state)
    assert start(request(contest, join(contest))) == [StartOutcome(refusal=refusal)]
    assert count("attempt") == 0


def test_the_deadline_is_the_limit_or_the_close(contest: World) -> None:
    for at, ends in ((OPENS, OPENS + timedelta(minutes=10)), (CLOSES - MS, CLOSES)):
        (made,) = start(request(contest, join(contest), at))
        times = stored(made.attempt_id, "started_at", "deadline", "accepts_until")
        assert times == (to_ms(at), to_ms(ends), to_ms(ends) + 20_000)


def test_what_expired_is_recorded_and_the_next_number_starts(database: Database) -> None:
    contest = world.make(world.rules(attempts_allowed=2))
    entry = join(contest)
    until = OPENS + timedelta(seconds=620)
    (first,) = start(request(contest, entry))
    assert start(request(contest, entry, until)) == [first], "the grace is still its own"
    (second,) = start(request(contest, entry, until + MS))
    assert stored(first.attempt_id, "state", "handed_in_at")[0] == "timed_out"
    assert stored(second.attempt_id, "state", "number") == ("open", 2)
    later = until + timedelta(seconds=621)
    assert start(request(contest, entry, later)) == [StartOutcome(refusal=Refusal.USED_UP)]
    assert count("attempt") == 2


def test_the_paper_is_drawn_from_entry_number_and_seed(contest: World) -> None:
    entry = join(contest)
    (made,) = start(request(contest, entry))
    view = contest.view(OPENS)
    with writing() as db:
        pool = papers.pool(db, view)
    drawn = draw(papers.blueprint(view), pool, paper_seed(view.seed, entry, 1))
    (paper,) = stored(made.attempt_id, "paper")
    assert papers.from_json(paper) == drawn


def test_the_paper_never_holds_the_key(contest: World) -> None:
    """Revisions and options as shown, nothing else: each is sorted by chance, not by what is right."""
    (made,) = start(request(contest, join(contest)))
    slots = json.loads(stored(made.attempt_id, "paper")[0])
    for slot in slots:
        revision, options = slot
        assert type(revision) is int
        assert len(set(options)) == 4
        assert all(len(option) == 5 for option in options)


def test_a_bank_too_small_makes_nothing(database: Database) -> None:
    contest = world.make(world.rules(blueprint=(world.BlueprintLine(count=4),)))
    entry = join(contest)
    assert start(request(contest, entry)) == [StartOutcome(refusal=Refusal.BANK)]
    assert count("attempt") == 0
    world.fill_bank(4)
    assert start(request(contest, entry))[0].attempt_id, "a fuller bank is noticed"


def test_every_refusal_is_a_sentence_to_read() -> None:
    for refusal in starting.Refusal:
        assert refusal.value.endswith(".")
        assert "!" not in refusal.value
