"""What authors do in a bank, each deed noted in the audit chain."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlmodel import Session

from contest.audit import service as audit
from contest.bank import corrections, holding, picturing
from contest.bank.access import AtBank, is_alone
from contest.bank.rules import Standing
from contest.errors import Conflict, Forbidden, Invalid, NotFound
from questions.authoring import banks, changes, editing, listing
from questions.authoring.changes import Deed
from questions.authoring.editing import By, Loaded, Moved, NotThere, Outcome
from questions.authoring.signing import hands
from questions.authoring.views import BankRef, Stored
from questions.formats.model import ParsedQuestion
from questions.models import QuestionState
from questions.service import add_questions, find_similar

LONGEST_NAME = 120
NO_NAME = "Đặt tên cho ngân hàng, ví dụ Cải cách hành chính 2026."
LONG_NAME = f"Tên ngân hàng dài nhất {LONGEST_NAME} ký tự. Ghi ngắn lại."
TAKEN = "Đã có ngân hàng tên này hoặc gần giống thế. Đặt tên khác."
NO_QUESTION = "Không tìm thấy câu hỏi này. Có thể câu đã bị xóa. Về danh sách để tìm lại."
NO_TOPIC = "Không có chủ đề “{}”. Chọn một chủ đề trong danh sách, hoặc để trống."
NO_REVISION = "Không tìm thấy bản này của câu hỏi. Tải lại trang để xem."
TOPICS_IN_USE = (
    "Câu đang được rút vào đề nên chủ đề do người duyệt đổi. Nhờ người duyệt, hoặc để chủ đề như cũ."
)
AUDIENCES_IN_USE = (
    "Câu đang được rút vào đề nên đối tượng do người duyệt đổi. Nhờ người duyệt, hoặc để đối tượng như cũ."
)
OWN = "Bạn là người sửa câu này lần cuối, nên một người khác soát và duyệt."
TWIN = "Câu này đã có trong ngân hàng: cùng nội dung và cùng phương án."
STALE = "Có người vừa sửa câu này. Bản của bạn vẫn giữ nguyên bên dưới và chưa được lưu."
STATE_STALE = "Có người vừa sửa câu này. Xem lại câu rồi làm tiếp."
KEPT = "Câu đã từng được duyệt có thể nằm trong đề nên không xóa được. Ngừng dùng câu thay vì xóa."
TOO_LATE = "Không hoàn tác được: có câu đã được sửa sau đó, hoặc bạn đã hoàn tác rồi."
NO_CHANGE = "Không tìm thấy lần đổi này. Về danh sách để xem các câu."
NOT_YOUR_CHANGE = "Người khác đã đổi các câu này. Chỉ người đó hoặc người duyệt hoàn tác được."
NONE_CHOSEN = "Chọn ít nhất một câu ở cột đầu."


@dataclass
class Stale(Conflict):
    """Somebody else saved first; `stored` is what stands now."""

    stored: Stored | None = field(default=None)


@dataclass
class Twin(Conflict):
    """The very question is there already; `question` is its id, "" when another one has its words."""

    question: str = ""


# --- banks ----------------------------------------------------------------------------------------


def create_bank(db: Session, actor: str, name: str, now: datetime) -> BankRef:
    """Make a bank; the address of its contests' files is made from its name."""
    if len(name) > LONGEST_NAME:
        raise Invalid(fields={"name": LONG_NAME})
    if not banks.slug_of(name):
        raise Invalid(fields={"name": NO_NAME})
    made = banks.create(db, name, now)
    if made is None:
        raise Invalid(fields={"name": TAKEN})
    audit.record(db, actor, "bank.create", made.id, {"slug": made.slug}, now)
    return made


def note_export(db: Session, at: AtBank, kind: str, count: int, now: datetime) -> None:
    """Record that questions left the server with their right answers."""
    audit.record(db, at.member.id, "bank.export", at.bank.id, {"kind": kind, "questions": count}, now)


# --- one question ---------------------------------------------------------------------------------


