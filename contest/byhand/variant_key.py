"""The key of shuffled papers, and when it may be told. Read here alone, and only after the close (I6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session

from contest.accounts.service import Member
from contest.attempts import review, variants
from contest.attempts.spelling import right_answer
from contest.attempts.variants import Variant
from contest.bank.access import rights
from contest.byhand.letters import in_letters
from contest.byhand.lines import Line
from contest.byhand.showing import lines_of
from contest.campaigns import editing
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.errors import Conflict
from contest.printing.key_table import KeyTable
from contest.ruleset.states import ReviewShown
from contest.web.filters import inner, moment
from questions import numbers
from questions import service as questions
from questions.grading import counts
from questions.kinds import Key

TOO_EARLY = "Đáp án có ở đây sau khi vòng đóng ({close}) và chốt kết quả."
ASKED_STILL = "Đáp án có ở đây sau khi {name} đóng, vì còn vòng khác dùng chung câu hỏi."
NOT_SHOWN = "Thể lệ không công bố đáp án, nên chỉ người được xem ngân hàng câu hỏi tải được đáp án."
NOTE = "Câu trả lời của ai cũng được chấm trên máy theo đáp án này. Câu dự đoán, câu hỏi mở không có đáp án."


def waits(db: Session, who: Member, view: RoundView, now: datetime) -> str:
    """Why the key is not told yet, or not to them; "" when it is."""
    if view.phase is not Phase.CLOSED:
        return TOO_EARLY.format(close=moment(view.closes_at))
    if other := review.asked_still(view, editing.rounds_of(db, view.campaign_id, now)):
        return ASKED_STILL.format(name=inner(other.name))
    shown = view.rules.visibility.review is ReviewShown.AFTER_CLOSE
    return "" if shown or rights(db, who)(view.bank_slug) else NOT_SHOWN


def table(db: Session, who: Member, view: RoundView, now: datetime) -> KeyTable:
    """The key of all codes, by the newest correction; Conflict while it may not be told."""
    found = variants.known(db, view.id)
    if why := waits(db, who, view, now):
        raise Conflict(why)
    papers = [(one, variants.asked(db, view.id, one)) for one in found]
    asked = [slot.drawn.revision for slot in papers[0][1] if counts(slot.content.kind)]
    keys = {revision: key for revision, (_, key) in questions.keys(db, set(asked)).items()}
    told = {
        one.code: [
            said(line, keys[slot.drawn.revision])
            for slot, line in zip(slots, lines_of(slots), strict=True)
            if counts(slot.content.kind)
        ]
        for one, slots in papers
    }
    title = " ".join(view.title.splitlines())
    return KeyTable(title, view.name, tuple(told), _rows(found, told), NOTE)


def _rows(
    found: Sequence[Variant], told: Mapping[str, Sequence[str]]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    columns = [told[one.code] for one in found]
    return tuple((str(at), answers) for at, answers in enumerate(zip(*columns, strict=True), 1))


def said(line: Line, key: Key) -> str:
    """What is right in the letters of one paper, as it would be typed in."""
    right = in_letters(line, right_answer(line.content, key))
    return f"{right} (± {numbers.written(key.tolerance)})" if key.tolerance else right
