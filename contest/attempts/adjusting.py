"""What staff change about attempts: more time, a pause, a new close, void. Each change leaves a trace.

The seconds that an attempt was given stand beside it as sums, so that every deadline of a round is rewritten
by one statement without a look at the traces (decision 0014).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from contest import entropy
from contest.attempts import adjusting_store as changes
from contest.attempts import finishing, hot, store, used
from contest.attempts.adjusting_store import Running
from contest.attempts.ended import Finished, finished_of
from contest.attempts.rules import HELD_BACK, LEEWAY, Facts, is_over
from contest.attempts.states import AttemptState, Change
from contest.campaigns.service import RoundView
from contest.errors import Conflict, NotFound
from contest.ruleset.rules import Way
from contest.units import service as units
from contest.web.database import to_ms

ALREADY_VOID = "Bài này đã bị hủy rồi."
ALREADY_RESIT = "Người này đã được thi lại cho bài này rồi."
NOT_VOID = "Bài này đang được công nhận, không có gì để bỏ hủy."
GOES_ON = "Người này đang làm bài. Chờ nộp bài xong rồi gộp; gộp lúc này thì bài dừng giữa chừng."
NO_ATTEMPT = "Không tìm thấy bài làm này trong vòng thi. Về danh sách người dự thi."

SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Deed:
    """Who changes something, when and why. ``id`` binds the traces of one deed together."""

    id: str
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose attempts: one entry's, one unit's with all below it, or with neither the whole round's."""

    entry_id: str = ""
    unit_id: str = ""


def going_on(db: Session, round_id: str, scope: Scope, now: datetime) -> list[Running]:
    """The attempts that a deed would touch."""
    # An attempt keeps the unit that it began for: those merged into it since are meant too, and those below
    # it, as the classes of a school.
    places = units.under(db, scope.unit_id) if scope.unit_id else ()
    return changes.running(db, round_id, now, entry_id=scope.entry_id, units=places, held=False)


def rewrite(db: Session, view: RoundView, now: datetime) -> int:
    """Every deadline of a round anew, after its close moved or time was given; how many go on."""
    rules = view.rules
    return changes.rewrite_deadlines(db, view.id, view.closes_at, rules.seconds, rules.grace_seconds, now)


def pause(db: Session, round_id: str, now: datetime) -> int:
    """Stop the clock of everybody who has time left; how many."""
    return changes.pause(db, round_id, now)


