"""Several questions at once: what is asked, and of which questions: those that are ticked, or all that the
list finds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session

from contest.bank import asking, present
from contest.bank.access import AtBank
from contest.bank.forms import ChangeForm
from contest.errors import Conflict, Invalid
from questions.authoring import listing
from questions.authoring.changes import Deed
from questions.formats.words import read_day

#: So many make a second under the lock that a running round's saves wait for too (decision 0033).
MOST = 500
NO_DAY = "Ghi ngày theo kiểu 31/12/2027, hoặc chọn “Bỏ ngày hết hiệu lực”."
PAST = (
    "Ngày {} đã qua, nên câu có ngày này là câu hết hạn và không được rút vào đề. Đúng ý bạn thì bấm “Làm” "
    "lần nữa."
)
LIST_MOVED = "Danh sách vừa đổi, nay có {} câu. Xem lại rồi làm tiếp."
TOO_MANY = f"Mỗi lượt đổi được nhiều nhất {MOST} câu. Lọc ít lại rồi làm từng phần."


@dataclass
class Past(Invalid):
    """The day is over; `day` as ISO writes it, which comes along when somebody means it."""

    day: str = field(default="")


def deed(db: Session, at: AtBank, form: ChangeForm, today: date) -> tuple[Deed, str]:
    """What is to be done; Invalid for what is not offered and for a day that is none."""
    chosen, value = present.deed(db, at, form.deed)
    return (chosen, _day(form, today)) if chosen is Deed.UNTIL and value else (chosen, value)


def _day(form: ChangeForm, today: date) -> str:
    day = read_day(form.until)
    if day is None:
        raise Invalid(NO_DAY, fields={"until": NO_DAY})
    if day < today and form.past != day.isoformat():
        said = PAST.format(f"{day:%d/%m}/{day.year:04}")
        raise Past(said, fields={"until": said}, day=day.isoformat())
    return day.isoformat()


def ids(db: Session, at: AtBank, form: ChangeForm, today: date) -> Collection[str]:
    """Which questions; Conflict when the list holds others than were seen."""
    if not form.every:
        return form.question
    wanted = asking.read(asking.back(form.back), at.member.id)
    found = listing.ids(db, at.bank.id, wanted, today, MOST + 1)
    if len(found) > MOST:
        raise Conflict(TOO_MANY)
    if str(len(found)) != form.every:
        raise Conflict(LIST_MOVED.format(len(found)))
    return found
