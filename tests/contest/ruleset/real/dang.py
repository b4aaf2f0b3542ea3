"""Đảng resolutions contest 11/2025: at most three attempts a week, from Monday 10:00 to Monday 09:00."""

from __future__ import annotations

from contest.commendations.ladders import Ladder
from contest.ruleset.rules import BlueprintLine, PredictionTarget, Ruleset
from tests.contest.ruleset.real.shape import Real, Window, steps

CONTEST = Real(
    place="Đảng resolutions contest 11/2025 (CV 2769-CV/BTGDVTW)",
    file="nghi-quyet-dang-2025",
    title="Tìm hiểu các nghị quyết của Đảng",
    organiser="Ban Tổ chức cuộc thi",
    rules=Ruleset(
        blueprint=(BlueprintLine(count=10),),
        seconds=900,
        attempts_allowed=3,
        prediction=PredictionTarget.PARTICIPANTS,
        minimum_unit_size=1,
    ),
    windows=(
        Window("Tuần 1", "03/11/2025 10:00", "10/11/2025 09:00"),
        Window("Tuần 2", "10/11/2025 10:00", "17/11/2025 09:00"),
    ),
    ladder=Ladder(steps("1 Nhất 0; 2 Nhì 0")),
    truth=(4, 3),
    told="""
    Lê Thị An     | Hà Nội | 1990 | 03/11 10:00 300s 8 đúng, đoán 4; 03/11 11:00 300s 9 đúng, đoán 4
        ; 10/11 08:58 120s 10 đúng, đoán 4; vòng 2 10/11 10:00 300s 10 đúng, đoán 3
        ; vòng 2 10/11 11:00 30s 9 đúng, đoán 3
    Trần Văn Bình | Hà Nội | 1980 | 04/11 08:00 300s 10 đúng, đoán 5; 04/11 09:00 299s 10 đúng, đoán 3
        ; vòng 2 11/11 08:00 301s 10 đúng, đoán 3
    Phan Thị Cúc  | Huế    | 1985 | 04/11 08:00 298s 10 đúng, đoán 6; vòng 2 11/11 08:00 300s 10 đúng, đoán 3
    Hồ Văn Dũng   | Huế    | 1970 | 04/11 08:00 60s 10 đúng, đoán 4, hủy; 04/11 09:00 60s 9 đúng, đoán 4
    """,
    order=("Lê Thị An", "Trần Văn Bình", "Phan Thị Cúc", "Hồ Văn Dũng"),
    winners=(
        {"Nhất": ("Lê Thị An",), "Nhì": ("Trần Văn Bình", "Phan Thị Cúc")},
        {"Nhất": ("Lê Thị An",), "Nhì": ("Phan Thị Cúc", "Trần Văn Bình")},
    ),
    units=({}, {}),
)
