"""Tiền Giang 2022: forty questions in thirty minutes, at most two attempts, the best counts."""

from __future__ import annotations

from contest.commendations.ladders import Ladder
from contest.ruleset.rules import BlueprintLine, Ruleset
from tests.contest.ruleset.real.shape import Real, Window, steps

CONTEST = Real(
    place="Tiền Giang 2022",
    file="tien-giang-2022",
    title="Tìm hiểu pháp luật trực tuyến",
    organiser="Ban Tổ chức cuộc thi tỉnh Tiền Giang",
    rules=Ruleset(
        blueprint=(BlueprintLine(count=40),), seconds=1800, attempts_allowed=2, minimum_unit_size=1
    ),
    windows=(Window("Vòng thi trực tuyến", "10/10/2022 00:00", "17/10/2022 00:00"),),
    ladder=Ladder(steps("1 Nhất 0; 1 Nhì 0; 1 Ba 0")),
    told="""
    Lê Thị An     | Cái Bè   | 1990 | 10/10 08:00 900s 38 đúng; 11/10 08:00 1200s 39 đúng
    Trần Văn Bình | Cái Bè   | 1980 | 10/10 08:00 800s 39 đúng; 11/10 08:00 900s 39 đúng
    Phan Thị Cúc  | Gò Công  | 1985 | 10/10 08:00 60s 40 đúng, hủy; 11/10 08:00 1800s 39 đúng
    Hồ Văn Dũng   | Gò Công  | 1970 | 16/10 23:50 599s 40 đúng
    """,
    order=("Hồ Văn Dũng", "Trần Văn Bình", "Lê Thị An", "Phan Thị Cúc"),
    winners=({"Nhất": ("Hồ Văn Dũng",), "Nhì": ("Trần Văn Bình",), "Ba": ("Lê Thị An",)},),
    left_out=(
        "vòng chung kết cho người đứng đầu",
        "hai lượt mà điểm có ngay khi nộp (bị từ chối có chủ ý: điểm lượt trước làm lộ đáp án)",
    ),
)
