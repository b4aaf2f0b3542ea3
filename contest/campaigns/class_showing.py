"""What pupils see who come with the code of their class. Pure: values in, pages out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from contest.campaigns.answers import of_somebody, seen_child
from contest.campaigns.class_pages import ClassmatesPage, MateRow, PupilPage
from contest.campaigns.classmates import Classmates, Mate, Picked, Taken
from contest.campaigns.service import RoundView
from contest.campaigns.showing import FROM_THE_LIST, lines, privacy
from contest.office.rules import Notice
from contest.people.asking import Ask
from contest.web.filters import hour, when

TAKEN = "Tên “{name}” đã vào thi {when}. Nếu không phải em vào, em báo thầy cô để lấy lại tên."
ALIKE = "có người cùng tên đã tự đăng ký"
NOT_YOU = "Chưa khớp với danh sách. Xem lại em chọn đúng tên mình chưa; vẫn chưa được thì báo thầy cô."
SLOW_NAME = "Tên này vừa bị ghi sai nhiều lần. Em chờ nửa phút rồi gửi lại, hoặc báo thầy cô."
SHUT = "Mã lớp này đúng nhưng đang đóng. Em hỏi thầy cô mở lại, rồi bấm Vào lần nữa."
WRONG_EITHER = "Mã chưa đúng. Mã lớp gồm 6 ký tự, mã dự thi của từng người gồm 8 ký tự."
#: What is asked of who picked a name: label, hint.
PROOFS = {
    "year": ("Năm sinh của em", "4 chữ số, để chắc là em chọn đúng tên mình."),
    "number": ("Mã học sinh của em", "Mã trường cấp, để chắc là em chọn đúng tên mình."),
    "either": ("Năm sinh hoặc mã học sinh của em", "Để chắc là em chọn đúng tên mình."),
}


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


def pupil_page(
    view: RoundView,
    picked: Picked,
    code: str,
    values: Mapping[str, str],
    errors: Mapping[str, str],
    notice: Notice,
    now: datetime,
) -> PupilPage:
    """What is asked of who picked a name. The list's birth year stays on the server: it is the proof."""
    asked = of_somebody(view.fields, picked.birth_year, view.entrance.on_paper)
    label, hint = PROOFS.get(picked.proof, ("", ""))
    typed = values.get("birth_year", "") if asked.known is None else ""
    return PupilPage(
        slug=view.slug,
        title=lines(view.title),
        privacy=privacy(view, notice, FROM_THE_LIST),
        code=code[:20],
        member=picked.id,
        name=picked.name,
        unit=picked.place,
        proof_label=label,
        proof_hint=hint,
        asks_year=asked.year is Ask.REQUIRED,
        asks_grown=asked.grown,
        guardian=seen_child(typed, values.get("grown", ""), asked, now),
        values=dict(values) | {"birth_year": typed},
        errors=errors,
    )
