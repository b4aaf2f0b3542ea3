"""What rounds, landing pages and readers ask of attempts, on both databases."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from contest.attempts import asking, ended, service
from contest.attempts.rules import Op
from contest.attempts.saving import SaveRequest, save_batch
from contest.attempts.service import Counts, Made
from contest.errors import NotFound
from contest.people.guards import Entrant
from contest.web.database import Database, reading, to_ms, writing
from questions.kinds import Kind
from tests.contest.rounds import world
from tests.contest.rounds.world import OPENS, World

MS = timedelta(milliseconds=1)
UNTIL = OPENS + timedelta(seconds=620)


@pytest.fixture
def contest(database: Database) -> World:
    return world.make(world.predicting(attempts_allowed=2))


def tap(entry: str, attempt: str, slot: int, at: datetime) -> None:
    with writing() as db:
        save_batch(db, [SaveRequest(attempt, (entry,), 1, to_ms(at), (Op(f"o{slot}", slot, slot, "x"),))])


def test_counts_follow_the_clock(contest: World) -> None:
    contest.sit("Lê Thị Hoa", OPENS, 1)
    entry = contest.join("Trần Văn Bình").entry_id
    attempt = contest.start(entry, OPENS)
    tap(entry, attempt, 1, OPENS + timedelta(minutes=1))
    wanted = [
        (OPENS + timedelta(minutes=3) - MS, Counts(2, 2, 1, 1, 0, silent=0)),
        (OPENS + timedelta(minutes=3), Counts(2, 2, 1, 1, 0, silent=0)),
        (OPENS + timedelta(minutes=3) + MS, Counts(2, 2, 1, 1, 0, silent=1)),
        (UNTIL, Counts(2, 2, 1, 1, 0, silent=1)),
        (UNTIL + MS, Counts(2, 2, 0, 1, 1, silent=0)),
    ]
    with reading() as db:
        assert [(at, service.counts(db, contest.round_id, at)) for at, _ in wanted] == wanted
        assert service.overview(db, UNTIL) == {contest.round_id: (2, 1)}
        assert service.overview(db, UNTIL + MS) == {contest.round_id: (2, 0)}
        assert service.counts_by_unit(db, contest.round_id) == {None: 2}


def test_what_each_made(contest: World) -> None:
    done = contest.sit("Lê Thị Hoa", OPENS, 1)
    contest.start(done, OPENS + timedelta(minutes=2))
    idle = contest.join("Im Lặng").entry_id
    with reading() as db:
        made = service.made(db, contest.round_id, [done, idle], OPENS + timedelta(minutes=3))
        assert made == {done: Made(ended=1, running=True)}
        assert service.made(db, contest.round_id, [], OPENS) == {}


def progress(db: Session, contest: World, entry: str, now: datetime) -> tuple[str, int, str, int]:
    found = service.progress(db, contest.view(now), entry, now)
    return found.open_attempt, found.next_slot, found.last_attempt, found.attempts_left


def test_progress_names_the_first_unanswered_slot(contest: World) -> None:
    entry = contest.join("Lê Thị Hoa").entry_id
    with reading() as db:
        assert progress(db, contest, entry, OPENS) == ("", 1, "", 2)
    attempt = contest.start(entry, OPENS)
    for slot, following in ((2, 1), (1, 3), (3, 4), (4, 1)):
        tap(entry, attempt, slot, OPENS)
        with reading() as db:
            assert progress(db, contest, entry, UNTIL) == (attempt, following, "", 1)
    with reading() as db:
        assert progress(db, contest, entry, UNTIL + MS) == ("", 1, attempt, 1)


def test_one_reads_only_ones_own(contest: World) -> None:
    entry = contest.join("Lê Thị Hoa").entry_id
    attempt = contest.start(entry, OPENS)
    other = Entrant((contest.join("Trần Văn Bình").entry_id,), "d" * 13)
    with reading() as db:
        for deed in (
            lambda: service.sitting(db, other, attempt, OPENS),
            lambda: asking.asked(db, other, attempt, 1),
            lambda: service.take_over(db, other, attempt, OPENS),
            lambda: asking.asked(db, Entrant((entry,), ""), attempt, 5),
            lambda: service.readiness(db, Entrant(("0" * 13,), ""), contest.round_id, OPENS),
        ):
            with pytest.raises(NotFound):
                deed()
        assert asking.asked(db, Entrant((entry,), ""), attempt, 4).content.kind is Kind.prediction


def test_time_left_rounds_down_and_ends_with_the_grace(contest: World) -> None:
    entry = contest.join("Lê Thị Hoa").entry_id
    attempt = contest.start(entry, OPENS)
    who = Entrant((entry,), "")
    moments = [OPENS, OPENS + MS, UNTIL, UNTIL + timedelta(microseconds=999), UNTIL + MS]
    with reading() as db:
        seen = [service.sitting(db, who, attempt, now) for now in moments]
    assert [mine.left.seconds for mine in seen] == [600, 599, 0, 0, 0]
    assert [mine.is_over for mine in seen] == [False, False, False, False, True]


def test_finished_ones_come_in_slices(contest: World) -> None:
    entries = {contest.sit(f"Người số {number}", OPENS, number % 3) for number in range(5)}
    contest.start(contest.join("Im Lặng").entry_id, OPENS)
    seen: list[str] = []
    with reading() as db:
        while found := ended.finished(db, contest.round_id, seen[-1] if seen else "", 2):
            assert len(found) <= 2
            assert all(one.to_grade.has_prediction and len(one.to_grade.paper) == 3 for one in found)
            seen += [one.facts.entry_id for one in found]
    assert seen == sorted(entries)
