"""Units at the desk: a small commune, real Excel files, and reading the pages."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser

from contest.audit import service as audit
from contest.audit import store as audit_store
from contest.campaigns.models import Campaign
from contest.clock import UTC
from contest.people import service as people
from contest.people.service import EntryDraft
from contest.units import service, store
from contest.units.models import Unit
from contest.units.service import UnitDraft
from contest.web.database import reading, writing

NOW = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)
TODAY = date(2026, 10, 5)
NOBODY = "0" * 13
HEADS = ("Tên đơn vị", "Thuộc", "Mã", "Loại", "Quân số", "Số liệu ngày")
DRAFTS = (
    UnitDraft("xa", "Xã Đăk Tô", "commune", open_to_all=False),
    UnitDraft("nd", "Trường THCS Nguyễn Du", "school", "xa", open_to_all=False),
    UnitDraft("9a", "Lớp 9A", "class", "nd", 40),
    UnitDraft("9b", "Lớp 9B", "class", "nd", 38),
    UnitDraft("rao", "Thôn Đăk Rao", "village", "xa", 210),
)
Ids = dict[str, str]
Response = Any


def commune() -> Ids:
    """Code → id of a small commune."""
    with writing() as db:
        return service.save_units(db, DRAFTS, TODAY, "Ban Tổ chức")


def units() -> dict[str, Unit]:
    """Everything that is stored, by name; merged units too."""
    with reading() as db:
        return {unit.name: unit for unit in store.everything(db)}


def parents() -> dict[str, str]:
    """Name → the name above it, "" at the top."""
    found = units()
    names = {unit.id: unit.name for unit in found.values()}
    return {unit.name: names.get(unit.parent_id or "", "") for unit in found.values()}


def headcounts(on: date = TODAY) -> dict[str, int]:
    """Name → people."""
    with reading() as db:
        by_id = service.headcounts(db, on)
    return {unit.name: by_id[unit.id] for unit in units().values() if unit.id in by_id}


def enter(unit_id: str) -> str:
    """Somebody enters a contest for this unit."""
    with writing() as db:
        made = Campaign(slug=f"thi-{unit_id}", title="Thi", organiser="Xã", bank_slug="b", created_at=NOW)
        db.add(made)
        db.flush()
        return people.join(db, made.id, EntryDraft("Y Thu Hằng", 1995, unit_id), NOW).entry_id


def audited() -> int:
    """How many rows about units the chain has; it has to be whole."""
    with reading() as db:
        assert audit.verify(db).whole
        return sum('"action":"units.' in link.content for link in audit_store.links(db))


def book(
    rows: Sequence[Sequence[Any]], merged: Sequence[tuple[int, int, int, int, str]] = (), above: int = 0
) -> bytes:
    """A workbook of one sheet; days become Excel's days, `merged` are ranges with their text."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        made.set_properties({"created": datetime(2026, 10, 5, tzinfo=UTC)})  # same rows, same bytes
        sheet = made.add_worksheet("Danh sách")
        day = made.add_format({"num_format": "dd/mm/yyyy"})
        for number, row in enumerate(rows, start=above):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, cell, day)
                elif cell != "":
                    sheet.write(number, column, cell)
        for top, left, bottom, right, text in merged:
            sheet.merge_range(top, left, bottom, right, text)
    return out.getvalue()


def upload(browser: TestClient, data: bytes, name: str = "don-vi.xlsx", **fields: str) -> Response:
    """Post a file."""
    return browser.post("/units/upload", files={"file": (name, data)}, data=fields)


def draft(browser: TestClient, *rows: Sequence[Any]) -> str:
    """Upload rows below the usual heads; the address of the preview."""
    answer = upload(browser, book([HEADS, *rows]))
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def page(answer: Response) -> LexborHTMLParser:
    """An answer, parsed."""
    return LexborHTMLParser(answer.text)


def text(answer: Response, selector: str = "main") -> str:
    """What is to be read there, in one line, with ordinary spaces."""
    node = page(answer).css_first(selector)
    assert node is not None, selector
    return " ".join(node.text().replace("\u00a0", " ").split())


def texts(answer: Response, selector: str) -> list[str]:
    """The same for every match."""
    return [" ".join(node.text().replace("\u00a0", " ").split()) for node in page(answer).css(selector)]


def form(answer: Response, action: str) -> dict[str, str]:
    """The fields of the form that posts there, as a browser would send them untouched."""
    node = page(answer).css_first(f'form[action="{action}"]')
    assert node is not None, action
    found: dict[str, str] = {}
    for field in node.css("input[name]"):
        kind = field.attributes.get("type") or "text"
        if "disabled" in field.attributes or (
            kind in ("radio", "checkbox") and "checked" not in field.attributes
        ):
            continue
        found[str(field.attributes["name"])] = field.attributes.get("value") or ""
    for field in node.css("select[name]"):
        chosen = field.css_first("option[selected]") or field.css_first("option")
        found[str(field.attributes["name"])] = str(chosen.attributes["value"]) if chosen else ""
    return found
