"""Use cases of one row: mend it, accept its warnings, leave it out, take it back in.

A row is judged again by the judge that judged the file, before the write lock is taken; what is the
same as another row is looked up under the lock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from contest.accounts.service import Member
from contest.audit import service as audit
from contest.bank import store
from contest.bank.import_reading import IN_BANK, like_problem
from contest.bank.import_rules import (
    Deed,
    Typed,
    in_file,
    in_question,
    mended,
    read_problems,
    state_of,
    still_accepted,
    write_problems,
)
from contest.bank.importing import found, held
from contest.bank.models import BankImportRow
from contest.bank.service import NO_TOPIC
from contest.bank.states import RowState
from contest.errors import Conflict, Invalid, NotFound
from questions import comparing
from questions.authoring import banks
from questions.folding import fold
from questions.formats.drafts import Draft
from questions.formats.judging import examine
from questions.formats.model import Problem
from questions.formats.words import read_topics
from questions.likeness import Likeness
from questions.models import Bank
from questions.sameness import Known, fingerprint

NO_ROW = "Không tìm thấy câu này trong tệp đã tải lên."
IS_SAVED = "Câu này đã vào ngân hàng. Sửa nó ở trang câu hỏi của ngân hàng."
STALE = "{} vừa sửa câu này trước bạn. Chữ bạn gõ vẫn còn đây, xem bản đang lưu rồi ghi lại nếu cần."

#: States in which a row stands for its question among rows that are the same.
HOLDING = (RowState.READY, RowState.LOOK)


@dataclass(frozen=True)
class Considered:
    """A row as it will be, judged. `version` is the one that was looked at."""

    import_id: str
    number: int
    version: int
    deed: Deed
    draft: Draft
    problems: tuple[Problem, ...]
    alike: tuple[Problem, ...]
    near: str
    identity: str
    in_bank: bool
    changes_nothing: bool


def row_of(db: Session, import_id: str, number: int) -> BankImportRow:
    """A row; NotFound when there is none."""
    row = store.row(db, import_id, number)
    if row is None:
        raise NotFound(NO_ROW)
    return row


def consider(
    db: Session, import_id: str, number: int, version: int, deed: Deed, typed: Typed, today: date
) -> Considered:
    """What the row becomes by this deed; Invalid for a topic that nobody offered. Nothing is stored."""
    batch, into = found(db, import_id)
    row = row_of(db, import_id, number)
    before = Draft.from_json(row.draft)
    if deed is Deed.SAVE and "topics" in typed.parts:
        _known_topics(db, into, before, typed.parts["topics"])
    draft = mended(before, typed) if deed is Deed.SAVE else before
    judged = examine(draft, batch.first, today)
    known = comparing.known(db, into.id or 0)
    identity = fingerprint(judged.question.likened, judged.question.choices) if judged.is_sound else ""
    alike, near = _alike(db, import_id, number, draft, known)
    return Considered(
        import_id,
        number,
        version,
        deed,
        draft,
        judged.problems,
        alike,
        near,
        identity,
        in_bank=identity in known.prints,
        changes_nothing=draft == before and _is_done(row, deed),
    )


def _known_topics(db: Session, into: Bank, before: Draft, words: str) -> None:
    """An author's own topic comes with the file or is in the bank already; a form makes up none."""
    kept = {fold(word) for word in read_topics(before.topics)[1]}
    own = {
        name for topic in banks.topics(db, into.public_id) for name in (fold(topic.slug), fold(topic.name))
    }
    strange = [word for word in read_topics(words)[1] if fold(word) not in kept | own]
    if strange:
        raise Invalid(fields={"topics": NO_TOPIC.format(strange[0])})


def _is_done(row: BankImportRow, deed: Deed) -> bool:
    """Whether the row is already as this deed would make it: the form was sent twice."""
    match deed:
        case Deed.SAVE:
            return row.state != RowState.DROPPED
        case Deed.ACCEPT:
            return row.accepted
        case Deed.DROP:
            return row.state == RowState.DROPPED
        case Deed.RESTORE:
            return row.state != RowState.DROPPED


def _alike(
    db: Session, import_id: str, number: int, draft: Draft, known: Known
) -> tuple[tuple[Problem, ...], str]:
    others, texts = store.texts(db, import_id, number), known.texts
    place = Likeness([*known.likened, *(folded for _, folded in others)]).find(draft.likened)
    if place is None:
        return (), ""
    if place < len(texts):
        said = like_problem(draft, texts[place], "câu đã có trong ngân hàng")
        return (said,), in_question(known.ids[place])
    like = others[place - len(texts)][0]
    other = Draft.from_json(row_of(db, import_id, like).draft)
    return (like_problem(draft, other.text, other.called),), in_file(like)


def keep(db: Session, staff: Member, new: Considered, now: datetime) -> RowState:
    """Store what was considered; Conflict when somebody was faster. Sent twice, it is done once."""
    batch = held(db, new.import_id)
    row = row_of(db, new.import_id, new.number)
    if row.state == RowState.SAVED:
        raise Conflict(IS_SAVED)
    if row.version != new.version:
        if new.changes_nothing:
            return RowState(row.state)
        raise Conflict(STALE.format(row.changed_by or "Có người"))
    was_holding = row.state in HOLDING
    _write(db, row, new)
    row.changed_by = staff.name[:120]
    row.version += 1
    batch.version += 1
    batch.touched_at = now
    store.save(db, row, batch)
    if was_holding:
        _release(db, row)
    detail = {"row": new.number, "deed": new.deed.value}
    audit.record(db, staff.id, "bank.mend", batch.id, detail, now)
    return RowState(row.state)


def _write(db: Session, row: BankImportRow, new: Considered) -> None:
    before = read_problems(row.problems)
    row.twin_of = _twin_of(db, row, new)
    # Of a row that repeats another that much is said; that they are alike goes without saying.
    problems = new.problems if row.twin_of else (*new.problems, *new.alike)
    row.accepted = new.deed is Deed.ACCEPT or still_accepted(row.accepted, before, problems)
    row.draft, row.problems = new.draft.to_json(), write_problems(problems)
    row.folded, row.identity = fold(new.draft.likened), new.identity
    row.near = "" if row.twin_of else new.near
    state = state_of(problems, row.accepted, row.twin_of != 0)
    row.state = RowState.DROPPED if new.deed is Deed.DROP else state


def _twin_of(db: Session, row: BankImportRow, new: Considered) -> int:
    if not new.identity or new.deed is Deed.DROP:
        return 0
    return IN_BANK if new.in_bank else store.holder(db, row.import_id, new.identity, row.number)


def _release(db: Session, row: BankImportRow) -> None:
    """Rows that repeated this one stand up when it is left out or asks something else now."""
    twins = store.twins(db, row.import_id, row.number)
    still = row.state in HOLDING
    _stand_up(db, [twin for twin in twins if not (still and twin.identity == row.identity)])


def _stand_up(db: Session, twins: list[BankImportRow]) -> None:
    if not twins:
        return
    first, *rest = twins
    first.twin_of = 0
    first.state = state_of(read_problems(first.problems), first.accepted, is_twin=False)
    for twin in rest:
        twin.twin_of = first.number
    for twin in twins:
        twin.version += 1
    store.save(db, *twins)
