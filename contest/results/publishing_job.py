"""Preparing a version, slice by slice: people's papers, then the whole. Each slice and the job's place are
one transaction, so a killed server goes on where it stood."""

from __future__ import annotations

import json
import zlib
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.errors import Conflict
from contest.jobs import runner
from contest.jobs.rules import JobView, Progress
from contest.results import evidence, publication_content
from contest.results import publication_store as store
from contest.results.publication_rules import MOST_LISTED, canonical, difference, digest
from contest.results.publication_store import Version
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
    runner.register(PREPARE, prepare_step)


def prepare_step(db: Session, job: JobView, now: datetime) -> Progress:
    """One slice of the version that is the job's subject."""
    version = store.version(db, job.subject)
    if version is None or version.is_ready:
        return Progress(job.step, job.cursor, job.done, job.done, finished=True)
    view = campaigns.view(db, version.round_id, now)
    return STEPS[PrepareStep(job.step)](db, view, version, job)


def _papers(db: Session, view: RoundView, version: Version, job: JobView) -> Progress:
    # The cursor says what the board was at the first slice, which piece comes next, behind whom it begins.
    first, number, after = (*job.cursor.split(" "), "", "", "")[:3]
    board, this = first or str(standings.version(db, view.id)), int(number or 1)
    made = evidence.add_slice(db, view, version.id, after, this)
    done = job.done + made.attempts
    if made.last:
        return Progress(PrepareStep.PAPERS, f"{board} {this + 1} {made.last}", done, job.total)
    return Progress(PrepareStep.BASIS, board, done, done)


def _basis(db: Session, view: RoundView, version: Version, job: JobView) -> Progress:
    if not evidence.is_current(db, store.keys(db, version.id)):
        raise Conflict(CHANGED)
    ages = whole.ages(view.rules, whole.lines(db, view.id))
    store.add_part(db, version.id, 0, zlib.compress(evidence.basis(db, view, version.id, ages)))
    return Progress(PrepareStep.DIGEST, job.cursor, job.done, job.done)


def _digest(db: Session, view: RoundView, version: Version, job: JobView) -> Progress:
    store.change(db, version.id, evidence_sha256=evidence.digest(db, version.id))
    return Progress(PrepareStep.ROWS, job.cursor, job.done, job.done)


def _rows(db: Session, view: RoundView, version: Version, job: JobView) -> Progress:
    board = list(whole.lines(db, view.id))
    # What changed and changed back in the meantime is told by the board's version alone.
    is_still = job.cursor == str(standings.version(db, view.id))
    if not is_still or publication_content.stamp(db, view, board) != version.stamp:
        raise Conflict(CHANGED)
    made = publication_content.content(view, version, board, store.told(db, version.id))
    changed = difference(publication_content.before(db, version), made["rows"]) if version.previous else []
    text = canonical(made)
    told = json.dumps({"count": len(changed), "rows": changed[:MOST_LISTED]}, separators=(",", ":"))
    made_of = {"content": text.decode(), "sha256": digest(text), "ranked": made["ranked"], "difference": told}
    store.change(db, version.id, **made_of)
    return Progress(PrepareStep.ROWS, job.cursor, job.done, job.done, finished=True)


STEPS = {
    PrepareStep.PAPERS: _papers,
    PrepareStep.BASIS: _basis,
    PrepareStep.DIGEST: _digest,
    PrepareStep.ROWS: _rows,
}
