"""What the pages of sitting a paper show, from the start button to the receipt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from contest.attempts.rules import Left
from contest.attempts.slot_pages import Place, Question
from contest.ruleset.states import Way
from contest.web.figures import Figure


@dataclass(frozen=True)
class ReadyPage:
    """`/attempts/new/k7q2m94qx3f8d`"""

    template: ClassVar[str] = "attempts/ready.html"
    slug: str
    round: str
    round_name: str
    title: tuple[str, ...]
    questions: int
    has_prediction: bool
    minutes: int
    attempts_left: int
    attempts: int  # 0: no limit in this round
    limits: str  # the same and every other limit, in words
    closes: datetime
    rules: tuple[str, ...]
    open_attempt: str = ""
    next_slot: int = 1
    phase: str = "open"
    opens: datetime | None = None
    receipts: tuple[tuple[int, str], ...] = ()  # (number, attempt) of those already handed in
    next_at: datetime | None = None  # there is an attempt left, but not before
    waits_for: str = ""  # why not
    paused: bool = False  # nobody can start; the page asks again by itself
    is_same: bool = False  # another registration of the same person counts instead
    out: str = ""  # why the round is for others, who were selected
    withdrew: bool = False  # because they took back that they take part
    contact: str = ""
    name: str = ""  # the given name; "" once erased
    whose: str = ""  # the round is not for this person's audience: which one it is for, and which is theirs
    own: str = ""  # their audience; "" while they have said none
    own_round: str = ""  # and its round, if it can be sat now or later
    suggestions: int = 0  # open questions


@dataclass(frozen=True)
class LinePage:
    """`/attempts/new/k7q2m94qx3f8d/line?place=…`: ``number`` 0 is whose turn it is."""

    template: ClassVar[str] = "attempts/line.html"
    round: str
    place: str
    number: int
    seconds: int


@dataclass(frozen=True)
class PartView:
    """The part at hand: its slots, and what the next one is called; "" when it is the last."""

    title: str  # Phần I. Trắc nghiệm
    label: str  # Phần I
    first: int
    last: int
    following: str = ""

    @property
    def slots(self) -> range:
        """Its slots, the prediction's included."""
        return range(self.first, self.last + 1)


@dataclass(frozen=True)
class QuestionPage:
    """`/attempts/k7q2m94qx3f8d/questions/7`: every question is in the page, slot 7 is shown.

    Without a way back those before it are not; of a paced paper slot 7 is the only one, and of one in parts
    there are those of the part.
    """

    template: ClassVar[str] = "attempts/question.html"
    slug: str
    attempt: str
    round_name: str
    lease: int
    last_seq: int
    left: Left
    slot: int
    questions: tuple[Question, ...]
    places: tuple[Place, ...]
    way: Way = Way.FREE
    part: PartView | None = None
    is_shut: bool = False  # the time of this question or part is over
    missed: str = ""  # the question before, when it got no answer and can get none any more
    typed: str = ""  # what a form without script sent and the server could not read
    error: str = ""  # why
    rehearsal: bool = False  # nothing here counts, and the page says so


@dataclass(frozen=True)
class TakenPage:
    """`/attempts/k7q2m94qx3f8d/questions/7` on a phone that does not hold the lease."""

    template: ClassVar[str] = "attempts/taken.html"
    slug: str
    attempt: str
    round_name: str
    saved: int
    questions: int
    left: Left


@dataclass(frozen=True)
class VoidPage:
    """`/attempts/k7q2m94qx3f8d/receipt` of an attempt that does not count."""

    template: ClassVar[str] = "attempts/void.html"
    slug: str
    title: tuple[str, ...]
    round_name: str
    number: int
    contact: str = ""
    at: datetime | None = None
    reason: str = ""
    is_same: bool = False  # because another registration of the same person counts
    attempt: str = ""  # set once there is a result to complain about
    complaints_until: datetime | None = None


@dataclass(frozen=True)
class Written:
    """An open question on the way out: how much was written, in words, "" for nothing."""

    slot: int
    name: str
    said: str


@dataclass(frozen=True)
class ReviewPage:
    """`/attempts/k7q2m94qx3f8d/review`"""

    template: ClassVar[str] = "attempts/review.html"
    slug: str
    attempt: str
    round_name: str
    lease: int
    last_seq: int
    left: Left
    questions: int
    unanswered: tuple[int, ...]
    at_hand: int = 0  # the only slot that still takes answers, where there is no way back
    at_hand_name: str = ""
    prediction_slot: int = 0  # 0: no prediction on this paper
    prediction_missing: bool = False
    written: tuple[Written, ...] = ()  # open questions: leaving them empty is no lack
    saved: int = 0
    part: PartView | None = None  # what is counted and offered is its own alone
    is_shut: bool = False  # its time is over


@dataclass(frozen=True)
class Score:
    """One's own score, as far as the ruleset shows it now."""

    right: int
    seconds: int
    points: int | None = None  # hundredths; None where every question counts one
    rank: int | None = None
    people: int | None = None
    provisional: bool = True
    prediction: int | None = None
    truth: int | None = None
    in_percent: bool = False  # both are hundredths of a per cent
    counted: str = ""  # what of several attempts the place is by
    unranked: str = ""  # why there is no place


@dataclass(frozen=True)
class Given:
    """What was handed in for one slot, in words: letters, "Đúng", a number; "" is unanswered."""

    slot: int
    text: str
    part: str = ""  # the title of the part that begins here


@dataclass(frozen=True)
class Reviewed:
    """One question after close: the answer given, the right one, why. ``partly``: it earned something."""

    slot: int
    text: str
    given: str
    right: bool
    answer: str
    explanation: str = ""
    basis: str = ""
    part: str = ""  # the title of the part that begins here
    partly: bool = False
    picture: Figure | None = None
    pictures: tuple[Figure, ...] = ()  # of its options, named by their texts


@dataclass(frozen=True)
class ReceiptPage:
    """`/attempts/k7q2m94qx3f8d/receipt`"""

    template: ClassVar[str] = "attempts/receipt.html"
    slug: str
    title: tuple[str, ...]
    round: str
    round_name: str
    name: str  # the given name: "bạn Nhung"
    receipt: str
    digest: str  # first characters of the SHA-256 of the canonical answers
    at: datetime
    timed_out: bool
    number: int
    attempts: int  # 0: no limit
    attempts_left: int  # 0 once the round is over
    answered: int
    questions: int
    given: tuple[Given, ...]
    closes: datetime
    closed: bool  # ranked: the final state of a round
    has_board: bool = False
    prediction: int | None = None  # as handed in
    in_percent: bool = False  # it is hundredths of a per cent
    written: tuple[Written, ...] = ()
    score: Score | None = None
    review: tuple[Reviewed, ...] = ()
    review_waits: str = ""  # why the right answers are not shown yet
    attempt: str = ""  # set once there is a result to complain about
    complaints_until: datetime | None = None  # None: too late for a new one
    asks: str = ""  # the attempt, where its person may say how they found the round
    asks_until: datetime | None = None
    contact: str = ""  # the organisers', beside that question