def add(db: Session, at: AtBank, wanted: ParsedQuestion, now: datetime) -> str:
    """Write a new question, a draft; its id. The very same question a second time is told."""
    _only_offered(db, at, wanted)
    picturing.use(db, wanted, now)
    added = add_questions(db, at.bank.slug, (wanted,), state=QuestionState.DRAFT, author=at.member.id, at=now)
    (made,) = added.ids
    if made is None:
        (similar,) = find_similar(db, at.bank.slug, (wanted.likened,))
        raise Twin(TWIN, question=similar.id if similar else "")
    audit.record(db, at.member.id, "bank.add", made, {"bank": at.bank.id}, now)
    return made


def save(
    db: Session, at: AtBank, question_id: str, wanted: ParsedQuestion, version: int, now: datetime
) -> Outcome:
    """Change what a question says, if nobody did since `version`; how it was done."""
    with holding.kept(db, at.bank.slug, now):
        loaded = load(db, at, question_id, version, STALE)
        if not at.writes:
            raise Forbidden
        _only_offered(db, at, wanted)
        picturing.use(db, wanted, now)
        if set(wanted.topics) != set(loaded.stored.topics) and not _may_tie(at, loaded.stored):
            raise Invalid(fields={"topics": TOPICS_IN_USE})
        if set(wanted.audiences) != set(loaded.stored.audiences) and not _may_tie(at, loaded.stored):
            raise Invalid(fields={"audiences": AUDIENCES_IN_USE})
        outcome = editing.save(db, loaded, wanted, by(at, now))
    return _saved(db, at, loaded, outcome, now)


def _may_tie(at: AtBank, one: Stored) -> bool:
    """Topics and audiences stand beside the revisions, so a draw meets others at once."""
    return at.writes and (at.approves or one.state is not QuestionState.APPROVED)


def _only_offered(db: Session, at: AtBank, wanted: ParsedQuestion) -> None:
    """A form makes up no topic: an author's own one comes with a file."""
    offered = {topic.slug for topic in banks.topics(db, at.bank.id)}
    strange = sorted(set(wanted.topics) - offered)
    if strange:
        raise Invalid(fields={"topics": NO_TOPIC.format(strange[0])})


def restore(
    db: Session, at: AtBank, question_id: str, old: tuple[int, int], version: int, now: datetime
) -> Outcome:
    """Make the question say what an old revision said; `old` is (its number, the version of its key)."""
    with holding.kept(db, at.bank.slug, now):
        loaded = load(db, at, question_id, version, STATE_STALE)
        if not at.writes:
            raise Forbidden
        try:
            outcome = editing.restore(db, loaded, old, by(at, now))
        except NotThere as error:
            raise NotFound(NO_REVISION) from error
    return _saved(db, at, loaded, outcome, now)


def _saved(db: Session, at: AtBank, loaded: Loaded, outcome: Outcome, now: datetime) -> Outcome:
    if outcome is Outcome.KEY:
        corrections.announce(db)
    if outcome is not Outcome.NOTHING:
        detail = {"how": outcome.value, "version": loaded.row.version}
        audit.record(db, at.member.id, "bank.save", loaded.stored.id, detail, now)
    return outcome


def move(
    db: Session, at: AtBank, question_id: str, state: QuestionState, version: int, now: datetime
) -> bool:
    """Approve a question, retire it, make it a draft again, say that it is right; False when it is that
    already. What somebody wrote is approved by somebody else, unless nobody else is there who may."""
    with holding.kept(db, at.bank.slug, now):
        loaded = load(db, at, question_id, None, STATE_STALE)
        if editing.is_there(loaded.stored, state):
            return False
        if loaded.row.version != version:
            raise Stale(STATE_STALE, stored=loaded.stored)
        alone = is_alone(db, at)
        where = standing(at, loaded.stored, alone)
        if not where.may(state, at.writes, at.approves):
            others = replace(where, own=False).may(state, at.writes, at.approves)
            raise Forbidden(OWN) if others else Forbidden()
        editing.set_state(db, loaded, state, replace(by(at, now), alone=alone))
    detail = {"from": loaded.stored.state.value, "to": state.value}
    if loaded.newest.signed_alone and state is QuestionState.APPROVED:
        detail["signed"] = "alone"
    audit.record(db, at.member.id, "bank.move", question_id, detail, now)
    return True


