"""Lists in sentences: ties, decisions, what is left over, what changed. Takes names, knows no database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from contest.commendations import boards, rules
from contest.commendations.boards import WHAT
from contest.commendations.comparing import Change, Kind
from contest.commendations.content import Decided, Left
from contest.commendations.deciding import MOST_TO_CHOOSE, counted
from contest.commendations.drafts import BoardDraft, Draft
from contest.commendations.ladders import prize_name
from contest.commendations.pages import Choice, DecidedView, Lot, Money, TieView
from contest.commendations.rules import Decision, Tie
from contest.commendations.states import PEOPLE_BOARDS, Board, Way
from contest.printing.words import amount_in_words
from contest.web.database import from_ms
from contest.web.filters import NBSP, moment, number

PEOPLE_FIRST = "Tính được điểm giải khi các nhóm bằng nhau ở giải cá nhân đã quyết định xong."
ERASED = "Đã xóa tên"
CHECKED = "Đã xác minh"
NOT_EQUAL = "Trao đồng hạng cả nhóm thì vượt tổng số giải thể lệ cho phép."


def who(board: Board) -> str:
    """What a row of this order is."""
    return "người" if board in PEOPLE_BOARDS else "đơn vị"


def dong(amount: int) -> str:
    """An amount that does not break before its unit."""
    return f"{number(amount)}{NBSP}đồng"


def money(total: int, budget: int | None) -> Money:
    """A sum in figures and words, beside the budget."""
    return Money(total, amount_in_words(total), budget, against(total, budget))


def against(total: int, budget: int | None) -> str:
    """How a sum stands to the budget; "" without one."""
    if budget is None:
        return ""
    if total > budget:
        return f"vượt dự toán {dong(total - budget)}"
    return "vừa đúng dự toán" if total == budget else f"còn {dong(budget - total)} trong dự toán"


# --- ties -----------------------------------------------------------------------------------------


def tie_view(draft: Draft, board: BoardDraft) -> TieView:
    """The group that waits on this order, and the ways to decide."""
    tie = board.allocation.pending
    assert tie is not None
    return TieView(
        board=board.board,
        key=tie.key,
        title=_title(board, tie),
        group=board.group,
        order="" if board.board is Board.PEOPLE else boards.title(board.board, board.label),
        text=_text(draft, board, tie),
        choices=choices(draft, board, tie),
    )


def _title(board: BoardDraft, tie: Tie) -> str:
    group = f"{number(len(tie.ids))} {who(board.board)} bằng nhau"
    if tie.touches_lower or tie.prizes == len(tie.ids):
        return f"{group}, {_prizes(board, tie)}"
    return f"Còn {_prizes(board, tie)}, {group}"


def _prizes(board: BoardDraft, tie: Tie) -> str:
    return counted(board, tuple(seat for seat in tie.seats if seat is not None))


def _text(draft: Draft, board: BoardDraft, tie: Tie) -> str:
    group = f"{number(len(tie.ids))} {who(board.board)} cùng hạng {number(tie.rank)}"
    if board.board in (Board.YOUNGEST, Board.OLDEST):
        said = f"{group} có cùng năm sinh."
    elif board.is_of_people:
        said = f"{group} bằng nhau ở mọi tiêu chí: {draft.occasion.criteria}."
    else:
        also = " và số người đúng hết" if draft.ladder.ladder.equal_by_perfect else ""
        said = f"{group} có {WHAT[board.board]}{also} bằng nhau."
    beyond = "" if equal(board, tie) else f" {NOT_EQUAL}"
    return f"{said} Ban Tổ chức quyết định, máy không tự cắt.{beyond}"


def choices(draft: Draft, board: BoardDraft, tie: Tie) -> tuple[Choice, ...]:
    """The ways that there are for this group, each with its sum."""
    group = f"{number(len(tie.ids))} {who(board.board)}"
    lots = cost(draft, board, tie, Decision(Way.HAND, order=tie.ids))
    shared = equal(board, tie)
    made = [
        *(
            Choice(
                Way.EQUAL,
                f"Trao đồng hạng cả {group}",
                f"Cả nhóm nhận {prize_name(board.steps[tie.upper].name)}. {cost(draft, board, tie, one)}",
            )
            for one in shared[:1]
        ),
        Choice(
            Way.DRAW, "Bốc thăm bằng máy", f"Từ số bí mật đã khóa trước giờ mở vòng, kiểm lại được. {lots}"
        ),
    ]
    if len(tie.ids) <= MOST_TO_CHOOSE:
        made += [
            Choice(Way.HAND, "Bốc thăm tại chỗ, ghi kết quả", f"Có người chứng kiến. {lots}"),
            Choice(Way.PICK, "Ban Tổ chức chọn, ghi lý do", f"Lý do in trong danh sách. {lots}"),
        ]
    return tuple(made)


def equal(board: BoardDraft, tie: Tie) -> tuple[Decision, ...]:
    """How all may get the upper prize, with the prizes below kept and then dropped; none beyond the most."""
    ways = (Decision(Way.EQUAL), Decision(Way.EQUAL, keep_lower=False))
    return tuple(one for one in ways if not board.goes_beyond(tie, one))


def cost(draft: Draft, board: BoardDraft, tie: Tie, decision: Decision) -> str:
    """What the list costs with this decision, beside the budget."""
    then = rules.what_if(board.contenders, board.steps, board.passed, board.said, tie, decision)
    total = draft.total - board.allocation.total + then.total
    is_last = then.pending is None and len(draft.pending) == 1 and not _waits(draft, board)
    budget = draft.ladder.ladder.budget
    beside = against(total, budget) if is_last or (budget is not None and total > budget) else ""
    if not total:
        return ""
    return ", ".join(filter(None, (f"{'Tổng' if is_last else 'Tổng đến đây'} {dong(total)}", beside))) + "."


def _waits(draft: Draft, board: BoardDraft) -> bool:
    """Whether prizes by a later order still wait for this one."""
    at = draft.boards.index(board)
    return any(
        one.is_of_people == board.is_of_people or (not at and one.waits_for_people)
        for one in draft.boards[at + 1 :]
    )


def lower_choices(draft: Draft, board: BoardDraft, tie: Tie) -> tuple[tuple[str, str], ...]:
    """What may become of the prizes below, when a whole group gets the upper one."""
    if not tie.touches_lower:
        return ()
    below = counted(board, tuple(seat for seat in tie.seats if seat not in (None, tie.upper)))
    kept = ("keep", "Giải dưới vẫn đủ số lượng.")
    dropped = ("drop", f"Bớt {below}, vì đã trao đồng hạng giải trên.")
    told = ((kept if one.keep_lower else dropped, cost(draft, board, tie, one)) for one in equal(board, tie))
    return tuple((value, f"{text} {sums}") for (value, text), sums in told)


# --- decisions ------------------------------------------------------------------------------------


def decided_view(
    one: Decided,
    names: Mapping[str, str],
    staff: Mapping[str, str],
    seed: bytes,
    frozen_in: int,
    beginning: str = "boc-tham",
) -> DecidedView:
    """A decision in words, with its lots where the server drew them."""
    told = f"{beginning}|{one.board.value}|{one.key}|"
    lots = ()
    if one.way is Way.DRAW:
        drawn = ((id, rules.hmac_hex(seed, told + id)) for id in one.order)
        lots = tuple(Lot(f"{names.get(id, ERASED)} ({id})", lot) for id, lot in drawn)
    return DecidedView(
        id=one.id,
        title=f"Hạng {number(one.rank)}, {number(len(one.ids))} {who(one.board)} bằng nhau: {_way(one)}",
        text=_result(one, names),
        reason=one.reason,
        witness=one.witness,
        by=staff.get(one.by, "Ban Tổ chức"),
        at=from_ms(one.at),
        frozen_in=frozen_in,
        lots=lots,
        told=told if lots else "",
    )


def _way(one: Decided) -> str:
    if one.way is Way.EQUAL:
        lower = {seat for seat in one.seats if seat is not None} - {one.seats[0]}
        kept = ", giải dưới vẫn đủ" if one.keep_lower else ", bớt giải dưới"
        return f"trao đồng hạng{kept if lower else ''}"
    return {Way.DRAW: "bốc thăm bằng máy", Way.HAND: "bốc thăm tại chỗ", Way.PICK: "Ban Tổ chức chọn"}[
        one.way
    ]


def _result(one: Decided, names: Mapping[str, str]) -> str:
    if one.way is Way.EQUAL:
        return f"Cả nhóm nhận {prize_name(one.seats[0] or '')}: {_named(one, one.ids, names)}."
    by_prize: dict[str | None, list[str]] = {}
    for id, seat in zip(one.order, one.seats, strict=True):
        by_prize.setdefault(seat, []).append(id)
    return " ".join(f"{_heading(prize)}: {_named(one, ids, names)}." for prize, ids in by_prize.items())


def _heading(prize: str | None) -> str:
    said = "không có giải" if prize is None else prize_name(prize)
    return f"{said[:1].upper()}{said[1:]}"


def _named(one: Decided, ids: Sequence[str], names: Mapping[str, str]) -> str:
    """As many names as can be read. A unit's may hold a comma: semicolons stand between units."""
    shown = [names.get(id, ERASED) for id in ids[:MOST_TO_CHOOSE]]
    more = len(ids) - len(shown)
    between = ", " if one.board in PEOPLE_BOARDS else "; "
    return between.join(shown) + (f" và {number(more)} {who(one.board)} nữa" if more else "")


