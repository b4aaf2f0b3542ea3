"""What somebody of a list sees before they are in: who they are, what is asked, what is held. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from contest.campaigns.answers import of_somebody, seen_child
from contest.campaigns.class_pages import PupilPage
from contest.campaigns.classmates import Picked
from contest.campaigns.inviting import Invited
from contest.campaigns.notice import Privacy
from contest.campaigns.pages import InvitedPage
from contest.campaigns.service import RoundView
from contest.campaigns.showing import lines, privacy
from contest.office.rules import Notice
from contest.people import asking
from contest.people.asking import Ask

ON_THE_LIST = "Danh sách của Ban Tổ chức đang có: {holds}. Ở đây chỉ hỏi điều còn thiếu."
PROVED = "Điều em ghi để chắc là đúng em chỉ được so với danh sách, không lưu lại."
BY_CLASS = (
    "Máy chủ giữ giờ vào thi và một dấu cho biết những tên nào vào từ cùng một máy, "
    "để thầy cô trả lại tên khi có người vào nhầm."
)
NOT_YOU = "Chưa khớp với danh sách. Xem lại em chọn đúng tên mình chưa; vẫn chưa được thì báo thầy cô."
#: What is asked of who picked a name: label, hint.
PROOFS = {
    "number": (
        "Mã học sinh của em",
        "Mã trường cấp, để chắc là em chọn đúng tên mình. Quên mã thì hỏi thầy cô.",
    ),
    "phone": (
        "4 số cuối điện thoại của em hoặc gia đình",
        "Số đã báo với trường, để chắc là em chọn đúng tên mình. Không nhớ thì hỏi thầy cô.",
    ),
    "year": ("Năm sinh của em", "4 chữ số, để chắc là em chọn đúng tên mình."),
}


def from_the_list(holds: Sequence[str], *more: str) -> tuple[str, ...]:
    """What somebody is told who stands on a list: all that it has of them, by name, and what else is kept."""
    return (ON_THE_LIST.format(holds=asking.listed(list(holds))), *more, asking.NEVER)


def invited_notice(view: RoundView, known: Invited, notice: Notice) -> Privacy:
    """What somebody with a slip reads before they agree."""
    return privacy(view, notice, from_the_list(known.holds))


def pupil_notice(view: RoundView, picked: Picked, notice: Notice) -> Privacy:
    """What somebody reads who picked a name."""
    more = (PROVED, BY_CLASS) if picked.proof else (BY_CLASS,)
    return privacy(view, notice, from_the_list(picked.holds, *more))


def invited_page(
    view: RoundView,
    known: Invited,
    code: str,
    values: Mapping[str, str],
    errors: Mapping[str, str],
    notice: Notice,
    now: datetime,
) -> InvitedPage:
    """What is asked of somebody with a slip: consent, and the birth year where the list has none."""
    year = str(known.birth_year or values.get("birth_year", ""))
    shared = _shared(view, known, values, year, now)
    return InvitedPage(
        privacy=invited_notice(view, known, notice),
        code=code[:20],
        name=known.name,
        unit=known.unit,
        contact=view.contact,
        values=dict(values) | {"birth_year": year},
        errors=errors,
        **shared,
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
    """What is asked of who picked a name. The list's birth year stays on the server: it may be the proof."""
    label, hint = PROOFS.get(picked.proof, ("", ""))
    typed = values.get("birth_year", "") if picked.birth_year is None else ""
    return PupilPage(
        privacy=pupil_notice(view, picked, notice),
        code=code[:20],
        member=picked.id,
        name=picked.name,
        unit=picked.place,
        proof_label=label,
        proof_hint=hint,
        values=dict(values) | {"birth_year": typed},
        errors=errors,
        **_shared(view, picked, values, typed, now),
    )


def _shared(
    view: RoundView, known: Invited | Picked, values: Mapping[str, str], year: str, now: datetime
) -> dict[str, Any]:
    """What both pages ask of somebody on the list; ``year``: the one that the page shows."""
    asked = of_somebody(view.fields, known.birth_year, view.entrance.on_paper or known.on_paper)
    return {
        "slug": view.slug,
        "title": lines(view.title),
        "asks_year": asked.year is Ask.REQUIRED,
        "asks_grown": asked.grown,
        "guardian": seen_child(year, values.get("grown", ""), asked, now),
    }
