"""A report on paper: its sentences, then its tables, under one of the four letterheads. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from contest.commendations.papers import letterhead, lines_of
from contest.commendations.states import Layout
from contest.office.rules import Identity
from contest.paperwork.defaults import LONG, layout_of, written_out
from contest.paperwork.kinds import BETWEEN, ISSUERS, WORDS
from contest.printing.listing import Signer
from contest.printing.paperwork import Grid, Official, Text
from contest.summaries import words
from contest.summaries.content import Report
from contest.summaries.forms import PaperForm
from contest.summaries.pages import Table
from contest.web.filters import moment

__all__ = ["layout_of", "official", "usual"]

SIGN = "BC"
READERS = "Cơ quan, tổ chức nhận báo cáo"


def usual(identity: Identity, layout: Layout) -> dict[str, str]:
    """The form before anybody filled it in: whoever runs the installation reports in their own name."""
    body = written_out(identity.name)
    is_government = layout is Layout.STATE and body.startswith(LONG[0][1])
    speaks = WORDS[layout]
    signs = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH") if is_government else speaks.authority
    if layout is Layout.STATE and not is_government:
        signs = ("THỦ TRƯỞNG CƠ QUAN",)
    return {
        "layout": layout.value,
        "upper_body": "" if is_government else identity.above.upper(),
        "body": body,
        "symbol": f"{SIGN}{BETWEEN[layout]}{ISSUERS[layout][1]}",
        "place": identity.place,
        "authority": "\n".join(signs),
        "recipients": f"{READERS}\n{speaks.copy.replace(', BTC', '')}",
    }


def official(
    report: Report, tables: tuple[Table, ...], form: PaperForm, frozen_at: datetime | None, sha256: str
) -> Official:
    """The paper as a value; ``frozen_at`` None: the figures of now."""
    return Official(
        letterhead=letterhead(form),
        name="Báo cáo",
        about=_about(report),
        body=tuple(_body(report, tables, frozen_at, sha256)),
        signer=Signer(lines_of(form.authority), form.signer),
        recipients=lines_of(form.recipients),
        attached_to=form.attached_to,
    )


def _about(report: Report) -> tuple[str, ...]:
    unit = (report.unit_name,) if report.unit_name else ()
    return (words.subject(report), *unit, words.title(report))


def _body(
    report: Report, tables: tuple[Table, ...], frozen_at: datetime | None, sha256: str
) -> Iterator[Text | Grid]:
    yield from (Text(sentence) for sentence in words.sentences(report))
    for number, table in enumerate(tables, 1):
        yield Text(f"{number}. {table.title}", bold=True)
        yield grid(table)
        if table.note:
            yield Text(table.note, italic=True)
    yield Text(source(frozen_at, sha256), italic=True)


def source(frozen_at: datetime | None, sha256: str) -> str:
    """Where the figures are from, so that two papers can be told apart."""
    if frozen_at is None:
        return "Số liệu lấy từ máy chủ khi lập báo cáo, chưa chốt."
    return f"Số liệu chốt lúc {moment(frozen_at)}, mã báo cáo {sha256[:12]}."


def grid(table: Table) -> Grid:
    """A table as papers have it: numbered, words at the left, numbers at the right."""
    numeric = [any(row.cells[at].is_number for row in table.rows) for at in range(len(table.heads))]
    rows = tuple(
        (str(number), *(cell.text for cell in row.cells)) for number, row in enumerate(table.rows, 1)
    )
    aligns = ("center", *("right" if one else "left" for one in numeric))
    wide = tuple(at for at, one in enumerate(numeric, 1) if not one) or (1,)
    return Grid(("STT", *table.heads), aligns, rows, wide)
