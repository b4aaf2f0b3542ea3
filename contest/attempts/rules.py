"""The rules of sitting a paper, on plain values: what becomes of an op, who may start, when it is over."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from contest.attempts.states import AttemptState, Fate
from contest.clock import VIETNAM, local
from contest.ruleset.parts import span_at
from contest.ruleset.rules import Ruleset
from contest.ruleset.states import MOST_QUESTIONS, MOST_SUGGESTIONS, Way
from questions.answering import LONGEST_SUGGESTION
from questions.folding import is_text

MAX_OPS = 64
#: A hand-in brings at most one op a slot: the longest paper, its open questions and its prediction.
MAX_MAP = MOST_QUESTIONS + MOST_SUGGESTIONS + 1
#: Whatever the question: a kind that takes less does not understand more.
MAX_ANSWER = LONGEST_SUGGESTION
MAX_OP_ID = 32
MAX_SEQ = 1_000_000
#: Until when a paused attempt takes answers: 31/12/9999. So nothing that compares times need know of pauses.
NEVER = 253_402_214_400_000
#: Seconds that everybody gets with a pause. A phone that heard of it trusts it for so long without hearing
#: more, so what it shows is never more than is left (I10).
LEEWAY = 20
#: Where questions leave the server only when they are asked for.
HELD_BACK = (Way.PACED, Way.PARTS)


@dataclass(frozen=True, slots=True)
class Op:
    """One tap: op_id is the phone's random name for it, seq grows by one a tap."""

    op_id: str
    seq: int
    slot: int
    answer: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules need of a stored attempt; times in milliseconds since 1970."""

    id: str
    entry_id: str
    round_id: str
    unit_id: str | None
    number: int
    slots: int
    state: str
    lease: int
    started: int
    deadline: int
    accepts_until: int
    receipt: str | None
    paused: int | None = None
    stood: int = 0
    ended: int | None = None
    way: str = Way.FREE
    reached: int = 1
    slot_deadline: int | None = None
    slot_until: int | None = None
    part_end: int | None = None


class Verdict(StrEnum):
    """What becomes of an op, or of a whole request: the worst of its ops."""

    APPLIED = "applied"
    STALE = "stale"
    LATE = "late"
    CLOSED = "closed"  # the question is passed, or its own time is over
    CONFLICT = "conflict"
    NOT_YOURS = "not_yours"


FATES: dict[Verdict, Fate] = {
    Verdict.APPLIED: Fate.APPLIED,
    Verdict.STALE: Fate.STALE,
    Verdict.CLOSED: Fate.CLOSED,
    Verdict.LATE: Fate.LATE,
}


def judge(attempt: Facts | None, entries: tuple[str, ...], lease: int, received: int) -> Verdict:
    """What becomes of ops that arrived at ``received`` from a phone with these entries and this lease.

    Saved ops of a closed attempt are late; an older lease is stale; a lease that was never given is forged
    and gets the same answer as an attempt that does not exist.
    """
    if attempt is None or attempt.entry_id not in entries or not 1 <= lease <= attempt.lease:
        return Verdict.NOT_YOURS
    if lease < attempt.lease:
        return Verdict.STALE
    if attempt.state != AttemptState.OPEN or received > attempt.accepts_until:
        return Verdict.LATE
    return Verdict.APPLIED


def judge_slot(attempt: Facts, slot: int, received: int) -> Verdict:
    """What becomes of an answer to a slot of an attempt that takes answers."""
    if attempt.way == Way.FREE or slot > at_hand(attempt):
        return Verdict.APPLIED
    if slot < attempt.reached or is_shut(attempt, received):
        return Verdict.CLOSED
    return Verdict.APPLIED


def is_shut(attempt: Facts, now: int) -> bool:
    """Whether the time of the question or part at hand is over, its grace too."""
    return attempt.slot_until is not None and now > attempt.slot_until


def at_hand(attempt: Facts) -> int:
    """The last of the slots that are at hand together: with ``reached`` a part, else that slot alone."""
    return attempt.reached if attempt.part_end is None else attempt.part_end


def furthest(attempt: Facts) -> int:
    """The last slot that answers can come for: nobody knows a question that was not asked for."""
    return at_hand(attempt) if attempt.way in HELD_BACK else attempt.slots


def opens(attempt: Facts, slot: int) -> bool:
    """Whether going on to ``slot`` opens it now. In a pause no further question is given out."""
    stands = attempt.way in HELD_BACK and attempt.paused is not None
    return attempt.way != Way.FREE and at_hand(attempt) < slot <= attempt.slots and not stands


def given_out(rules: Ruleset, slot: int, at: int) -> tuple[int | None, int | None, int | None]:
    """What is given out from ``slot`` on at this moment: when its own time is over, until when its answers
    count (None: as long as the paper), and with a part its last slot."""
    part = span_at(rules, slot)
    seconds, end = (part.seconds, part.last) if part else (rules.question_seconds, None)
    if seconds is None:
        return None, None, None
    return at + 1000 * seconds, at + 1000 * (seconds + rules.grace_seconds), end


def is_over(attempt: Facts, now: int) -> bool:
    """An attempt that is stored as open but past its deadline and grace reads as timed out."""
    return attempt.state != AttemptState.OPEN or now > attempt.accepts_until


def fits(op: Op, slots: int) -> bool:
    """Whether an op can belong to a paper of this many slots."""
    return (
        0 < len(op.op_id) <= MAX_OP_ID
        and op.op_id.isascii()
        and op.op_id.isprintable()
        and 0 < op.seq <= MAX_SEQ
        and 1 <= op.slot <= slots
        and len(op.answer) <= MAX_ANSWER
        and is_text(op.answer)
    )


@dataclass(frozen=True, slots=True)
class Next:
    """The attempt that somebody may start next. ``number`` None: there is none.

    ``left``: how many more the round and the contest allow, at least 1 where they set no limit.
    ``at``: not before this moment; ``by_day``: because today's are used, else because of the pause.
    """

    number: int | None
    left: int
    at: int = 0
    by_day: bool = False


def next_attempt(
    rules: Ruleset,
    here: Sequence[Facts],
    elsewhere: int,
    now: int,
    returned: Collection[str] = (),
) -> Next:
    """What comes after the attempts ``here`` and so many in other rounds of the contest.

    Void ones stay used but those ``returned``: for these staff let somebody sit again.
    """
    number = len(here) + 1
    here = [one for one in here if one.id not in returned]
    used = len(here)
    limits = [] if rules.attempts_allowed is None else [rules.attempts_allowed - used]
    if rules.attempts_in_all is not None:
        limits.append(rules.attempts_in_all - used - elsewhere)
    left = max(0, min(limits, default=1))
    if not left:
        return Next(None, 0)
    pause = max((ended_at(one) for one in here), default=0) + 60_000 * rules.pause_minutes
    not_before = pause if rules.pause_minutes and here else 0
    today = sum(day_of(one.started) == day_of(now) for one in here)
    tomorrow = next_day(now)
    if rules.attempts_a_day is not None and today >= rules.attempts_a_day and tomorrow >= not_before:
        return Next(number, left, tomorrow, by_day=True)
    return Next(number, left, not_before if now < not_before else 0)


def ended_at(attempt: Facts) -> int:
    """When an attempt ended, or will end at the latest."""
    return attempt.deadline if attempt.ended is None else attempt.ended


def day_of(moment: int) -> date:
    """The day on the wall clock of Việt Nam."""
    return local(datetime.fromtimestamp(moment / 1000, UTC)).date()


def next_day(moment: int) -> int:
    """When the next day begins there."""
    begins = datetime.combine(day_of(moment) + timedelta(days=1), time(), VIETNAM)
    return int(begins.timestamp()) * 1000


def open_one(existing: Sequence[Facts], now: int) -> Facts | None:
    """The attempt that goes on: a start returns it instead of doubling it."""
    return next((one for one in existing if not is_over(one, now)), None)


def paper_seed(round_seed: bytes, entry_id: str, number: int) -> bytes:
    """The seed of one paper. Anyone can recompute it once the round's seed is shown after close."""
    return hmac.new(round_seed, f"{entry_id}:{number}".encode(), hashlib.sha256).digest()


