"""A contest with everything that papers tell, and the forms of its papers; no database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from contest.commendations.states import Layout
from contest.office.rules import Identity
from contest.paperwork import defaults, grounds, making
from contest.paperwork.facts import TIED, Cost, Facts, Result, Stage, Winner
from contest.paperwork.forms import PaperForm
from contest.paperwork.given import Given
from contest.paperwork.states import Kind
from contest.printing.listing import Section
from contest.printing.paperwork import Official
from questions.documents.judging import Kept
from questions.documents.register import shipped
from tests.contest.printing import samples as papers

DAY = date(2026, 10, 12)
REGISTER = tuple(
    Kept(f"d{place}", one.number, one.dated, one.issuer, one.subject, one.in_force_from)
    for place, one in enumerate(shipped().documents)
)
#: Who holds the contest in each layout, and who stands above.
HOLDERS = {
    Layout.STATE: ("UBND xã Đăk Tô", "Tỉnh Quảng Ngãi"),
    Layout.UNION: ("BCH Đoàn xã Đăk Tô", "Tỉnh đoàn Quảng Ngãi"),
    Layout.SCHOOL: ("Trường THCS Nguyễn Du", "UBND xã Đăk Tô"),
    Layout.PARTY: ("Đảng ủy xã Đăk Tô", "Đảng bộ tỉnh Quảng Ngãi"),
}
ROWS = tuple(papers.person(place, prediction=None, birth_year=None) for place in range(7))
PEOPLE = Section(ROWS)
PRAISED_UNITS = (("Trường THPT Nguyễn Trãi", "Nhất", 2_000_000), ("Chi đoàn UBND xã", "Nhì", 1_500_000))
UNITS = papers.units()
DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
TIE = "3 người bằng nhau, còn 1 giải Khuyến khích. 3 người cùng hạng 5 bằng nhau ở mọi tiêu chí: điểm."


def moment(day: int, hour: int) -> datetime:
    """An hour in Việt Nam, in October 2026."""
    return datetime(2026, 10, day, hour - 7, tzinfo=UTC)


def winners() -> tuple[Winner, ...]:
    """Seven people, the third of whom has agreed to nothing, and two units."""
    found = [
        Winner(
            name=row.name,
            public="B. T. N. Á." if place == 2 else row.name,
            unit=row.unit,
            birth_year=1990 + place,
            prize=row.prize,
            amount=row.amount or 0,
            key=f"people||{row.prize}",
            label=f"{row.prize}, giải cá nhân",
            is_person=True,
        )
        for place, row in enumerate(ROWS)
    ]
    for name, prize, amount in PRAISED_UNITS:
        key, label = f"number||{prize}", f"{prize}, giải đơn vị"
        found.append(Winner(name, name, "", None, prize, amount, key, label, is_person=False))
    return tuple(found)


def result(**changed: Any) -> Result:
    """What the first issued list says."""
    facts: dict[str, Any] = {
        "number": 1,
        "sha256": DIGEST,
        "issued_at": moment(12, 9),
        "ranked": 464,
        "barred": 3,
        "perfect": 37,
        "truth": "464",
        "winners": winners(),
        "sections": (PEOPLE, UNITS),
        "decisions": ("Hạng 5, 3 người bằng nhau: bốc thăm bằng máy. Chứng kiến: Bà Y Bích.",),
        "ties": (),
        "total": PEOPLE.amount + UNITS.amount,
    }
    return Result(**(facts | changed))


def draft() -> Result:
    """The same before it is issued, with a tie that waits."""
    rows = winners()
    tied = replace(rows[6], prize=TIED, amount=0, is_tied=True)
    section = Section((*ROWS[:6], replace(ROWS[6], prize=TIED, amount=None)))
    return result(
        number=0,
        sha256="",
        issued_at=None,
        winners=(*rows[:6], tied, *rows[7:]),
        sections=(section, UNITS),
        ties=(TIE,),
        total=section.amount + UNITS.amount,
    )


ONE_STAGE = (Stage("Tuần 1", moment(5, 8), moment(11, 20), 467, 612, 4),)


def facts(layout: Layout = Layout.STATE, **changed: Any) -> Facts:
    """A round whose list is issued."""
    told: dict[str, Any] = {
        "contest": "Cuộc thi tìm hiểu chuyển đổi số",
        "noun": "Cuộc thi",
        "stage": "Tuần 1",
        "holder": HOLDERS[layout][0],
        "audience": "cán bộ, đoàn viên, học sinh và người dân trên địa bàn xã",
        "address": "hoithi.dakto.vn/t/cds",
        "stages": ONE_STAGE,
        "how": ("Đề thi gồm 15 câu hỏi trắc nghiệm, làm trong 15 phút.",),
        "promises": ("Giải cá nhân: 1 giải Nhất 1.000.000 đồng; 2 giải Nhì, mỗi giải 700.000 đồng.",),
        "complaints": ("Ban Tổ chức trả lời từng khiếu nại.",),
        "costs": (Cost("Giải Nhất", 1, 1_000_000), Cost("Giải Nhì", 2, 700_000)),
        "budget": 3_000_000,
        "result": result(),
    }
    return Facts(**(told | changed))


def form(kind: Kind, layout: Layout = Layout.STATE, **changed: Any) -> PaperForm:
    """The form as it begins, with a number, a day and names."""
    holder, above = HOLDERS[layout]
    begun = defaults.fields(
        kind, layout, Identity(name=holder, above=above, place="Đăk Tô"), holder, "Cuộc thi"
    )
    choices = grounds.offered(REGISTER, DAY)
    typed = {
        "number": "5",
        "day": "12/10/2026",
        "signer": "Nguyễn Thanh Tùng",
        "second_signer": "Y Lan Anh",
        "grounds": list(grounds.ticked(choices, kind, of_state=layout is Layout.STATE)),
        "praised": ["people||Nhất", "number||Nhất"],
    }
    return PaperForm.model_validate(begun | typed | changed)


def given(kind: Kind, layout: Layout = Layout.STATE, **changed: Any) -> Given:
    """What the form says."""
    return making.given(kind, form(kind, layout, **changed), REGISTER, DAY)


def official(
    kind: Kind, layout: Layout = Layout.STATE, told: Facts | None = None, **changed: Any
) -> Official:
    """The paper as a value."""
    return making.official(kind, told or facts(layout), given(kind, layout, **changed))
