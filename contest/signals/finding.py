"""Looking for signals in a closed round, slice by slice: paces and questions, devices, drifts.

It reads what is stored of attempts anyway and writes nothing but signals. A slice and the job's place are one
transaction, so a killed server goes on where it stood and no answer is counted twice.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from contest.attempts import ended as papers
from contest.attempts import traces
from contest.attempts.ended import Finished
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.entropy import new_id
from contest.grades import service as grades
from contest.grades.service import Graded
from contest.jobs import runner
from contest.jobs.rules import JobView, Progress
from contest.signals import rules, store
from contest.signals.rules import Share, Tap
from contest.signals.states import Kind
from contest.web.database import to_ms

#: The kind of the job; its subject is the round.
FIND = "signals"
SLICE = 200
#: So many attempts of one device are kept as evidence.
MOST_LISTED = 40


class FindStep(StrEnum):
    """Where the looking stands; the first one has the name of a job that has not begun."""

    ATTEMPTS = ""
    DEVICES = "devices"
    QUESTIONS = "questions"


#: What staff read while it runs.
IN_WORDS = {
    FindStep.ATTEMPTS: "Xem nhịp trả lời từng bài",
    FindStep.DEVICES: "Xem máy làm bài",
    FindStep.QUESTIONS: "Xem từng câu hỏi",
}


def register() -> None:
    """Let the job runner look for signals. Called once, at start."""
    runner.register(FIND, find_step)


def find_step(db: Session, job: JobView, now: datetime) -> Progress:
    """One slice of looking at the round that is the job's subject."""
    view = campaigns.view(db, job.subject, now)
    return STEPS[FindStep(job.step)](db, view, job, now)


def _attempts(db: Session, view: RoundView, job: JobView, now: datetime) -> Progress:
    ended = papers.finished(db, view.id, job.cursor, SLICE)
    graded = grades.latest(db, [one.to_grade.attempt_id for one in ended])
    arrived = traces.traces(db, [one.to_grade.attempt_id for one in ended])
    rows = []
    for one in ended:
        mark = graded.get(one.to_grade.attempt_id)
        taps = [Tap(tap.slot, tap.at) for tap in arrived.get(one.to_grade.attempt_id, ())]
        if mark is not None and taps:
            rows += _fast(view, one, mark, taps, now)
    store.add(db, rows)
    store.count_answers(db, _counted(view, ended, graded))
    people = {one.facts.entry_id for one in ended}
    last = max(people) if len(people) == SLICE else ""
    step = FindStep.ATTEMPTS if last else FindStep.DEVICES
    return Progress(step, last, job.done + len(ended), job.total)


def _fast(
    view: RoundView, one: Finished, mark: Graded, taps: list[Tap], now: datetime
) -> list[dict[str, object]]:
    # A prediction is no question to read; its slot is the last.
    asked = [tap for tap in taps if tap.slot <= len(one.to_grade.paper)]
    found = rules.fast(one.facts.started, asked, mark.right)
    if found is None:
        return []
    evidence = {"questions": found.questions, "right": found.right, "pace": found.pace}
    return [_row(view, Kind.FAST, one.to_grade.attempt_id, evidence, now)]


def _row(
    view: RoundView, kind: Kind, subject: str, evidence: Mapping[str, object], now: datetime
) -> dict[str, object]:
    text = json.dumps(evidence, separators=(",", ":"))
    about = {"kind": kind.value, "subject": subject, "evidence": text}
    return {"id": new_id(), "round_id": view.id, "found_at": now, **about}


def _counted(
    view: RoundView, ended: Collection[Finished], graded: Mapping[str, Graded]
) -> list[dict[str, object]]:
    """How often each question was right, by the part of the round in which the attempt began.

    First attempts alone: who sits again knows more by that itself.
    """
    tally: dict[tuple[int, int], list[int]] = {}
    for one in (one for one in ended if one.facts.number == 1):
        mark = graded.get(one.to_grade.attempt_id)
        part = rules.part_of(one.facts.started, to_ms(view.opens_at), to_ms(view.closes_at))
        for drawn, points in zip(one.to_grade.paper, mark.detail if mark else (), strict=False):
            counted = tally.setdefault((drawn.revision, part), [0, 0])
            counted[0] += points is not None and points > 0
            counted[1] += 1
    return [
        {"round_id": view.id, "revision": revision, "part": part, "right": right, "people": people}
        for (revision, part), (right, people) in sorted(tally.items())
    ]


def _devices(db: Session, view: RoundView, job: JobView, now: datetime) -> Progress:
    held = traces.devices(db, view.id, rules.DEVICE_PEOPLE)
    many = rules.shared({device: [entry for _, entry in rows] for device, rows in held.items()})
    rows = []
    for device, entries in sorted(many.items()):
        attempts = [attempt for attempt, _ in held[device]]
        evidence = {"people": len(entries), "papers": len(attempts), "attempts": attempts[:MOST_LISTED]}
        rows.append(_row(view, Kind.DEVICE, device, evidence, now))
    store.add(db, rows)
    return Progress(FindStep.QUESTIONS, "", job.done, job.total)


def _questions(db: Session, view: RoundView, job: JobView, now: datetime) -> Progress:
    by_revision: dict[int, list[Share]] = {}
    for row in store.tallies(db, view.id):
        parts = by_revision.setdefault(row.revision, [Share(0, 0)] * rules.PARTS)
        parts[row.part] = Share(row.right, row.people)
    rows = []
    for revision, parts in sorted(by_revision.items()):
        found = rules.drift(parts)
        if found is not None:
            early, late = found.early, found.late
            evidence = {"early": [early.right, early.people], "late": [late.right, late.people]}
            rows.append(_row(view, Kind.DRIFT, str(revision), evidence, now))
    store.add(db, rows)
    store.drop_tallies(db, [view.id])
    return Progress(FindStep.QUESTIONS, "", job.done, job.done, finished=True)


STEPS = {
    FindStep.ATTEMPTS: _attempts,
    FindStep.DEVICES: _devices,
    FindStep.QUESTIONS: _questions,
}
