"""Hội LHTN Quảng Nam 2019: weekly prizes; units by number, then by rate, each at most one prize."""

from __future__ import annotations

from contest.commendations.ladders import Ladder
from contest.commendations.states import Board
from contest.ruleset.rules import BlueprintLine, Ruleset
from tests.contest.ruleset.real.shape import Real, Window, steps, unit_steps

CONTEST = Real(
    place="Hội LHTN Quảng Nam 2019",
    file="quang-nam-lhtn-2019",
    title="Tìm hiểu về Hội Liên hiệp Thanh niên Việt Nam",
    organiser="Ủy ban Hội LHTN Việt Nam tỉnh Quảng Nam",
    audience="hội viên, thanh niên trên địa bàn tỉnh Quảng Nam",
    rules=Ruleset(blueprint=(BlueprintLine(count=10),), seconds=600, minimum_unit_size=1),
    windows=(Window("Tuần 1", "07/10/2019 08:00", "13/10/2019 22:00"),),
    ladder=Ladder(
        steps("1 Nhất 500.000; 2 Nhì 300.000; 3 Ba 200.000"),
        (
            *unit_steps(Board.NUMBER, "1 Nhất 0; 1 Nhì 0; 1 Ba 0"),
            *unit_steps(Board.RATE, "1 Nhì 0; 1 Ba 0"),
        ),
    ),
    told="""
    Lê Thị An      | Tam Kỳ    | 1990 | 07/10 08:00 100s 10 đúng
    Trần Văn Bình  | Tam Kỳ    | 1991 | 07/10 08:00 101s 10 đúng
    Phan Thị Cúc   | Tam Kỳ    | 1992 | 07/10 08:00 102s 10 đúng
    Hồ Văn Dũng    | Tam Kỳ    | 1993 | 07/10 08:00 500s 6 đúng
    Võ Thị Em      | Tam Kỳ    | 1994 | 07/10 08:00 500s 5 đúng
    Bùi Văn Giang  | Hội An    | 1995 | 08/10 08:00 102s 10 đúng
    Ngô Thị Hà     | Hội An    | 1996 | 08/10 08:00 100s 9 đúng
    Đinh Văn Hải   | Hội An    | 1997 | 08/10 08:01 100s 9 đúng
    Mai Thị Hoa    | Hội An    | 1998 | 08/10 08:00 500s 4 đúng
    Cao Văn Hùng   | Điện Bàn  | 1999 | 08/10 08:00 500s 3 đúng
    Lý Văn Khánh   | Điện Bàn  | 2000 | 08/10 08:00 501s 3 đúng
    Tô Thị Lan     | Điện Bàn  | 2001 | 08/10 08:00 502s 3 đúng
    Hà Văn Minh    | Núi Thành | 2001 | 08/10 08:00 503s 3 đúng
    Tạ Văn Nam     | Núi Thành | 2001 | 08/10 08:00 504s 3 đúng
    Lê Thị Oanh    | Tây Giang | 2001 | 13/10 21:59:59 1s 2 đúng
    Y Phương       | Tây Giang | 2001 | 13/10 21:00 9s 10 đúng, hủy
    """,
    order=(
        "Lê Thị An",
        "Trần Văn Bình",
        "Phan Thị Cúc",  # a day before Giang, as fast
        "Bùi Văn Giang",
        "Ngô Thị Hà",
        "Đinh Văn Hải",
        "Hồ Văn Dũng",
        "Võ Thị Em",
        "Mai Thị Hoa",
        "Cao Văn Hùng",
        "Lý Văn Khánh",
        "Tô Thị Lan",
        "Hà Văn Minh",
        "Tạ Văn Nam",
        "Lê Thị Oanh",
    ),
    winners=(
        {
            "Nhất": ("Lê Thị An",),
            "Nhì": ("Trần Văn Bình", "Phan Thị Cúc"),
            "Ba": ("Bùi Văn Giang", "Ngô Thị Hà", "Đinh Văn Hải"),
        },
    ),
    # By number 5, 4, 3, 2, 1. By rate 2 of 4, Hội An's 4 of 10 (has one already), 1 of 4, 3 of 30, 5 of 60.
    sizes={"Tam Kỳ": 60, "Hội An": 10, "Điện Bàn": 30, "Núi Thành": 4, "Tây Giang": 4},
    units=(
        {
            "Nhất": ("Tam Kỳ",),
            "Nhì": ("Hội An", "Núi Thành"),
            "Ba": ("Điện Bàn", "Tây Giang"),
        },
    ),
)
