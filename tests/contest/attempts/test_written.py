"""What people wrote: of ended attempts alone, in their order; and taken away for good."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contest.attempts import written
from contest.attempts.rules import Op
from contest.attempts.saving import SaveRequest, save_batch
from contest.rounds import judging, keeping
from contest.rounds.deeds import Order
from contest.web.database import Database, reading, to_ms, writing
from tests.contest import opened
from tests.contest.attempts.sitting import rows
from tests.contest.rounds import world
from tests.contest.rounds.test_keeping import DUE
from tests.contest.rounds.world import OPENS, World


@pytest.fixture
def contest(database: Database) -> World:
    return opened.make(2, visibility=world.at_once())


def texts(contest: World) -> list[tuple[int, str]]:
    with reading() as db:
        return [(one.number, one.text) for one in written.written(db, contest.view(OPENS))]


def test_ended_attempts_in_the_order_of_their_ends(contest: World) -> None:
    late, early = (contest.join(name).entry_id for name in ("Y Bích", "A Thui"))
    opened.hand_in(contest, late, 3, "Mở lớp", "Wifi\nở thôn", at=OPENS + timedelta(minutes=5))
    opened.hand_in(contest, early, 0, "", "Thêm máy")
    assert texts(contest) == [(2, "Thêm máy"), (1, "Mở lớp"), (2, "Wifi\nở thôn")]
    with reading() as db:
        found = written.written(db, contest.view(OPENS))
    assert [one.asked for one in found[1:]] == [
        opened.text_of(one) for one in contest.view(OPENS).rules.suggestions
    ]


def test_nothing_of_one_that_goes_on_or_is_void(contest: World) -> None:
    entry, other = (contest.join(name).entry_id for name in ("A Thui", "Y Bích"))
    attempt = contest.start(entry, OPENS)
    with writing() as db:
        op = Op("mot", 1, 4, "Đang viết dở")
        save_batch(db, [SaveRequest(attempt, (entry,), 1, to_ms(OPENS), (op,))])
    assert texts(contest) == []
    void = opened.hand_in(contest, other, 1, "Bài này sẽ bị hủy")
    with writing() as db:
        order = Order("0nce0000000aa", world.STAFF, "Thi hộ")
        judging.void(db, order, contest.round_id, void, OPENS + timedelta(minutes=9))
    assert texts(contest) == []


def test_what_can_not_be_understood_is_nothing(contest: World) -> None:
    opened.hand_in(contest, contest.join("A Thui").entry_id, 1, "\u200d\u200d", "x")
    assert texts(contest) == [(2, "x")]


@pytest.mark.parametrize(("slot", "is_there"), [(3, False), (4, True), (5, False), (6, False)])
def test_whether_one_is_there(contest: World, slot: int, is_there: bool) -> None:
    attempt = opened.hand_in(contest, contest.join("A Thui").entry_id, 3, "Mở lớp")
    with reading() as db:
        view = contest.view(OPENS)
        assert written.has(db, view, attempt, slot) is is_there
        assert not written.has(db, view, "0" * 13, slot)


def test_they_go_with_the_names_and_marks_stay(contest: World) -> None:
    entry = contest.join("A Thui").entry_id
    opened.hand_in(contest, entry, 2, "Gọi cho A Thui, 0912", "Wifi")
    before = contest.board()
    keeping._looked_at = None
    keeping.erase_due(DUE - timedelta(seconds=1))
    assert len(texts(contest)) == 2
    keeping._looked_at = None
    keeping.erase_due(DUE)
    assert texts(contest) == []
    assert contest.board() == before
    for table in ("answer", "answer_event"):
        left = rows(f"SELECT slot, answer FROM {table} ORDER BY slot")
        assert [answer == "" for _, answer in left] == [False, False, False, True, True], table
    (detail,) = rows("SELECT content FROM audit WHERE content LIKE '%forget_campaign%'")
    assert '"texts":2' in str(detail[0]).replace(" ", "")


def test_a_round_without_open_questions_has_none(database: Database) -> None:
    plain = world.make()
    plain.sit("A Thui", OPENS, 2)
    assert texts(plain) == []
    with writing() as db:
        assert written.erase(db, plain.view(OPENS)) == 0
    assert all(answer for _, answer in rows("SELECT slot, answer FROM answer"))
