"""From stored regrades to what the desk shows of them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from sqlmodel import Session

from contest.accounts import staffing
from contest.accounts.guards import view as staff_view
from contest.accounts.service import Member
from contest.attempts import looking
from contest.attempts.spelling import right_in_full
from contest.bank.access import rights
from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.campaigns.showing import head
from contest.jobs import service as jobs
from contest.jobs.states import JobState
from contest.people import service as people
from contest.people.service import FullName
from contest.regrades import applying, corrections, pages, prizes, service, store, trying
from contest.regrades.models import Regrade, RegradeChange
from contest.regrades.rules import Correction
from contest.regrades.states import State
from contest.regrades.trying import TryStep
from contest.rounds.deed_pages import Asked
from contest.rounds.timeline import MACHINES, SERVER
from contest.ruleset.rules import PredictionTarget
from contest.selections import present as selecting
from questions import asked

PAGE = 50
NOT_YOURS = "Ai xem được ngân hàng câu hỏi mới thấy đáp án."
GONE = "Câu hỏi này không còn trong ngân hàng."
#: What is counted over right answers, which a regrade changes; it was counted at the close and stands.
COUNTS_RIGHT = (PredictionTarget.PERFECT_ATTEMPTS, PredictionTarget.PERFECT_PEOPLE, PredictionTarget.PERCENT)


def index(db: Session, who: Member, round_id: str, form: Asked, now: datetime) -> pages.IndexPage:
    """The page of a round's regrades."""
    view = campaigns.view(db, round_id, now)
    found = corrections.pending(db, view) if view.phase is Phase.CLOSED else corrections.Pending()
    rows = regrade_rows(db, store.of_round(db, round_id))
    return pages.IndexPage(
        staff=staff_view(who, view.campaign_id),
        round=head(view),
        form=form,
        keys=key_rows(db, who, view, found.corrections, found.asking),
        papers=found.papers,
        past=tuple(rows),
        waits=next((row for row in rows if row.state not in (State.APPLIED, State.DROPPED)), None),
    )


def regrade_rows(db: Session, rows: Sequence[Regrade]) -> list[pages.RegradeRow]:
    """Regrades with who did them."""
    names = staffing.names(db, {id for row in rows for id in (row.asked_by, row.decided_by) if id})
    return [
        pages.RegradeRow(
            row.id,
            State(row.state),
            row.reason,
            names.get(row.asked_by, MACHINES.get(row.asked_by, SERVER)),
            row.asked_at,
            *(row.papers, row.changed, row.higher, row.lower, row.moved),
            names.get(row.decided_by, MACHINES.get(row.decided_by, SERVER)) if row.decided_by else "",
            row.decided_at,
            row.applied_at,
        )
        for row in rows
    ]


def key_rows(
    db: Session,
    who: Member,
    view: RoundView,
    found: Iterable[Correction],
    asking: Mapping[int, int] | None = None,
) -> tuple[pages.KeyRow, ...]:
    """Corrected questions with what was right and what is; that for who reads the bank alone."""
    some, may_read = tuple(found), bool(rights(db, who)(view.bank_slug))
    revisions = [one.revision for one in some]
    told, versions = asked.asked(db, revisions), asked.key_versions(db, revisions)
    rows = []
    for one in some:
        if (question := told.get(one.revision)) is None:
            rows.append(pages.KeyRow(GONE, "", ""))
            continue
        keys = {each.version: each.key for each in versions.get(one.revision, ())}
        words = (
            (right_in_full(question.content, keys[number]) if may_read else NOT_YOURS)
            if number in keys
            else ""
            for number in (one.before, one.after)
        )
        papers = None if asking is None else asking.get(one.revision, 0)
        rows.append(pages.KeyRow(question.content.text, *words, papers))
    return tuple(rows)


def show(
    db: Session, who: Member, round_id: str, regrade_id: str, page: int, now: datetime, problem: str = ""
) -> pages.ShowPage:
    """The page of one regrade."""
    view = campaigns.view(db, round_id, now)
    row = service.of(db, round_id, regrade_id)
    (told,) = regrade_rows(db, [row])
    last = max(1, -(-row.changed // PAGE))
    number = min(page, last)
    # While the trial goes on its rows have no ranks yet.
    some = [] if row.state == State.TRIAL else store.listed(db, row.id, (number - 1) * PAGE, PAGE)
    top, given = json.loads(row.top), json.loads(row.prizes)
    named = people.full_names(db, {*(one.entry_id for one in some), *(one[0] for one in (*top, *given))})
    return pages.ShowPage(
        staff=staff_view(who, view.campaign_id),
        round=head(view),
        regrade=told,
        keys=key_rows(db, who, view, corrections.read(row.keys)),
        frozen=frozen(db, view, now),
        progress=_progress(db, row),
        top=tuple(pages.ShiftRow(*_named(named, one), *places) for one, *places in top),
        prizes=tuple(pages.PrizeRow(*_named(named, one), *names) for one, *names in given),
        rows=tuple(change_rows(db, some, named)),
        page=number,
        pages=last,
        several=view.rules.several,
        stale=service.stale(db, view, row) if row.state == State.READY else "",
        problem=problem,
    )


def change_rows(
    db: Session, rows: Sequence[RegradeChange], named: Mapping[str, FullName]
) -> list[pages.ChangeRow]:
    """Changes with whose they are."""
    numbers = looking.numbers(db, [one.attempt_id for one in rows])
    return [
        pages.ChangeRow(
            *_named(named, one.entry_id),
            one.attempt_id,
            numbers.get(one.attempt_id, 1),
            (one.points_before, one.points_after),
            (one.right_before, one.right_after),
            one.rank_before,
            one.rank_after,
        )
        for one in rows
    ]


def _named(named: Mapping[str, FullName], entry_id: str) -> tuple[str, str]:
    person = named[entry_id]
    return person.name, person.unit_name


def frozen(db: Session, view: RoundView, now: datetime) -> pages.Frozen:
    """What a regrade of this round leaves as it is."""
    counts_right = view.rules.prediction in COUNTS_RIGHT
    selected: Collection[str] = [
        name for _, name, is_confirmed in selecting.targets(db, view, now) if is_confirmed
    ]
    return pages.Frozen(
        view.prediction_truth if counts_right else None,
        view.rules.predicts_percent,
        prizes.issued(db, view),
        tuple(selected),
    )


def _progress(db: Session, row: Regrade) -> pages.Progress | None:
    is_trial = row.state == State.TRIAL
    if not is_trial and row.state != State.APPLYING:
        return None
    job = jobs.status(db, service.TRY if is_trial else service.APPLY, row.id)
    if job is None:
        return None
    words = trying.IN_WORDS[TryStep(job.step)] if is_trial else applying.IN_WORDS
    return pages.Progress(words, job.done, job.total, job.error if job.state is JobState.FAILED else "")
