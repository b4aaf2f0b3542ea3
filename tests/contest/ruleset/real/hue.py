"""TP Huế CCHC 2025: four weeks, one attempt a week; its half for people in public service."""

from __future__ import annotations

from contest.commendations.ladders import Ladder
from contest.commendations.states import Board
from contest.ruleset.rules import BlueprintLine, PredictionTarget, Ruleset
from tests.contest.ruleset.real.shape import Real, Window, steps, unit_steps, within

CONTEST = Real(
    place="TP Huế CCHC 2025, QĐ 148/QĐ-BTCHT",
    file="hue-cchc-2025",
    title="Tìm hiểu cải cách hành chính thành phố Huế",
    organiser="Ban Tổ chức hội thi thành phố Huế",
    audience="cán bộ, công chức, viên chức trên địa bàn thành phố Huế",
    rules=Ruleset(
        blueprint=(BlueprintLine(count=15),),
        seconds=900,
        prediction=PredictionTarget.PARTICIPANTS,
        youngest=18,
        minimum_unit_size=5,
    ),
    windows=(
        Window("Tuần 1", "29/09/2025 00:00", "06/10/2025 00:00"),
        Window("Tuần 2", "06/10/2025 00:00", "13/10/2025 00:00"),
    ),
    ladder=Ladder(
        steps("1 Nhất 800.000; 1 Nhì 0; 1 Ba 0"),
        tuple(
            step
            for block in ("Khối hành chính", "Khối sự nghiệp", "Khối cấp xã")
            for step in within(block, unit_steps(Board.RATE, "1 Nhất 0"))
        ),
    ),
    truth=(5, 3),
    told="""
    Lê Thị An     | Sở Nội vụ      | 1990 | 29/09 00:00 300s 15 đúng, đoán 5
        ; vòng 2 06/10 00:00 300s 14 đúng, đoán 3
    Trần Văn Bình | Sở Nội vụ      | 1980 | 29/09 08:00 299s 15 đúng, đoán 5
        ; vòng 2 07/10 08:00 300s 14 đúng, đoán 3
    Phan Thị Cúc  | Phường An Cựu  | 1985 | 29/09 08:01 300s 15 đúng, đoán 5
    Hồ Văn Dũng   | Phường An Cựu  | 1970 | 05/10 23:59:30 29s 15 đúng, đoán 4
    Võ Thị Em     | Tổ công nghệ   | 1999 | 05/10 23:50 60s 14 đúng, đoán 5
        ; vòng 2 12/10 23:59 20s 13 đúng, đoán 3
    """,
    order=("Trần Văn Bình", "Lê Thị An", "Phan Thị Cúc", "Hồ Văn Dũng", "Võ Thị Em"),
    winners=(
        {"Nhất": ("Trần Văn Bình",), "Nhì": ("Lê Thị An",), "Ba": ("Phan Thị Cúc",)},
        {"Nhất": ("Lê Thị An",), "Nhì": ("Trần Văn Bình",), "Ba": ("Võ Thị Em",)},
    ),
    # Each is compared with its like alone, so that 2 of 10 are as good as 2 of 5; the four people of the team
    # are fewer than five. Week 2: nobody came of An Cựu.
    sizes={"Sở Nội vụ": 10, "Phường An Cựu": 5, "Tổ công nghệ": 4},
    blocks={
        "Sở Nội vụ": "Khối hành chính",
        "Phường An Cựu": "Khối cấp xã",
        "Tổ công nghệ": "Khối sự nghiệp",
    },
    units=(
        {"Nhất": ("Sở Nội vụ, Khối hành chính", "Phường An Cựu, Khối cấp xã")},
        {"Nhất": ("Sở Nội vụ, Khối hành chính",)},
    ),
    left_out=(
        "bộ câu hỏi và giải riêng cho người dân từ đủ 18 tuổi",
        "giải tập thể xét cả tỷ lệ và chất lượng",
    ),
)
