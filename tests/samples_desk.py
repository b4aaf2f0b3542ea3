"""Sample contexts of the desk and the hall: one commune's youth contest, as people know it."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import segno

from contest.accounts.pages import StaffView
from contest.campaigns.rules import Phase
from contest.rounds import pages as desk
from contest.standings import hall_pages as hall

ROUND = "k7q2m94x0a1bc"
NOW = datetime(2026, 10, 10, 2, 17, 20, tzinfo=UTC)
OPENS = datetime(2026, 10, 10, 1, 0, tzinfo=UTC)
CLOSES = datetime(2026, 10, 10, 2, 30, tzinfo=UTC)
ADDRESS = "thi.dakto.example/t/1010"
TITLE = "Tìm hiểu chuyển đổi số và cải cách hành chính"

ORGANISER = StaffView(
    "Nguyễn Thanh Tùng", "Ban Tổ chức", True, may=frozenset({"see", "help", "write", "approve", "run"})
)
VIEWER = StaffView("Y Ngọc Hà", "Chỉ xem", organiser=False)

LEADERS = (
    ("Trần Thị Mai Hương", "Chi đoàn Công an xã", "15/15", 348),
    ("A Thui", "Thôn Đăk Rao Lớn", "15/15", 363),
    ("Y Bích", "Trung tâm Phục vụ hành chính công", "15/15", 381),
    ("Lê Quốc Bảo", "Lớp 11A2, Trường THPT Nguyễn Trãi", "15/15", 397),
    ("Phạm Đình Khôi", "Chi đoàn UBND xã", "14/15", 312),
    ("Nguyễn T. N.", "Lớp 9B, Trường THCS Nguyễn Du", "14/15", 340),
    ("Y Ngọc Hà", "Chi đoàn Trạm Y tế", "14/15", 415),
    ("Đinh Xuân Ân", "Chi đoàn thôn 3", "14/15", 429),
    ("Võ Minh Đạt", "Lớp 12A1, Trường THPT Nguyễn Trãi", "14/15", 450),
    ("Rơ Châm H.", "Lớp 10A4, Trường THPT Nguyễn Trãi", "13/15", 326),
)
UNITS = (
    ("Chi đoàn Công an xã", 24, 26),
    ("Trung tâm Phục vụ hành chính công", 11, 12),
    ("Trường THPT Nguyễn Trãi", 214, 262),
    ("Chi đoàn UBND xã", 38, 48),
    ("Trường THCS Nguyễn Du", 126, 170),
    ("Thôn Đăk Rao Lớn", 29, 44),
    ("Chi đoàn Trạm Y tế", 9, 14),
    ("Chi đoàn thôn 3", 18, 62),
)


def qr(address: str = ADDRESS) -> str:
    """The poster's picture, as the application makes it."""
    out = io.BytesIO()
    segno.make("https://" + address, error="m").save(out, kind="svg", border=4, xmldecl=False, svgns=True)
    return out.getvalue().decode()


def share(row: tuple[str, int, int | None]) -> hall.Share:
    """A row of UNITS as the pages take it."""
    return hall.Share(row[1], row[2], row[0])


def live(phase: str = "open", **changes: Any) -> hall.Live:
    """The screen of a morning in the hall; `changes` name fields of Live."""
    start = {"waiting": OPENS - timedelta(minutes=12, seconds=9)}.get(phase, NOW)
    given: dict[str, Any] = {
        "phase": Phase(phase),
        "now": start,
        "title": "Vòng thi Ngày hội Chuyển đổi số 10/10",
        "organiser": "UBND xã Đăk Tô · Đoàn TNCS Hồ Chí Minh xã Đăk Tô",
        "opens_at": OPENS,
        "closes_at": CLOSES,
        "address": ADDRESS,
        "qr": qr(),
        "leaders": tuple(hall.Leader(place, *row) for place, row in enumerate(LEADERS, 1)),
        "units": tuple(map(share, UNITS)),
        "min_headcount": 10,
        "total": hall.Share(486, 638),
        "programme": (
            hall.Item(CLOSES, "Đóng vòng thi"),
            hall.Item(CLOSES + timedelta(minutes=15), "Công bố"),
            hall.Item(CLOSES + timedelta(minutes=30), "Trao giải"),
        ),
    }
    return hall.Live(**(given | changes))


