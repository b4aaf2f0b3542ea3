"""What people wrote: of ended attempts alone, in their order; and taken away for good."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from contest.attempts import written
from contest.attempts.rules import Op
from contest.attempts.saving import SaveRequest, save_batch
from contest.rounds import judging, keeping
from contest.rounds.deeds import Order
from contest.web.database import Database, reading, to_ms, writing
from tests.contest import opened
from tests.contest.attempts.sitting import rows, statements
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


def read_anew(contest: World) -> bool:
    """Whether looking at the texts reads them from the database."""
    with statements() as seen:
        texts(contest)
    return any("attempt.paper" in one for one in seen)


def test_they_are_read_once_and_anew_when_something_changed(contest: World) -> None:
    people = [contest.join(name).entry_id for name in ("A Thui", "Y Bích", "A Dũng")]
    one, other = (opened.hand_in(contest, entry, 1, entry) for entry in people[:2])
    assert read_anew(contest) and not read_anew(contest)

    def judged(deed: str, attempt: str, takes_back: bool) -> None:
        order = Order(deed * 13, world.STAFF, "Thi hộ")
        with writing() as db:
            move = judging.unvoid if takes_back else judging.void
            move(db, order, contest.round_id, attempt, OPENS + timedelta(minutes=9))

    judged("1", one, False)
    assert read_anew(contest) and texts(contest) == [(1, people[1])]
    # As many as before, of as many signs.
    judged("2", other, False)
    judged("3", one, True)
    assert texts(contest) == [(1, people[0])]
    opened.hand_in(contest, people[2], 1, "Mới", at=OPENS + timedelta(minutes=2))
    assert read_anew(contest) and len(texts(contest)) == 2
    with writing() as db:
        assert written.erase(db, contest.view(OPENS)) == 3
    assert texts(contest) == []


def test_another_process_took_the_words_away(contest: World) -> None:
    opened.hand_in(contest, contest.join("A Thui").entry_id, 1, "Mở lớp")
    assert len(texts(contest)) == 1
    with writing() as db:
        db.connection().execute(text("UPDATE answer SET answer = '' WHERE slot > 3"))
    assert texts(contest) == []


def test_only_so_much_is_remembered(contest: World, monkeypatch: pytest.MonkeyPatch) -> None:
    written._kept.clear()
    opened.hand_in(contest, contest.join("A Thui").entry_id, 1, "Mở lớp")
    monkeypatch.setattr(written, "MOST_SIGNS", 5)
    assert len(texts(contest)) == 1 and not written._kept
    monkeypatch.setattr(written, "MOST_SIGNS", 6)
    assert len(texts(contest)) == 1 and list(written._kept) == [contest.round_id]
    monkeypatch.setattr(written, "MOST_KEPT", 0)
    opened.hand_in(contest, contest.join("Y Bích").entry_id, 1, "")
    assert read_anew(contest) is False, "who wrote nothing changes nothing"
    opened.hand_in(contest, contest.join("Y Mai").entry_id, 1, "x")
    monkeypatch.setattr(written, "MOST_SIGNS", 7)
    assert len(texts(contest)) == 2 and not written._kept


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