def paused_span(paused_at: datetime, now: datetime) -> int:
    """How long a pause was, in whole seconds and never too short."""
    return max(0, -((paused_at - now) // SECOND))


def go_on(db: Session, view: RoundView, deed: Deed, span: int, *, moved: bool) -> int:
    """Give everybody the time that the pause took, and a little more until all phones know; how many.

    ``view`` is the round after its close moved (``moved``) or stayed.
    """
    found = changes.running(db, view.id, deed.at)
    stopped = [one.id for one in found if one.paused_at is not None]
    change = Change.HOLD if moved else Change.PAUSE
    rows = [*_traces(deed, stopped, change, span), *_traces(deed, stopped, Change.EXTRA, LEEWAY)]
    changes.add_adjustments(db, rows)
    changes.let_go_on(db, deed.id, span, 0 if moved else span, LEEWAY, view.rules.grace_seconds)
    rewrite(db, view, deed.at)
    return len(stopped)


def _traces(deed: Deed, ids: Iterable[str], change: Change, seconds: int) -> list[dict[str, object]]:
    return [_trace(deed, attempt_id, change, seconds) for attempt_id in ids]


def _trace(deed: Deed, attempt_id: str, change: Change, seconds: int) -> dict[str, object]:
    return {
        "id": entropy.new_id(),
        "attempt_id": attempt_id,
        "deed_id": deed.id,
        "kind": change.value,
        "seconds": seconds,
        "by_staff": deed.by,
        "at": deed.at,
        "reason": deed.reason,
    }


def give_extra(db: Session, view: RoundView, deed: Deed, scope: Scope, seconds: int) -> int:
    """Give extra time to everybody in scope who answers now; how many people."""
    # All of them first, in their order: the deadlines of the whole round are rewritten below.
    changes.running(db, view.id, deed.at)
    found = going_on(db, view.id, scope, deed.at)
    if view.paused_at is not None:
        # Whose time was over before the pause stays out: it would run while everybody's stands.
        found = [one for one in found if one.paused_at is not None]
    changes.add_adjustments(db, _traces(deed, [one.id for one in found], Change.EXTRA, seconds))
    changes.add_extra(db, deed.id)
    if view.rules.way in HELD_BACK:
        changes.lengthen_slots(db, deed.id, seconds, deed.at)
    rewrite(db, view, deed.at)
    return len({one.entry_id for one in found})


def take_back(db: Session, view: RoundView, deed: Deed, given_by: str) -> int:
    """Take back what the deed ``given_by`` gave, as far as it is not used up; how many people."""
    given = changes.adjusted_by(db, given_by)
    found = [one for one in changes.running(db, view.id, deed.at) if one.id in given]
    lost = {one.id: min(given[one.id], _unused(one, deed.at)) for one in found}
    changes.add_adjustments(db, [_trace(deed, id, Change.EXTRA, -seconds) for id, seconds in lost.items()])
    changes.add_extra(db, deed.id)
    if view.rules.way is Way.PARTS:
        # A question is over soon (0018); a part may last for hours.
        changes.shorten_parts(db, lost, given_by, deed.at, LEFT_AT_LEAST)
    rewrite(db, view, deed.at)
    return len({one.entry_id for one in found})


def helped(db: Session, attempt_ids: Collection[str]) -> dict[str, tuple[int, datetime]]:
    """Attempt → the extra seconds that it has from staff, and when the last came; those without left out."""
    return changes.helped(db, attempt_ids, LEEWAY) if attempt_ids else {}


#: What is left to whoever loses given time: phones hear of it within 36 s, and none may show more (I10).
LEFT_AT_LEAST = timedelta(seconds=60)


def _unused(one: Running, now: datetime) -> int:
    return max(0, (one.deadline - LEFT_AT_LEAST - (one.paused_at or now)) // SECOND)


# --- void -----------------------------------------------------------------------------------------


def void(db: Session, round_id: str, attempt_id: str, deed: Deed) -> str:
    """An attempt that does not count from now on; its entry. One that goes on ends first."""
    found = _attempt(db, round_id, attempt_id)
    if found.state == AttemptState.VOID:
        raise Conflict(ALREADY_VOID)
    if found.state == AttemptState.OPEN:
        finishing.end(db, [finishing.ended(found, to_ms(deed.at))])
        found = _attempt(db, round_id, attempt_id)
    changes.set_void(db, attempt_id, found.state, AttemptState.VOID)
    changes.add_adjustments(db, [_trace(deed, attempt_id, Change.VOID, 0)])
    return found.entry_id


def unvoid(db: Session, round_id: str, attempt_id: str, deed: Deed) -> str:
    """The attempt counts again, as it was handed in; its entry."""
    found = _attempt(db, round_id, attempt_id)
    if found.state != AttemptState.VOID:
        raise Conflict(NOT_VOID)
    changes.set_void(db, attempt_id, None, changes.void_from(db, attempt_id) or AttemptState.HANDED_IN)
    changes.add_adjustments(db, [_trace(deed, attempt_id, Change.UNVOID, 0)])
    return found.entry_id


def resit(db: Session, round_id: str, attempt_id: str, deed: Deed) -> str:
    """The attempt is void, if it is not already, and used no more; its entry."""
    found = _attempt(db, round_id, attempt_id)
    if found.state != AttemptState.VOID:
        void(db, round_id, attempt_id, deed)
    elif used.returned(db, [found]):
        raise Conflict(ALREADY_RESIT)
    changes.add_adjustments(db, [_trace(deed, attempt_id, Change.RESIT, 0)])
    return found.entry_id


def is_returned(db: Session, attempt_id: str) -> bool:
    """Whether somebody may sit again, or has sat again, for this void attempt."""
    return bool(changes.returned(db, [attempt_id]))


def void_all(db: Session, round_id: str, entry_ids: Collection[str], deed: Deed) -> None:
    """Nothing of these entries counts in a round; Conflict while one of them answers."""
    for attempt_id in sorted(one.id for one in store.of_entries(db, round_id, entry_ids)):
        if not is_over(_attempt(db, round_id, attempt_id), to_ms(deed.at)):
            raise Conflict(GOES_ON)
        void(db, round_id, attempt_id, deed)


def unvoid_all(db: Session, round_id: str, entry_id: str, deed: Deed, given_by: str) -> int:
    """What the deed ``given_by`` made void of an entry counts again; how many attempts."""
    touched = changes.adjusted_by(db, given_by)
    found = [one.id for one in store.all_of(db, round_id, [entry_id]) if one.state == AttemptState.VOID]
    again = [attempt_id for attempt_id in found if attempt_id in touched]
    for attempt_id in again:
        unvoid(db, round_id, attempt_id, deed)
    return len(again)


def _attempt(db: Session, round_id: str, attempt_id: str) -> Facts:
    found = hot.by_id(db, [attempt_id]).get(attempt_id)
    if found is None or found.round_id != round_id:
        raise NotFound(NO_ATTEMPT)
    return found


@dataclass(frozen=True, slots=True)
class VoidNote:
    """Why an attempt does not count, for the person whose it was."""

    at: datetime
    reason: str
    deed_id: str


def why_void(db: Session, attempt_id: str) -> VoidNote | None:
    """The reason that was given last."""
    found = changes.last_adjustment(db, attempt_id, Change.VOID)
    return VoidNote(found.at, found.reason, found.deed_id) if found else None


def forget_reasons(db: Session, deed_ids: Collection[str], instead: str) -> None:
    """Take away why these deeds were done: reasons may name people."""
    changes.forget_reasons(db, deed_ids, instead)


def counting(db: Session, round_id: str, entry_ids: Collection[str]) -> list[Finished]:
    """The ended attempts of these entries, void ones left out: what a board may show of them."""
    return finished_of(db, store.of_entries(db, round_id, entry_ids))
