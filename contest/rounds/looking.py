"""From one participant or one attempt to what the desk shows of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from contest.accounts import staffing
from contest.accounts.guards import view as staff_view
from contest.accounts.service import Member
from contest.accounts.states import Permission
from contest.attempts import adjusting, by_hand_looking, looking
from contest.attempts.looking import Detail, Seen
from contest.attempts.rules import HELD_BACK, seconds_used
from contest.attempts.service import facts_of
from contest.attempts.spelling import in_words, right_answer, spelt
from contest.attempts.states import AttemptState, Change, Fate
from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.errors import NotFound
from contest.grades import service as grades
from contest.people import service as people
from contest.rounds import decided, deeds, monitor, moving
from contest.rounds.deed_pages import Asked
from contest.rounds.person_pages import (
    AskedLine,
    AttemptPage,
    AttemptRow,
    ChangeRow,
    EntryPage,
    Marks,
    Person,
    Tap,
    TypedNote,
)
from contest.rounds.service import NO_ENTRY
from contest.ruleset import wording
from contest.ruleset.parts import spans
from contest.ruleset.rules import Counting
from contest.ruleset.states import Way
from contest.standings import service as standings
from contest.web.database import to_ms
from contest.web.filters import NBSP, number, points, span
from questions import service as questions
from questions.blueprint import Drawn
from questions.grading import counts, grade, is_right
from questions.kinds import Content, Key, Kind

SERVER = "Máy chủ"
APART = {Kind.prediction: "Dự đoán", Kind.suggestion: "Câu hỏi mở"}
UNRANKED = "không có: {}"
STATES = {
    AttemptState.OPEN: ("Đang làm bài", "waiting"),
    AttemptState.HANDED_IN: ("Đã nộp", "saved"),
    AttemptState.TIMED_OUT: ("Hết giờ", ""),
    AttemptState.VOID: ("Đã hủy", "wrong"),
}
#: Of a paper without a way back: the first that came for a question was no answer.
NOT_YET = "Chưa phát cho người dự thi nên chưa hiện ở đây."
MOVED_ON = "sang câu này, chưa chọn"
PART_CLOSED = "phần đã qua hoặc hết giờ của phần, không tính"
FATES = {
    Fate.APPLIED: "đã ghi",
    Fate.LATE: "đến sau giờ, không tính",
    Fate.STALE: "từ máy cũ, không tính",
    Fate.CLOSED: "câu đã qua hoặc hết giờ của câu, không tính",
}


def person(db: Session, view: RoundView, entry_id: str) -> Person:
    """A participant of this round's contest; NotFound for others."""
    found = people.full_names(db, [entry_id]).get(entry_id)
    if found is None or people.entry_of(db, view.campaign_id, [entry_id]) is None:
        raise NotFound(NO_ENTRY)
    return Person(
        found.entry_id,
        found.name,
        found.unit_name,
        found.birth_year,
        found.phone or "",
        found.barred_reason,
    )


def entry(db: Session, who: Member, round_id: str, entry_id: str, form: Asked, now: datetime) -> EntryPage:
    """One participant with all attempts."""
    view = campaigns.view(db, round_id, now)
    seen = looking.of_entries(db, round_id, [entry_id], now)
    place, counted = _place(db, view, entry_id)
    typed = by_hand_looking.typed_in(db, [one.id for one in seen])
    rows = tuple(
        replace(attempt_row(one), counts=one.id == counted, on_paper=one.id in typed) for one in seen
    )
    same, others = decided.of_entry(db, entry_id)
    audience, left = moving.choices(db, view, entry_id)
    return EntryPage(
        staff=staff_view(who, view.campaign_id),
        round=monitor.round_view(view),
        person=person(db, view, entry_id),
        attempts=rows,
        form=form,
        answering=any(row.tone == "waiting" for row in rows),
        place=place,
        same=same,
        others=others,
        audience=audience,
        audiences=left,
        papers=view.rules.by_hand and view.phase is Phase.OPEN,
        sheet=by_hand_looking.waiting_for(db, round_id, entry_id) if view.rules.by_hand else "",
    )


def _place(db: Session, view: RoundView, entry_id: str) -> tuple[str, str]:
    """Somebody's rank in a closed round, or why there is none; and the one attempt that it is by."""
    if view.phase is not Phase.CLOSED:
        return "", ""
    own = standings.own(db, view.id, entry_id, around=0)
    if own is None:
        is_unranked = standings.is_unranked(db, view.id, entry_id)
        return (UNRANKED.format(wording.unranked(view.rules)) if is_unranked else ""), ""
    rules = view.rules
    mean = rules.counting is Counting.MEAN
    said = f"{number(own.rank)} trên {number(own.total)}{NBSP}người"
    by = f", trung bình {points(own.points)}{NBSP}điểm" if mean else ""
    return said + by, own.attempt_id if rules.several and not mean else ""


def attempt_row(one: Seen) -> AttemptRow:
    """An attempt in one line."""
    words, tone = STATES[one.state]
    return AttemptRow(one.id, one.number, words, tone, one.started_at, one.ended_at)


