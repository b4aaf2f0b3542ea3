"""Tây Ninh NTM 6/2025: no prediction; the score, then who handed in earlier."""

from __future__ import annotations

from contest.commendations.ladders import Ladder
from contest.ruleset.rules import BlueprintLine, Criterion, Ruleset
from tests.contest.ruleset.real.shape import Real, Window, steps

CONTEST = Real(
    place="Tây Ninh NTM 6/2025",
    file="tay-ninh-ntm-2025",
    title="Tìm hiểu về xây dựng nông thôn mới",
    organiser="Ban Tổ chức cuộc thi tỉnh Tây Ninh",
    audience="người dân trên địa bàn tỉnh Tây Ninh",
    rules=Ruleset(
        blueprint=(BlueprintLine(count=10),),
        seconds=900,
        criteria=(Criterion.POINTS, Criterion.SUBMITTED),
        minimum_unit_size=1,
    ),
    windows=(Window("Vòng thi", "02/06/2025 07:30", "08/06/2025 22:00"),),
    ladder=Ladder(steps("1 Nhất 0; 1 Nhì 0; 2 Khuyến khích 0")),
    told="""
    Lê Thị An     | Gò Dầu     | 1990 | 02/06 07:30 500s 10 đúng
    Trần Văn Bình | Gò Dầu     | 1980 | 02/06 07:35 199s 10 đúng
    Phan Thị Cúc  | Châu Thành | 1985 | 02/06 07:30 10s 9 đúng
    Hồ Văn Dũng   | Châu Thành | 1970 | 02/06 07:40 60s 9 đúng
    Võ Thị Em     | Châu Thành | 1971 | 02/06 07:40 60s 9 đúng
    Mai Thị Hoa   | Châu Thành | 1972 | 02/06 07:41 20s 9 đúng
    """,
    # Bình ended at 07:38:19, An a second later, however long they took.
    order=("Trần Văn Bình", "Lê Thị An", "Phan Thị Cúc", "Hồ Văn Dũng = Võ Thị Em", "Mai Thị Hoa"),
    tied=("Hồ Văn Dũng = Võ Thị Em",),
    winners=(
        {
            "Nhất": ("Trần Văn Bình",),
            "Nhì": ("Lê Thị An",),
            "Khuyến khích": ("Phan Thị Cúc", "Hồ Văn Dũng", "Võ Thị Em"),
        },
    ),
)
