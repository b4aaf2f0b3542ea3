"""Works the jobs off: one thread in the server, one slice at a time, each in its own transaction.

A job's place is saved in the same transaction as the slice, so a killed server goes on where it
stood and no slice is done twice. How often a slice failed in a row is kept in memory only: a
restart is a fresh chance.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from contest import clock
from contest.errors import Busy, UserError
from contest.jobs import store
from contest.jobs.models import Job
from contest.jobs.rules import TRIES, JobView, Progress, back_off
from contest.jobs.states import JobState
from contest.web import peers
from contest.web.database import reading, repeated, writing

log = logging.getLogger("hoithi.jobs")

Step: TypeAlias = Callable[[Session, JobView, datetime], Progress]
Tick: TypeAlias = Callable[[datetime], object]


@dataclass(frozen=True, slots=True)
class Ahead:
    """A job whose slices read for long. ``look(db, job, now)`` does so before the transaction, while others
    write, and returns the step that writes what came of it: what it read may have changed until then."""

    look: Callable[[Session, JobView, datetime], Step]


#: Seconds between two looks at the table.
PAUSE = 1.0

#: What a slice may die of. One broken job must not end the thread that works all the others.
FAILURES = (
    UserError,
    SQLAlchemyError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    NameError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)

_steps: dict[str, Step | Ahead] = {}
_ticks: list[Tick] = []
#: Of several servers on one PostgreSQL the one that leads does these, and works off the jobs.
_led: set[Tick] = set()
_failures: dict[str, int] = {}


def register(kind: str, step: Step | Ahead) -> None:
    """Let ``step(db, job, now)`` do one slice of the jobs of this kind; it never commits."""
    _steps[kind] = step


def every_second(tick: Tick, *, led: bool = False) -> None:
    """Call ``tick(now)`` before each look at the table; it opens its own sessions. ``led``: in one server."""
    if tick not in _ticks:
        _ticks.append(tick)
    if led:
        _led.add(tick)


def run_pending(now: datetime, stop: Callable[[], bool] = lambda: False) -> int:
    """Work off everything that is due at ``now``, in turns of one slice; returns the slices done."""
    for tick in _ticks:
        if tick not in _led or peers.leads():
            _try_tick(tick, now)
    slices = 0
    while peers.leads() and not stop():
        with reading() as db:
            waiting = store.due(db, now)
        worked = sum(_one_slice(job_id, now) for job_id in waiting if not stop())
        if not worked:
            break
        slices += worked
    return slices


def _try_tick(tick: Tick, now: datetime) -> None:
    try:
        tick(now)
    except FAILURES:
        log.exception("tick %s failed", getattr(tick, "__qualname__", tick))


def _one_slice(job_id: str, now: datetime) -> bool:
    try:
        is_done = _slice(job_id, now)
    except FAILURES as error:
        _note_failure(job_id, error, now)
        return False
    if is_done:
        _failures.pop(job_id, None)
    return is_done


@repeated
def _slice(job_id: str, now: datetime) -> bool:
    looked = _look(job_id, now)
    with writing() as db:
        job = store.claim(db, job_id, now)
        if job is None or job.kind not in _steps:
            return False
        step = _steps[job.kind]
        if isinstance(step, Ahead):
            if looked is None or looked[0] != _view(job):
                return False  # somebody worked at it meanwhile
            step = looked[1]
        _work(db, job, step, now)
    return True


def _look(job_id: str, now: datetime) -> tuple[JobView, Step] | None:
    """Where a job of the kind that looks ahead stands, and the step to do; None for all others."""
    with reading() as db:
        job = store.waiting(db, job_id, now)
        step = _steps.get(job.kind) if job else None
        if job is None or not isinstance(step, Ahead):
            return None
        view = _view(job)
        return view, step.look(db, view, now)


def _view(job: Job) -> JobView:
    return JobView(job.id, job.kind, job.subject, job.step, job.cursor, job.done, job.total)


def _work(db: Session, job: Job, step: Step, now: datetime) -> None:
    came = step(db, _view(job), now)
    store.save(
        db,
        job.id,
        state=JobState.DONE if came.finished else JobState.RUNNING,
        step=came.step,
        cursor=came.cursor,
        done=came.done,
        total=came.total,
        error="",
        not_before=came.again_at or job.not_before,
        updated_at=now,
    )


def _note_failure(job_id: str, error: BaseException, now: datetime) -> None:
    log.exception("job %s failed", job_id, exc_info=error)
    # A full disk or a foreign lock passes: it is waited for, however long, and never fails a job.
    count = _failures[job_id] = min(_failures.get(job_id, 0) + 1, TRIES)
    over = count >= TRIES and not isinstance(error, Busy)
    values = {
        "state": JobState.FAILED if over else JobState.WAITING,
        "error": explain(error),
        "not_before": now + back_off(count),
        "updated_at": now,
    }
    if over:
        _failures.pop(job_id, None)
    try:
        with writing() as db:
            store.save(db, job_id, **values)
    except FAILURES:
        log.exception("could not note the failure of job %s", job_id)


def explain(error: BaseException) -> str:
    """A sentence staff can read; our own faults are named by their class for whoever reads the log."""
    if isinstance(error, UserError):
        return error.message[:500]
    return f"Phần mềm gặp lỗi {type(error).__name__}. Xem nhật ký máy chủ rồi cho chạy tiếp."


class Runner:
    """The thread of one server, from its start to its end."""

    def __init__(self, pause: float = PAUSE) -> None:
        self._pause = pause
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._loop, name="jobs", daemon=True)

    def start(self) -> None:
        """Begin to work jobs off."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the slice at hand, then end."""
        self._stopping.set()
        self._thread.join()

    def _loop(self) -> None:
        while not self._stopping.wait(self._pause):
            try:
                run_pending(clock.now(), self._stopping.is_set)
            except FAILURES:
                log.exception("the table of jobs could not be read")


_running: Runner | None = None


def start() -> None:
    """Start the server's thread; a second call does nothing."""
    global _running
    if _running is None:
        _running = Runner()
        _running.start()


def stop() -> None:
    """Stop it and wait for the slice at hand."""
    global _running
    if _running is not None:
        _running.stop()
        _running = None