def attempt(
    db: Session, who: Member, round_id: str, attempt_id: str, form: Asked, now: datetime
) -> AttemptPage:
    """One attempt. Right answers and marks only after the close, or for whoever approves (I6)."""
    view = campaigns.view(db, round_id, now)
    found = looking.detail(db, round_id, attempt_id, now)
    row = found.attempt
    open_book = view.phase is Phase.CLOSED or who.may(Permission.APPROVE, view.campaign_id)
    ended = None if found.state is AttemptState.OPEN else row.handed_in_at or row.deadline
    returned = found.state is AttemptState.VOID and adjusting.is_returned(db, row.id)
    return AttemptPage(
        staff=staff_view(who, view.campaign_id),
        round=monitor.round_view(view),
        person=person(db, view, row.entry_id),
        row=attempt_row(Seen(row.id, row.entry_id, row.number, found.state, row.started_at, ended)),
        deadline=row.deadline,
        seconds=None if ended is None else seconds_used(facts_of(row), to_ms(ended)),
        phones=row.lease,
        receipt=row.receipt or "",
        digest=(row.digest or "")[:16],
        lines=_lines(found, view, _keys(db, found) if open_book else {}),
        changes=_changes(db, found),
        form=form,
        void=found.state is AttemptState.VOID,
        marks=_marks(db, found, view) if open_book else None,
        sealed=not open_book,
        typed=_typed(db, found),
        resit=view.phase is Phase.OPEN and not returned,
        returned=returned,
    )


def _typed(db: Session, found: Detail) -> TypedNote | None:
    sheet = by_hand_looking.typed_in(db, [found.attempt.id]).get(found.attempt.id)
    if sheet is None:
        return None
    by = staffing.names(db, [sheet.done_by]).get(sheet.done_by, SERVER)
    reason = deeds.done(db, found.attempt.round_id, sheet.deed_id).reason
    return TypedNote(by, sheet.done_at or sheet.printed_at, sheet.printed_at, reason)


#: What is right of each revision, and the hundredths that it is worth.
Keys = dict[int, tuple[Key, int]]


def _keys(db: Session, found: Detail) -> Keys:
    wanted = {drawn.revision for content, drawn in found.asked if counts(content.kind)}
    worth = questions.points(db, wanted)
    return {revision: (key, worth[revision]) for revision, (_, key) in questions.keys(db, wanted).items()}


def _lines(found: Detail, view: RoundView, keys: Keys) -> tuple[AskedLine, ...]:
    parts = {one.first: one.title for one in spans(view.rules)}
    taps: dict[int, list[Tap]] = {}
    for event in found.events:
        content, drawn = found.asked[event.slot - 1]
        text = _said(content, drawn, event.answer)
        if not text and event.slot not in taps and found.attempt.way in (Way.FORWARD, Way.PACED):
            text = MOVED_ON
        fate = Fate(event.fate)
        said = PART_CLOSED if parts and fate is Fate.CLOSED else FATES[fate]
        tap = Tap(event.received, text, event.lease, said, fate is Fate.APPLIED)
        taps.setdefault(event.slot, []).append(tap)
    shown = _given_out(found)
    return tuple(
        replace(
            _line(slot, content, drawn, found.answers.get(slot, ""), taps.get(slot, []), keys),
            asked_at=found.asked_at.get(slot),
            part=parts.get(slot, ""),
            **({} if slot <= shown else {"text": NOT_YET}),
        )
        for slot, (content, drawn) in enumerate(found.asked, 1)
    )


def _given_out(found: Detail) -> int:
    """The last slot that may be read here: whoever helps in the hall may sit beside the person."""
    row = found.attempt
    runs = row.state == AttemptState.OPEN and row.way in HELD_BACK
    return (row.part_end or row.reached) if runs else len(found.asked)


def _line(slot: int, content: Content, drawn: Drawn, answer: str, taps: list[Tap], keys: Keys) -> AskedLine:
    name = APART.get(content.kind, f"Câu {slot}")
    said = _said(content, drawn, answer)
    if drawn.revision not in keys or not counts(content.kind):
        return AskedLine(name, content.text, said, tuple(taps))
    key, worth = keys[drawn.revision]
    good = _said(content, drawn, right_answer(content, key))
    right = is_right(content, key, answer)
    partly = 0 if right else grade(content, key, answer, worth)
    return AskedLine(name, content.text, said, tuple(taps), right, good, partly=partly)


def _said(content: Content, drawn: Drawn, answer: str) -> str:
    """An answer in the letters of this paper and in full words."""
    full = spelt(content, answer)
    if content.kind in (Kind.one, Kind.several) and full:
        return f"{in_words(content, drawn.options, answer)}. {full}"
    return full


def _changes(db: Session, found: Detail) -> tuple[ChangeRow, ...]:
    names = staffing.names(db, {row.by_staff for row in found.adjustments})
    return tuple(
        ChangeRow(row.at, names.get(row.by_staff, SERVER), change_in_words(row.kind, row.seconds), row.reason)
        for row in found.adjustments
    )


def change_in_words(kind: str, seconds: int) -> str:
    """What an adjustment did."""
    match Change(kind):
        case Change.VOID:
            return "Hủy bài"
        case Change.UNVOID:
            return "Bỏ hủy, công nhận lại"
        case Change.RESIT:
            return "Cho thi lại"
        case Change.EXTRA if seconds < 0:
            return f"Lấy lại {span(-seconds)}"
        case Change.EXTRA:
            return f"Thêm {span(seconds)}"
        case _:
            return f"Tạm dừng {span(seconds)}, được bù đủ"


def _marks(db: Session, found: Detail, view: RoundView) -> Marks | None:
    graded = grades.latest(db, [found.attempt.id]).get(found.attempt.id)
    if graded is None:
        return None
    return Marks(graded.right, view.rules.questions_count, graded.points)
