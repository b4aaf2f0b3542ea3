"""Sample contexts of the pages of regrades, in every state that people meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from contest.campaigns.rules import Phase
from contest.campaigns.staff_pages import RoundHead
from contest.regrades.pages import (
    ChangeRow,
    Frozen,
    IndexPage,
    KeyRow,
    PrizeRow,
    Progress,
    RegradeRow,
    ShiftRow,
    ShowPage,
)
from contest.regrades.states import State
from contest.rounds.deed_pages import Asked
from tests.samples_desk import CLOSES, NOW, OPENS, ORGANISER, ROUND, TITLE, VIEWER

ONCE = "0nce0000000aa"
HEAD = RoundHead(ROUND, "Tuần 1", Phase.CLOSED, OPENS, CLOSES, TITLE)
KEY = KeyRow("Dịch vụ công toàn trình là gì?", "Nộp hồ sơ tại bộ phận một cửa", "Làm hết trên mạng")
REASON = "Câu 7 sai đáp án theo Nghị định 42/2022/NĐ-CP, thí sinh Thôn Đăk Rao phát hiện"
READY = RegradeRow("r1aaaaaaaaaaa", State.READY, REASON, "Nguyễn Thanh Tùng", NOW, 420, 118, 90, 28, 301)
APPLIED = replace(
    READY,
    id="r2aaaaaaaaaaa",
    state=State.APPLIED,
    decided_by="Nguyễn Thanh Tùng",
    decided_at=NOW + timedelta(minutes=5),
    applied_at=NOW + timedelta(minutes=6),
)
DROPPED = replace(APPLIED, id="r3aaaaaaaaaaa", state=State.DROPPED, changed=0, moved=0)
TRIAL = replace(READY, id="r4aaaaaaaaaaa", state=State.TRIAL, changed=0, higher=0, lower=0, moved=0)
CHANGE = ChangeRow("A Thui", "Thôn Đăk Rao Lớn", "a1aaaaaaaaaaa", 2, (1850, 1950), (18, 19), 12, 3)
SAME = replace(CHANGE, name="Y Bích", points=(1850, 1850), before=4, after=4)
GONE = replace(CHANGE, name="Y Hà", points=(2000, 1900), right=(20, 19), before=1, after=None)


def index(**changes: Any) -> IndexPage:
    """The list; `changes` name fields of IndexPage."""
    given: dict[str, Any] = {"staff": ORGANISER, "round": HEAD, "form": Asked(ONCE)}
    return IndexPage(**(given | changes))


def show(row: RegradeRow, **changes: Any) -> ShowPage:
    """One regrade; `changes` name fields of ShowPage."""
    found: dict[str, Any] = {
        "top": (ShiftRow("A Thui", "Thôn Đăk Rao Lớn", 12, 3), ShiftRow("Y Hà", "", 1, None)),
        "prizes": (
            PrizeRow("A Thui", "Thôn Đăk Rao Lớn", "", "Ba"),
            PrizeRow("Y Hà", "", "Nhất", "chờ Ban Tổ chức quyết định"),
        ),
        "rows": (CHANGE, SAME, GONE),
    }
    given: dict[str, Any] = {"staff": ORGANISER, "round": HEAD, "regrade": row, "keys": (KEY,)}
    given["frozen"] = Frozen()
    return ShowPage(**(given | found | changes))


NOTHING: dict[str, Any] = {"top": (), "prizes": (), "rows": ()}
STAYS = Frozen(
    1234,
    lists=("danh sách trao giải bản số 2", "danh sách giải chung cuộc bản số 1"),
    selected=("Vòng chung kết",),
)
ASKED = {"keys": (replace(KEY, papers=420),), "papers": 420}

SAMPLES: dict[str, Any] = {
    "open": index(round=replace(HEAD, phase=Phase.OPEN)),
    "nothing": index(),
    "corrected": index(**ASKED),
    "viewer": index(**ASKED, staff=VIEWER),
    "wrong": index(**ASKED, form=Asked(ONCE, {"reason": ""}, {"reason": "Điền ô này."})),
    "refused": index(**ASKED, form=Asked(ONCE, {"reason": REASON}, problem="Máy đang chấm lại vòng này.")),
    "waits": index(**ASKED, waits=READY, past=(READY, APPLIED, DROPPED)),
    "works": index(**ASKED, waits=TRIAL, past=(TRIAL, APPLIED, DROPPED)),
    "trial": show(TRIAL, progress=Progress("Chấm thử theo đáp án mới", 200, 420), **NOTHING),
    "failed": show(TRIAL, progress=Progress("Xếp hạng thử", 0, 0, "Phần mềm gặp lỗi."), **NOTHING),
    "ready": show(READY),
    "several": show(READY, several=True, frozen=STAYS, page=2, pages=3),
    "stale": show(READY, stale="Đáp án lại vừa sửa sau lần chấm thử này."),
    "problem": show(READY, problem="Lần chấm thử này chưa xong.", staff=VIEWER),
    "no change": show(replace(READY, changed=0, higher=0, lower=0, moved=0), **NOTHING),
    "applying": show(replace(APPLIED, state=State.APPLYING), progress=Progress("Ghi điểm mới", 50, 118)),
    "applied": show(APPLIED, frozen=STAYS),
    "dropped": show(DROPPED, **NOTHING),
    "gone": show(APPLIED, keys=(KeyRow("Câu hỏi này không còn trong ngân hàng.", "", ""),)),
}
