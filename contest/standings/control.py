"""From what is chosen to the page that steers the screen."""

from __future__ import annotations

from datetime import datetime
from html import escape

from sqlmodel import Session

from contest.accounts.pages import StaffView
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.campaigns.showing import head
from contest.standings import hall, present, programme, staging
from contest.standings.control_pages import VIEWS, ControlPage, ViewChoice
from contest.standings.hall_pages import Leader
from contest.standings.staging import Staging
from contest.standings.states import HallView
from contest.web.pages import path_for

KEPT_CLOSED = "Bảng đang được giữ kín đến khi đóng vòng, màn hình chỉ hiện đồng hồ và mã QR."
PREDICTED = "Đang có câu dự đoán nên số người tham gia được giữ kín đến khi đóng vòng."
#: Ten rows of a phone's width, without a scroll bar.
EMBED = (
    '<iframe src="{url}" title="Bảng xếp hạng {name}" width="100%" height="760" loading="lazy" '
    'style="border:0;max-width:480px"></iframe>'
)
NOT_YET = "Vòng thi chưa mở, màn hình hiện giờ mở và mã QR."


def page(db: Session, view: RoundView, staff: StaffView, root: str, now: datetime) -> ControlPage:
    """The page. A draft has no screen yet, so it is shown as its visitors would find it: calm."""
    chosen = staging.of(db, view.id)
    live = hall.live(db, view.id, now, root, drafts=True)
    covered = staging.covered_now(db, view, chosen)
    return ControlPage(
        staff=staff,
        round=head(view),
        live=live,
        views=tuple(_choice(view, each, chosen) for each in HallView),
        frozen_at=chosen.frozen.at if chosen.frozen and view.phase is Phase.OPEN else None,
        may_freeze=view.phase is Phase.OPEN and present.is_shown(view),
        size=chosen.size,
        covered=covered if view.phase is Phase.CLOSED else chosen.covered,
        places=tuple(_place(row) for row in live.rows) if live.screen == "reveal" else (),
        programme=programme.write(chosen.programme, view.closes_at),
        version=chosen.version,
        embed=EMBED.format(url=root + path_for("standings.embed", round=view.id), name=escape(view.name)),
    )


def _place(row: Leader | None) -> str:
    return f"Hạng {row.place}. {row.name}, {row.score}" if row else ""


def _choice(view: RoundView, each: HallView, chosen: Staging) -> ViewChoice:
    name, text = VIEWS[each]
    return ViewChoice(each.value, name, text, each is chosen.view, _why_not(view, each))


def _why_not(view: RoundView, each: HallView) -> str:
    """Why the screen stays calm with this choice now; "" when it doesn't."""
    if view.phase in (Phase.DRAFT, Phase.WAITING):
        return NOT_YET
    if each is HallView.PART:
        return "" if hall.may_count(view) or view.phase is Phase.CLOSING else PREDICTED
    return "" if present.is_shown(view) or view.phase is Phase.CLOSING else KEPT_CLOSED
