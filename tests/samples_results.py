"""Sample contexts of the pages about published results, in every state that people meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from contest.campaigns.rules import Phase
from contest.campaigns.staff_pages import RoundHead
from contest.results import publication_rules as rules
from contest.results.publication_pages import (
    ChangedRow,
    OwnRow,
    PublicationDeskPage,
    PublicationPage,
    Typed,
    VersionLine,
    Waiting,
)
from contest.results.publication_states import Stage
from tests.samples_attempts import ROUND, SLUG
from tests.samples_desk import CLOSES, NOW, OPENS, ORGANISER, TITLE

DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
UNTIL = CLOSES + timedelta(days=3)
HEAD = RoundHead(ROUND, "Tuần 1", Phase.CLOSED, OPENS, CLOSES, TITLE)
LINE = VersionLine(
    *(1, "Kết quả tạm thời", NOW, "Nguyễn Thanh Tùng", "Y Nhung", False),
    *(DIGEST, rules.short(DIGEST), "", UNTIL, 0),
)
SECOND = replace(LINE, number=2, kind="Kết quả chính thức", reason="Chấm lại câu 7", until=None, changes=2)
MADE = Waiting(
    "p1aaaaaaaaaaa", 2, "Kết quả chính thức", "Chấm lại câu 7", "Nguyễn Thanh Tùng", NOW, DIGEST, "9f86 d081"
)
CHANGED = (ChangedRow("A Thui", "hạng 2, 14 điểm", "hạng 1, 15 điểm"),)


def desk(**changes: Any) -> PublicationDeskPage:
    """The desk's page; `changes` name its fields."""
    given: dict[str, Any] = {
        "staff": ORGANISER,
        "round": HEAD,
        "stage": Stage.NONE,
        "until": None,
        "form": Typed(),
        "days": 3,
    }
    return PublicationDeskPage(**(given | changes))


def out(**changes: Any) -> PublicationDeskPage:
    """The same once something was published."""
    return desk(**({"stage": Stage.COMPLAINTS, "until": UNTIL, "versions": (LINE,)} | changes))


DESK: dict[str, Any] = {
    "open": desk(closed=False, round=replace(HEAD, phase=Phase.OPEN)),
    "nothing yet": desk(),
    "making": desk(waiting=replace(MADE, sha256="", step="Gom bài làm", done=400)),
    "failed": desk(waiting=replace(MADE, sha256="", step="Gom bài làm", failed="Soạn lại.")),
    "waits": desk(waiting=replace(MADE, changes=1, changed=CHANGED)),
    "own": desk(waiting=replace(MADE, refusal=rules.TWO_PEOPLE)),
    "alone": desk(waiting=replace(MADE, alone=True)),
    "stale": desk(waiting=replace(MADE, stale=True)),
    "complaints": out(),
    "over": out(stage=Stage.OVER, papers=True),
    "final": out(stage=Stage.FINAL, versions=(SECOND, replace(LINE, alone=True))),
    "wrong": out(
        form=Typed({"kind": "final", "days": "x", "reason": ""}, {"days": "Ghi số.", "kind": "Chờ."})
    ),
    "refused": out(form=Typed(problem="Máy đang soạn.")),
    "looks only": out(staff=replace(ORGANISER, may=frozenset({"see"})), waiting=MADE),
}
PUBLIC = PublicationPage(
    round=ROUND,
    slug=SLUG,
    title=("Tìm hiểu", "chuyển đổi số"),
    organiser=("UBND xã Đăk Tô",),
    round_name="Tuần 1",
    stage=Stage.COMPLAINTS,
    number=1,
    at=NOW,
    until=UNTIL,
    sha256=DIGEST,
    short=rules.short(DIGEST),
    fingerprint="9f86 d081",
    alone=False,
    reason="",
    people=1464,
    papers=True,
)
PHONE: dict[str, Any] = {
    "published": PUBLIC,
    "published-over": replace(PUBLIC, stage=Stage.OVER, papers=False, alone=True),
    "published-final": replace(PUBLIC, stage=Stage.FINAL, number=2, reason="Chấm lại câu 7", older=(LINE,)),
    "published-own": replace(PUBLIC, own=OwnRow(True, 12, 1450, 14, 372, people=1464)),
    "published-other": replace(PUBLIC, own=OwnRow(True, 12, 1450, 14, 372, counts=False, people=1464)),
    "published-unranked": replace(PUBLIC, own=OwnRow(True, None, 1450, 14, 372)),
    "published-nowhere": replace(PUBLIC, own=OwnRow(False)),
    "published-wrong": replace(PUBLIC, form=Typed({"receipt": "x"}, {"receipt": "Không có phiếu này."})),
}
