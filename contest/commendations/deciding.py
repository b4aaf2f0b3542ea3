"""The committee's decisions about ties, and taking them back until the list is issued."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.accounts import staffing
from contest.audit import service as audit
from contest.commendations import content as frozen
from contest.commendations import lists, occasions, rules, store
from contest.commendations.drafts import BoardDraft, Draft
from contest.commendations.ladders import prize_name
from contest.commendations.models import TieDecision
from contest.commendations.rules import Decision, Tie
from contest.commendations.states import Board, Way
from contest.errors import Conflict, Invalid, NotFound
from contest.web import filters

NO_LADDER = "Cơ cấu giải chưa được lưu. Mở mục Cơ cấu giải, xem lại rồi lưu trước."
CHANGED = "Danh sách đã thay đổi từ lúc bạn mở trang. Xem lại rồi quyết định."
NO_DECISION = "Không tìm thấy quyết định này, hoặc đã có người thu hồi. Tải lại danh sách."
FROZEN = "Danh sách số {number} đã phát hành theo quyết định này nên không thu hồi được."
NO_WITNESS = "Ghi họ tên, chức vụ người chứng kiến bốc thăm."
NO_REASON = "Ghi lý do chọn, lý do in trong danh sách."
CHOOSE_LOWER = "Chọn số giải bên dưới giữ nguyên hay giảm đi."
BEYOND = "Trao đồng hạng thì vượt tổng số giải thể lệ cho phép. Chọn cách khác."
LOWER_BEYOND = "Giữ đủ giải bên dưới thì vượt tổng số giải thể lệ cho phép. Chọn cách khác."
CHOOSE_ALL = "Chọn giải cho từng người."
WRONG_COUNT = "Nhóm này có {wanted}. Bạn đã chọn {given}."
#: More of one rank than this are no list to choose from by hand.
MOST_TO_CHOOSE = 100
NOTHING = "không có giải"


@dataclass(frozen=True)
class Said:
    """What the form says about a tie. ``prizes``: each member's step in the ladder, None for no prize."""

    way: Way
    keep_lower: bool | None = None
    prizes: Mapping[str, int | None] | None = None
    reason: str = ""
    witness: str = ""


def decide(db: Session, actor: str, id: str, board: Board, key: str, said: Said, now: datetime) -> None:
    """Write the decision about the tie that waits on this board of an occasion."""
    occasion = occasions.of(db, id, now)
    draft = lists.draft(db, occasion, now, held=True)
    if not draft.ladder.version:
        raise Conflict(NO_LADDER)
    found, tie = waiting(db, draft, board, key)
    order = _order(found, tie, said)
    if said.way is Way.DRAW:
        order = [id for id, _ in rules.drawn(occasion.drawn_by(now).seed, tie, occasion.lots)]
    row = TieDecision(
        occasion_id=id,
        round_id=occasion.round_id,
        campaign_id=occasion.contest_id,
        tie_key=key,
        board=board,
        way=said.way,
        keep_lower=_keep_lower(found, tie, said),
        drawn=json.dumps(order),
        reason=said.reason,
        witness=said.witness,
        decided_by=actor,
        decided_at=now,
    )
    if not store.add_decision(db, row):
        raise Conflict(CHANGED)
    detail = {"way": said.way.value, "board": board.value, "rank": tie.rank, "people": len(tie.ids)}
    audit.record(db, actor, occasion.deed("decide"), id, {**detail, "decision": row.id}, now)


def waiting(db: Session, draft: Draft, board: Board, key: str) -> tuple[BoardDraft, Tie]:
    """The board and its tie that waits, if it is the one of ``key``; Conflict says what happened instead."""
    for found in draft.pending:
        tie = found.allocation.pending
        if tie is not None and found.board is board and tie.key == key:
            return found, tie
    raise Conflict(_what_happened(db, draft, key))


