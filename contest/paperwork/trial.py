"""A made-up contest that templates are tried with: every field and every list has something. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from contest.commendations.states import Layout
from contest.office.rules import Identity
from contest.paperwork import base_pay, defaults, fields
from contest.paperwork.facts import Cost, Facts, Result, Stage, Winner
from contest.paperwork.given import Given
from contest.paperwork.kinds import symbol
from contest.paperwork.states import Kind
from contest.printing.listing import Letterhead, LetterheadKind, Signer

DAY = date(2026, 10, 12)
HOLDERS = {
    Layout.STATE: ("UBND xã Mẫu", "Ủy ban nhân dân tỉnh Mẫu"),
    Layout.UNION: ("BCH Đoàn xã Mẫu", "Tỉnh đoàn Mẫu"),
    Layout.SCHOOL: ("Trường THCS Mẫu", "UBND xã Mẫu"),
    Layout.PARTY: ("Đảng ủy xã Mẫu", "Đảng bộ tỉnh Mẫu"),
}
_FIRST, _LAST = datetime(2026, 10, 5, 1, tzinfo=UTC), datetime(2026, 10, 11, 13, tzinfo=UTC)
_PEOPLE = (
    ("Nguyễn Văn A", "Thôn 1", "Nhất", 1_000_000),
    ("Trần Thị B", "Trường THCS Mẫu & Lá cờ đầu <2026>", "Nhì", 700_000),
    ("Y Krông C", "Thôn 2", "Nhì", 700_000),
)
_UNITS = (("Thôn 1", "Nhất", 2_000_000), ("Trường THCS Mẫu", "Nhì", 1_500_000))


def values(kind: Kind, layout: Layout = Layout.STATE, *, bare: bool = False) -> fields.Fields:
    """Every field of a paper of the made-up contest; ``bare``: of a draft with nothing in its lists."""
    return fields.values(kind, _bare() if bare else _facts(layout), _given(kind, layout, bare=bare))


def _facts(layout: Layout) -> Facts:
    return Facts(
        contest="Cuộc thi tìm hiểu chuyển đổi số xã Mẫu",
        noun="Cuộc thi",
        stage="Tuần 1",
        holder=HOLDERS[layout][0],
        audience="cán bộ, đoàn viên, học sinh và người dân trên địa bàn xã",
        address="hoithi.example.vn/t/mau",
        stages=(Stage("Tuần 1", _FIRST, _LAST, 467, 612, 4),),
        how=("Đề thi gồm 15 câu hỏi trắc nghiệm, làm trong 15 phút.", "Mỗi câu đúng được 1 điểm."),
        promises=("Giải cá nhân: 1 giải Nhất 1.000.000 đồng; 2 giải Nhì, mỗi giải 700.000 đồng.",),
        complaints=("Ban Tổ chức trả lời từng khiếu nại.",),
        costs=(Cost("Giải Nhất", 1, 1_000_000), Cost("Giải Nhì", 2, 700_000)),
        budget=6_000_000,
        result=_result(),
    )


def _result() -> Result:
    people = [
        Winner(name, name, unit, 1990, prize, amount, f"people||{prize}", prize, is_person=True)
        for name, unit, prize, amount in _PEOPLE
    ]
    units = [
        Winner(name, name, "", None, prize, amount, f"units||{prize}", prize, is_person=False)
        for name, prize, amount in _UNITS
    ]
    return Result(
        number=1,
        sha256="0123456789abcdef" * 4,
        issued_at=datetime(2026, 10, 12, 2, tzinfo=UTC),
        ranked=464,
        barred=3,
        perfect=37,
        truth="464",
        winners=(*people, *units),
        sections=(),
        decisions=("Hạng 3, 2 người bằng nhau: bốc thăm bằng máy.",),
        ties=("2 người bằng nhau, còn 1 giải Khuyến khích.",),
        total=sum(one.amount for one in (*people, *units)),
    )


def _bare() -> Facts:
    """Nothing is set, nobody has won, nothing is issued."""
    full = _facts(Layout.STATE)
    result = replace(
        _result(), number=0, sha256="", issued_at=None, perfect=None, truth="", winners=(), total=0
    )
    return replace(
        full,
        stage="",
        address="",
        how=(),
        promises=(),
        complaints=(),
        costs=(Cost("Giải Nhất", 1, 1_000_000),),
        result=replace(result, decisions=(), ties=()),
    )


def _given(kind: Kind, layout: Layout, *, bare: bool) -> Given:
    holder, above = HOLDERS[layout]
    begun = defaults.fields(kind, layout, Identity(name=holder, above=above, place="Mẫu"), holder, "Cuộc thi")
    head = Letterhead(
        kind=LetterheadKind(layout.value),
        upper_body="" if bare else begun["upper_body"],
        body=begun["body"],
        number=None if bare else 5,
        symbol=symbol(kind, layout),
        place=begun["place"],
        date=None if bare else DAY,
    )
    authority = tuple(begun["authority"].splitlines())
    if bare:
        return Given(layout, head, Signer(authority, ""))
    return Given(
        layout=layout,
        letterhead=head,
        signer=Signer(authority, "Lê Văn D"),
        recipients=tuple(begun["recipients"].splitlines()),
        decider=begun["decider"],
        grounds=("Căn cứ Luật Tổ chức chính quyền địa phương", "Xét đề nghị của Ban Tổ chức Cuộc thi"),
        addressees=("Chủ tịch Ủy ban nhân dân xã Mẫu",),
        sponsors=("Ngân sách xã 5.000.000 đồng",),
        second=Signer(("THƯ KÝ",), "Phạm Thị E"),
        attached_to="Kế hoạch số 12/KH-UBND ngày 05 tháng 9 năm 2026",
        praised=frozenset({"people||Nhất", "units||Nhất"}),
        reward=base_pay.reward(DAY),
    )
