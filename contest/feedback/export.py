"""A round's feedback as a workbook or CSV: the texts first, then the shares of grades. Nobody's name."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

from sqlmodel import Session

from contest.campaigns import service as campaigns
from contest.feedback import rules, service
from contest.feedback.rules import GRADES
from contest.feedback.service import Digest, Sieve
from contest.lists.sheets import Cell
from contest.lists.tables import Sheet, Table
from contest.web.filters import moment, number

PRIVATE = (
    "Có lời của người dự thi, có thể nêu tên người khác. Chỉ dùng trong Ban Tổ chức, dùng xong thì xóa tệp."
)


def table(db: Session, round_id: str, sieve: Sieve, now: datetime) -> Table:
    """The texts that match; ``people`` of it says how many they are."""
    view = campaigns.view(db, round_id, now)
    digest, found = service.digest(db, view), service.count_texts(db, round_id, sieve)
    head = [
        " ".join(view.title.splitlines()),
        f"Góp ý của người dự thi, {view.name}",
        f"{number(digest.tally.answered)} trong {number(digest.people)} người đã thi có góp ý. "
        f"Lập lúc {moment(now)}",
        PRIVATE,
    ]
    rows = (
        (at, GRADES[grade], words)
        for at, (grade, words) in enumerate(service.every_text(db, round_id, sieve), 1)
    )
    texts = Sheet("Ý kiến", ("STT", "Mức hài lòng", "Ý kiến"), rows)
    grades = Sheet("Mức hài lòng", ("Mức hài lòng", "Số người", "Tỷ lệ (%)"), _grades(digest))
    return Table(f"gop-y-{view.slug}-{view.number}", head, (texts, grades), found)


def _grades(digest: Digest) -> list[list[Cell]]:
    told = digest.tally
    return [
        [name, count, Fraction(rules.share(count, told.answered), 100)]
        for name, count in zip(GRADES.values(), told.counts, strict=True)
    ]