def _what_happened(db: Session, draft: Draft, key: str) -> str:
    row = next((one.decisions[key] for one in draft.boards if key in one.decisions), None)
    if row is None:
        return CHANGED
    who = staffing.names(db, {row.decided_by}).get(row.decided_by, "Ban Tổ chức")
    return f"{who} đã quyết định nhóm này lúc {filters.moment(row.decided_at)}: {IN_WORDS[Way(row.way)]}."


IN_WORDS = {
    Way.EQUAL: "trao đồng hạng cả nhóm",
    Way.DRAW: "bốc thăm bằng máy",
    Way.HAND: "bốc thăm tại chỗ",
    Way.PICK: "Ban Tổ chức chọn",
}


def _keep_lower(board: BoardDraft, tie: Tie, said: Said) -> bool:
    if said.way is not Way.EQUAL:
        return True
    if board.goes_beyond(tie, Decision(Way.EQUAL, keep_lower=False)):
        raise Invalid(fields={"way": BEYOND})
    if not tie.touches_lower:
        return True
    if said.keep_lower is None:
        raise Invalid(fields={"lower": CHOOSE_LOWER})
    if board.goes_beyond(tie, Decision(Way.EQUAL, said.keep_lower)):
        raise Invalid(fields={"lower": LOWER_BEYOND})
    return said.keep_lower


def _order(board: BoardDraft, tie: Tie, said: Said) -> list[str]:
    """Who takes the first of the group's seats, the second… as the form says it; Invalid when it does not say
    enough."""
    problems: dict[str, str] = {}
    if said.way in (Way.DRAW, Way.HAND) and not said.witness:
        problems["witness"] = NO_WITNESS
    if said.way is Way.PICK and not said.reason:
        problems["reason"] = NO_REASON
    order: list[str] = []
    if said.way in (Way.HAND, Way.PICK):
        problem = _miscounted(board, tie, said.prizes or {})
        if problem:
            problems["prizes"] = problem
        else:
            order = by_hand(tie, said.prizes or {})
    if problems:
        raise Invalid(fields=problems)
    return order


def by_hand(tie: Tie, prizes: Mapping[str, int | None]) -> list[str]:
    """The members in the order of the prizes chosen for them."""
    last = len(tie.seats)

    def place(id: str) -> tuple[int, str]:
        step = prizes[id]
        return (last if step is None else tie.seats.index(step), id)

    return sorted(tie.ids, key=place)


def _miscounted(board: BoardDraft, tie: Tie, prizes: Mapping[str, int | None]) -> str:
    """What is wrong with the chosen prizes; "" when they are those that fall to the group."""
    steps = range(len(board.steps))
    if set(prizes) != set(tie.ids) or not all(step is None or step in steps for step in prizes.values()):
        return CHOOSE_ALL
    if sorted(map(_number, prizes.values())) == sorted(map(_number, tie.seats)):
        return ""
    return WRONG_COUNT.format(
        wanted=counted(board, tie.seats), given=counted(board, tuple(prizes[id] for id in tie.ids))
    )


def _number(step: int | None) -> int:
    return -1 if step is None else step


def counted(board: BoardDraft, seats: tuple[int | None, ...]) -> str:
    """ "1 giải Nhất, 2 giải Nhì, 1 người không có giải"."""
    steps = sorted({seat for seat in seats if seat is not None})
    said = [f"{seats.count(step)} {prize_name(board.steps[step].name)}" for step in steps]
    nothing = seats.count(None)
    who = "người" if board.is_of_people else "đơn vị"
    return ", ".join([*said, *([f"{nothing} {who} {NOTHING}"] if nothing else [])])


def take_back(db: Session, actor: str, id: str, decision_id: str, now: datetime) -> None:
    """Undo a decision; the tie waits again. Not after a list was issued on it."""
    occasion = occasions.of(db, id, now)
    lists.ladder(db, id, held=True)
    for issued in store.lists_of(db, id):
        if any(one.id == decision_id for one in frozen.from_json(issued.content).decided):
            raise Conflict(FROZEN.format(number=issued.number))
    if not store.take_back(db, id, decision_id, actor, now):
        raise NotFound(NO_DECISION)
    audit.record(db, actor, occasion.deed("take_back"), id, {"decision": decision_id}, now)
