"""Complaints: made about an attempt of one's own once it has a result, looked into, answered, taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.attempts import service as attempts
from contest.audit import service as audit
from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.errors import Conflict, Gone, Invalid, NotFound
from contest.jobs import service as jobs
from contest.people import service as people
from contest.results import complaint_rules as rules
from contest.results import complaint_store as store
from contest.results import publishing
from contest.results.complaint_guards import Claimant
from contest.results.complaint_rules import Refusal
from contest.results.complaint_states import ANSWERED, WAITING, About, State
from contest.results.models import Complaint
from contest.rounds.service import CLOSE

NONE_SUCH = "Không tìm thấy khiếu nại này. Về danh sách khiếu nại."
ENDED = "Khiếu nại này đã được trả lời hoặc đã rút. Xem lại ở dưới."
TAKEN = "Khiếu nại này đã có người xem rồi."
NO_ANSWER = "Ghi câu trả lời: người khiếu nại đọc được."
DEEDS = {
    State.LOOKING: "results.take",
    State.UPHELD: "results.uphold",
    State.REFUSED: "results.refuse",
    State.WITHDRAWN: "results.withdraw",
}


@dataclass(frozen=True, slots=True)
class Mine:
    """An attempt that this phone may complain about. ``refused``: why no complaint is taken now."""

    view: RoundView
    attempt_id: str
    entry_id: str
    number: int
    slots: int
    receipt: str
    complaints: tuple[Complaint, ...]
    until: datetime
    sent: int
    refused: Refusal | None


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody writes."""

    about: About
    slot: int | None
    words: str


def takes(view: RoundView) -> bool:
    """Whether a round has results to complain about; a rehearsal's count for nothing."""
    return view.phase is Phase.CLOSED and view.rehearsal_of is None


def until(db: Session, view: RoundView) -> datetime:
    """When the time for complaints about a round is over."""
    ends = rules.until(view.closes_at, jobs.done_at(db, CLOSE, view.id))
    return rules.agreed(ends, *publishing.window(db, view.id))


def theirs(db: Session, who: Claimant, attempt_id: str, now: datetime) -> Mine:
    """An attempt of this phone's, or whose receipt was shown to it, once its round has a result that counts;
    NotFound for everybody else's."""
    found = attempts.glance(db, attempt_id)
    if found is None or not (found.entry_id in who.entries or found.id in who.attempts):
        raise NotFound()
    view = campaigns.view(db, found.round_id, now)
    if not takes(view):
        raise NotFound()
    made = tuple(store.of_attempt(db, attempt_id))
    sent, ends = store.count_sent(db, view.id, found.entry_id), until(db, view)
    facts = rules.Facts(ends, any(one.state in WAITING for one in made), sent)
    return Mine(
        view=view,
        attempt_id=attempt_id,
        entry_id=found.entry_id,
        number=found.number,
        slots=found.slots,
        receipt=found.receipt or "",
        complaints=made,
        until=ends,
        sent=sent,
        refused=rules.refusal(facts, now),
    )


def complain(db: Session, who: Claimant, attempt_id: str, said: Said, now: datetime) -> str:
    """Take a complaint; the same that waits already is that one."""
    if (found := attempts.glance(db, attempt_id)) is not None:
        people.hold(db, [found.entry_id])
    mine = theirs(db, who, attempt_id, now)
    try:
        slot = rules.slot_of(said.about, said.slot, mine.slots)
    except ValueError as wrong:
        raise Invalid(fields={"slot": str(wrong)}) from wrong
    for row in mine.complaints:
        if row.state in WAITING and (row.about, row.slot, row.words) == (said.about, slot, said.words):
            return row.id
    if mine.refused is Refusal.LATE:
        raise Gone(mine.refused)
    if mine.refused is not None:
        raise Conflict(mine.refused)
    row = Complaint(
        round_id=mine.view.id,
        attempt_id=attempt_id,
        entry_id=mine.entry_id,
        about=said.about.value,
        slot=slot,
        words=said.words,
        made_at=now,
        due_at=rules.due(now),
    )
    store.add(db, row)
    about = {**_named(row), "about": said.about.value}
    audit.record(db, mine.entry_id, "results.complain", attempt_id, about, now)
    return about["complaint"]


def withdraw(db: Session, mine: Mine, complaint_id: str, now: datetime) -> None:
    """Its maker takes it back."""
    row = store.held(db, mine.view.id, complaint_id)
    if row is None or row.attempt_id != mine.attempt_id:
        raise NotFound()
    _become(db, mine.entry_id, row, State.WITHDRAWN, {"decided_at": now}, now)


# --- the desk -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Counts:
    """How many complaints of a round stand where; ``late`` are among the first two."""

    new: int
    looking: int
    answered: int
    withdrawn: int
    late: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.new + self.looking + self.answered + self.withdrawn


def counts(db: Session, round_id: str, now: datetime) -> Counts:
    """How a round's complaints stand: two statements."""
    found = store.count_by_state(db, round_id)
    answered = sum(found.get(state, 0) for state in ANSWERED)
    late = store.count_late(db, round_id, now) if found else 0
    return Counts(
        found.get(State.OPEN, 0),
        found.get(State.LOOKING, 0),
        answered,
        found.get(State.WITHDRAWN, 0),
        late,
    )


def waiting(db: Session, round_id: str, now: datetime) -> tuple[int, int]:
    """How many complaints of a round wait for an answer, and how many of them are late."""
    found = counts(db, round_id, now)
    return found.new + found.looking, found.late


def listed(db: Session, round_id: str, offset: int, limit: int) -> list[Complaint]:
    """A page of a round's complaints: who waits first, the oldest on top."""
    return store.of_round(db, round_id, offset, limit)


def read(db: Session, round_id: str, complaint_id: str) -> Complaint:
    """One of a round; NotFound for every other's."""
    row = store.one(db, round_id, complaint_id)
    if row is None:
        raise NotFound(NONE_SUCH)
    return row


def take(db: Session, actor: str, round_id: str, complaint_id: str, now: datetime) -> None:
    """Somebody looks into it, and its maker sees that."""
    row = _held(db, round_id, complaint_id)
    if row.state == State.LOOKING:
        raise Conflict(TAKEN)
    _become(db, actor, row, State.LOOKING, {"taken_by": actor}, now)


def answer(
    db: Session, actor: str, round_id: str, complaint_id: str, state: State, words: str, now: datetime
) -> None:
    """The answer, which ends it. No mark changes by it."""
    if not words:
        raise Invalid(fields={"answer": NO_ANSWER})
    row = _held(db, round_id, complaint_id)
    _become(db, actor, row, state, {"answer": words, "decided_by": actor, "decided_at": now}, now)


def _held(db: Session, round_id: str, complaint_id: str) -> Complaint:
    row = store.held(db, round_id, complaint_id)
    if row is None:
        raise NotFound(NONE_SUCH)
    return row


def _become(
    db: Session, actor: str, row: Complaint, state: State, values: Mapping[str, object], now: datetime
) -> None:
    if not rules.may_become(State(row.state), state):
        raise Conflict(ENDED)
    subject, detail = row.attempt_id, _named(row)
    store.change(db, row.id, {**values, "state": state.value})
    audit.record(db, actor, DEEDS[state], subject, detail, now)


def _named(row: Complaint) -> dict[str, str]:
    """What the chain says of a complaint: ids, never a word of it."""
    return {"round": row.round_id, "complaint": row.id}


def of_entry(db: Session, entry_id: str) -> list[Complaint]:
    """All that one person complained about, the oldest first."""
    return store.of_entry(db, entry_id)
