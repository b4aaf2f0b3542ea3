"""The ladder as a contest's front page and its thể lệ tell it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sqlmodel import Session

from contest.campaigns.pages import Prize
from contest.campaigns.prizes import Promised
from contest.campaigns.service import RoundView
from contest.commendations import service
from contest.commendations.boards import by, heading
from contest.commendations.ladders import Ladder, Lane, UnitStep, prize_name
from contest.commendations.rules import Step
from contest.commendations.states import Board
from contest.ruleset.rules import Ties
from contest.web.filters import NBSP, number

OF_ALL = "Giải chung cuộc được xét theo kết quả cả cuộc thi, sau khi các vòng đã đóng."
ONCE_OF_ALL = "Người đã nhận giải ở một vòng của cuộc thi không nhận giải cá nhân chung cuộc."
BESIDE = "Người đã nhận giải ở các vòng vẫn được xét giải chung cuộc."
EQUAL = "Khi bằng nhau, đơn vị có nhiều người trả lời đúng tất cả các câu hơn được xét giải trước."


def promised(db: Session, view: RoundView) -> Promised:
    """What a round promises; nothing until somebody has set its prizes."""
    own, whole = _own(db, view), _of_all(db, view)
    return replace(
        own,
        prizes=(*own.prizes, *whole.prizes),
        units=own.units or whole.units,
        ages=own.ages or whole.ages,
        overall=whole.overall,
    )


def _own(db: Session, view: RoundView) -> Promised:
    made = service.announced(db, view.id)
    if made is None:
        return Promised()
    apart = EQUAL if made.units and made.equal_by_perfect else ""
    told = tuple(sentences(made, view.rules.ties))
    return Promised(
        prizes(made),
        told,
        bool(made.units),
        bool(made.extra),
        apart,
        # Orders among some units alone are one here.
        measures=tuple(dict.fromkeys(lane.board.value for lane in made.unit_lanes)),
        mean_least=made.mean_people if made.has(Board.MEAN) else 0,
    )


def _of_all(db: Session, view: RoundView) -> Promised:
    """What the contest promises as a whole, while its rounds are added up."""
    made = service.announced(db, view.campaign_id) if view.season else None
    if made is None or not (made.people or made.extra or made.units):
        return Promised()
    told = tuple(replace(one, name=f"{one.name}, chung cuộc") for one in prizes(made))
    overall = (OF_ALL, *sentences(made, of_all=True))
    return Promised(told, units=bool(made.units), ages=bool(made.extra), overall=overall)


def prizes(made: Ladder) -> tuple[Prize, ...]:
    """The steps, those for units after those for people."""
    people = (Prize(step.name, step.count, step.amount) for step in made.people)
    units = (Prize(f"{step.name} ({_whose(step)})", step.count, step.amount) for step in made.units)
    extra = (
        Prize(_titled(lane, step), step.count, step.amount) for lane in made.lanes for step in lane.steps
    )
    return (*people, *extra, *units)


def _whose(step: UnitStep) -> str:
    return f"đơn vị, {by(step.board)}" + (f", {step.label}" if step.label else "")


def _titled(lane: Lane, step: Step) -> str:
    """A prize by age on the front page; the youngest's says for whom it is anyhow."""
    return f"{step.name} ({lane.label or YEARS[lane.board]})"


def sentences(made: Ladder, ties: Ties = Ties.SHARED, *, of_all: bool = False) -> Iterator[str]:
    """The article of the thể lệ. What becomes of equal people stands in the article of the ranking already,
    unless they simply share a place. ``of_all``: of the whole contest."""
    if made.people:
        told = "; ".join(_step(step.name, step.count, step.amount) for step in made.people)
        yield f"Giải cá nhân: {told}."
    yield from _by_age(made, "vòng cuối cùng" if of_all else "vòng thi")
    yield from _of_units(made)
    yield from _limits(made, "chung cuộc" if of_all else "trong vòng thi")
    shared = [
        *(["người"] if (made.people or made.extra) and ties is Ties.SHARED else []),
        *(["đơn vị"] if made.units else []),
    ]
    if shared:
        yield (
            f"Khi nhiều {' hoặc '.join(shared)} đồng hạng mà số giải không đủ, "
            "Ban Tổ chức quyết định và ghi rõ cách làm."
        )
    if of_all and (made.people or made.extra):
        yield ONCE_OF_ALL if made.once else BESIDE
    elif made.once and not of_all:
        yield "Người đã nhận giải ở vòng trước của cuộc thi không nhận giải cá nhân ở vòng này."