def seconds_used(attempt: Facts, at: int) -> int:
    """Whole seconds between start and end at ``at``, capped at the limit: the printed precision.

    While the clock stood still no time was used.
    """
    ended = min(at, attempt.deadline, at if attempt.paused is None else attempt.paused)
    return max(0, (ended - attempt.started) // 1000 - attempt.stood)


@dataclass(frozen=True, slots=True)
class Left:
    """What a phone is told of its time: whole seconds, rounded down (I10), and whether they stand still."""

    seconds: int
    paused: bool = False
    #: Of a paced paper the question at hand, of one in parts the first of its part; and how long that still
    #: takes answers.
    slot: int = 0
    slot_seconds: int = 0

    def __str__(self) -> str:
        own = f";{self.slot}:{self.slot_seconds}" if self.slot else ""
        return f"{self.seconds}{own}{';paused' if self.paused else ''}"

    @property
    def is_short(self) -> bool:
        """Whether the question's or part's time ends before the whole paper's."""
        return self.slot > 0 and self.slot_seconds < self.seconds


def time_left(attempt: Facts, now: int) -> Left:
    """The time left at ``now``; during a pause that of the moment in which it began."""
    then = now if attempt.paused is None else min(now, attempt.paused)
    whole = max(0, (attempt.deadline - then) // 1000)
    if attempt.way not in HELD_BACK:
        return Left(whole, attempt.paused is not None)
    own = attempt.deadline if attempt.slot_deadline is None else min(attempt.deadline, attempt.slot_deadline)
    return Left(whole, attempt.paused is not None, attempt.reached, max(0, (own - then) // 1000))


def canonical_answers(answers: Mapping[int, str]) -> str:
    """The text that a receipt's digest is made of: slots in order, cleared ones left out."""
    kept = {str(slot): answers[slot] for slot in sorted(answers) if answers[slot] != ""}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def digest(attempt_id: str, answers: Mapping[int, str]) -> str:
    """SHA-256 of the attempt and its canonical answers, hex."""
    return hashlib.sha256(f"{attempt_id}\n{canonical_answers(answers)}".encode()).hexdigest()


def receipt_code(raw: str) -> str:
    """``HT-7K2M-94QX`` from eight characters."""
    return f"HT-{raw[:4]}-{raw[4:8]}".upper()


def standing(latest: Iterable[tuple[int, int, int, str]]) -> dict[int, str]:
    """I2 as a plain rule: of (slot, lease, seq, answer) the highest (lease, seq) stands for each slot."""
    best: dict[int, tuple[int, int, str]] = {}
    for slot, lease, seq, answer in latest:
        if slot not in best or (lease, seq) > best[slot][:2]:
            best[slot] = (lease, seq, answer)
    return {slot: answer for slot, (_, _, answer) in sorted(best.items())}
