"""Use cases of imports: a file is read into rows, its sound rows saved at once, all of it taken back.

Reading and judging are done before the write lock is taken, so that phones never wait for a file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from contest.accounts.service import Member
from contest.audit import service as audit
from contest.bank import corrections, holding, reading_store, store
from contest.bank.import_files import Upload
from contest.bank.import_rules import KEPT, read_problems
from contest.bank.models import BankImport
from contest.bank.states import SAVEABLE, ImportState, RowState
from contest.errors import Conflict, Forbidden, NotFound
from contest.web.database import reading, writing
from questions import comparing
from questions import service as questions
from questions.formats import annotated as annotated_book
from questions.formats.drafts import Draft
from questions.formats.judging import examine
from questions.formats.model import ParsedQuestion
from questions.models import Bank, QuestionState
from questions.pictures import keeping

LOOK_EVERY = timedelta(hours=1)
#: How long the page of a file that was read leads to its rows.
KEPT_READ = timedelta(days=1)
APPROVED_IN_IT = "Lần nhập này có câu đã duyệt. Chỉ người duyệt câu hỏi mới hoàn tác được."

NO_IMPORT = "Không tìm thấy lần nhập này. Bản chờ nhập được giữ 7 ngày rồi tự dọn."
UNDONE = "Lần nhập này đã được hoàn tác nên không sửa, không nhập được nữa. Tải tệp lên lại để nhập."
CHANGED = "Có người vừa sửa lần nhập này. Xem lại số câu bên dưới rồi bấm nhập lần nữa."

Drawn = Callable[[Session, str, Collection[int], datetime], Collection[int]]


def _none_drawn(db: Session, slug: str, revisions: Collection[int], now: datetime) -> Collection[int]:
    del db, slug, revisions, now
    return ()


_drawn: Drawn = _none_drawn


def use_drawn(source: Drawn) -> None:
    """Say who knows which revisions of a bank papers hold: contests lie above banks."""
    global _drawn
    _drawn = source


# --- keeping a file -----------------------------------------------------------------------------


def start(db: Session, staff: Member, upload: Upload, now: datetime) -> str:
    """Keep a file's rows as a draft; the same file sent again leads to the draft that is there."""
    store.hold_bank(db, upload.bank_id)
    there = store.same_file(db, upload.bank_id, upload.digest)
    if there is not None:
        return there
    batch = BankImport(
        bank_id=upload.bank_id,
        file_name=upload.file_name,
        digest=upload.digest,
        staff_id=staff.id,
        staff_name=staff.name[:120],
        first=upload.first,
        notes=json.dumps(upload.notes, ensure_ascii=False),
        created_at=now,
        touched_at=now,
    )
    store.add(db, batch, upload.rows)
    keeping.keep(db, upload.pictures, now)
    keeping.see(db, upload.again, now)
    detail = {"rows": len(upload.rows), "bank": upload.bank_id}
    audit.record(db, staff.id, "bank.upload", batch.id, detail, now)
    return batch.id


# --- confirming ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Prepared:
    """The rows that can be saved, judged before the lock is taken; good for one version of the import."""

    import_id: str
    version: int
    bank_slug: str
    numbers: tuple[int, ...]
    questions: tuple[ParsedQuestion, ...]


def prepare(db: Session, import_id: str) -> Prepared:
    """What confirming would save now."""
    batch, into = found(db, import_id)
    rows = store.rows(db, import_id, SAVEABLE)
    judged = tuple(examine(Draft.from_json(row.draft), batch.first).question for row in rows)
    return Prepared(import_id, batch.version, into.slug, tuple(row.number for row in rows), judged)


def found(db: Session, import_id: str) -> tuple[BankImport, Bank]:
    """The import and its bank; NotFound when there is none."""
    pair = store.find(db, import_id)
    if pair is None:
        raise NotFound(NO_IMPORT)
    return pair


def held(db: Session, import_id: str) -> BankImport:
    """The import, held for changing; an undone one is over."""
    batch = store.hold(db, import_id)
    if batch is None:
        raise NotFound(NO_IMPORT)
    if batch.state == ImportState.UNDONE:
        raise Conflict(UNDONE)
    return batch


@dataclass(frozen=True)
class Confirmed:
    """How many questions are new in the bank, and how many were there already."""

    saved: int = 0
    there: int = 0