def round_view(phase: str = "open") -> desk.RoundView:
    """The fourth week of a contest."""
    return desk.RoundView(ROUND, "Tuần 4", Phase(phase), OPENS, CLOSES, TITLE, "cds-2026")


def counts(phase: str = "open", **changes: Any) -> desk.Counts:
    """Its numbers; `changes` name fields of Counts."""
    given: dict[str, Any] = {
        "round_id": ROUND,
        "phase": Phase(phase),
        "now": NOW,
        "started": 512,
        "answering": 7 if phase == "open" else 0,
        "handed_in": 505,
        "people": 469,
        "headcount": 638,
        "units": tuple(map(share, UNITS)),
    }
    return desk.Counts(**(given | changes))


def show(phase: str = "open", **changes: Any) -> desk.ShowPage:
    """The round's page in a phase; `changes` name fields of ShowPage."""
    given: dict[str, Any] = {
        "staff": ORGANISER,
        "round": round_view(phase),
        "counts": counts(phase),
        "address": ADDRESS,
        "qr": qr(),
    }
    return desk.ShowPage(**(given | changes))


def index() -> desk.IndexPage:
    """Two contests, one of them the sample."""
    weeks = ("closed", "closing", "open", "waiting", "draft")
    rounds = tuple(
        desk.RoundRow(
            desk.RoundView(ROUND, f"Tuần {n}", Phase(phase), OPENS, CLOSES, TITLE, "cds"), 300 + n, n % 4
        )
        for n, phase in enumerate(weeks, 1)
    )
    return desk.IndexPage(
        ORGANISER,
        (
            desk.CampaignRow(TITLE, "cds", "UBND xã Đăk Tô", False, rounds),
            desk.CampaignRow("Cuộc thi mẫu", "mau", "Ban Tổ chức mẫu", True, ()),
        ),
    )


def results(phase: str = "closed", **changes: Any) -> desk.ResultsPage:
    """The ranks after close, with a prediction."""
    rows = tuple(
        desk.ResultRow(rank, name, unit, 15 - rank // 4, 1000 - 25 * rank, seconds, NOW, rank * 3)
        for rank, (name, unit, _, seconds) in enumerate(LEADERS, 1)
    )
    given: dict[str, Any] = {
        "staff": ORGANISER,
        "round": round_view(phase),
        "rows": rows,
        "found": 469,
        "people": 469,
        "questions": 15,
        "pages": 5,
        "truth": 469,
    }
    return desk.ResultsPage(**(given | changes))


def entries(**changes: Any) -> desk.EntriesPage:
    """A search that found three."""
    given: dict[str, Any] = {
        "staff": ORGANISER,
        "round": round_view(),
        "q": "huong",
        "found": 3,
        "people": 486,
        "rows": (
            desk.EntryRow(
                "e1aaaaaaaaaaa", "Trần Thị Mai Hương", "Chi đoàn Công an xã", 1998, "Đã nộp 1/2 lượt"
            ),
            desk.EntryRow("e2aaaaaaaaaaa", "Lê Hương", "Trường THPT Nguyễn Trãi", 2009, "Đang làm bài", True),
            desk.EntryRow("e3aaaaaaaaaaa", "Y Hưởng", "Thôn Đăk Rao Lớn", None, "Chưa làm bài"),
        ),
    }
    return desk.EntriesPage(**(given | changes))


def issued() -> desk.IssuedCode:
    """A new code, as it is shown once."""
    return desk.IssuedCode("Trần Thị Mai Hương", "Chi đoàn Công an xã", "W6RD3PZK", "Nguyễn Thanh Tùng", NOW)
