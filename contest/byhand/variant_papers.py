"""What goes to the printer of shuffled papers: all of them or one, as PDF or Word. No key is read for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from contest.accounts.service import Member
from contest.attempts import variants
from contest.attempts.by_hand_looking import Asked
from contest.attempts.variants import Variant
from contest.byhand import papers, variant_key
from contest.byhand.papers import Made
from contest.byhand.service import allowed
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.errors import Conflict, NotFound
from contest.printing import key_table, variant_sheet
from contest.printing.answer_sheet import Question
from contest.ruleset import parts
from contest.web.filters import moment, span
from questions.kinds import Kind

NOTES = {
    Kind.one: "chọn một chữ",
    Kind.several: "chọn mọi chữ đúng",
    Kind.true_false: "Đúng hoặc Sai",
    Kind.statements: "Đúng hoặc Sai ở từng ý",
    Kind.short: "ghi câu trả lời",
    Kind.number: "ghi số",
    Kind.ordering: "ghi các chữ theo thứ tự",
    Kind.matching: "ghi chữ kèm số, ví dụ A2 B1",
    Kind.prediction: "ghi số",
    Kind.suggestion: "viết ý kiến, không chấm điểm",
}
HOW = (
    "Thời gian làm bài {limit}, tính từ giờ bắt đầu ghi ở trên. Nộp giấy cho người coi thi trước {close}.",
    "Tô hoặc đánh dấu chữ của câu trả lời trên Phiếu trả lời ở cuối đề, bằng bút mực. "
    "Muốn đổi thì gạch chéo chữ cũ rồi tô chữ khác. Câu không làm thì bỏ trống.",
)


def file(db: Session, round_id: str, ending: str, code: str, answers_only: bool, now: datetime) -> Made:
    """The papers of all codes, of one, or only their answer sheets; while the round is open (0023)."""
    view = allowed(db, round_id, now)
    if view.phase is not Phase.OPEN:
        raise Conflict(papers.NOT_NOW)
    found = variants.known(db, round_id)
    if code and not (found := tuple(one for one in found if one.code == code)):
        raise NotFound(variants.NO_CODE.format(code=code))
    given = wanted(db, view, found, answers_only=answers_only)
    name = "-".join(["phieu-tra-loi" if answers_only else "ma-de", *([code] if code else []), view.slug])
    return Made(_made(given, ending), f"{name}.{ending}")


def _made(given: variant_sheet.Variants, ending: str) -> bytes:
    if ending == "pdf":
        return variant_sheet.pdf(given)
    # Imported here: it brings python-docx and lxml, and a start needs nothing of them.
    from contest.printing import variant_docx

    return variant_docx.variants(given)


def wanted(
    db: Session, view: RoundView, found: Sequence[Variant], *, answers_only: bool = False
) -> variant_sheet.Variants:
    """What stands on the papers."""
    asked = {one.code: variants.asked(db, view.id, one) for one in found}
    return variant_sheet.Variants(
        title=" ".join(view.title.splitlines()),
        round=view.name,
        how=tuple(line.format(limit=span(view.rules.seconds), close=moment(view.closes_at)) for line in HOW),
        variants=tuple(_variant(view, one, asked[one.code]) for one in found),
        answers_only=answers_only,
        files={} if answers_only else papers.pictures(db, [each.content for each in asked[found[0].code]]),
    )


def _variant(view: RoundView, one: Variant, slots: Sequence[Asked]) -> variant_sheet.Variant:
    made = [_question(view, slot, asked) for slot, asked in enumerate(slots, 1)]
    spans = parts.spans(view.rules)
    if not spans:
        return variant_sheet.Variant(one.code, (variant_sheet.Part("", tuple(made)),))
    return variant_sheet.Variant(
        one.code,
        tuple(variant_sheet.Part(each.title, tuple(made[each.first - 1 : each.last])) for each in spans),
    )


def _question(view: RoundView, slot: int, asked: Asked) -> Question:
    return replace(papers.question(view, slot, asked), note=NOTES[asked.content.kind])


def key_file(db: Session, who: Member, round_id: str, ending: str, now: datetime) -> Made:
    """The key of all codes, once it may be told."""
    view = allowed(db, round_id, now)
    table = variant_key.table(db, who, view, now)
    name = f"dap-an-ma-de-{view.slug}.{ending}"
    if ending == "pdf":
        return Made(key_table.pdf(table), name)
    from contest.printing import variant_docx

    return Made(variant_docx.key(table), name)
