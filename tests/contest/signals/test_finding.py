"""Looking through a closed round, on both databases: what is found, what is not; nothing else changes."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest

from contest import entropy
from contest.attempts import by_hand, by_hand_looking
from contest.attempts.adjusting import Deed
from contest.attempts.by_hand_rules import Stated
from contest.campaigns import service as campaigns
from contest.errors import Conflict, NotFound
from contest.jobs import service as jobs
from contest.rounds import judging
from contest.rounds.deeds import Order
from contest.signals import finding, rules, service, store
from contest.signals.finding import FIND
from contest.signals.states import Kind, Verdict
from contest.web.database import Database, reading, writing
from tests.contest.rounds.world import CLOSES, OPENS
from tests.contest.signals.crowd import DONE, QUESTIONS, STAFF, Crowd

MINUTE = timedelta(minutes=1)


@pytest.fixture
def crowd(database: Database) -> Crowd:
    return Crowd.made()


def found(crowd: Crowd, kind: Kind) -> list[str]:
    return [one.subject for one in crowd.signals() if one.kind == kind]


def test_who_answers_faster_than_reading_and_right_is_told(crowd: Crowd) -> None:
    quick = crowd.sit("A Thui", gap=1)
    crowd.sit("Y Bích", gap=1, right=3)
    crowd.sit("Y Nhung", gap=20)
    crowd.close()
    crowd.search()
    assert found(crowd, Kind.FAST) == [quick]
    (one,) = crowd.signals()
    assert json.loads(one.evidence) == {"questions": QUESTIONS, "right": QUESTIONS, "pace": 1000}


def test_one_device_with_many_is_told_with_its_papers(crowd: Crowd) -> None:
    device, other = entropy.new_id(), entropy.new_id()
    attempts = [
        crowd.sit(f"Người {number}", device=device, at=OPENS + number * 5 * MINUTE) for number in range(5)
    ]
    for number in range(4):
        crowd.sit(f"Khác {number}", device=other, at=OPENS + number * 5 * MINUTE)
    crowd.close()
    crowd.search()
    assert found(crowd, Kind.DEVICE) == [device]
    (one,) = crowd.signals()
    assert json.loads(one.evidence) == {"people": 5, "papers": 5, "attempts": attempts}


def test_a_question_that_leaks_is_told(crowd: Crowd, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "DRIFT_PEOPLE", 3)
    for number in range(3):
        crowd.sit(f"Sớm {number}", right=0, at=OPENS)
        crowd.sit(f"Muộn {number}", right=QUESTIONS, at=CLOSES - 9 * MINUTE)
    crowd.close(CLOSES + MINUTE)
    crowd.search(CLOSES + 10 * MINUTE)
    assert len(found(crowd, Kind.DRIFT)) == QUESTIONS
    evidence = json.loads(crowd.signals()[0].evidence)
    assert evidence == {"early": [0, 3], "late": [3, 3]}
    with reading() as db:
        assert store.tallies(db, crowd.contest.round_id) == []


def test_papers_typed_in_are_no_signal(database: Database) -> None:
    crowd = Crowd.made(by_hand=True)
    now = OPENS + 30 * MINUTE
    for number in range(5):
        entry = crowd.contest.join(f"Người {number}").entry_id
        with writing() as db:
            view = campaigns.view(db, crowd.contest.round_id, OPENS, held=True)
            (sheet,) = by_hand.print_for(db, view, [entry], STAFF, OPENS).made
        with writing() as db:
            view = campaigns.view(db, crowd.contest.round_id, now, held=True)
            stated = Stated(OPENS + MINUTE, OPENS + 2 * MINUTE)
            asked = by_hand_looking.asked(db, view.id, [sheet])[sheet]
            answers = {slot: one.drawn.options[0] for slot, one in enumerate(asked, 1)}
            deed = Deed(entropy.new_id(), STAFF, now, "Không máy")
            by_hand.enter(db, view, sheet, stated, answers, deed)
    crowd.close()
    crowd.search()
    assert crowd.signals() == []


def test_a_void_attempt_is_not_looked_at(crowd: Crowd) -> None:
    attempt = crowd.sit("A Thui", gap=1)
    crowd.close()
    with writing() as db:
        order = Order(entropy.new_id(), STAFF, "Thi hộ")
        judging.void(db, order, crowd.contest.round_id, attempt, DONE)
    crowd.search()
    assert crowd.signals() == []


def test_looking_changes_no_board_and_no_grade(crowd: Crowd) -> None:
    for number in range(5):
        crowd.sit(f"Người {number}", gap=1, device="d" * 13, at=OPENS + number * MINUTE)
    crowd.close()
    before = crowd.contest.board()
    crowd.search()
    assert len(crowd.signals()) == 6
    assert crowd.contest.board() == before


def test_slices_of_any_size_find_the_same(crowd: Crowd, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "SLICE", 2)
    monkeypatch.setattr(rules, "DRIFT_PEOPLE", 2)
    quick = {crowd.sit(f"Người {number}", gap=1, right=12 - number % 2) for number in range(5)}
    crowd.close()
    crowd.search()
    assert set(found(crowd, Kind.FAST)) == quick
    with reading() as db:
        status = jobs.status(db, FIND, crowd.contest.round_id)
    assert status is not None and status.done == 5


def test_asked_twice_it_is_looked_once(crowd: Crowd) -> None:
    crowd.sit("A Thui", gap=1)
    crowd.close()
    crowd.search()
    rows = crowd.contest.audited()
    crowd.search()
    assert len(crowd.signals()) == 1
    assert crowd.contest.audited() == rows


@pytest.mark.parametrize("moment", [OPENS, CLOSES - MINUTE])
def test_before_the_close_nobody_looks(crowd: Crowd, moment: datetime) -> None:
    with pytest.raises(Conflict, match="đã đóng"):
        crowd.search(moment)


def test_after_thirty_days_nobody_looks(crowd: Crowd) -> None:
    crowd.close()
    with reading() as db:
        end = service.until(campaigns.view(db, crowd.contest.round_id, DONE))
    with pytest.raises(Conflict, match="30 ngày"):
        crowd.search(end)
    crowd.search(end - timedelta(milliseconds=1))


def decide(crowd: Crowd, signal: str, verdict: Verdict, once: str = "", reason: str = "Đã hỏi") -> None:
    with writing() as db:
        order = Order(once or entropy.new_id(), STAFF, reason)
        service.decide(db, order, crowd.contest.round_id, signal, verdict, DONE)


def test_what_staff_say_stands_until_they_say_otherwise(crowd: Crowd) -> None:
    crowd.sit("A Thui", gap=1)
    crowd.close()
    crowd.search()
    (one,) = crowd.signals()
    once = entropy.new_id()
    decide(crowd, one.id, Verdict.NOTHING, once)
    decide(crowd, one.id, Verdict.NOTHING, once)
    (told,) = crowd.signals()
    assert (told.verdict, told.deed_id) == (Verdict.NOTHING, once)
    decide(crowd, one.id, Verdict.ASK)
    assert crowd.signals()[0].verdict == Verdict.ASK
    assert crowd.contest.audited()


def test_a_signal_of_another_round_is_not_there(crowd: Crowd) -> None:
    with pytest.raises(NotFound):
        decide(crowd, "0" * 13, Verdict.ASK)


def test_thirty_days_after_the_close_all_of_it_goes(crowd: Crowd) -> None:
    crowd.sit("A Thui", gap=1)
    crowd.close()
    crowd.search()
    with reading() as db:
        end = service.until(campaigns.view(db, crowd.contest.round_id, DONE))
    assert service.forget_due(end - timedelta(hours=1, seconds=1)) == 0
    assert len(crowd.signals()) == 1
    assert service.forget_due(end - timedelta(seconds=1)) == 0
    assert service.forget_due(end) == 0, "once an hour"
    assert service.forget_due(end + timedelta(hours=1)) == 1
    assert crowd.signals() == []
    rows = crowd.contest.audited()
    assert service.forget_due(end + timedelta(hours=3)) == 0
    assert crowd.contest.audited() == rows