def _limits(made: Ladder, where: str) -> Iterator[str]:
    if not (made.people or made.extra):
        return
    apart = ", trừ giải cho người ít tuổi nhất, nhiều tuổi nhất" if _are_apart(made) else ""
    yield f"Mỗi người nhận nhiều nhất một giải {where}{apart}."
    if made.cap is not None:
        last = "giải nêu sau cùng" if made.extra else "giải thấp nhất"
        yield f"Tổng số giải cá nhân không quá {made.cap}% số người dự thi; quá thì bớt từ {last}."


YEARS = {Board.YOUNGEST: "ít tuổi nhất", Board.OLDEST: "nhiều tuổi nhất"}


def _are_apart(made: Ladder) -> bool:
    return made.besides and any(step.board in YEARS for step in made.extra)


def _by_age(made: Ladder, end: str) -> Iterator[str]:
    for lane in made.lanes:
        told = "; ".join(_step(step.name, step.count, step.amount) for step in lane.steps)
        whom = lane.label if lane.board is Board.AGE else YEARS[lane.board]
        yield f"Giải cho người dự thi {whom}: {told}."
    if any(lane.board is Board.AGE for lane in made.lanes):
        yield (
            f"Tuổi được tính bằng năm kết thúc {end} trừ năm sinh; trong mỗi nhóm tuổi, giải được xét theo "
            "thứ tự xếp hạng."
        )
    if any(lane.board in YEARS for lane in made.lanes):
        enough = f" và trả lời đúng ít nhất {made.least_right}% số câu" if made.least_right else ""
        yield (
            "Giải cho người ít tuổi nhất, nhiều tuổi nhất được xét theo năm sinh trong số những người "
            f"được xếp hạng{enough}; người cùng năm sinh thì đồng hạng, Ban Tổ chức quyết định và ghi rõ "
            "cách làm; người không khai năm sinh không được xét."
        )


def _of_units(made: Ladder) -> Iterator[str]:
    for lane in made.unit_lanes:
        told = "; ".join(_step(step.name, step.count, step.amount) for step in lane.steps)
        yield f"{heading(lane.board, lane.label)}: {told}."
    if made.has(Board.MEAN):
        yield (
            "Điểm trung bình của đơn vị là tổng điểm của những người dự thi thuộc đơn vị "
            f"chia cho số người đó; so sánh không làm tròn, công bố đến hai chữ số thập phân.{_least(made)}"
        )
    if made.has(Board.WON):
        yield (
            f"Điểm giải của đơn vị là tổng điểm của các giải cá nhân mà người của đơn vị đạt: {brings(made)}."
        )
        if made.rate_adds:
            yield "Điểm giải được cộng thêm tỷ lệ dự thi của đơn vị, mỗi phần trăm là 1 điểm."
        else:
            yield "Đơn vị không có điểm giải thì không xét giải theo điểm giải."
    if made.units and made.equal_by_perfect:
        yield EQUAL
    if made.units:
        yield "Mỗi đơn vị nhận nhiều nhất một giải."


def _least(made: Ladder) -> str:
    if made.mean_people < 2:
        return ""
    return (
        f" Đơn vị có dưới {number(made.mean_people)}{NBSP}người dự thi không xét giải theo điểm trung bình."
    )


def brings(made: Ladder) -> str:
    """ "mỗi giải Nhất 10 điểm, giải Nhì 8 điểm, giải Ba 6 điểm; các giải khác không có điểm"."""
    told = [
        f"{prize_name(step.name)} {number(made.brought(at))}{NBSP}điểm"
        for at, step in enumerate(made.people)
        if made.brought(at)
    ]
    others = "các giải khác" if len(told) < len(made.people) else ""
    if made.extra:
        others = f"{others}, kể cả giải theo độ tuổi," if others else "giải theo độ tuổi"
    return f"mỗi {', mỗi '.join(told)}" + (f"; {others} không có điểm" if others else "")


def _step(name: str, count: int, amount: int) -> str:
    each = ", mỗi giải" if count > 1 else " trị giá"
    money = f"{each} {number(amount)}{NBSP}đồng" if amount else ""
    return f"{number(count)}{NBSP}{prize_name(name)}{money}"
