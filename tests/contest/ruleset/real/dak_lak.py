"""Đắk Lắk CĐS 2025: short rounds of two days, one attempt a day, the best of the round counts."""

from __future__ import annotations

from contest.commendations.ladders import Ladder
from contest.ruleset.rules import BlueprintLine, PredictionTarget, Ruleset
from tests.contest.ruleset.real.shape import Real, Window, steps

CONTEST = Real(
    place="Đắk Lắk CĐS 2025",
    file="dak-lak-cds-2025",
    title="Tìm hiểu về chuyển đổi số",
    organiser="Ban Tổ chức cuộc thi tỉnh Đắk Lắk",
    audience="cán bộ, công chức, đoàn viên, hội viên và người dân trên địa bàn tỉnh Đắk Lắk",
    rules=Ruleset(
        blueprint=(BlueprintLine(count=10),),
        seconds=600,
        attempts_allowed=2,
        attempts_a_day=1,
        prediction=PredictionTarget.PARTICIPANTS,
        minimum_unit_size=1,
    ),
    windows=(
        Window("Đợt 1", "16/09/2025 00:00", "18/09/2025 00:00"),
        Window("Đợt 2", "18/09/2025 00:00", "20/09/2025 00:00"),
    ),
    ladder=Ladder(steps("1 Nhất 0; 2 Nhì 0; 2 Ba 0")),
    truth=(5, 2),
    told="""
    Lê Thị An     | Ea Kar   | 1990 | 16/09 23:50 400s 9 đúng, đoán 5; 17/09 00:00 300s 10 đúng, đoán 5
    Trần Văn Bình | Ea Kar   | 1980 | 16/09 08:00 200s 10 đúng, đoán 9; 17/09 08:00 201s 10 đúng, đoán 5
    Phan Thị Cúc  | Cư M'gar | 1985 | 16/09 08:00 500s 10 đúng, đoán 6
    Hồ Văn Dũng   | Cư M'gar | 1970 | 17/09 23:55 300s 10 đúng, đoán 4; vòng 2 18/09 00:00 300s 9 đúng, đoán 2
    Võ Thị Em     | Cư M'gar | 1999 | 17/09 08:00 100s 8 đúng, đoán 5; vòng 2 19/09 08:00 300s 9 đúng, đoán 2
    """,
    order=(
        "Lê Thị An",  # the second attempt, after midnight
        "Hồ Văn Dũng",  # one off, faster than the next
        "Phan Thị Cúc",
        "Trần Văn Bình",  # the faster attempt counts, and its guess is four off
        "Võ Thị Em",
    ),
    winners=(
        {
            "Nhất": ("Lê Thị An",),
            "Nhì": ("Hồ Văn Dũng", "Phan Thị Cúc"),
            "Ba": ("Trần Văn Bình", "Võ Thị Em"),
        },
        {"Nhất": ("Hồ Văn Dũng",), "Nhì": ("Võ Thị Em",)},
    ),
    units=({}, {}),
)
