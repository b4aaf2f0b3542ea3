"""Sample contexts of the pages that go over several rounds: the season's board, a list of those selected."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from contest.campaigns.rules import Phase
from contest.campaigns.staff_pages import RoundHead
from contest.seasons import pages as seasons
from contest.selections import pages as selections
from contest.standings.hall_pages import Leader
from contest.standings.pages import BoardRow, UnitPlace
from tests import samples_desk as desk
from tests.samples_attempts import CLOSES, OPENS, ROUND, SLUG, TITLE

WEEKS = ((ROUND, "Tuần 1"), ("k7q2m94x0a1bd", "Tuần 2"))
ORDER = ("Xếp hạng theo tổng điểm của tất cả các vòng đã đóng, rồi tổng thời gian làm bài.",)
SENTENCE = "Vòng này dành cho 20 người có kết quả cao nhất của vòng loại."

SEASON = seasons.BoardPage(
    slug=SLUG,
    title=TITLE,
    rounds=WEEKS,
    rows=tuple(
        BoardRow(rank, name, unit, str(30 - rank), seconds, rank == 3)
        for rank, (name, unit, _, seconds) in enumerate(desk.LEADERS, 1)
    ),
    units=(
        UnitPlace(1, "Trường THPT Nguyễn Trãi", "476", "lượt người dự thi"),
        UnitPlace(2, "Thôn 5", "29", "lượt người dự thi"),
    ),
    people=1464,
    order=ORDER,
    updated=CLOSES,
    pages=30,
    own_page=3,
    own_rank=137,
)
HALL = seasons.HallPage(
    SLUG,
    " ".join(TITLE),
    "UBND xã Đăk Tô",
    2,
    leaders=tuple(
        Leader(rank, name, unit, str(30 - rank), seconds)
        for rank, (name, unit, _, seconds) in enumerate(desk.LEADERS, 1)
    ),
)
LISTED = selections.PeoplePage(
    slug=SLUG,
    round_name="Chung kết",
    title=TITLE,
    sentence=SENTENCE,
    rows=(
        selections.ListedRow(1, "Trần Thị Mai Hương", "Chi đoàn Công an xã"),
        selections.ListedRow(2, "N. T. N.", "Lớp 9B", own=True),
        selections.ListedRow(0, "Y Bích", ""),
    ),
    people=21,
    confirmed_at=CLOSES,
    pages=2,
    own=True,
)
#: For the phone's template tests.
PHONE: dict[str, Any] = {
    "season": SEASON,
    "season-second-page": replace(SEASON, page=2, own_page=0, own_rank=0, units=()),
    "season-held": replace(SEASON, held="Ban Tổ chức đang công bố kết quả tuần 2.", rows=(), units=()),
    "season-not-yet": replace(SEASON, held="Chưa có vòng nào đóng.", rows=(), units=(), rounds=()),
    "season-nobody": replace(SEASON, rows=(), units=(), people=0, pages=1, own_page=0),
    "listed": LISTED,
    "listed-later": replace(
        LISTED, held="Danh sách có ở đây sau khi Ban Tổ chức xác nhận.", rows=(), own=False
    ),
}


def table(**changes: Any) -> seasons.TablePage:
    """The season on the desk."""
    rows = tuple(
        seasons.TableRow(f"e{rank}aaaaaaaaaaa", rank, name, unit, 3000 - 100 * rank, 2, 2 * seconds, CLOSES)
        for rank, (name, unit, _, seconds) in enumerate(desk.LEADERS, 1)
    )
    given: dict[str, Any] = {
        "staff": desk.ORGANISER,
        "round": head(),
        "slug": SLUG,
        "contest": "c1aaaaaaaaaaa",
        "on": True,
        "rounds": WEEKS,
        "rows": rows,
        "people": 1464,
        "order": ORDER,
        "pages": 30,
    }
    return seasons.TablePage(**(given | changes))


def head(phase: Phase = Phase.CLOSED) -> RoundHead:
    """The round above the page."""
    return RoundHead(ROUND, "Tuần 1", phase, OPENS, CLOSES, " ".join(TITLE))


def chosen(**changes: Any) -> selections.DeskPage:
    """A list on the desk."""
    rows = tuple(
        selections.PersonRow(f"e{rank}aaaaaaaaaaa", name, unit, rank, rank > 8)
        for rank, (name, unit, _, _) in enumerate(desk.LEADERS, 1)
    )
    given: dict[str, Any] = {
        "staff": desk.ORGANISER,
        "round": head(Phase.WAITING),
        "form": selections.Asked("k7q2m94x0a1be"),
        "sentence": SENTENCE,
        "origin": (ROUND, "Vòng loại"),
        "rows": rows,
        "people": 10,
        "places": 9,
        "seen": "9" * 64,
        "public": True,
    }
    return selections.DeskPage(**(given | changes))


TIED = (
    selections.TiedRow("e9aaaaaaaaaaa", "Võ Minh Đạt", "Lớp 12A1", None),
    selections.TiedRow("e8aaaaaaaaaaa", "Rơ Châm H.", "", False),
)
SOMEBODY = selections.PersonRow("e7aaaaaaaaaaa", "Y Ngọc Hà", "Chi đoàn Trạm Y tế", 0, reason="Thay người")
#: For the desk's template tests.
DESK: dict[str, Any] = {
    "season": table(),
    "season, off": table(on=False, rounds=(), rows=()),
    "season, not yet": table(rounds=(), rows=()),
    "season, adding": table(adding=True, covered=("Tuần 2",)),
    "season, nobody": table(rows=(), people=0, pages=1),
    "selected": chosen(),
    "selected, waits": chosen(waits="Danh sách có sau khi Vòng loại đóng.", rows=()),
    "selected, tied": chosen(tied=TIED, decides=True, undecided=1, left=1),
    "selected, all tied": chosen(tied=TIED, left=1),
    "selected, too many": chosen(too_many=300, decides=True, undecided=300, left=1),
    "selected, asked": chosen(asked=SOMEBODY, adds=True, q="ha", matches=(SOMEBODY,), off=(SOMEBODY,)),
    "selected, asked of a tie": chosen(asked=SOMEBODY, tied=TIED, decides=True, undecided=1, left=1),
    "selected, wrong": chosen(
        asked=SOMEBODY, form=selections.Asked("k7q2m94x0a1be", {}, {"reason": "Điền ô này."})
    ),
    "selected, confirmed": chosen(
        confirmed=selections.Confirmed(CLOSES, "Nguyễn Thanh Tùng", 10, "9" * 16, 3, 1, 2)
    ),
    "selected, opened": chosen(
        planned=False, confirmed=selections.Confirmed(CLOSES, "Nguyễn Thanh Tùng", 10, "9" * 16)
    ),
    "selected, viewer": chosen(staff=desk.VIEWER, tied=TIED, decides=True, undecided=1, left=1),
}
#: For the tests of the big screen.
HALLS: dict[str, Any] = {
    "hall of a season": HALL,
    "hall of a season, held": replace(HALL, held="Chưa có vòng nào đóng.", leaders=()),
    "hall of a season, nobody": replace(HALL, leaders=()),
}
