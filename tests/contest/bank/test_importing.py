"""A file on its way into a bank: read, kept, saved all or nothing, taken back; on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contest.audit import service as audit
from contest.bank import import_files, import_showing, importing, store
from contest.bank.import_rules import KEPT, MOST_ROWS, Deed, Tab, Typed
from contest.bank.importing import Confirmed
from contest.bank.states import RowState
from contest.errors import Conflict, Invalid, NotFound
from contest.web.database import Database, reading, writing
from questions import service as questions
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind
from tests.conftest import Clock
from tests.contest.bank import files
from tests.contest.bank.files import MIXED, NO_KEY, OTHER, SOUND, STAFF
from tests.contest.bank.mends import mend


def states(batch: str) -> list[RowState]:
    with reading() as db:
        rows = sorted(store.rows(db, batch, tuple(RowState)), key=lambda row: row.number)
        return [RowState(row.state) for row in rows]


def confirm(batch: str, clock: Clock, seen: int | None = None) -> Confirmed:
    with reading() as db:
        ready = importing.prepare(db, batch)
    with writing() as db:
        return importing.confirm(db, STAFF, ready, seen or ready.version, clock.now)


def take_back(batch: str, clock: Clock) -> None:
    with writing() as db:
        importing.take_back(db, STAFF, batch, clock.now)


def audited() -> int:
    with reading() as db:
        verdict = audit.verify(db)
    assert verdict.whole
    return verdict.rows


def test_a_file_is_kept_and_nothing_is_saved(database: Database, clock: Clock) -> None:
    bank = files.make_bank()
    batch = files.bring(bank, files.book(*MIXED), clock.now)
    assert states(batch) == [RowState.READY, RowState.WRONG, RowState.LOOK, RowState.TWIN, RowState.TWIN]
    assert (files.count(), audited()) == (1, 1)
    with reading() as db:
        view = import_showing.batch(db, batch)
        rows = import_showing.rows(db, batch, Tab.ALL, 1)
    assert (view.sound, view.wrong, view.left_out, view.rows) == (2, 1, 2, 5)
    assert [row.line for row in rows] == [3, 4, 2, 5, 6]
    assert rows[0].problems[0].where == "Cột Đáp án đúng, ô E3"
    assert [row.twin for row in rows[3:]] == ["Câu này đã có trong ngân hàng.", "Trùng hệt câu ở dòng 2."]


def test_confirming_saves_the_sound_rows_and_keeps_the_rest(database: Database, clock: Clock) -> None:
    bank = files.make_bank()
    batch = files.bring(bank, files.book(*MIXED), clock.now)
    assert confirm(batch, clock) == Confirmed(2, 0)
    assert files.count() == 3
    assert states(batch)[:3] == [RowState.SAVED, RowState.WRONG, RowState.SAVED]
    # A second click finds nothing, whatever version it has seen.
    before = audited()
    assert confirm(batch, clock, seen=1) == Confirmed()
    assert (files.count(), audited()) == (3, before)
    assert mend(batch, 2, clock, answer="B") is RowState.READY
    assert confirm(batch, clock) == Confirmed(1, 0)
    with reading() as db:
        assert import_showing.batch(db, batch).saved == 3


def test_confirming_what_changed_meanwhile_is_refused(database: Database, clock: Clock) -> None:
    batch = files.bring(files.make_bank(), files.book(*MIXED), clock.now)
    mend(batch, 2, clock, staff=OTHER, answer="B")
    with pytest.raises(Conflict, match="vừa sửa"):
        confirm(batch, clock, seen=1)
    with reading() as db:
        ready = importing.prepare(db, batch)
    mend(batch, 3, clock, staff=OTHER, level="vận dụng")
    with writing() as db, pytest.raises(Conflict):
        importing.confirm(db, STAFF, ready, ready.version, clock.now)
    assert files.count() == 1


def test_the_same_questions_confirmed_meanwhile_are_told(database: Database, clock: Clock) -> None:
    bank = files.make_bank()
    first = files.bring(bank, files.book(SOUND), clock.now)
    second = files.bring(bank, files.book(SOUND, NO_KEY), clock.now)
    assert confirm(first, clock) == Confirmed(1, 0)
    assert confirm(second, clock) == Confirmed(0, 1)
    assert states(second)[0] is RowState.TWIN
    assert files.count() == 2


def test_taking_back_leaves_the_bank_as_it_was(database: Database, clock: Clock) -> None:
    batch = files.bring(files.make_bank(), files.book(*MIXED), clock.now)
    confirm(batch, clock)
    take_back(batch, clock)
    assert files.count() == 1
    before = audited()
    take_back(batch, clock)
    assert audited() == before
    with pytest.raises(Conflict, match="hoàn tác"):
        confirm(batch, clock)
    with pytest.raises(Conflict, match="hoàn tác"):
        mend(batch, 2, clock, answer="B")


def test_questions_that_papers_hold_are_retired(
    database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = files.bring(files.make_bank(), files.book(*MIXED), clock.now)
    confirm(batch, clock)
    files.approve_all()
    asked: list[tuple[str, int]] = []

    def one_of(db: object, slug: str, revisions: frozenset[int], now: object) -> set[int]:
        asked.append((slug, len(revisions)))
        return {min(revisions)}

    monkeypatch.setattr(importing, "_drawn", one_of)
    with reading() as db:
        assert importing.papers_hold(db, batch, clock.now) == 1
    take_back(batch, clock)
    assert asked == [(files.SLUG, 2), (files.SLUG, 2)]
    assert files.count() == 2
    with reading() as db:
        view = import_showing.batch(db, batch)
    assert (view.saved, view.retired, view.gone) == (2, 1, 1)


def test_the_same_file_leads_to_the_draft_that_waits(database: Database, clock: Clock) -> None:
    bank = files.make_bank()
    batch = files.bring(bank, files.book(*MIXED), clock.now)
    assert files.bring(bank, files.book(*MIXED), clock.now, "khác.xlsx") == batch
    assert files.bring(files.make_bank("khac"), files.book(*MIXED), clock.now) != batch
    take_back(batch, clock)
    assert files.bring(bank, files.book(*MIXED), clock.now) != batch


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "Chọn một tệp"),
        (b"   ", "Tệp trống"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0", "kiểu cũ"),
        (b"PK\x03\x04rest", "hỏng"),
        ("chỉ là chữ".encode(), "không có dòng nào bắt đầu bằng “Câu hỏi:”"),
        (b"x" * 10_000_001, "10 MB"),
    ],
)
def test_files_that_are_none(sqlite_database: Database, clock: Clock, data: bytes, said: str) -> None:
    bank = files.make_bank()
    with reading() as db, pytest.raises(Invalid) as caught:
        import_files.read_file(db, bank.public_id, "x", data, files.TODAY)
    assert said in caught.value.fields["file"]


def test_too_many_rows(sqlite_database: Database, clock: Clock) -> None:
    bank = files.make_bank()
    text = "".join(f"Câu hỏi: Số {n}?\n*A. x\nB. y\n" for n in range(MOST_ROWS + 1))
    with reading() as db, pytest.raises(Invalid) as caught:
        import_files.read_file(db, bank.public_id, "x", text.encode(), files.TODAY)
    assert caught.value.fields["file"].startswith("Tệp có 5.001 câu. Mỗi lần nhập nhiều nhất 5.000 câu")


def test_nothing_is_found_under_a_wrong_id(sqlite_database: Database, clock: Clock) -> None:
    with reading() as db:
        for call in (importing.prepare, importing.annotated, import_showing.batch):
            with pytest.raises(NotFound):
                call(db, "0" * 13)
        with pytest.raises(NotFound):
            import_files.bank(db, "0" * 13)


def test_rows_are_swept_after_a_week(
    database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank = files.make_bank()
    draft = files.bring(bank, files.book(*MIXED), clock.now)
    saved = files.bring(bank, files.book(SOUND), clock.now)
    confirm(saved, clock)
    monkeypatch.setattr(importing, "_looked_at", None)
    assert importing.sweep_due(clock.now + KEPT) == 0
    late = clock.move(seconds=(KEPT + timedelta(hours=1)).total_seconds() + 1)
    assert importing.sweep_due(late) == 2
    assert importing.sweep_due(late) == 0
    with reading() as db:
        assert store.find(db, draft) is None
        assert (import_showing.batch(db, saved).saved, import_showing.batch(db, saved).rows) == (1, 0)
    take_back(saved, clock)
    assert files.count() == 1
    monkeypatch.setattr(importing, "_looked_at", None)
    assert importing.sweep_due(late + KEPT + KEPT) == 0


def test_a_mend_keeps_the_rows_longer(database: Database, clock: Clock) -> None:
    batch = files.bring(files.make_bank(), files.book(*MIXED), clock.now)
    clock.move(days=6)
    mend(batch, 2, clock, Deed.DROP, Typed({}))
    with reading() as db:
        assert store.stale(db, clock.move(days=6) - KEPT) == []


def test_alike_questions_are_told_with_the_other_one(sqlite_database: Database, clock: Clock) -> None:
    bank = files.make_bank()
    with writing() as db:
        text = "Người dân nộp hồ sơ thủ tục hành chính ở đâu?"
        questions.save_bank(db, files.SLUG, "", [ParsedQuestion(Kind.one, text, ("x", "y"), (0,), "vì")])
    other = ("Người dân nộp hồ sơ thủ tục hành chính tại đâu?", *SOUND[1:])
    again = ("Thủ tục hành chính được công khai ở đâu?", "Nơi khác", *SOUND[2:])
    batch = files.bring(bank, files.book(SOUND, other, again), clock.now)
    with reading() as db:
        rows = import_showing.rows(db, batch, Tab.LOOK, 1)
    assert [row.problems[0].message for row in rows] == [
        f"Gần giống câu đã có trong ngân hàng: “{text}”",
        f"Cùng lời với câu ở dòng 2: “{SOUND[0]}”",
    ]