def standing(at: AtBank, one: Stored, alone: bool) -> Standing:
    """Where a question stands for a member."""
    own = at.member.id in hands(one.newest)
    return Standing(one.state, own, alone, one.is_changed, bool(one.newest.reviewer))


def delete(db: Session, at: AtBank, question_id: str, now: datetime) -> bool:
    """Delete what was never approved: the whole question (True), or its newest words alone."""
    loaded = load(db, at, question_id, None, STATE_STALE)
    try:
        is_gone = editing.delete(db, loaded)
    except editing.Held as error:
        raise Conflict(KEPT) from error
    if not is_gone:
        editing.touch(db, loaded.row, by(at, now))
    detail = {"bank": at.bank.id} if is_gone else {"revision": loaded.stored.newest.number}
    audit.record(db, at.member.id, "bank.delete", question_id, detail, now)
    return is_gone


def load(db: Session, at: AtBank, question_id: str, version: int | None, stale: str) -> Loaded:
    """A question to change; what it says when it is not at this version any more."""
    try:
        return editing.load(db, at.bank.id, question_id, version)
    except NotThere as error:
        raise NotFound(NO_QUESTION) from error
    except Moved as error:
        raise Stale(stale, stored=error.stored) from error


def by(at: AtBank, now: datetime) -> By:
    """Who changes something, and when."""
    return By(at.member.id, now, fixes_keys=at.approves)


def question(db: Session, at: AtBank, question_id: str) -> Stored:
    """A question to read."""
    found = listing.question(db, at.bank.id, question_id)
    if found is None:
        raise NotFound(NO_QUESTION)
    return found


# --- several questions ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Done:
    """What was done to several questions; `refused` were not this member's to change."""

    change_id: str
    count: int
    refused: int


def change(db: Session, at: AtBank, ids: Collection[str], deed: Deed, value: str, now: datetime) -> Done:
    """Change the state, the level, the last day, the topics or the audiences of several questions at once."""
    if not ids:
        raise Invalid(NONE_CHOSEN)
    asked, alone = set(ids), is_alone(db, at)
    found = listing.some(db, at.bank.id, asked, held=True)
    mine = {one.id for one in found if _may(at, one, deed, value, alone)}
    signing = replace(by(at, now), alone=alone)
    with holding.kept(db, at.bank.slug, now):
        done = changes.change(db, at.bank.id, mine, deed, value, signing) if mine else None
    if done is None or not done.count:
        return Done("", 0, len(asked) - len(mine))
    detail = {"bank": at.bank.id, "deed": deed.value, "to": value, "questions": done.count}
    audit.record(db, at.member.id, "bank.change", done.change_id, detail, now)
    return Done(done.change_id, done.count, len(asked) - len(mine))


def _may(at: AtBank, one: Stored, deed: Deed, value: str, alone: bool) -> bool:
    if deed is Deed.STATE:
        is_there = editing.is_there(one, QuestionState(value))
        return is_there or standing(at, one, alone).may(value, at.writes, at.approves)
    return at.writes if deed in (Deed.LEVEL, Deed.UNTIL) else _may_tie(at, one)


def undo(db: Session, at: AtBank, change_id: str, now: datetime) -> int:
    """Take a change of several questions back; how many."""
    if changes.author_of(db, at.bank.id, change_id) not in (at.member.id, None) and not at.approves:
        raise Forbidden(NOT_YOUR_CHANGE)
    try:
        with holding.kept(db, at.bank.slug, now):
            count = changes.undo(db, at.bank.id, change_id, by(at, now))
    except NotThere as error:
        raise NotFound(NO_CHANGE) from error
    except changes.TooLate as error:
        raise Conflict(TOO_LATE) from error
    audit.record(db, at.member.id, "bank.undo_change", change_id, {"questions": count}, now)
    return count
