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
from contest.standings import whole

#: The kind of the job; its subject is the version.
PREPARE = "publication"
CHANGED = "Kết quả của vòng vừa đổi trong lúc soạn. Soạn lại bản công bố."


class PrepareStep(StrEnum):
    """Where the preparing stands; the first one has the name of a job that has not begun."""

    PAPERS = ""
    WHOLE = "whole"


IN_WORDS = {PrepareStep.PAPERS: "Gom bài làm", PrepareStep.WHOLE: "Ghép bản công bố"}


def register() -> None:
    """Let the job runner prepare versions. Called once, at start."""
    runner.register(PREPARE, prepare_step)


def prepare_step(db: Session, job: JobView, now: datetime) -> Progress:
    """One slice of the version that is the job's subject."""
    version = store.version(db, job.subject)
    if version is None or version.is_ready:
        return Progress(job.step, job.cursor, job.done, job.done, finished=True)
    view = campaigns.view(db, version.round_id, now)
    if PrepareStep(job.step) is PrepareStep.PAPERS:
        return _papers(db, view, job)
    _whole(db, view, version)
    return Progress(PrepareStep.WHOLE, "", job.done, job.done, finished=True)


def _papers(db: Session, view: RoundView, job: JobView) -> Progress:
    # The cursor says which piece comes next and behind whom it begins.
    number, _, after = job.cursor.partition(" ")
    this = int(number or 1)
    made = evidence.add_slice(db, view, job.subject, after, this)
    done = job.done + made.attempts
    if made.last:
        return Progress(PrepareStep.PAPERS, f"{this + 1} {made.last}", done, job.total)
    return Progress(PrepareStep.WHOLE, "", done, done)


def _whole(db: Session, view: RoundView, version: Version) -> None:
    is_same = publication_content.stamp(db, view) == version.stamp
    if not is_same or not evidence.is_current(db, store.keys(db, version.id)):
        raise Conflict(CHANGED)
    board = list(whole.lines(db, view.id))
    basis = evidence.basis(db, view, version.id, whole.ages(view.rules, board))
    store.add_part(db, version.id, 0, zlib.compress(basis))
    evidence_sha256 = evidence.digest(db, version.id)
    made = publication_content.content(view, version, board, store.told(db, version.id), evidence_sha256)
    changed = difference(publication_content.before(db, version), made["rows"]) if version.previous else []
    text = canonical(made)
    told = {"count": len(changed), "rows": changed[:MOST_LISTED]}
    store.change(
        db,
        version.id,
        content=text.decode(),
        sha256=digest(text),
        evidence_sha256=evidence_sha256,
        difference=json.dumps(told, separators=(",", ":")),
    )
