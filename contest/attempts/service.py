"""Use cases of sitting a paper that are not hot: reading one's own attempt, moving it, what rounds need."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from contest.attempts import adjusting_store, by_hand_store, finishing, hot, store, used, variants_store
from contest.attempts.here import why_not
from contest.attempts.models import Attempt
from contest.attempts.rules import Facts, Next, is_over, next_attempt
from contest.attempts.sitting import Sitting, facts_of, sitting
from contest.attempts.states import AttemptState
from contest.attempts.whose import Elsewhere, place_of
from contest.campaigns import service as campaigns
from contest.campaigns.progress import Progress
from contest.campaigns.service import RoundView
from contest.errors import Conflict, NotFound
from contest.people import same
from contest.people import service as people
from contest.people.guards import Entrant
from contest.ruleset.states import Way
from contest.units import service as units
from contest.web.database import to_ms

SILENT_AFTER = timedelta(minutes=2)
MOVED = "Bài vừa được mở trên một máy khác nữa. Tải lại trang để xem."


@dataclass(frozen=True, slots=True)
class Readiness:
    """What the start page needs: who, which round, what was done already."""

    view: RoundView
    entry_id: str
    attempts: tuple[Attempt, ...]
    running: Attempt | None
    next: Next
    is_same: bool = False  # another registration counts instead
    out: str = ""  # why the round is for others, who were selected
    elsewhere: Elsewhere | None = None  # the round is for people of another audience

    @property
    def may_start(self) -> bool:
        """Whether this registration may start here at all."""
        return not self.is_same and not self.out and self.elsewhere is None


def readiness(db: Session, who: Entrant, round_id: str, now: datetime) -> Readiness:
    """What this phone may do in a round; NotFound when it has not entered the campaign."""
    view = campaigns.view(db, round_id, now)
    entry_id = people.entry_of(db, view.campaign_id, who.entries)
    if entry_id is None:
        raise NotFound("Máy này chưa vào cuộc thi này. Vào thi trước rồi bắt đầu.")
    attempts = tuple(store.attempts_of(db, round_id, entry_id))
    running = next((one for one in attempts if _is_running(one, now)), None)
    following = next_of(db, view, attempts, entry_id, now)
    return Readiness(
        view,
        entry_id,
        attempts,
        running,
        following,
        bool(same.of(db, [entry_id])),
        why_not(db, view, entry_id, now),
        place_of(db, view, entry_id, now),
    )


def is_same(db: Session, mine: Sitting, void_by: str) -> bool:
    """Whether the deed that made the attempt void said that another registration counts instead."""
    said = same.of(db, [mine.attempt.entry_id]).get(mine.attempt.entry_id)
    return said is not None and said.deed_id == void_by


def next_of(db: Session, view: RoundView, here: Sequence[Attempt], entry_id: str, now: datetime) -> Next:
    """The attempt that an entry may start next in a round."""
    elsewhere = 0
    if view.rules.attempts_in_all is not None:
        elsewhere = used.elsewhere(db, view.id, [entry_id], now).get(entry_id, 0)
    facts = [facts_of(one) for one in here]
    return next_attempt(view.rules, facts, elsewhere, to_ms(now), used.returned(db, facts))


def attempts_left(mine: Sitting, db: Session, now: datetime) -> int:
    """How many attempts the owner of this one may still start."""
    here = store.attempts_of(db, mine.view.id, mine.attempt.entry_id)
    return next_of(db, mine.view, here, mine.attempt.entry_id, now).left


def _is_running(attempt: Attempt, now: datetime) -> bool:
    return not is_over(facts_of(attempt), to_ms(now))


def progress(db: Session, view: RoundView, entry_id: str, now: datetime) -> Progress:
    """What an entry has done in a round, for the contest's front page."""
    attempts = store.attempts_of(db, view.id, entry_id)
    running = next((one for one in attempts if _is_running(one, now)), None)
    done = [one for one in attempts if one is not running]
    return Progress(
        open_attempt=running.id if running else "",
        next_slot=_next_slot(db, running) if running else 1,
        last_attempt=done[-1].id if done else "",
        attempts_left=next_of(db, view, attempts, entry_id, now).left,
        is_same=bool(same.of(db, [entry_id])),
        out=why_not(db, view, entry_id, now),
    )


def _next_slot(db: Session, attempt: Attempt) -> int:
    if attempt.way in (Way.FORWARD, Way.PACED):
        return attempt.reached
    answered = {slot for slot, answer in hot.answers(db, attempt.id).items() if answer}
    last = attempt.part_end or attempt.slots
    return next((slot for slot in range(attempt.reached, last + 1) if slot not in answered), attempt.reached)


