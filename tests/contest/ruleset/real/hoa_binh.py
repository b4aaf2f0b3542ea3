"""Hòa Bình CCHC 2023: ten questions, and how many people will have all ten right."""

from __future__ import annotations

from contest.commendations.ladders import Ladder
from contest.ruleset.rules import BlueprintLine, PredictionTarget, Ruleset
from tests.contest.ruleset.real.shape import Real, Window, steps

CONTEST = Real(
    place="Hòa Bình CCHC 2023, QĐ 125/QĐ-BTCCT",
    file="hoa-binh-cchc-2023",
    title="Tìm hiểu về cải cách hành chính",
    organiser="Ban Tổ chức cuộc thi tỉnh Hòa Bình",
    audience="cán bộ, công chức, viên chức trên địa bàn tỉnh Hòa Bình",
    rules=Ruleset(
        blueprint=(BlueprintLine(count=10),),
        seconds=900,
        prediction=PredictionTarget.PERFECT_PEOPLE,
        minimum_unit_size=1,
    ),
    windows=(Window("Đợt 1", "10/10/2023 08:00", "14/10/2023 17:00"),),
    ladder=Ladder(steps("1 Nhất 0; 1 Nhì 0; 2 Ba 0")),
    # An, Bình, Cúc, Dũng; Em's paper with everything right is void.
    truth=(4,),
    told="""
    Lê Thị An     | Sở Y tế  | 1990 | 10/10 08:00 300s 10 đúng, đoán 5
    Trần Văn Bình | Sở Y tế  | 1980 | 10/10 08:00 200s 10 đúng, đoán 5
    Phan Thị Cúc  | Đà Bắc   | 1985 | 11/10 08:00 800s 10 đúng, đoán 4
    Hồ Văn Dũng   | Đà Bắc   | 1970 | 11/10 08:00 200s 10 đúng
    Võ Thị Em     | Đà Bắc   | 1999 | 11/10 08:00 100s 10 đúng, đoán 4, hủy
    Bùi Văn Giang | Đà Bắc   | 1999 | 14/10 16:50 600s 9 đúng, đoán 4
    """,
    # The last one began ten minutes before the end and had them all, though the paper allows fifteen.
    order=("Phan Thị Cúc", "Trần Văn Bình", "Lê Thị An", "Hồ Văn Dũng", "Bùi Văn Giang"),
    winners=(
        {
            "Nhất": ("Phan Thị Cúc",),
            "Nhì": ("Trần Văn Bình",),
            "Ba": ("Lê Thị An", "Hồ Văn Dũng"),
        },
    ),
)
