"""Sample contexts of what people wrote for open questions, in every state that organisers meet."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from contest.campaigns.rules import Phase
from contest.campaigns.staff_pages import RoundHead
from contest.suggestions.pages import IndexPage
from contest.suggestions.rules import Sieve, Suggestion
from tests.samples_desk import CLOSES, OPENS, ORGANISER, ROUND, TITLE

HEAD = RoundHead(ROUND, "Tuần 1", Phase.CLOSED, OPENS, CLOSES, TITLE)
ASKED = (
    "Theo bạn, cần làm gì để bà con trong thôn dùng dịch vụ công trực tuyến nhiều hơn?",
    "Bạn muốn xã làm gì trước trong chuyển đổi số?",
)
UNIT = ("u1aaaaaaaaaaa", "Thôn Đăk Rao Lớn")
LONG = "Mở lớp ở nhà rông vào tối thứ Bảy.\n\nMời đoàn viên về giúp bà con cài VNeID, nộp hồ sơ lần đầu."
ROWS = (
    Suggestion("a1aaaaaaaaaaa", 16, 1, ASKED[0], LONG, True, "Y Bích", *UNIT),
    Suggestion("a1aaaaaaaaaaa", 17, 2, ASKED[1], "Lắp wifi ở nhà rông", False, "Y Bích", *UNIT),
    Suggestion("a2aaaaaaaaaaa", 16, 1, ASKED[0], "<b>=1+1</b> " + "a" * 300, False, "A Thui"),
)
SOME = IndexPage(
    staff=ORGANISER,
    round=HEAD,
    sieve=Sieve(),
    query={},
    rows=ROWS,
    asked=ASKED,
    units=(UNIT,),
    total=3,
    found=3,
    marked=1,
    ended=40,
    answered=2,
    lengths=(5, 21),
)
NOTHING = replace(SOME, rows=(), units=(), total=0, found=0, marked=0, answered=0, lengths=(0, 0))
WIFI = Sieve("wifi", number=2, only_marked=True, nameless=True)

SAMPLES: dict[str, Any] = {
    "some": SOME,
    "one question": replace(SOME, asked=ASKED[:1], rows=ROWS[:1], units=()),
    "second page": replace(SOME, page=2, pages=3),
    "sifted": replace(SOME, sieve=WIFI, query=WIFI.as_query(), units=(), rows=ROWS[1:2], found=1),
    "no match": replace(SOME, sieve=WIFI, query=WIFI.as_query(), rows=(), found=0),
    "nothing": NOTHING,
    "nothing yet": replace(NOTHING, ended=0, round=replace(HEAD, phase=Phase.OPEN), asked=("",)),
}
