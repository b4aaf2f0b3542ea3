"""A paper with one question of each kind that gives something to rows, is typed, or has decimals."""

from __future__ import annotations

from decimal import Decimal

from contest.ruleset.rules import BlueprintLine
from contest.web.database import writing
from questions import service as questions
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind
from tests.contest.attempts.conftest import NewPhone
from tests.contest.attempts.sitting import Phone
from tests.contest.rounds import world
from tests.parsed import attr

ITEMS = ("Nộp hồ sơ", "Xử lý", "Trả kết quả")
SIDES = (("Một cửa", "VNeID"), ("Trung tâm Phục vụ hành chính công", "Ứng dụng định danh", "Cổng thông tin"))
TRUTHS = (
    "Mật khẩu để chung được",
    "VNeID có ví giấy tờ",
    "OTP đọc cho ai cũng được",
    "Nên cập nhật máy",
)
ASKED = {
    Kind.statements: ParsedQuestion(
        Kind.statements, "An toàn thông tin: các ý sau?", TRUTHS, (1, 3), in_parts=True
    ),
    Kind.short: ParsedQuestion(Kind.short, "Ứng dụng định danh?", accepted=("VNeID", "ứng dụng hòa")),
    Kind.number: ParsedQuestion(
        Kind.number, "Bao nhiêu phần trăm?", number=Decimal("3.5"), tolerance=Decimal("0.1"), unit="%"
    ),
    Kind.ordering: ParsedQuestion(Kind.ordering, "Xếp các bước", ITEMS, in_parts=True),
    Kind.matching: ParsedQuestion(Kind.matching, "Ghép cho đúng", SIDES[0], targets=SIDES[1], in_parts=True),
}
RIGHT = {
    Kind.statements: ("sai", "dung", "sai", "dung"),
    Kind.ordering: ("1", "2", "3"),
    Kind.matching: SIDES[1][:2],
}


def sit(new_phone: NewPhone, kind: Kind, **rules: object) -> Phone:
    """A phone whose paper is the one question of this kind."""
    with writing() as db:
        questions.save_bank(db, "bank", "Ngân hàng", [ASKED[kind]])
    lines = (BlueprintLine(count=1, kind=kind),)
    made = world.make(world.rules(blueprint=lines, visibility=world.at_once(), **rules), bank=0, slug="loai")
    return new_phone(made.join("Lê Thị Hoa").entry_id).to(made.round_id).start()


def right(kind: Kind, most: int = 9) -> dict[str, str]:
    """What the form of this kind posts when its first `most` rows are right and the others are left out."""
    content = ASKED[kind].content()
    if kind is Kind.short:
        return {"answer": "  vneid "}
    if kind is Kind.number:
        return {"answer": "3,5"}
    ids = {option.text: option.id for option in content.options}
    targets = {target.text: target.id for target in content.targets}
    pairs = zip(ASKED[kind].options, RIGHT[kind], strict=True)
    rows = [f"{ids[text]}:{targets.get(value, value)}" for text, value in pairs]
    return {f"answer-{at}": row for at, row in enumerate(rows[:most], 1)}


def saved(phone: Phone) -> str:
    """What the page says is stored."""
    return attr(phone.page("/questions/1"), "section[data-slot='1']", "data-saved")
