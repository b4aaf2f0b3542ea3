"""What looked odd, as a file: the lines of the page, with the papers to look at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from contest.accounts.service import Member
from contest.audit import service as audit
from contest.campaigns import service as campaigns
from contest.lists.sheets import Cell
from contest.lists.tables import Sheet, Table
from contest.rounds.form_state import fresh
from contest.signals import showing
from contest.signals.pages import IndexPage
from contest.web import filters

COLUMNS = ("Dấu hiệu", "Về", "Đã thấy", "Những bài liên quan", "Kết luận", "Ai xem", "Lúc xem", "Lý do")
NOT_PROOF = "Dấu hiệu chỉ để xem lại, chưa phải bằng chứng. Không tự đổi điểm hay hạng của ai."


def table(db: Session, who: Member, round_id: str, now: datetime) -> Table:
    """A round's signals as the page tells them."""
    view = campaigns.view(db, round_id, now)
    page = showing.index(db, who, round_id, fresh(), now)
    total = sum(len(group.lines) for group in page.groups)
    head = [
        " ".join(view.title.splitlines()),
        f"{view.name}: {filters.number(total)} dấu hiệu bất thường. Lập lúc {filters.moment(now)}",
        NOT_PROOF,
    ]
    sheet = Sheet("Dấu hiệu", COLUMNS, _rows(page))
    return Table(f"dau-hieu-{view.slug}-{view.number}", head, (sheet,), total)


def _rows(page: IndexPage) -> Iterator[list[Cell]]:
    for group in page.groups:
        for one in group.lines:
            papers = "; ".join(", ".join(filter(None, (each.name, each.unit))) for each in one.papers)
            more = f"; và {filters.number(one.more)} bài khác" if one.more else ""
            said: list[Cell] = [group.title, one.what, one.detail, f"{papers}{more}" or None]
            yield [*said, one.verdict or "chưa xem", one.by or None, one.at, one.reason or None]


def note(db: Session, actor: str, round_id: str, people: int, now: datetime) -> None:
    """Record that names left the server."""
    audit.record(db, actor, "signals.export", round_id, {"people": people}, now)
