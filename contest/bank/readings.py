"""Files that are read beside the server: asked for by a page, worked off one after the other, looked at.

A reading is a thread that waits for its child; what it says stands in a row, so that any server shows it. The
file stays in memory: who stops the server meanwhile has to choose it again.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from sqlmodel import Session

from contest import clock
from contest.accounts.service import Member
from contest.bank import import_beside, import_files, importing, reading_store, store
from contest.bank.import_files import digest, upload
from contest.bank.import_reading import NO_FILE, Read
from contest.bank.import_rules import file_name
from contest.bank.models import BankReading
from contest.bank.states import ReadingState
from contest.errors import Busy, Invalid, NotFound, UserError
from contest.jobs.runner import FAILURES
from contest.web.database import reading, writing
from questions import comparing
from questions.formats import detect
from questions.formats.watching import Step
from questions.models import Bank
from questions.picture import Picture

log = logging.getLogger("hoithi.import")
T = TypeVar("T")

#: More at once wait for one another longer than people do.
MOST_WAITING = 8
#: Nobody has worked on it for so long: its server has stopped.
LOST = timedelta(minutes=2)
#: A file before it may take most of a minute.
STILL_HERE = 10.0
#: Seconds without a word once the database took one too late.
SILENT = 15.0
#: How often, and after how many seconds, what has to be stored is tried again.
TRIES, AGAIN = 30, 2.0

TOO_BIG = "Tệp lớn hơn 10 MB, hãy chia nhỏ."
BUSY = "Máy chủ đang đọc nhiều tệp. Chờ một phút rồi gửi lại tệp này."
LOST_SAID = "Máy chủ vừa khởi động lại khi đang đọc tệp này. Chọn lại tệp."
FAULT = "Phần mềm gặp lỗi khi đọc tệp này. Gửi lại tệp; vẫn lỗi thì báo người quản trị xem nhật ký máy chủ."
NO_READING = "Không tìm thấy tệp đang đọc này. Về ngân hàng rồi tải tệp lên lại."

#: One child at a time: two would take all of a small machine's memory and processor.
_turn = threading.Lock()
#: Seconds that a request waits for its file before it shows a page that tells how far it is.
_patience = 1.0


def use_patience(seconds: float) -> None:
    """How long requests wait for a file: nearly all files are read within a second."""
    global _patience
    _patience = seconds


@dataclass(frozen=True)
class Outcome:
    """How far a reading is. `error` says why there are no rows; `import_id` is what became of it."""

    id: str
    bank_id: int
    file_name: str
    state: ReadingState
    step: str
    done: int
    total: int
    error: str
    import_id: str


@dataclass(frozen=True)
class Brought:
    """A file and where it goes."""

    reading_id: str
    bank_id: int
    name: str
    data: bytes
    staff: Member
    today: date


def bring(db: Session, staff: Member, bank: Bank, name: str, data: bytes, now: datetime) -> Brought:
    """Put a file down as one that is to be read; Invalid for what is no file, or one too many."""
    if not data:
        raise Invalid(fields={"file": NO_FILE})
    if len(data) > detect.MOST_BYTES:
        raise Invalid(fields={"file": TOO_BIG})
    if reading_store.count_open(db, now - LOST) >= MOST_WAITING:
        raise Invalid(fields={"file": BUSY})
    row = BankReading(bank_id=bank.id or 0, file_name=file_name(name), created_at=now, touched_at=now)
    reading_store.add(db, row)
    return Brought(row.id, bank.id or 0, name, data, staff, clock.local(now).date())


def begin(brought: Brought) -> None:
    """Read it beside, and wait a little for it: most files are read by then."""
    done = threading.Event()
    threading.Thread(target=_work, args=(brought, done), name="reading", daemon=True).start()
    done.wait(_patience)


def outcome(db: Session, reading_id: str, now: datetime) -> Outcome:
    """How far a reading is; NotFound when there is none (any more)."""
    row = reading_store.find(db, reading_id)
    if row is None:
        raise NotFound(NO_READING)
    state, error = ReadingState(row.state), row.error
    if state in reading_store.OPEN and row.touched_at < now - LOST:
        state, error = ReadingState.FAILED, LOST_SAID
    return Outcome(
        row.id, row.bank_id, row.file_name, state, row.step, row.done, row.total, error, row.import_id
    )


def bank_of(db: Session, reading_id: str) -> Bank:
    """The bank that a reading is for; NotFound when there is no such reading (any more)."""
    found = reading_store.bank_of(db, reading_id)
    if found is None:
        raise NotFound(NO_READING)
    return found


# --- the thread ---------------------------------------------------------------------------------


def _work(brought: Brought, done: threading.Event) -> None:
    try:
        _wait_for_turn(brought.reading_id)
        try:
            made = _read(brought)
        finally:
            _turn.release()
        _insisted(lambda: _note(brought.reading_id, state=ReadingState.DONE, import_id=made))
    except Invalid as problem:
        _fail(brought.reading_id, problem.fields.get("file", problem.message))
    except UserError as problem:
        _fail(brought.reading_id, problem.message)
    except FAILURES:
        log.exception("reading %s failed", brought.reading_id)
        _fail(brought.reading_id, FAULT)
    finally:
        done.set()


def _wait_for_turn(reading_id: str) -> None:
    words = _Words(reading_id)
    while not _turn.acquire(timeout=STILL_HERE):
        words.say()


def _read(brought: Brought) -> str:
    """Read the file and store its rows; the import."""
    mark = digest(brought.data)
    with reading() as db:
        there = store.same_file(db, brought.bank_id, mark)
        known = [] if there else comparing.contents(db, brought.bank_id)
    if there:
        return there
    words = _Words(brought.reading_id)
    words.say(state=ReadingState.READING, step=Step.FILE)
    made = import_beside.read(brought.data, brought.today, known, _stored, words.tell)
    return _insisted(lambda: _store(brought, mark, made))


def _store(brought: Brought, mark: str, made: Read) -> str:
    rows = upload(brought.bank_id, brought.name, mark, made)
    with writing() as db:
        return importing.start(db, brought.staff, rows, clock.now())


def _stored(digests: frozenset[str]) -> Mapping[str, Picture]:
    with reading() as db:
        return import_files.stored(db, digests)


class _Words:
    """Says how far a reading is. A word that the database does not take is left out, and those after it for a
    while: each waits seconds for a stranger's lock, and they are the child's."""

    def __init__(self, reading_id: str) -> None:
        self._reading_id = reading_id
        self._silent_until = 0.0

    def tell(self, step: Step, done: int, total: int) -> None:
        """From the child."""
        self.say(state=ReadingState.READING, step=step, done=done, total=total)

    def say(self, **values: Any) -> None:
        """One word."""
        if time.monotonic() < self._silent_until:
            return
        try:
            _note(self._reading_id, **values)
        except Busy:
            self._silent_until = time.monotonic() + SILENT


def _insisted(write: Callable[[], T]) -> T:
    """What is no word but the thing itself: tried again while a stranger's lock or a full disk lasts."""
    for _ in range(TRIES - 1):
        try:
            return write()
        except Busy:
            time.sleep(AGAIN)
    return write()


def _note(reading_id: str, **values: Any) -> None:
    """Put down how far it is; the moment too, so that others see that somebody is at work."""
    with writing() as db:
        reading_store.save(db, reading_id, touched_at=clock.now(), **values)


def _fail(reading_id: str, said: str) -> None:
    try:
        _insisted(lambda: _note(reading_id, state=ReadingState.FAILED, error=said))
    except FAILURES:
        # Whoever waits is told that nobody works on it any more.
        log.exception("the failure of reading %s could not be noted", reading_id)
