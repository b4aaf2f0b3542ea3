"""HS THCS Quảng Nam 2022: 300 points, who came first, who was perfect more often, one prize each."""

from __future__ import annotations

from contest.commendations.ladders import Ladder
from contest.commendations.states import Board
from contest.ruleset.rules import BlueprintLine, Criterion, PredictionTarget, Ruleset
from tests.contest.ruleset.real.shape import Real, Window, steps, unit_steps

CONTEST = Real(
    place="HS THCS Quảng Nam 2022",
    file="quang-nam-thcs-2022",
    title="Học sinh trung học cơ sở với an toàn giao thông",
    organiser="Ban Tổ chức cuộc thi tỉnh Quảng Nam",
    audience="học sinh trung học cơ sở trên địa bàn tỉnh Quảng Nam",
    marks=1_000,
    rules=Ruleset(
        blueprint=(BlueprintLine(count=30),),
        seconds=1800,
        attempts_allowed=2,
        prediction=PredictionTarget.PARTICIPANTS,
        criteria=(
            Criterion.POINTS,
            Criterion.PREDICTION_ERROR,
            Criterion.SECONDS,
            Criterion.FIRST_START,
            Criterion.PERFECT_ATTEMPTS,
        ),
        minimum_unit_size=1,
    ),
    windows=(
        Window("Đợt 1", "03/10/2022 07:00", "16/10/2022 22:00"),
        Window("Đợt 2", "17/10/2022 07:00", "30/10/2022 22:00"),
    ),
    ladder=Ladder(
        steps("1 Nhất 0; 1 Nhì 0; 2 Ba 0"),
        unit_steps(Board.WON, "1 Nhất 0; 1 Nhì 0"),
        once=True,
        cap=50,
        rate_adds=True,
    ),
    truth=(7, 4),
    told="""
    Lê Thị An     | THCS Kim Đồng | 2010 | 03/10 08:00 300s 30 đúng, đoán 8
        ; 04/10 08:00 320s 30 đúng, đoán 7; vòng 2 18/10 08:00 200s 29 đúng, đoán 4
    Trần Văn Bình | THCS Kim Đồng | 2010 | 03/10 08:00 300s 30 đúng, đoán 8; 05/10 08:00 9s 29 đúng, đoán 7
        ; vòng 2 18/10 08:00 200s 30 đúng, đoán 4
    Phan Thị Cúc  | THCS Kim Đồng | 2009 | 03/10 07:59 300s 30 đúng, đoán 6
    Hồ Văn Dũng   | THCS Lê Lợi   | 2011 | 06/10 08:00 299s 30 đúng, đoán 8
    Bùi Văn Giang | THCS Lê Lợi   | 2011 | 06/10 08:00 100s 29 đúng, đoán 7
        ; vòng 2 18/10 09:00 250s 30 đúng, đoán 4
    Ngô Thị Hà    | THCS Lê Lợi   | 2010 | 07/10 08:00 1700s 30 đúng, đoán 7
        ; vòng 2 18/10 08:00 100s 30 đúng, đoán 4
    Đinh Văn Hải  | THCS Lê Lợi   | 2010 | 07/10 08:00 100s 30 đúng, đoán 7, hủy
    Mai Thị Hoa   | THCS Lê Lợi   | 2010 | 16/10 21:59 30s 20 đúng, đoán 7
    """,
    order=(
        "Ngô Thị Hà",  # the number itself
        "Hồ Văn Dũng",  # one off like the next three, a second faster
        "Phan Thị Cúc",  # came a minute before the next two
        "Lê Thị An",  # two attempts with everything right, Bình one
        "Trần Văn Bình",
        "Bùi Văn Giang",
        "Mai Thị Hoa",
    ),
    # Half of seven people is three prizes, not the four that there are. Round 2 goes Hà, Bình, Giang, An: Hà
    # has a prize of round 1, and half of four people is two.
    winners=(
        {"Nhất": ("Ngô Thị Hà",), "Nhì": ("Hồ Văn Dũng",), "Ba": ("Phan Thị Cúc",)},
        {"Nhất": ("Trần Văn Bình",), "Nhì": ("Bùi Văn Giang",)},
    ),
    # Round 1: Kim Đồng 3 of 6 and a Ba, 50 + 6; Lê Lợi 4 of 10, Nhất and Nhì, 40 + 10 + 8. Round 2: Kim Đồng
    # 2 of 6 and the Nhất, 33 1/3 + 10; Lê Lợi 2 of 10 and the Nhì, 20 + 8.
    sizes={"THCS Kim Đồng": 6, "THCS Lê Lợi": 10},
    units=(
        {"Nhất": ("THCS Lê Lợi",), "Nhì": ("THCS Kim Đồng",)},
        {"Nhất": ("THCS Kim Đồng",), "Nhì": ("THCS Lê Lợi",)},
    ),
)
