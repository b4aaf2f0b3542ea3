"""Sample contexts of the desk's pages of a running round, in every state that people meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from contest.campaigns.rules import Phase
from contest.rounds import deed_pages as deeds
from contest.rounds import person_pages as people
from contest.rounds import twice_pages as same
from contest.rounds import watch_pages as watch
from contest.rounds.deed_pages import Asked
from tests.samples_desk import CLOSES, NOW, OPENS, ORGANISER, ROUND, VIEWER, round_view

ONCE = "0nce0000000aa"
REASON = {"reason": "Mất điện ở hội trường"}
WRONG = Asked(ONCE, {"reason": "", "closes_at": "hôm nay"}, {"reason": "Điền ô này."})
BASE: dict[str, Any] = {"staff": ORGANISER, "round": round_view()}
PAUSED = replace(round_view(), paused_at=NOW - timedelta(minutes=3))
ROWS = (
    people.AttemptRow("a1aaaaaaaaaaa", 1, "Đã hủy", "wrong", OPENS, NOW),
    people.AttemptRow("a2aaaaaaaaaaa", 2, "Đang làm bài", "waiting", NOW, None),
)
PERSON = people.Person("e1aaaaaaaaaaa", "Trần Thị Mai Hương", "Chi đoàn Công an xã", 1998, "0912 345 678")
TAPS = (
    people.Tap(NOW, "B. Ba mức độ", 1, "đã ghi", True),
    people.Tap(NOW, "A. Hai mức độ", 1, "từ máy cũ, không tính", False),
    people.Tap(NOW, "", 2, "đã ghi", True),
)
LINES = (
    people.AskedLine("Câu 1", "Dịch vụ công có mấy mức độ?", "A. Hai mức độ", TAPS, True, "A. Hai mức độ"),
    people.AskedLine("Câu 2", "Số tổng đài?", "", (), False, "18001096"),
    people.AskedLine("Dự đoán", "Có bao nhiêu người dự thi?", "1050", ()),
)


def extend(**changes: Any) -> deeds.ExtendPage:
    """Another close; `changes` name fields of ExtendPage."""
    form = Asked(ONCE, {"closes_at": "2026-10-10T09:40"})
    given: dict[str, Any] = {"form": form, "seen": 1, "answering": 37}
    return deeds.ExtendPage(**(BASE | given | changes))


def extra(**changes: Any) -> deeds.ExtraPage:
    """Extra time; `changes` name fields of ExtraPage."""
    places = (deeds.Place("u1aaaaaaaaaaa", "Lớp 9A", 12), deeds.Place("u2aaaaaaaaaaa", "Thôn 5", 3))
    given: dict[str, Any] = {"form": Asked(ONCE), "answering": 37, "units": places}
    return deeds.ExtraPage(**(BASE | given | changes))


def entry(**changes: Any) -> people.EntryPage:
    """One participant; `changes` name fields of EntryPage."""
    given: dict[str, Any] = {"person": PERSON, "attempts": ROWS, "form": Asked(ONCE), "answering": True}
    return people.EntryPage(**(BASE | given | changes))


def attempt(**changes: Any) -> people.AttemptPage:
    """One attempt; `changes` name fields of AttemptPage."""
    given: dict[str, Any] = {
        "person": PERSON,
        "row": ROWS[1],
        "deadline": CLOSES,
        "seconds": None,
        "phones": 2,
        "receipt": "",
        "digest": "",
        "lines": LINES,
        "changes": (people.ChangeRow(NOW, "Nguyễn Thanh Tùng", "Thêm 5 phút", "Máy treo"),),
        "form": Asked(ONCE),
        "marks": people.Marks(14, 15, 1400),
    }
    return people.AttemptPage(**(BASE | given | changes))


TROUBLES = (
    watch.TroubleRow(
        "e1aaaaaaaaaaa",
        "a1aaaaaaaaaaa",
        "Trần Thị Mai Hương",
        "Lớp 9A, Trường THCS Nguyễn Du",
        "0912 345 678",
        ("Im lặng 06:40", "Đổi máy 3 lần"),
        90,
        running=True,
        moved=True,
        once=ONCE,
    ),
    watch.TroubleRow(
        "e2aaaaaaaaaaa",
        "a2aaaaaaaaaaa",
        "Y Bích",
        "",
        "",
        ("2 câu trả lời đến sau giờ, không tính",),
        0,
        running=False,
        moved=False,
        once=ONCE,
    ),
)
PLACES = (
    watch.PlaceRow("u1aaaaaaaaaaa", "Trường THCS Nguyễn Du", 212, 14, 230, 262),
    watch.PlaceRow("u2aaaaaaaaaaa", "Thôn Đăk Rao Lớn", 3, 0, 12, None),
    watch.PlaceRow("", "Không ghi đơn vị", 1, 1, 1),
)


def watched(**changes: Any) -> watch.Watched:
    """Two in trouble at three places; `changes` name fields of Watched."""
    given: dict[str, Any] = {
        "round_id": ROUND,
        "phase": Phase.OPEN,
        "now": NOW,
        "by": watch.By.PLACE,
        "at": "",
        "at_name": "",
        "places": PLACES,
        "rows": TROUBLES,
        "total": 2,
        "answering": 216,
        "several": True,
        "judges": True,
    }
    return watch.Watched(**(given | changes))


def watching(given: tuple[str, str, int] | None = None, **changes: Any) -> watch.WatchPage:
    """The page around it."""
    return watch.WatchPage(**BASE, watched=watched(**changes), given=given)


def timeline(**changes: Any) -> people.TimelinePage:
    """Three things that were done; `changes` name fields of TimelinePage."""
    rows = (
        people.DeedRow(NOW, "Máy chủ", "Chốt xong kết quả, xếp hạng 469 người"),
        people.DeedRow(NOW, "Y Ngọc Hà", "Hủy bài", "A Thui", attempt="a1aaaaaaaaaaa", reason="Hai máy"),
        people.DeedRow(NOW, "Y Ngọc Hà", "Cấp lại mã dự thi", "Y Bích", entry="e1aaaaaaaaaaa"),
    )
    given: dict[str, Any] = {"rows": rows, "total": 120, "page": 2, "pages": 3}
    return people.TimelinePage(**(BASE | given | changes))


JOINED = people.JoinedRow(
    "d1aaaaaaaaaaa",
    "e2aaaaaaaaaaa",
    "Tran Thi Mai Huong",
    "Thôn 3",
    "e1aaaaaaaaaaa",
    "Trần Thị Mai Hương",
    "Y Ngọc Hà",
    NOW,
    "Cùng một người đăng ký hai lần",
)


def card(entry: str, **changes: Any) -> same.Card:
    """A registration in a group; `changes` name fields of Card."""
    tries = (
        same.Try("Tuần 1, lượt 1", "Đã nộp", "saved", people.Marks(14, 15, 1400)),
        same.Try("Tuần 2, lượt 1", "Đang làm bài", "waiting"),
    )
    given: dict[str, Any] = {"phone": "0912 345 678", "at": NOW, "tries": tries}
    return same.Card(entry, "Trần Thị Mai Hương", "Thôn 3", 1998, **(given | changes))


CARDS = tuple(card(f"e{n}aaaaaaaaaaa", barred=n == 2, tries=()) for n in (2, 3, 4))
PAIR = same.GroupRow(
    (card("e1aaaaaaaaaaa"), CARDS[0]), 2, True, "Trùng họ tên", "e1aaaaaaaaaaa,e2aaaaaaaaaaa", ONCE, ONCE
)
CROWD = same.GroupRow(
    CARDS, 25, False, "Trùng họ tên, trùng năm sinh", "e2aaaaaaaaaaa,e3aaaaaaaaaaa", ONCE, ONCE
)
ENDLESS = replace(CROWD, count=900, all="")


def twice(**changes: Any) -> same.TwicePage:
    """A pair and a crowd, and what was decided; `changes` name fields of TwicePage."""
    apart = same.ApartRow("d2aaaaaaaaaaa", ROUND, ("A Biên (Thôn 3)",), 2, "Y Ngọc Hà", NOW, ONCE)
    given: dict[str, Any] = {
        "groups": (PAIR, CROWD, ENDLESS),
        "total": 33,
        "form": Asked(ONCE),
        "joined": (JOINED, replace(JOINED, unit="", at=None)),
        "apart": (apart,),
        "pages": 4,
        "page": 2,
    }
    return same.TwicePage(**(BASE | given | changes))


DONE = deeds.Given("u1aaaaaaaaaaa", "d1aaaaaaaaaaa", "Lớp 9A", 5, 12, False)
SAMPLES: dict[str, Any] = {
    "extend": extend(),
    "extend, wrong": extend(form=WRONG),
    "extend, sooner": extend(
        sooner=True, loses=12, form=replace(WRONG, errors={"sooner": "Đánh dấu ô này."})
    ),
    "extend, refused": extend(form=replace(WRONG, errors={}, problem="Giờ đóng vừa được đổi.")),
    "pause": deeds.PausePage(ORGANISER, round_view(), Asked(ONCE), 37),
    "pause, wrong": deeds.PausePage(ORGANISER, round_view(), WRONG, 0),
    "resume": deeds.ResumePage(ORGANISER, PAUSED, Asked(ONCE), 37, 184, 20, CLOSES),
    "resume, wrong": deeds.ResumePage(ORGANISER, round_view(), WRONG, 37, 0, 20, CLOSES, moved=False),
    "extra": extra(),
    "extra, nobody": extra(answering=0, units=()),
    "extra, person": extra(person=deeds.Place("e1aaaaaaaaaaa", "A Thui", 1)),
    "extra, wrong": extra(form=replace(WRONG, errors={"scope": "Chọn.", "minutes": "Số nhỏ nhất là 1."})),
    "extra, given": extra(given=DONE),
    "extra, undone": extra(given=replace(DONE, undone=True)),
    "entry": entry(),
    "entry, barred": entry(person=replace(PERSON, barred="Ban Tổ chức"), attempts=(), answering=False),
    "entry, wrong": entry(form=WRONG),
    "entry, reader": entry(staff=VIEWER),
    "entry, merged": entry(same=JOINED),
    "entry, merged, wrong": entry(same=JOINED, form=WRONG),
    "entry, kept": entry(others=(JOINED, JOINED)),
    "twice": twice(),
    "twice, reader": twice(staff=VIEWER),
    "twice, done": twice(done="d1aaaaaaaaaaa"),
    "twice, wrong": twice(form=Asked(ONCE, {"group": PAIR.all, "reason": ""}, {"reason": "Điền ô này."})),
    "twice, refused": twice(form=Asked(ONCE, {"group": PAIR.all}, {}, "Có đăng ký ở đây đã được gộp.")),
    "twice, none": twice(groups=(), total=0, joined=(), apart=(), page=1, pages=1),
    "attempt": attempt(),
    "attempt, void": attempt(row=ROWS[0], void=True, receipt="HT-3F8D-61VN", digest="9c41", seconds=402),
    "attempt, sealed": attempt(sealed=True, marks=None, changes=(), staff=VIEWER),
    "attempt, wrong": attempt(form=WRONG),
    "watch": watching(),
    "watch, one place": watching(
        by=watch.By.UNIT,
        at="u1aaaaaaaaaaa",
        at_name="Trường THCS Nguyễn Du",
        places=(replace(PLACES[0], here=True), *PLACES[1:]),
    ),
    "watch, many": watching(total=900),
    "watch, paused": watching(paused_at=NOW - timedelta(minutes=3)),
    "watch, given": watching(given=("d1aaaaaaaaaaa", "A Thui", 5)),
    "watch, nobody": watching(rows=(), total=0, places=(), answering=0, several=False),
    "watch, over": watching(phase=Phase.CLOSED, rows=(), total=0, answering=0),
    "timeline": timeline(),
    "timeline, empty": timeline(rows=(), total=0, page=1, pages=1),
    "timeline, beyond": timeline(rows=(), total=3, page=9, pages=1),
}
