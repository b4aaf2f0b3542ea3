"""Sample contexts of the board."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from contest.commendations.honours_pages import HonoursPage, Roll, Winner
from contest.standings.pages import BoardPage, BoardRow, EmbedPage, PlacesPage, UnitPlace, UnitsPage
from tests.samples_attempts import CLOSES, HANDED_IN, ROUND, SLUG, TITLE
from tests.samples_classes import LONG_NAME, LONG_UNIT

ROWS = (
    BoardRow(1, "Trần Thị Mai Hương", "Trường THCS Nguyễn Du", "15/15", 348),
    BoardRow(2, "A Thui", "Thôn Kon Tu Dốp 1", "15/15", 363),
    BoardRow(3, LONG_NAME, LONG_UNIT, "14/15", 381, own=True),
    BoardRow(3, "Y T. H.", "Lớp 9B, Trường THCS Nguyễn Du", "14/15", 381),
)
BOARD = BoardPage(
    slug=SLUG,
    round=ROUND,
    round_name="Tuần 4",
    title=TITLE,
    shown=True,
    closes=CLOSES,
    rows=ROWS,
    around=(
        BoardRow(1237, "A Nít", "Thôn 5", "9/15", 700),
        BoardRow(1238, "Lê Nhung", "9B", "9/15", 702, True),
    ),
    units=(
        UnitPlace(1, LONG_UNIT, "92,3%", "38 trên 41 người"),
        UnitPlace(2, "Thôn 5", "80,0%", "", own=True),
    ),
    min_unit=10,
    people=1464,
    updated=HANDED_IN,
)

PLACES = PlacesPage(SLUG, ROUND, "Tuần 4", TITLE, True, rows=ROWS, people=1464, page=2, pages=30)
MEASURES = (
    ("number", "Số người dự thi"),
    ("rate", "Tỷ lệ tham gia"),
    ("mean", "Điểm trung bình"),
    ("points", "Tổng điểm"),
)
UNITS_BY = UnitsPage(
    SLUG,
    ROUND,
    "Tuần 4",
    TITLE,
    True,
    *MEASURES[1],
    MEASURES,
    rows=BOARD.units,
    count=64,
    page=2,
    pages=2,
    min_unit=10,
    unknown=3,
    apart="Khi bằng nhau, đơn vị có nhiều người trả lời đúng tất cả các câu hơn được xét giải trước.",
)
AUDIENCES = (("A", "Bảng A: Học sinh"), ("B", "Bảng B: Cán bộ, công chức"))
AMONG = replace(PLACES, audiences=AUDIENCES, audience="B", label=AUDIENCES[1][1], around=ROWS)
HONOURS = HonoursPage(
    SLUG,
    TITLE,
    ("UBND xã Đăk Tô", "Đoàn TNCS Hồ Chí Minh xã Đăk Tô"),
    "Tuần 4",
    HANDED_IN,
    2,
    rolls=(
        Roll(
            "Giải cá nhân",
            (Winner("Giải Nhất", LONG_NAME, LONG_UNIT), Winner("Giải Nhì", "Y T. H.", "Thôn 5")),
        ),
        Roll("Giải tập thể", (Winner("Giải Nhất", LONG_UNIT),)),
    ),
)
#: The whole board and the frame for portals, by what is so there.
LISTED: dict[str, Any] = {
    "places": PLACES,
    "places-hidden": replace(PLACES, shown=False, rows=()),
    "places-empty": replace(PLACES, rows=(), people=0, page=1, pages=1),
    "places-frozen": replace(PLACES, rows=(), frozen=HANDED_IN),
    "places-covered": replace(PLACES, covered=10, provisional=False),
    "places-called": replace(PLACES, q="thui", page=1, pages=1, more=True),
    "places-nobody": replace(PLACES, q="<b>thui", rows=()),
    "board-audiences": replace(BOARD, audiences=AUDIENCES),
    "places-audiences": replace(PLACES, audiences=AUDIENCES),
    "places-audience": AMONG,
    "places-audience-few": replace(AMONG, rows=(), around=(), people=0, few=5),
    "places-audience-covered": replace(AMONG, rows=(), around=(), people=0, covered=3),
    "places-audience-called": replace(AMONG, q="thui", page=1, pages=1),
    "places-units": replace(PLACES, units=True),
    "units-by-rate": UNITS_BY,
    "units-by-number": replace(UNITS_BY, by="number", label=MEASURES[0][1]),
    "units-by-mean": replace(UNITS_BY, by="mean", label=MEASURES[2][1], least=5),
    "units-by-points": replace(UNITS_BY, by="points", label=MEASURES[3][1], least=5, provisional=False),
    "units-hidden": replace(UNITS_BY, shown=False, rows=()),
    "units-empty": replace(UNITS_BY, by="number", rows=(), count=0, page=1, pages=1, unknown=0),
    "units-of-no-size": replace(UNITS_BY, rows=(), count=0, page=1, pages=1),
    "units-covered": replace(UNITS_BY, rows=(), covered=3),
    "units-frozen": replace(UNITS_BY, frozen=HANDED_IN),
    "units-untold": replace(UNITS_BY, by="mean", rows=(), frozen=HANDED_IN, untold=True),
    "board-honours": replace(BOARD, provisional=False, honours=True),
    "honours": HONOURS,
    "honours-announcing": replace(HONOURS, rolls=(), is_announcing=True),
    "honours-nobody": replace(HONOURS, rolls=()),
    "embed": EmbedPage(BOARD),
    "embed-hidden": EmbedPage(replace(BOARD, shown=False)),
    "embed-empty": EmbedPage(replace(BOARD, rows=(), covered=10)),
}
