"""What pupils see who come with the code of their class. Pure: values in, pages out."""

from __future__ import annotations

from datetime import datetime

from contest.campaigns.class_pages import ClassmatesPage, MateRow
from contest.campaigns.classmates import Classmates, Mate, Taken
from contest.campaigns.service import RoundView
from contest.campaigns.showing import lines
from contest.web.filters import hour, when

TAKEN = "Tên “{name}” đã vào thi {when}. Nếu không phải em vào, em báo thầy cô để lấy lại tên."
ALIKE = "có người cùng tên đã tự đăng ký"
SLOW_NAME = "Tên này vừa bị ghi sai nhiều lần. Em chờ một phút rồi gửi lại, hoặc báo thầy cô."
SHUT = "Mã lớp này đúng nhưng đang đóng. Em hỏi thầy cô mở lại, rồi bấm Vào lần nữa."
WRONG_EITHER = "Mã chưa đúng. Mã lớp gồm 6 ký tự, mã dự thi của từng người gồm 8 ký tự."


def came(mate: Mate, now: datetime) -> str:
    """When somebody came in with a name, the day only where it was another one; else what may be so."""
    if mate.came is None:
        return ALIKE if mate.alike else ""
    return f"đã vào thi {at(mate.came, now)}"


def at(moment: datetime, now: datetime) -> str:
    """A moment in a sentence."""
    day = when(moment)
    return f"lúc {hour(moment)}" if day == when(now) else f"lúc {hour(moment)} ngày {day}"


def taken(found: Taken, now: datetime) -> str:
    """What to do when a name is taken."""
    return TAKEN.format(name=found.name, when=at(found.at, now))


def classmates_page(
    view: RoundView, found: Classmates, code: str, now: datetime, problem: str = ""
) -> ClassmatesPage:
    """The names of a class."""
    return ClassmatesPage(
        slug=view.slug,
        title=lines(view.title),
        code=code[:20],
        place=found.place,
        waiting=tuple(MateRow(each.id, each.name, came(each, now)) for each in found.waiting),
        come=tuple(MateRow(each.id, each.name, came(each, now)) for each in found.come),
        contact=view.contact,
        problem=problem,
    )
