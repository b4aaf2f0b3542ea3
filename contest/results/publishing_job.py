"""Preparing a version, slice by slice: people's papers, then the whole. A slice is read while others write;
what came of it and the job's place are one transaction, so a killed server goes on where it stood."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.errors import Conflict
from contest.jobs import runner
from contest.jobs.rules import JobView, Progress
from contest.jobs.runner import Ahead, Step
from contest.results import evidence, publication_content
from contest.results import publication_store as store
from contest.results.publication_rules import MOST_LISTED, canonical, difference, digest
from contest.results.publication_store import Version
from contest.rounds import unmoved
from contest.standings import service as standings
from contest.standings import whole

#: The kind of the job; its subject is the version.
PREPARE = "publication"
CHANGED = "Kết quả của vòng vừa đổi trong lúc soạn. Soạn lại bản công bố."


class PrepareStep(StrEnum):
    """Where the preparing stands; the first one has the name of a job that has not begun."""

    PAPERS = ""
    BASIS = "basis"
    DIGEST = "digest"
    ROWS = "rows"


IN_WORDS = {
    PrepareStep.PAPERS: "Gom bài làm",
    PrepareStep.BASIS: "Ghép đề, đáp án",
    PrepareStep.DIGEST: "Tính mã bài làm",
    PrepareStep.ROWS: "Ghép bảng kết quả",
}


def register() -> None:
    """Let the job runner prepare versions. Called once, at start."""
    runner.register(PREPARE, Ahead(look))


def look(db: Session, job: JobView, now: datetime) -> Step:
    """Read what the next slice of the version takes that is the job's subject; the step that keeps it."""
    version = store.version(db, job.subject)
    if version is None or version.is_ready:
        return _then(Progress(job.step, job.cursor, job.done, job.done, finished=True))
    _unchanged(db, version)
    view = campaigns.view(db, version.round_id, now)
    return LOOKS[PrepareStep(job.step)](db, view, version, job, now)


def _unchanged(db: Session, version: Version) -> None:
    """The papers of one moment and the board of another may not agree. What changed since somebody asked for
    the version, and what changed back, is told by the board's version alone."""
    if standings.version(db, version.round_id) != version.board:
        raise Conflict(CHANGED)


def _then(came: Progress, keep: Callable[[Session], None] = lambda _: None) -> Step:
    def step(db: Session, job: JobView, now: datetime) -> Progress:
        keep(db)
        return came

    return step


def _papers(db: Session, view: RoundView, version: Version, job: JobView, now: datetime) -> Step:
    # The cursor says which piece comes next, and behind whom it begins.
    number, _, after = job.cursor.partition(" ")
    this = int(number or 1)
    made = evidence.read_slice(db, view, version.id, after)
    done = job.done + made.attempts
    came = Progress(PrepareStep.PAPERS, f"{this + 1} {made.last}", done, job.total)
    return _then(
        came if made.last else Progress(PrepareStep.BASIS, "", done, done),
        lambda db: evidence.keep_slice(db, version.id, this, made),
    )


def _basis(db: Session, view: RoundView, version: Version, job: JobView, now: datetime) -> Step:
    if not evidence.is_current(db, store.keys(db, version.id)):
        raise Conflict(CHANGED)
    ages = whole.ages(view.rules, whole.lines(db, view.id))
    body = zlib.compress(evidence.basis(db, view, version.id, ages))
    came = Progress(PrepareStep.DIGEST, job.cursor, job.done, job.done)
    return _then(came, lambda db: store.add_part(db, version.id, 0, body))


def _digest(db: Session, view: RoundView, version: Version, job: JobView, now: datetime) -> Step:
    found = evidence.digest(db, version.id)
    came = Progress(PrepareStep.ROWS, job.cursor, job.done, job.done)
    return _then(came, lambda db: store.change(db, version.id, evidence_sha256=found))


def _rows(db: Session, view: RoundView, version: Version, job: JobView, now: datetime) -> Step:
    board = list(whole.lines(db, view.id))
    stamp = unmoved.stamp(db, view, board)
    made = publication_content.content(view, version, board, store.told(db, version.id))
    changed = difference(publication_content.before(db, version), made["rows"]) if version.previous else []
    text = canonical(made)
    told = json.dumps({"count": len(changed), "rows": changed[:MOST_LISTED]}, separators=(",", ":"))
    values = {"content": text.decode(), "sha256": digest(text), "stamp": stamp, "ranked": made["ranked"]}

    def keep(db: Session) -> None:
        _unchanged(db, version)
        store.change(db, version.id, **values, difference=told)

    return _then(Progress(PrepareStep.ROWS, job.cursor, job.done, job.done, finished=True), keep)


LOOKS = {
    PrepareStep.PAPERS: _papers,
    PrepareStep.BASIS: _basis,
    PrepareStep.DIGEST: _digest,
    PrepareStep.ROWS: _rows,
}