# --- what is left, what changed -------------------------------------------------------------------


def left_lines(left: Sequence[Left], board: Board, group: str = "") -> tuple[str, ...]:
    """Prizes that were not given, each with the reason."""
    lines: list[str] = []
    for one in left:
        if (one.board, one.group) != (board, group):
            continue
        if one.unfilled:
            lines.append(
                f"{number(one.unfilled)} {prize_name(one.prize)} chưa trao: "
                f"không còn {who(board)} nào đủ điều kiện."
            )
        if one.dropped:
            lines.append(
                f"{number(one.dropped)} {prize_name(one.prize)} không trao vì giải trên đã trao đồng hạng."
            )
        if one.capped:
            lines.append(
                f"{number(one.capped)} {prize_name(one.prize)} không trao "
                "vì đã đủ tổng số giải mà thể lệ cho phép."
            )
    return tuple(lines)


def change_lines(changes: Sequence[Change], names: Mapping[str, str]) -> tuple[str, ...]:
    """Each difference as a sentence."""
    return tuple(_changed(change, names.get(change.id, ERASED)) for change in changes)


def _changed(change: Change, name: str) -> str:
    before, after = (_prize(prize) for prize in (change.before, change.after))
    return {
        Kind.GAINED: f"Thêm {name}, {after}.",
        Kind.LOST: f"Bỏ {name}, trước đây {before}.",
        Kind.CHANGED: f"Đổi {name}: từ {before} thành {after}.",
        Kind.FACTS: f"{name} giữ {after}, kết quả hoặc đơn vị đã đổi.",
    }[change.kind]


def _prize(prize: tuple[str, int] | None) -> str:
    if prize is None:
        return ""
    name, amount = prize
    return f"{prize_name(name)} {dong(amount)}" if amount else prize_name(name)


def changed_by(name: str, at: datetime) -> str:
    """Who stored something, and when."""
    return f"{name} lưu lúc {moment(at)}"