def confirm(
    db: Session, staff: Member, ready: Prepared, seen: int, now: datetime, *, approver: str = ""
) -> Confirmed:
    """Save every row that can be saved, all or nothing. `seen` is the version that was looked at.

    A second click finds nothing left to save and changes nothing. With an `approver`, the name of a pack,
    the questions are approved at once; what people bring is a draft.
    """
    batch = held(db, ready.import_id)
    if not ready.numbers:
        return Confirmed()
    if batch.version != ready.version or batch.version != seen:
        raise Conflict(CHANGED)
    added = questions.add_questions(
        db,
        ready.bank_slug,
        ready.questions,
        state=QuestionState.APPROVED if approver else QuestionState.DRAFT,
        author=staff.id,
        at=now,
        import_id=batch.id,
        approver=approver,
    )
    saved = [number for number, id in zip(ready.numbers, added.ids, strict=True) if id is not None]
    there = [number for number, id in zip(ready.numbers, added.ids, strict=True) if id is None]
    store.settle(db, batch.id, saved, there)
    batch.state, batch.saved = ImportState.CONFIRMED, batch.saved + len(saved)
    batch.confirmed_at = batch.touched_at = now
    batch.version += 1
    store.save(db, batch)
    detail = {"saved": len(saved), "there": len(there)} | ({"approver": approver} if approver else {})
    audit.record(db, staff.id, "bank.confirm", batch.id, detail, now)
    return Confirmed(len(saved), len(there))


# --- taking back --------------------------------------------------------------------------------


def papers_hold(db: Session, import_id: str, now: datetime) -> int:
    """How many questions of an import papers hold: undoing would retire them instead of deleting."""
    _, into = found(db, import_id)
    return comparing.held_questions(db, import_id, _in_papers(db, into, import_id, now))


def _in_papers(db: Session, into: Bank, import_id: str, now: datetime) -> Collection[int]:
    revisions = comparing.settled(db, questions.import_revisions(db, import_id))
    return _drawn(db, into.slug, revisions, now) if revisions else ()


def take_back(db: Session, staff: Member, import_id: str, now: datetime, *, approves: bool = True) -> None:
    """Take all that an import brought out of the bank again; a draft is thrown away. Twice is once.

    ``approves``: whether the member lets questions into contests; approved ones are theirs alone to remove.
    """
    _, into = found(db, import_id)
    batch = store.hold(db, import_id)
    if batch is None or batch.state == ImportState.UNDONE:
        return
    # What contests hold of it is asked after both: nobody opens a round or approves a question meanwhile.
    questions.hold(db, into.slug)
    questions.hold_import(db, import_id)
    if not approves and questions.holds_approved(db, import_id):
        raise Forbidden(APPROVED_IN_IT)
    with holding.kept(db, into.slug, now):
        removed = questions.remove_import(db, import_id, _in_papers(db, into, import_id, now))
    corrections.announce(db)
    batch.state, batch.undone_at, batch.touched_at = ImportState.UNDONE, now, now
    batch.retired = removed.retired
    batch.version += 1
    store.save(db, batch)
    detail = {"deleted": removed.deleted, "retired": removed.retired}
    audit.record(db, staff.id, "bank.take_back", import_id, detail, now)


# --- giving back, sweeping ----------------------------------------------------------------------


def annotated(db: Session, import_id: str) -> tuple[str, bytes]:
    """The rows that are not in the bank, as they stand now, each with what is wrong with it: a workbook
    and its name. What was dropped is among them, for its author may have a file without it otherwise."""
    batch, _ = found(db, import_id)
    rest = [state for state in RowState if state is not RowState.SAVED]
    rows = sorted(store.rows(db, import_id, rest), key=lambda row: row.number)
    book = annotated_book.write((Draft.from_json(row.draft), read_problems(row.problems)) for row in rows)
    stem = batch.file_name.rsplit(".", 1)[0]
    return f"{stem}-ghi-chu-loi.xlsx", book


_looked_at: datetime | None = None


def sweep_due(now: datetime) -> int:
    """The tick, once an hour: take away rows that nobody touched for a week; how many imports."""
    global _looked_at
    if _looked_at is not None and _looked_at <= now < _looked_at + LOOK_EVERY:
        return 0
    _looked_at = now
    with reading() as db:
        due = store.stale(db, now - KEPT)
        is_read = reading_store.has(db, now - KEPT_READ)
    if is_read:
        with writing() as db:
            reading_store.sweep(db, now - KEPT_READ)
    if due:
        with writing() as db:
            store.sweep(db, due)
            audit.record(db, audit.SERVER, "bank.sweep", "", {"imports": len(due)}, now)
    return len(due)
