"""Files that people bring to a bank, and a bank to bring them to."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import update

from contest.accounts.service import Member
from contest.accounts.states import Role
from contest.bank import import_files, importing
from contest.web.database import reading, writing
from questions import service as questions
from questions import store
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind
from questions.models import Bank, Question, QuestionRevision, QuestionState

HEAD = ("Câu hỏi", "Đáp án A", "Đáp án B", "Đáp án C", "Đáp án đúng", "Chủ đề", "Mức độ", "Giải thích")
SLUG = "cchc"
TODAY = date(2026, 10, 5)
STAFF = Member("staff00000001", "binh", "Lê Văn Bình", Role.ORGANISER)
OTHER = Member("staff00000002", "ha", "Y Ngọc Hà", Role.ORGANISER)

SOUND = (
    "Thủ tục hành chính được công khai ở đâu?",
    "Trên mạng",
    "Ở nhà",
    "Không ở đâu",
    "A",
    "cchc",
    "",
    "Vì thế.",
)
NO_KEY = ("Cơ chế một cửa theo nghị định nào?", "61/2018", "118/2025", "42/2022", "", "", "", "Vì thế.")
ODD_LEVEL = ("Chỉ số SIPAS đo điều gì vậy?", "Hài lòng", "Thu nhập", "Dân số", "A", "", "siêu khó", "Vì thế.")
KNOWN = "Ngân hàng đã có câu hỏi này từ trước chưa?"
IN_BANK = (KNOWN, "Có", "Chưa", "Không rõ", "A", "", "", "Vì thế.")
#: One of each: line 2 is ready, 3 wrong, 4 to look at, 5 in the bank, 6 the same as line 2.
MIXED = (SOUND, NO_KEY, ODD_LEVEL, IN_BANK, SOUND)


def book(*rows: Sequence[Any], head: Sequence[str] = HEAD) -> bytes:
    """A workbook of these rows: the same rows are the same bytes, whenever they are written."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"strings_to_formulas": False}) as made:
        made.set_properties({"created": datetime(2026, 10, 5, tzinfo=UTC)})
        sheet = made.add_worksheet()
        for number, row in enumerate([head, *rows]):
            for column, cell in enumerate(row):
                sheet.write(number, column, cell)
    return target.getvalue()


def numbered(count: int) -> bytes:
    """A workbook of so many sound questions, no two alike."""
    names = ("hồ sơ", "thủ tục", "dịch vụ", "chữ ký số", "hóa đơn", "định danh", "dữ liệu")
    return book(
        *(
            (
                f"Câu về {names[n % 7]} mang số {n} nói điều gì?",
                f"Điều {n}",
                "Hai",
                "Ba",
                "A",
                "cchc",
                "khó",
                "Vì.",
            )
            for n in range(count)
        )
    )


def make_bank(slug: str = SLUG) -> Bank:
    """A bank with one question."""
    with writing() as db:
        there = ParsedQuestion(Kind.one, KNOWN, ("Chưa", "Có", "Không rõ"), (1,), "vì")
        questions.save_bank(db, slug, "Cải cách hành chính 2026", [there])
    with reading() as db:
        found = questions_bank(db, slug)
        db.expunge(found)
    return found


def questions_bank(db: Any, slug: str) -> Bank:
    """The bank of a slug."""
    found = store.bank(db, slug)
    assert found is not None
    return found


def bring(bank: Bank, data: bytes, now: Any, name: str = "cau-hoi.xlsx", staff: Member = STAFF) -> str:
    """A file brought through the use case; the import."""
    with reading() as db:
        upload = import_files.read_file(db, bank.public_id, name, data, TODAY)
    with writing() as db:
        return importing.start(db, staff, upload, now)


def send(browser: TestClient, bank: Bank, data: bytes, name: str = "cau-hoi.xlsx") -> Response:
    """A file sent by the form."""
    return browser.post(f"/bank/{bank.public_id}/upload", files={"file": (name, data)})


def count(slug: str = SLUG) -> int:
    """How many questions a bank has, retired ones too."""
    with reading() as db:
        return len(store.folded(db, slug))


def approve_all() -> None:
    """Let every question into contests."""
    with writing() as db:
        db.connection().execute(update(Question).values(state=QuestionState.APPROVED.value, drawn=1))
        db.connection().execute(update(QuestionRevision).values(settled=True))
