"""Sample contexts of the page of archives, in every state that people meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from contest.archives.pages import IndexPage, Origin, Ready
from contest.campaigns.rules import Phase
from tests.samples_signals import CLOSES, HEAD, ORGANISER

READY = Ready("12,5 MB", CLOSES + timedelta(hours=1), CLOSES + timedelta(hours=25))
FROM = Origin("UBND xã Đăk Hà", "cds-2026", CLOSES + timedelta(days=1), CLOSES + timedelta(days=3))


def index(**changes: Any) -> IndexPage:
    """The page; `changes` name fields of IndexPage."""
    given: dict[str, Any] = {"staff": ORGANISER, "round": HEAD, "slug": "cds-2026"}
    return IndexPage(**(given | changes))


SAMPLES: dict[str, Any] = {
    "open": index(hindrance="Còn vòng chưa đóng: Tuần 2.", round=replace(HEAD, phase=Phase.OPEN)),
    "nothing": index(),
    "on its way": index(percent=37),
    "failed": index(failed="Chưa gói được (OSError). Bấm làm gói lần nữa."),
    "ready": index(ready=READY),
    "anew": index(ready=READY, percent=0),
    "brought": index(origin=FROM),
}
