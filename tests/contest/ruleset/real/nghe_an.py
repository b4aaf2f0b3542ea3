"""Nghệ An 2023: members of the committee may play, and are not ranked."""

from __future__ import annotations

from contest.commendations.ladders import Ladder
from contest.commendations.states import Board
from contest.ruleset.rules import BlueprintLine, PredictionTarget, Ruleset
from tests.contest.ruleset.real.shape import Real, Window, steps, unit_steps

CONTEST = Real(
    place="Nghệ An 2023",
    file="nghe-an-2023",
    title="Tìm hiểu về cải cách hành chính và chuyển đổi số",
    organiser="Ban Tổ chức cuộc thi tỉnh Nghệ An",
    audience="người dân đang sinh sống, học tập, làm việc trên địa bàn tỉnh Nghệ An",
    rules=Ruleset(
        blueprint=(BlueprintLine(count=10),),
        seconds=900,
        prediction=PredictionTarget.PARTICIPANTS,
        minimum_unit_size=1,
    ),
    windows=(Window("Tuần 1", "09/10/2023 08:00", "15/10/2023 22:00"),),
    ladder=Ladder(steps("1 Nhất 0; 1 Nhì 0"), unit_steps(Board.NUMBER, "1 Nhất 0; 1 Nhì 0")),
    # The committee's member took part, so the number that was asked for is five.
    truth=(5,),
    told="""
    *Lê Thị An    | Quỳ Châu | 1990 | 09/10 08:00 100s 10 đúng, đoán 5
    Trần Văn Bình | Quỳ Châu | 1980 | 09/10 08:00 200s 10 đúng, đoán 5
    Phan Thị Cúc  | Yên Thành | 1985 | 09/10 08:00 300s 10 đúng, đoán 4
    Hồ Văn Dũng   | Yên Thành | 1970 | 09/10 08:00 300s 10 đúng, đoán 6
    Võ Thị Em     | Con Cuông | 1999 | 09/10 08:00 100s 8 đúng, đoán 5
    """,
    order=("Trần Văn Bình", "Phan Thị Cúc = Hồ Văn Dũng", "Võ Thị Em"),
    tied=("Phan Thị Cúc = Hồ Văn Dũng", "Con Cuông = Quỳ Châu"),
    winners=({"Nhất": ("Trần Văn Bình",), "Nhì": ("Phan Thị Cúc", "Hồ Văn Dũng")},),
    # Two of Yên Thành; without the committee's member Quỳ Châu has one, as Con Cuông.
    units=({"Nhất": ("Yên Thành",), "Nhì": ("Con Cuông", "Quỳ Châu")},),
    left_out=("kiểm giấy tờ khi nhận giải, ủy quyền nhận giải",),
)
