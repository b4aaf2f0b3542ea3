"""What `hoithi regrade` does: a trial of corrected keys beside the server, and applying what it found.

The order is one short transaction. The running server works it off, as it does for the page; where none runs
this command does it itself, and no server can start meanwhile.
"""

from __future__ import annotations

import json
import time
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from datetime import datetime

from sqlmodel import Session

from contest import clock
from contest.announce import as_json, say
from contest.app import create_app
from contest.bank_command import ACTOR
from contest.campaigns.service import RoundView
from contest.entropy import new_id
from contest.errors import CannotStart
from contest.installation import beside
from contest.jobs import runner
from contest.jobs import service as jobs
from contest.jobs.states import JobState
from contest.regrades import applying, service, trying
from contest.regrades.models import Regrade
from contest.regrades.service import APPLY, TRY
from contest.regrades.states import State
from contest.results_words import Asked
from contest.round_named import find
from contest.rounds.deeds import Order
from contest.serving import AlreadyRunning, only_server
from contest.settings import Settings
from contest.web import peers_store
from contest.web.database import current, reading, writing
from contest.web.filters import number

#: Seconds between two looks at the work, and after which nobody seems to do it.
PAUSE, PATIENCE = 0.5, 90
LONGEST = 500
NO_REASON = "Ghi lý do chấm lại với --reason, ví dụ --reason “Câu 3 sai đáp án theo Nghị định 30”."
TOO_LONG = f"Lý do dài quá {LONGEST} chữ. Viết ngắn lại."
NO_TRIAL = "Vòng này chưa có lần chấm thử nào chờ quyết định. Chạy trước không kèm --do."
FAILED = "Việc chấm lại bị dừng: {error} Chạy lại lệnh này để làm tiếp."
STALLED = "Máy chủ đang chạy nhưng chưa làm tiếp việc này. Xem ở trang Chấm lại, hoặc chạy lại lệnh này."
KINDS = {State.TRIAL: TRY, State.APPLYING: APPLY}


def regrade(asked: Asked, reason: str, *, do: bool) -> int:
    """Try, or apply; the exit code."""
    if not do:
        _check(reason)
    with beside(asked.data, asked.database) as loaded:
        create_app(loaded)  # higher features say what a regrade does to prizes
        now = clock.now()
        with reading() as db:
            view = find(db, asked.contest, asked.round, now, whole=False).view
        with _alone(loaded) as is_alone:
            id = _begin_to_apply(view, now) if do else _begin(view, reason.strip(), now)
            done = _followed(view, id, is_alone=is_alone)
    _tell(done, view, as_line=asked.json)
    return 0


def _check(reason: str) -> None:
    if not reason.strip():
        raise CannotStart(NO_REASON)
    if len(reason.strip()) > LONGEST:
        raise CannotStart(TOO_LONG)


@contextmanager
def _alone(loaded: Settings) -> Generator[bool]:
    """Whether no server works here; then none begins while this lasts."""
    database = current()
    with ExitStack() as held:
        if database.is_sqlite:
            try:
                held.enter_context(only_server(loaded.data))
            except AlreadyRunning:
                yield False
                return
            yield True
            return
        connection = database.connect().execution_options(isolation_level="AUTOCOMMIT")
        held.callback(connection.close)
        held.callback(connection.invalidate)  # its lock is the connection's
        yield peers_store.lead(connection)


def _begin(view: RoundView, reason: str, now: datetime) -> str:
    """The trial: a new one, or that which is at work."""
    with writing() as db:
        live = service.live(db, view.id)
        if live is not None and live.state in KINDS:
            _go_on(db, live, now)
            return live.id
        order = Order(new_id(), ACTOR.id, reason)
        service.begin(db, order, view.id, now)
        return order.id


def _begin_to_apply(view: RoundView, now: datetime) -> str:
    with writing() as db:
        live = service.live(db, view.id)
        if live is None or live.state == State.TRIAL:
            raise CannotStart(NO_TRIAL)
        if live.state == State.APPLYING:
            _go_on(db, live, now)
        else:
            service.apply(db, ACTOR.id, view.id, live.id, now)
        return live.id


def _go_on(db: Session, live: Regrade, now: datetime) -> None:
    """What failed goes on where it stood."""
    status = jobs.status(db, KINDS[State(live.state)], live.id)
    if status is not None and status.state is JobState.FAILED:
        service.resume(db, ACTOR.id, live.round_id, live.id, now)


def _followed(view: RoundView, id: str, *, is_alone: bool) -> Regrade:
    """The regrade once its work is done, here or by the server."""
    if is_alone:
        trying.register()
        applying.register()
    before, quiet = "", 0.0
    while True:
        if is_alone:
            runner.run_pending(clock.now())
        with reading() as db:
            row = service.of(db, view.id, id)
            kind = KINDS.get(State(row.state))
            status = jobs.status(db, kind, id) if kind else None
        if status is None:
            return row
        if status.state is JobState.FAILED:
            raise CannotStart(FAILED.format(error=status.error))
        quiet = quiet + PAUSE if repr(status) == before else 0.0
        before = repr(status)
        if quiet > PATIENCE:
            raise CannotStart(STALLED)
        time.sleep(PAUSE)


def _tell(row: Regrade, view: RoundView, *, as_line: bool) -> None:
    prizes, top = len(json.loads(row.prizes)), len(json.loads(row.top))
    if as_line:
        counts = {name: getattr(row, name) for name in ("papers", "changed", "higher", "lower", "moved")}
        as_json(
            {"contest": view.slug, "round": view.number, "regrade": row.id, "state": row.state}
            | counts
            | {"top": top, "prizes": prizes}
        )
        return
    say(f"{view.name}: {SAID[State(row.state)]}")
    say(f"Bài có câu sửa đáp án:   {number(row.papers)}")
    ways = f"{number(row.higher)} tăng điểm, {number(row.lower)} giảm"
    say(f"Bài đổi kết quả:         {number(row.changed)} ({ways})")
    say(f"Người đổi hạng:          {number(row.moved)}, {number(top)} trong 20 hạng đầu")
    say(f"Giải theo bảng cá nhân:  {number(prizes)} người đổi giải")
    if row.state == State.READY:
        say("Chưa ghi gì vào kết quả. Xem từng bài ở trang Chấm lại; áp dụng: chạy lại với --do.")


SAID = {
    State.READY: "đã chấm thử theo đáp án đã sửa, CHƯA ÁP DỤNG.",
    State.APPLIED: "đã áp dụng, bảng xếp hạng theo đáp án mới.",
    State.DROPPED: "lần chấm thử này vừa bị bỏ.",
}
