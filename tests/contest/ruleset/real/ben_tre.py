"""Bến Tre CĐS 2023: exactly one attempt, ten questions and a prediction in ten minutes, from 12 on."""

from __future__ import annotations

from contest.commendations.ladders import Ladder
from contest.ruleset.rules import BlueprintLine, PredictionTarget, Ruleset
from tests.contest.ruleset.real.shape import Real, Window, steps

CONTEST = Real(
    place="Bến Tre CĐS 2023",
    file="ben-tre-cds-2023",
    title="Tìm hiểu về chuyển đổi số",
    organiser="Ban Tổ chức cuộc thi tỉnh Bến Tre",
    audience="người dân trên địa bàn tỉnh Bến Tre",
    rules=Ruleset(
        blueprint=(BlueprintLine(count=10),),
        seconds=600,
        prediction=PredictionTarget.PARTICIPANTS,
        youngest=12,
        minimum_unit_size=1,
    ),
    windows=(Window("Vòng thi", "02/10/2023 08:00", "10/10/2023 17:00"),),
    ladder=Ladder(steps("1 Nhất 0; 1 Nhì 0; 1 Ba 0")),
    truth=(5,),
    told="""
    Lê Thị An     | Mỏ Cày Nam | 2011 | 02/10 08:00 600s 10 đúng, đoán 5
    Trần Văn Bình | Mỏ Cày Nam | 1950 | 02/10 08:00 599s 10 đúng, đoán 5
    Phan Thị Cúc  | Giồng Trôm | 1985 | 03/10 08:00 620s 10 đúng, đoán 5
    Hồ Văn Dũng   | Giồng Trôm | 1970 | 03/10 08:00 621s 10 đúng, đoán 5, muộn
    Võ Thị Em     | Giồng Trôm | 1999 | 10/10 16:59 60s 9 đúng, đoán 5
    """,
    # Within the grace counts, and as the whole ten minutes: An and Cúc took as long, An was done days before.
    order=("Trần Văn Bình", "Lê Thị An", "Phan Thị Cúc", "Võ Thị Em", "Hồ Văn Dũng"),
    winners=({"Nhất": ("Trần Văn Bình",), "Nhì": ("Lê Thị An",), "Ba": ("Phan Thị Cúc",)},),
)