def glance(db: Session, attempt_id: str) -> Facts | None:
    """An attempt as it stands: one statement, for phones that ask how much time is left."""
    return hot.glance(db, attempt_id)


def by_receipt(db: Session, round_ids: Collection[str], receipt: str) -> str | None:
    """The attempt of these rounds that has this receipt; None where that names no one, or two."""
    found = store.by_receipt(db, round_ids, receipt)
    return found[0] if len(found) == 1 else None


def settle(db: Session, attempt_id: str, now: datetime) -> None:
    """Record that time ran out for one attempt; nothing when it did not, or when that was recorded."""
    finishing.record_expired(db, list(hot.by_id(db, [attempt_id]).values()), to_ms(now))


def take_over(db: Session, who: Entrant, attempt_id: str, now: datetime) -> int:
    """Move an attempt to this phone: the other one is told at its next save. Twice is once.

    Returns where to go on: the first question without an answer.
    """
    mine = sitting(db, who, attempt_id, now)
    to_move = not (mine.is_over or mine.is_here)
    if to_move and not store.take_over(db, attempt_id, mine.attempt.lease, who.device):
        raise Conflict(MOVED)
    return _next_slot(db, mine.attempt)


# --- for rounds ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Counts:
    """A round in numbers. ``silent``: running, but nothing heard for two minutes."""

    people: int
    started: int
    answering: int
    handed_in: int
    timed_out: int
    silent: int


def counts(db: Session, round_id: str, now: datetime) -> Counts:
    """The numbers of a round at ``now``."""
    by_state = {state: number for state, number, _ in store.count_by_state(db, round_id, now)}
    return Counts(
        people=store.count_people(db, round_id),
        started=sum(number for state, number in by_state.items() if state != AttemptState.VOID),
        answering=by_state.get(AttemptState.OPEN, 0),
        handed_in=by_state.get(AttemptState.HANDED_IN, 0),
        timed_out=by_state.get(AttemptState.TIMED_OUT, 0),
        silent=store.count_silent(db, round_id, now - SILENT_AFTER, now),
    )


def counts_by_unit(db: Session, round_id: str) -> dict[str | None, int]:
    """Unit → people with an attempt; merged units count for the one they were merged into."""
    return store.people_by_unit(db, round_id, units.merged(db))


def overview(db: Session, now: datetime) -> dict[str, tuple[int, int]]:
    """Round → (people, attempts running at ``now``), for the list of all rounds."""
    return {round_id: (people, int(running)) for round_id, people, running in store.overview(db, now)}


def begun(db: Session, round_ids: Collection[str]) -> set[str]:
    """Those of the rounds in which somebody ever started, or got a paper: their rules stand."""
    found = store.begun(db, round_ids) | by_hand_store.begun(db, round_ids)
    return found | variants_store.begun(db, round_ids)


@dataclass(frozen=True, slots=True)
class Made:
    """How many attempts somebody made in a round, and whether one is running."""

    ended: int = 0
    running: bool = False


def made(db: Session, round_id: str, entry_ids: Collection[str], now: datetime) -> dict[str, Made]:
    """Entry → what was made so far; entries without an attempt are left out."""
    found: dict[str, Made] = {}
    for row in store.of_entries(db, round_id, entry_ids) if entry_ids else ():
        before, running = found.get(row.entry_id, Made()), _is_running(row, now)
        found[row.entry_id] = Made(before.ended + (not running), before.running or running)
    return found


def cut_deadlines(db: Session, round_id: str, now: datetime, grace_seconds: int) -> int:
    """The round closes now: nobody's deadline is later. Arrivals within the grace still count."""
    return adjusting_store.cut_deadlines(db, round_id, now, now + timedelta(seconds=grace_seconds))


def sweep(db: Session, round_id: str | None, now: datetime, limit: int = 200) -> int:
    """Record attempts that timed out, in one round or in all; how many. Doing it twice changes nothing."""
    expired = store.expired(db, round_id, now, limit)
    if not expired:
        return 0
    facts = list(hot.by_id(db, expired).values())
    return finishing.record_expired(db, facts, to_ms(now))


def has_expired(db: Session, now: datetime) -> bool:
    """Whether :func:`sweep` has something to do."""
    return bool(store.expired(db, None, now, limit=1))


def counts_with_void(db: Session, round_id: str) -> tuple[int, int]:
    """(people, attempts) of a round, void attempts too; who sat under two registrations is one person."""
    return len(same.fold(db, store.sat(db, round_id))), store.count_all(db, round_id)


# --- for banks ----------------------------------------------------------------------------------
