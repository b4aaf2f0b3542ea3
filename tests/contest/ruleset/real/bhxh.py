"""BHXH-BHYT-BHTN 2025: no limit in a week, only papers with everything right, equals share a place."""

from __future__ import annotations

from contest.commendations.ladders import Ladder
from contest.ruleset.rules import BlueprintLine, PredictionTarget, Ruleset
from tests.contest.ruleset.real.shape import Real, Window, steps

CONTEST = Real(
    place="BHXH-BHYT-BHTN 2025, QĐ 53/QĐ-BTC",
    file="bhxh-bhyt-bhtn-2025",
    title="Tìm hiểu chính sách, pháp luật về BHXH, BHYT, BHTN",
    organiser="Ban Tổ chức cuộc thi",
    rules=Ruleset(
        blueprint=(BlueprintLine(count=10),),
        seconds=900,
        attempts_allowed=None,
        prediction=PredictionTarget.PERFECT_ATTEMPTS,
        only_perfect=True,
        minimum_unit_size=1,
    ),
    windows=(
        Window("Tuần 1", "06/10/2025 10:00", "13/10/2025 09:00"),
        Window("Tuần 2", "13/10/2025 10:00", "20/10/2025 09:00"),
    ),
    # How many prizes there are is ours; the sums are not known.
    ladder=Ladder(steps("1 Nhất 0; 1 Nhì 0; 2 Ba 0; 2 Khuyến khích 0")),
    # Week 1: An's two, and one each of Bình, Cúc, Giang, Hà; Em's is void, Hải's came too late.
    truth=(6, 2),
    told="""
    Lê Thị An     | Hà Nội  | 1990 | 07/10 08:00 90s 10 đúng, đoán 6; 07/10 09:00 80s 10 đúng, đoán 9
        ; 07/10 10:00 20s 9 đúng, đoán 6; vòng 2 14/10 08:00 60s 10 đúng, đoán 2
    Trần Văn Bình | Hà Nội  | 1980 | 08/10 08:00 70s 10 đúng, đoán 7; vòng 2 14/10 08:00 50s 10 đúng, đoán 1
    Phan Thị Cúc  | Hà Nội  | 1985 | 08/10 08:01 70s 10 đúng, đoán 5
    Hồ Văn Dũng   | Cà Mau  | 1970 | 08/10 08:00 20s 9 đúng, đoán 6; vòng 2 15/10 08:00 20s 9 đúng
        ; vòng 2 15/10 09:00 20s 9 đúng; vòng 2 15/10 10:00 20s 8 đúng
    Võ Thị Em     | Cà Mau  | 1999 | 08/10 08:00 60s 10 đúng, đoán 6, hủy; 08/10 09:00 60s 8 đúng, đoán 6
    Bùi Văn Giang | Cà Mau  | 2001 | 12/10 08:00 65s 10 đúng, đoán 5
    Ngô Thị Hà    | Cà Mau  | 2002 | 12/10 08:00 65s 10 đúng, đoán 7
    Đinh Văn Hải  | Cà Mau  | 1970 | 12/10 08:00 921s 10 đúng, đoán 6, muộn
    """,
    order=(
        "Bùi Văn Giang = Ngô Thị Hà",  # one below, one above, as long, the same moment
        "Trần Văn Bình",
        "Phan Thị Cúc",
        "Lê Thị An",  # her faster attempt counts, whose guess is three off
    ),
    tied=("Bùi Văn Giang = Ngô Thị Hà",),
    winners=(
        {
            "Nhất": ("Bùi Văn Giang", "Ngô Thị Hà"),
            "Nhì": ("Trần Văn Bình",),
            "Ba": ("Phan Thị Cúc", "Lê Thị An"),
        },
        {"Nhất": ("Lê Thị An",), "Nhì": ("Trần Văn Bình",)},
    ),
    units=({}, {}),
)
