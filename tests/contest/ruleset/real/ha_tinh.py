"""Hà Tĩnh ATGT 10–11/2024: 15 days, the best of five attempts, districts by the part of their people."""

from __future__ import annotations

from contest.commendations.ladders import ExtraStep, Ladder
from contest.commendations.states import Board
from contest.ruleset.rules import BlueprintLine, PredictionTarget, Ruleset, Ties
from tests.contest.ruleset.real.shape import Real, Window, steps, unit_steps

CONTEST = Real(
    place="Hà Tĩnh ATGT 10–11/2024",
    file="ha-tinh-atgt-2024",
    title="Tìm hiểu pháp luật về an toàn giao thông",
    organiser="Ban Tổ chức cuộc thi tỉnh Hà Tĩnh",
    audience="công dân Việt Nam đang sinh sống, học tập, làm việc trên địa bàn tỉnh Hà Tĩnh",
    rules=Ruleset(
        blueprint=(BlueprintLine(count=9),),
        seconds=900,
        attempts_allowed=5,
        prediction=PredictionTarget.PARTICIPANTS,
        youngest=12,
        ties=Ties.COMMITTEE,
        minimum_unit_size=1,
    ),
    windows=(Window("Vòng thi", "20/10/2024 08:00", "03/11/2024 17:00"),),
    ladder=Ladder(
        steps("1 Nhất 3.000.000; 3 Nhì 2.000.000; 5 Ba 1.000.000; 10 Khuyến khích 500.000"),
        unit_steps(Board.RATE, "1 Nhất 4.000.000; 1 Nhì 3.000.000; 1 Ba 2.000.000"),
        equal_by_perfect=True,
        extra=(
            ExtraStep("Thí sinh nhỏ tuổi nhất", 1, 500_000, Board.YOUNGEST),
            ExtraStep("Thí sinh cao tuổi nhất", 1, 500_000, Board.OLDEST),
        ),
        besides=True,
    ),
    # 13 people have an attempt that is not void: Em's only one is, Nam is a helper and counts all the same.
    truth=(13,),
    told="""
    Lê Thị An     | Can Lộc   | 1990 | 21/10 08:00 200s 9 đúng, đoán 13; 22/10 08:00 150s 9 đúng, đoán 12
    Trần Văn Bình | Can Lộc   | 1950 | 21/10 09:00 150s 9 đúng, đoán 14
    Phan Thị Cúc  | Can Lộc   | 2012 | 21/10 09:00 700s 9 đúng, đoán 13
    Hồ Văn Dũng   | Thạch Hà  | 1985 | 21/10 10:00 150s 9 đúng, đoán 12
    Võ Thị Em     | Can Lộc   | 1999 | 21/10 10:00 10s 9 đúng, đoán 13, hủy
    Bùi Văn Giang | Thạch Hà  | 2001 | 23/10 08:00 100s 9 đúng, đoán 15
    Ngô Thị Hà    | Thạch Hà  | 2002 | 23/10 08:00 100s 9 đúng, đoán 11
    Đinh Văn Hải  | Hương Sơn | 1970 | 24/10 08:00 921s 9 đúng, đoán 13, muộn
    Mai Thị Hoa   | Đức Thọ   | 1988 | 24/10 08:00 60s 8 đúng, đoán 13
    Cao Văn Hùng  | Đức Thọ   | 1991 | 24/10 08:00 50s 8 đúng
    Lý Văn Khánh  | Đức Thọ   | 1992 | 24/10 08:00 400s 8 đúng, đoán 999
    Tô Thị Lan    | Hương Sơn | 1979 | 25/10 08:00 90s 5 đúng, đoán 13; 25/10 09:00 90s 6 đúng, đoán 13
        ; 25/10 10:00 300s 7 đúng, đoán 9; 25/10 11:00 250s 7 đúng, đoán 13; 25/10 12:00 20s 4 đúng, đoán 13
    Hà Văn Minh   | Can Lộc   | 1983 | 26/10 08:00 90s 9 đúng, đoán 13, hủy; 26/10 09:00 260s 7 đúng, đoán 13
    *Tạ Văn Nam   | Hương Sơn | 1975 | 26/10 08:00 90s 9 đúng, đoán 13
    """,
    order=(
        "Phan Thị Cúc",  # all right and the number itself, however long it took
        "Trần Văn Bình",  # one off, above or below alike, as long: handed in first
        "Hồ Văn Dũng",
        "Lê Thị An",  # her faster attempt counts, with its guess
        "Bùi Văn Giang = Ngô Thị Hà",  # two off, as long, the same moment
        "Mai Thị Hoa",
        "Lý Văn Khánh",
        "Cao Văn Hùng",  # no guess is worse than the worst one
        "Tô Thị Lan",
        "Hà Văn Minh",
        "Đinh Văn Hải",  # a second too late, nothing was saved
    ),
    winners=(
        {
            "Nhất": ("Phan Thị Cúc",),
            "Nhì": ("Trần Văn Bình", "Hồ Văn Dũng", "Lê Thị An"),
            "Ba": ("Bùi Văn Giang", "Ngô Thị Hà", "Mai Thị Hoa", "Lý Văn Khánh", "Cao Văn Hùng"),
            "Khuyến khích": ("Tô Thị Lan", "Hà Văn Minh", "Đinh Văn Hải"),
            # Born in 2012 and in 1950, whatever else they won; Nam, born in 1975, is not ranked anyhow.
            "Thí sinh nhỏ tuổi nhất": ("Phan Thị Cúc",),
            "Thí sinh cao tuổi nhất": ("Trần Văn Bình",),
        },
    ),
    # 3 of 20, 4 of 40, 3 of 30, 2 of 100: void and barred ones are not among them. Can Lộc and Đức Thọ have
    # a tenth each; three people of Can Lộc had everything right, nobody of Đức Thọ.
    sizes={"Can Lộc": 40, "Thạch Hà": 20, "Đức Thọ": 30, "Hương Sơn": 100},
    units=({"Nhất": ("Thạch Hà",), "Nhì": ("Can Lộc",), "Ba": ("Đức Thọ",)},),
    left_out=("giải tập thể riêng cho sở, ngành theo số người và tỷ lệ",),
)
